"""Lanes and agreements for the review window: made of plain values."""

import random
from datetime import UTC, datetime, timedelta

from liveness_station.reporting.agreement import Answer, agreement_of
from liveness_station.reporting.review import Lane, ReviewItem, lane_of, open_cases
from liveness_station.runtime.review_thread import CaseRead, ReviewRead
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.history_query import AttemptDetail, HistoryEntry, HistoryRow
from liveness_station.storage.review_query import Cause, CauseFact

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAIR = ("face-api.shiliuai.com", "local")
EVIL = "<img src=x><b>A-1</b>"


def summary(
    number: int, outcome: str, reason: str, score: float | None, *, subject: str | None = ""
) -> AttemptSummary:
    return AttemptSummary(
        job_id=f"job-{number}",
        subject=f"A-{1040 + number}" if subject == "" else subject,
        source="Integrated Camera",
        endpoint="local",
        is_demo=False,
        threshold=0.8,
        submitted_sequence=number * 10,
        submitted_at=NOON - timedelta(minutes=17 * number),
        outcome=outcome,
        reason=reason,
        score=score,
        engine="minifasnet_v2/1",
        finished_sequence=number * 10 + 1,
        finished_at=NOON,
    )


def opinion(number: int, outcome: str, *, verdict: str = "SPOOF") -> CauseFact:
    reason = "attack" if verdict == "SPOOF" else "above_threshold"
    score = "0.1234" if verdict == "SPOOF" else "0.97"
    return CauseFact(
        Cause.DISAGREEMENT, f"job-{number}", number * 10 + 2, NOON, outcome, is_settled=False,
        verdict=verdict, reason=reason, score=score, endpoint=PAIR[0], engine="cloud/2026-11",
    )  # fmt: skip


def against(number: int, *, by: str = "Li Wei") -> CauseFact:
    return CauseFact(
        Cause.AGAINST_ATTACK, f"job-{number}", number * 10 + 3, NOON, "SPOOF", is_settled=False,
        reason="known_person", by=by,
    )  # fmt: skip


def band(number: int) -> CauseFact:
    return CauseFact(Cause.BAND, f"job-{number}", number * 10 + 1, NOON, "RETRY", is_settled=False)


def lane() -> Lane:
    facts = [opinion(9, "LIVE"), against(7), band(8), band(5), opinion(4, "SPOOF", verdict="LIVE"),
             opinion(5, "RETRY", verdict="LIVE")]  # fmt: skip
    known = [
        summary(9, "LIVE", "above_threshold", 0.93, subject=EVIL),
        summary(8, "RETRY", "review", 0.71, subject=None),
        summary(7, "SPOOF", "attack", 0.08),
        summary(5, "RETRY", "review", 0.66),
        summary(4, "SPOOF", "below_threshold", 0.41),
    ]
    return lane_of(open_cases(facts), {one.job_id: one for one in known})


def review_read(kind: str = "usual") -> ReviewRead:
    """A lane of five and an agreement: none, one day, or a hundred days, with a drop at the end."""
    if kind == "empty":
        return ReviewRead(Lane(), agreement_of((), ("", "")))
    days, last = {"one": (1, 0.0), "usual": (40, 0.05), "drifted": (100, 0.35)}[kind]
    random_ = random.Random(5)
    answers = []
    for day in range(days):
        misses = last if day >= days - 12 else 0.05
        for number in range(random_.randrange(8, 40)):
            at = NOON - timedelta(days=days - day, minutes=number)
            answers.append(Answer(at, random_.random() >= misses))
    return ReviewRead(lane(), agreement_of(answers, PAIR))


def case_read(item: ReviewItem) -> CaseRead:
    entry = HistoryEntry(
        item.summary.finished_sequence or 0,
        "VERDICT",
        "2026-11-22T12:00:00.000000Z",
        (("verdict", item.summary.outcome), ("request_id", "r-1")),
    )
    row = HistoryRow(item.summary, "Li Wei")
    return CaseRead(item.case.job_id, AttemptDetail(row, (entry,)))
