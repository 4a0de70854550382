"""What the subject said is looked at last of all, and nothing goes where it may not."""

import inspect
import warnings
from dataclasses import replace
from typing import Any, Final

import pytest

from liveness_station.domain.consents import NOT_ASKED, Consent, ConsentAnswer, ConsentRoute
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.provenance import HERE, Route
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.verification import consenting
from liveness_station.verification.consenting import may_be_judged
from tests.fakes.endpoint import FakeEndpoint
from tests.verification.test_burst import FRAMES, JOB, Desk, answers
from tests.verification.test_checking import desk, job_of
from tools.mutants import mutants

CLOUD: Final = "api.example"
AWAY: Final = Route(CLOUD)
PROXIED: Final = Route(None, "proxy:3128")


def given(route: ConsentRoute) -> Consent:
    return Consent(ConsentAnswer.GIVEN, "c-1", "2026-11", route, "en")


def answered(answer: ConsentAnswer) -> Consent:
    """An answer whose route says the opposite of it, as a bug might make it."""
    return Consent(answer, "c-1", "2026-11", ConsentRoute.CLOUD, "en")


# Written down by hand: what was said, and where a picture may then be judged.
ALLOWED: Final = (
    (NOT_ASKED, True, True),
    (given(ConsentRoute.CLOUD), True, True),
    (given(ConsentRoute.HERE), True, False),
    (given(ConsentRoute.NOWHERE), True, False),
    (answered(ConsentAnswer.REFUSED), False, False),
    (answered(ConsentAnswer.WITHDRAWN), False, False),
)
SAID = pytest.mark.parametrize(("consent", "here", "away"), ALLOWED)


@SAID
def test_where_a_picture_may_go(consent: Consent, *, here: bool, away: bool) -> None:
    assert may_be_judged(consent, HERE) is here
    assert may_be_judged(consent, AWAY) is away
    assert may_be_judged(consent, PROXIED) is away


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [("", True), (CLOUD, True), ("api.example.org", False), ("API.example", False)],
)
def test_who_agreed_to_one_host_has_agreed_to_no_other(host: str, *, is_allowed: bool) -> None:
    consent = replace(given(ConsentRoute.CLOUD), host=host)
    assert may_be_judged(consent, AWAY) is is_allowed
    assert may_be_judged(consent, Route(CLOUD, "proxy:3128")) is is_allowed
    assert may_be_judged(consent, HERE)
    assert is_refused(desk(name=CLOUD).verify(replace(job_of(), consent=consent))) is not is_allowed


def is_refused(outcome: Outcome) -> bool:
    assert outcome.recorded, "also a refusal is an attempt, and stands in the record"
    if outcome.decision.reason is not Reason.CONSENT_MISSING:
        return False
    assert outcome.decision.verdict is Verdict.ERROR
    assert (outcome.inquiries, outcome.scores) == ((), ())
    return True


@SAID
@pytest.mark.parametrize("name", ["local", CLOUD])
def test_a_still_goes_only_where_it_may(
    consent: Consent, name: str, *, here: bool, away: bool
) -> None:
    at = desk(name=name)
    outcome = at.verify(replace(job_of(), consent=consent))
    is_allowed = here if name == "local" else away
    assert is_refused(outcome) is not is_allowed
    rest = ["encode", "ask", "LIVE"] if is_allowed else ["ERROR"]
    assert at.journal == ["SUBMITTED", *rest]


@SAID
@pytest.mark.parametrize("name", ["local", CLOUD])
@pytest.mark.parametrize("method", [Method.BURST, Method.GUIDED])
def test_no_frame_of_several_goes_where_it_may_not(
    consent: Consent, name: str, method: Method, *, here: bool, away: bool
) -> None:
    at = Desk(FakeEndpoint(*answers(0.99, 0.99, 0.99, 0.99, 0.99), name=name))
    outcome = at.verify(job=replace(JOB, method=method, consent=consent), frames=FRAMES)
    is_allowed = here if name == "local" else away
    assert is_refused(outcome) is not is_allowed
    assert bool(at.encoded) is is_allowed
    assert bool(at.endpoint.asked) is is_allowed


@SAID
@pytest.mark.parametrize("name", ["local", CLOUD])
def test_no_address_goes_where_it_may_not(
    consent: Consent, name: str, *, here: bool, away: bool
) -> None:
    at = desk(name=name)
    wanted = replace(job_of(), consent=consent)
    outcome = at.verifier.verify_url(wanted, "https://a.example/x.jpg", source="address")
    is_allowed = here if name == "local" else away
    assert is_refused(outcome) is not is_allowed
    assert bool(at.endpoint.asked) is is_allowed


def test_what_was_never_to_be_judged_keeps_its_own_reason() -> None:
    at = desk(name=CLOUD)
    wanted = replace(job_of(), consent=answered(ConsentAnswer.WITHDRAWN))
    outcome = at.verifier.refuse(wanted, decide_failure(Reason.CANCELLED), source="camera")
    assert outcome.decision.reason is Reason.CANCELLED
    assert at.journal == ["SUBMITTED", "RETRY"]


def test_who_was_not_asked_is_the_callers_affair() -> None:
    assert desk(name=CLOUD).verify(job_of()).decision.verdict is Verdict.LIVE


def is_as_it_should_be(module: dict[str, Any]) -> bool:
    """Holds a module of this name, perhaps a broken one, against the table above."""
    job = job_of()
    elsewhere = replace(given(ConsentRoute.CLOUD), host="other.example")
    if module["may_be_judged"](elsewhere, AWAY) or not module["may_be_judged"](elsewhere, HERE):
        return False
    judged = decide_failure(Reason.NO_FACE)
    for consent, here, away in ALLOWED:
        for route, is_allowed in ((HERE, here), (AWAY, away), (PROXIED, away)):
            if module["may_be_judged"](consent, route) is not is_allowed:
                return False
            before = Outcome(replace(job, consent=consent), judged, "x", route=route)
            guarded = module["if_allowed"](lambda outcome, at_s: replace(outcome, elapsed_ms=at_s))
            after = guarded(before, 7.0)
            missing = replace(before, decision=decide_failure(Reason.CONSENT_MISSING))
            if after != (replace(before, elapsed_ms=7.0) if is_allowed else missing):
                return False
    return True


def test_every_small_way_to_break_the_last_look_is_noticed() -> None:
    source = inspect.getsource(consenting)
    survivors, broken = [], 0
    for mutant in mutants(source):
        module: dict[str, Any] = {"__name__": "mutant"}
        broken += 1
        try:
            with warnings.catch_warnings(action="ignore"):
                code = compile(mutant.tree, "mutant", "exec")
            exec(code, module)  # noqa: S102 - our own module
            if is_as_it_should_be(module):
                survivors.append(mutant.name)
        except (NameError, TypeError, AttributeError, KeyError):
            continue
    assert survivors == []
    assert broken > 20
    assert is_as_it_should_be(vars(consenting))
