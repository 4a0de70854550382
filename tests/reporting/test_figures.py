"""The figures of a shift, each counted by hand from checks that were made for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from liveness_station.reporting.figures import ShiftFigures, figures_of
from liveness_station.reporting.rates import Share, Spread, counted, is_sound, spread_of
from liveness_station.reporting.slips import SlipClass, kept_until, slip_class
from liveness_station.storage.ledger_marks import LedgerMark
from liveness_station.storage.shift_facts import CheckFact, DeskFact, ShiftFacts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def check(visit: str = "v1", outcome: str = "LIVE", **changes: object) -> CheckFact:
    made = CheckFact(
        "job", 1, visit, "a-1", at(0), at(1) if outcome else None, outcome,
        "above_threshold" if outcome == "LIVE" else "no_face", 200.0, 1,
        is_answered=True, is_cloud=False, is_decided=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


def said(kind: str, visit: str = "", **changes: object) -> DeskFact:
    made = DeskFact(kind, at(0), visit, "", "", "", "", "", agrees=True)
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


def figures(*facts: CheckFact | DeskFact, **options: object) -> ShiftFigures:
    checks = tuple(one for one in facts if isinstance(one, CheckFact))
    desk = tuple(one for one in facts if isinstance(one, DeskFact))
    mark = LedgerMark("s", 1, "h")
    return figures_of(ShiftFacts(at(0), at(9), checks, desk, mark), **options)  # type: ignore[arg-type]  # by name


def test_nothing_is_told_as_nothing() -> None:
    found = figures()
    assert found == ShiftFigures()
    assert found.is_empty
    assert found.rejects.part is None
    assert found.check_ms == Spread(0, None, None)
    assert not figures(said("OTHER", "v1", reason="other")).is_empty
    assert not figures(said("CONSENT", "v1", answer="refused")).is_empty


def test_outcomes_are_counted_and_add_up() -> None:
    ends = ["LIVE"] * 5 + ["SPOOF"] * 2 + ["RETRY"] * 3 + ["ERROR", "ABANDONED", "LATE", ""]
    found = figures(*(check(f"v{place}", end) for place, end in enumerate(ends)))
    assert (found.live, found.not_live, found.try_again, found.error) == (5, 2, 3, 1)
    assert (found.broken_off, found.pending, found.checks) == (2, 1, 14)
    assert found.rejects == Share(5, 10), "an error is no judgement"
    assert found.overridden.total == 13, "what has not ended was not decided about"


def test_an_attack_is_suspected_only_where_one_was() -> None:
    found = figures(
        check(),
        check("v2", "SPOOF", reason="below_threshold"),
        check("v3", "SPOOF", reason="attack"),
        check("v4", "SPOOF", reason="flat_movement"),
    )
    assert found.attacks == Share(2, 4)
    assert found.rejects == Share(3, 4)
    assert found.reasons == (("attack", 1), ("below_threshold", 1), ("flat_movement", 1))


def test_subjects_are_turns_and_retries_are_what_comes_after_the_first() -> None:
    visits = ["a"] * 1 + ["b"] * 2 + ["c"] * 3 + ["d"] * 6
    found = figures(*map(check, visits), said("OTHER", "d", reason="other"), said("OTHER", "e"))
    assert found.tries == (1, 1, 1, 1)
    assert found.retries == 12 - 4
    assert found.subjects == 5, "whoever went another way at once is somebody, too"
    assert found.other_method == 2


def test_a_subjects_time_runs_from_the_first_word_to_the_last_verdict() -> None:
    found = figures(
        said("CONSENT", "a", at=at(-20), answer="given"),
        check("a", "RETRY", begun=at(0), ended=at(2)),
        check("a", "LIVE", begun=at(8), ended=at(10)),
        check("b", "LIVE", begun=at(50), ended=at(53)),
        check("c", "", begun=at(60)),
        said("CONSENT", "d", at=at(70), answer="refused"),
        check("e", "LIVE", begun=at(9), ended=at(-9)),
    )
    assert found.subject_s == Spread(2, 16.5, 30.0)


def test_latency_is_of_those_that_were_answered() -> None:
    found = figures(
        *(check(f"v{n}", elapsed_ms=100.0 * n) for n in range(1, 22)),
        check("slow", "RETRY", reason="network", elapsed_ms=15_000.0, is_answered=False),
        check("none", "RETRY", calls=0, elapsed_ms=3.0, is_answered=False),
        check("open", "", elapsed_ms=None, is_answered=False),
    )
    assert found.check_ms == Spread(21, 1_100.0, 2_000.0)
    assert found.unanswered == 1


def test_calls_are_what_was_handed_over_and_cost_what_went_away() -> None:
    facts = (
        check("a", calls=3, is_cloud=True),
        check("b", "RETRY", calls=2, is_cloud=True, is_answered=False),
        check("c", calls=5),
        said("SHADOW", job_id="job", left_to="host", answer="LIVE"),
        said("SHADOW", job_id="job", answer="LIVE"),
        said("SHADOW", job_id="job", left_to="host", agrees=False),
    )
    found = figures(*facts, call_cost=0.5, saved=(4, 7))
    assert (found.calls.cloud, found.calls.local) == (7, 6)
    assert (found.calls.cost, found.calls.cost_saved) == (3.5, 2.0)
    assert (found.calls.saved_cloud, found.calls.saved_local) == (4, 7)
    assert (found.opinions, found.disagreements) == (2, 0), "no answer is no other opinion"
    unpriced = figures(*facts)
    assert (unpriced.calls.cost, unpriced.calls.cost_saved) == (None, None)
    assert unpriced.calls.saved_cloud is None
    assert figures(*facts, call_cost=0.5).calls.cost_saved is None


def test_decisions_of_operators_are_told_by_their_reasons() -> None:
    found = figures(
        check("a", "SPOOF", is_decided=True),
        check("b"),
        said("OVERRIDE", job_id="job", reason="known_person", decision="accept"),
        said("OVERRIDE", job_id="job", reason="known_person", decision="refuse"),
        said("OVERRIDE", job_id="old", reason="other", decision="accept"),
    )
    assert found.overrides == (("known_person", 2), ("other", 1))
    assert (found.accepted, found.refused) == (2, 1)
    assert found.overridden == Share(1, 2)


def test_in_review_is_what_nobody_has_decided_about() -> None:
    found = figures(
        check("a", "RETRY", reason="review", job_id="1"),
        check("b", "RETRY", reason="review", job_id="2", is_decided=True),
        check("c", "LIVE", job_id="3"),
        check("d", "LIVE", job_id="4"),
        check("e", "LIVE", job_id="5", is_decided=True),
        *(said("SHADOW", job_id=str(job), answer="SPOOF", agrees=job == 4) for job in (3, 4, 5)),
    )
    assert found.in_review == 2
    assert (found.opinions, found.disagreements) == (3, 2)


def test_who_said_no_is_counted_and_who_took_it_back() -> None:
    answers = ("given", "refused", "withdrawn", "not_asked")
    found = figures(*(said("CONSENT", f"v{one}", answer=one) for one in answers))
    assert found.consent_refused == 2


@pytest.mark.parametrize("count", range(1, 120))
def test_the_95th_part_is_the_smallest_that_holds(count: int) -> None:
    values = [float(one) for one in range(count, 0, -1)]
    p95 = spread_of(values).p95
    assert p95 is not None
    assert sum(one <= p95 for one in values) * 100 >= 95 * count
    assert sum(one <= p95 - 1 for one in values) * 100 < 95 * count


def test_small_words() -> None:
    assert counted(["b", "a", "b", "c", "a"]) == (("a", 2), ("b", 2), ("c", 1))
    assert is_sound(0.0)
    assert not any(map(is_sound, (-1.0, float("nan"), float("inf"))))
    assert Share(1, 4).part == 0.25


@pytest.mark.parametrize(
    ("outcome", "decision", "expected"),
    [
        ("LIVE", "", SlipClass.PASSED),
        ("LIVE", "refuse", SlipClass.NOT_COMPLETED),
        ("SPOOF", "accept", SlipClass.PASSED),
        *((word, "", SlipClass.NOT_COMPLETED)
          for word in ("SPOOF", "RETRY", "ERROR", "ABANDONED", "LATE", "", "live")),
    ],
)  # fmt: skip
def test_a_slip_tells_passes_from_all_else(
    outcome: str, decision: str, expected: SlipClass
) -> None:
    assert slip_class(outcome, decision) is expected


def test_a_reference_is_kept_so_many_days() -> None:
    assert kept_until(NOON, 180).isoformat() == "2027-05-22"
