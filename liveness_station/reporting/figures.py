"""What a shift came to: counts, rates and times, made of what the record says. Pure.

Daily operation is no test of attack detection: nobody knows who was really in front of the camera.
So there are a reject rate, an attack-suspected rate and an override rate here, and no error rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liveness_station.domain.consents import ConsentAnswer
from liveness_station.domain.suspicions import ATTACK_REASONS
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.reporting.rates import Share, Spread, counted, is_sound, spread_of
from liveness_station.storage.bodies import Kind
from liveness_station.storage.shift_facts import CheckFact, DeskFact, ShiftFacts

TRIES: Final = 4
"""Subjects who needed so many tries or more are counted together."""

_ATTACKS: Final = frozenset(reason.value for reason in ATTACK_REASONS)
_JUDGED: Final = (Verdict.LIVE.value, Verdict.SPOOF.value, Verdict.RETRY.value)
_BROKEN: Final = frozenset({"ABANDONED", "LATE"})


_NO_SHARE: Final = Share(0, 0)
_NO_SPREAD: Final = Spread()


@dataclass(frozen=True, slots=True)
class Calls:
    """What was asked of engines.

    Attributes:
        cloud: pictures that were handed to a server elsewhere, second opinions included.
        local: pictures that the station's own service judged.
        saved_cloud: captures that the gates held back from a server; None where nobody counted.
        saved_local: likewise, from the station's own service.
        cost: of the calls to a server; None where no price is set.
        cost_saved: of those that were saved; None where no price is set, or nobody counted.
    """

    cloud: int = 0
    local: int = 0
    saved_cloud: int | None = None
    saved_local: int | None = None
    cost: float | None = None
    cost_saved: float | None = None


@dataclass(frozen=True, slots=True)
class ShiftFigures:
    """What a range came to.

    Attributes:
        checks: how many were begun.
        subjects: turns at the desk: who comes again counts again.
        live: checks that passed.
        not_live: checks that ended NOT LIVE.
        try_again: checks that ended TRY AGAIN.
        error: checks that ended with ERROR.
        broken_off: checks that ended by themselves: the program did, or the answer came too late.
        pending: checks without an end so far.
        other_method: subjects who went another way.
        other_reasons: why they did, the most frequent first.
        reasons: why checks did not pass, the most frequent first.
        rejects: NOT LIVE and TRY AGAIN, of all that ended LIVE, NOT LIVE or TRY AGAIN.
        attacks: those of them in which an attack was suspected.
        overridden: checks that an operator decided about, of all that have ended.
        overrides: their reasons, the most frequent first.
        accepted: decisions to let somebody pass.
        refused: decisions to turn somebody away.
        tries: subjects who needed one, two, three, and four or more tries.
        retries: tries after the first one, over all subjects.
        subject_s: seconds from a turn's first consent or capture to its last check's end.
        check_ms: milliseconds from the beginning of a verification to its end, of those that were
            answered.
        unanswered: checks that were sent and not answered; in no time above.
        calls: what was asked of engines.
        consent_refused: subjects who said no.
        in_review: checks for a person to judge that nobody has decided about yet.
        disagreements: second opinions that were another one.
        opinions: second opinions.
    """

    checks: int = 0
    subjects: int = 0
    live: int = 0
    not_live: int = 0
    try_again: int = 0
    error: int = 0
    broken_off: int = 0
    pending: int = 0
    other_method: int = 0
    other_reasons: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    rejects: Share = _NO_SHARE
    attacks: Share = _NO_SHARE
    overridden: Share = _NO_SHARE
    overrides: tuple[tuple[str, int], ...] = ()
    accepted: int = 0
    refused: int = 0
    tries: tuple[int, ...] = (0,) * TRIES
    retries: int = 0
    subject_s: Spread = _NO_SPREAD
    check_ms: Spread = _NO_SPREAD
    unanswered: int = 0
    calls: Calls = Calls()
    consent_refused: int = 0
    in_review: int = 0
    disagreements: int = 0
    opinions: int = 0

    @property
    def is_empty(self) -> bool:
        """Tells whether nothing at all happened."""
        return not (self.checks or self.other_method or self.consent_refused or self.overrides)


def figures_of(
    facts: ShiftFacts, *, call_cost: float = 0.0, saved: tuple[int, int] | None = None
) -> ShiftFigures:
    """Returns what a range came to.

    Args:
        facts: what happened.
        call_cost: of one call to the cloud; 0 where none is known.
        saved: captures that the gates held back from the cloud, and from the own service; None
            where nobody counted them for this range.
    """
    checks, desk = facts.checks, facts.desk
    ends = [check.outcome for check in checks]
    live, not_live, again = (ends.count(word) for word in _JUDGED)
    judged, others = live + not_live + again, _of(desk, Kind.OTHER)
    overrides, opinions = _of(desk, Kind.OVERRIDE), _of(desk, Kind.SHADOW)
    tries = _tries(checks)
    ended = [check for check in checks if check.outcome]
    return ShiftFigures(
        checks=len(checks),
        subjects=len(({c.visit for c in checks} | {one.visit for one in others}) - {""}),
        live=live,
        not_live=not_live,
        try_again=again,
        error=ends.count(Verdict.ERROR.value),
        broken_off=sum(end in _BROKEN for end in ends),
        pending=ends.count(""),
        other_method=len(others),
        other_reasons=counted([one.reason for one in others]),
        reasons=counted([one.reason for one in checks if one.outcome in _TOLD and one.reason]),
        rejects=Share(not_live + again, judged),
        attacks=Share(sum(check.reason in _ATTACKS for check in checks), judged),
        overridden=Share(sum(check.is_decided for check in ended), len(ended)),
        overrides=counted([one.reason for one in overrides]),
        accepted=sum(one.decision == "accept" for one in overrides),
        refused=sum(one.decision == "refuse" for one in overrides),
        tries=tries,
        retries=len(checks) - sum(tries),
        subject_s=spread_of(_turns_s(checks, desk)),
        check_ms=spread_of([c.elapsed_ms for c in checks if c.is_answered and c.elapsed_ms]),
        unanswered=sum(bool(check.calls) and not check.is_answered for check in ended),
        calls=_calls(checks, opinions, call_cost, saved),
        consent_refused=sum(one.answer in _NO for one in _of(desk, Kind.CONSENT)),
        in_review=_in_review(checks, opinions),
        disagreements=sum(not one.agrees for one in opinions if one.answer),
        opinions=sum(bool(one.answer) for one in opinions),
    )


_TOLD: Final = frozenset({Verdict.SPOOF.value, Verdict.RETRY.value, Verdict.ERROR.value})
_NO: Final = frozenset({ConsentAnswer.REFUSED.value, ConsentAnswer.WITHDRAWN.value})


def _of(desk: Sequence[DeskFact], kind: Kind) -> list[DeskFact]:
    return [one for one in desk if one.kind == kind.value]


def _tries(checks: Sequence[CheckFact]) -> tuple[int, ...]:
    """Returns how many subjects needed one, two, three, and four or more tries."""
    of_each = counted([check.visit for check in checks])
    found = [0] * TRIES
    for _, tries in of_each:
        found[min(tries, TRIES) - 1] += 1
    return tuple(found)


def _turns_s(checks: Sequence[CheckFact], desk: Sequence[DeskFact]) -> list[float]:
    """Returns how long each turn took that had a check which ended; a clock set back gives none."""
    begun: dict[str, datetime] = {}
    ended: dict[str, datetime] = {}
    asked = [(one.visit, one.at) for one in _of(desk, Kind.CONSENT) if one.visit]
    for visit, at in (*asked, *((check.visit, check.begun) for check in checks)):
        begun[visit] = min(at, begun.get(visit, at))
    for check in checks:
        if check.ended is not None:
            ended[check.visit] = max(check.ended, ended.get(check.visit, check.ended))
    took = [(ended[visit] - begun[visit]).total_seconds() for visit in ended]
    return [seconds for seconds in took if seconds >= 0]


def _calls(
    checks: Sequence[CheckFact],
    opinions: Sequence[DeskFact],
    call_cost: float,
    saved: tuple[int, int] | None,
) -> Calls:
    cloud = sum(check.calls for check in checks if check.is_cloud)
    local = sum(check.calls for check in checks if not check.is_cloud)
    away = sum(bool(one.left_to) for one in opinions)
    cloud, local = cloud + away, local + len(opinions) - away
    has_price = is_sound(call_cost) and call_cost > 0
    saved_cloud, saved_local = (None, None) if saved is None else saved
    return Calls(
        cloud,
        local,
        saved_cloud,
        saved_local,
        cost=cloud * call_cost if has_price else None,
        cost_saved=saved_cloud * call_cost if has_price and saved_cloud is not None else None,
    )


def _in_review(checks: Sequence[CheckFact], opinions: Sequence[DeskFact]) -> int:
    """Counts checks of the review band, and those of which two engines think differently."""
    disputed = {one.job_id for one in opinions if one.answer and not one.agrees}
    open_ones = [check for check in checks if check.outcome and not check.is_decided]
    return sum(one.reason == Reason.REVIEW.value or one.job_id in disputed for one in open_ones)
