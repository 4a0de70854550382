"""The station's own scores as they are read: each with all that could speak against it."""

from contextlib import closing
from dataclasses import replace

import pytest

from liveness_station.domain.desk_events import OverrideEvent
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.policies import Policy
from liveness_station.domain.provenance import Inquiry
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.storage.score_query import StoredScore, read_scores
from liveness_station.storage.shift_query import open_facts
from tests.storage.attempts import job, outcome

BELOW = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.1 + 0.2, code=200, http_status=200)
AGAINST = Signal("face_sway", 2.0, 1.0, is_against=True)
FOR = replace(AGAINST, is_against=False)


def keep(records: SqliteRecords, number: int, decided: Decision = BELOW, **changes: object) -> Job:
    policy = Policy(0.8, frozenset({"glasses"}), 0.5)
    method = Method.BURST if "scores" in changes else Method.STILL
    one = replace(job(f"job-{number}"), policy=policy, method=method)
    records.submitted(one, endpoint="local", source="camera")
    made = replace(outcome(one, decided), **changes)  # type: ignore[arg-type]  # by name
    assert records.finished(made, source="camera").recorded
    return one


def scores(records: SqliteRecords, *, most: int = 99) -> tuple[StoredScore, ...]:
    with closing(open_facts(records.appender.path)) as database:
        return read_scores(database, most=most)


def test_a_still_has_one_score_digit_by_digit(records: SqliteRecords) -> None:
    keep(records, 1)
    assert scores(records) == (
        StoredScore(
            "local", "minifasnet/1", "below_threshold", 0.8, 0.5, (0.1 + 0.2,), 0, False, False, ""
        ),
    )


def test_a_burst_has_all_and_knows_of_frames_without_one(records: SqliteRecords) -> None:
    sent = [Inquiry(is_answered=True, score_text=text) for text in ("0.3", "0.4", "", "0.5")]
    unanswered = Inquiry(is_answered=False)
    keep(records, 1, scores=(0.3, 0.4, 0.5), inquiries=(*sent, unanswered))
    (found,) = scores(records)
    assert found.is_burst
    assert found.scores == (0.3, 0.4, 0.5)
    assert found.unscored == 1


@pytest.mark.parametrize(
    ("changes", "is_held_back"),
    [
        ({}, False),
        ({"risk_reason": "glasses"}, False),
        ({"risk_reason": "looks_like_mask"}, True),
        ({"risk_reason": " "}, False),
        ({"has_anomaly": True}, True),
        ({"signals": (FOR,)}, False),
        ({"signals": (FOR, AGAINST)}, True),
    ],
)
def test_whatever_else_spoke_against_it_is_known(
    records: SqliteRecords, changes: dict[str, object], is_held_back: bool
) -> None:
    keep(records, 1, replace(BELOW, **changes))  # type: ignore[arg-type]  # by name
    (found,) = scores(records)
    assert found.is_held_back is is_held_back


def test_the_newest_come_first_and_the_last_decision_counts(records: SqliteRecords) -> None:
    for number in range(3):
        keep(records, number)
    log = DeskLog(records.appender)
    for decision in (OverrideDecision.ACCEPT, OverrideDecision.REFUSE):
        log.record_event(OverrideEvent("job-1", Override(decision, OverrideReason.OTHER)))
    assert [one.decision for one in scores(records)] == ["", "refuse", ""]
    assert [one.decision for one in scores(records, most=2)] == ["", "refuse"]


def test_drills_and_errors_have_no_score_to_look_at(records: SqliteRecords) -> None:
    drill = replace(job("job-1"), is_training=True)
    records.submitted(drill, endpoint="local", source="camera")
    records.finished(outcome(drill, BELOW), source="camera")
    keep(records, 2, Decision(Verdict.ERROR, Reason.SCHEMA))
    assert scores(records) == ()
