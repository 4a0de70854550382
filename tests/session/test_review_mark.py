"""Which decisions from the card need nobody's second look any more."""

from dataclasses import replace

import pytest

from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import OWNER, Person
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.session.visit_events import OverrideChosen
from tests.session.desk import SPOOF
from tests.session.test_visiting import LIN, PASS, REFUSE, WANG, run, showing

IN_BAND = Decision(Verdict.RETRY, Reason.REVIEW, score=0.7)
FRAUD = Override(OverrideDecision.REFUSE, OverrideReason.SUSPECTED_ATTACK)


@pytest.mark.parametrize(
    ("operator", "found", "chosen", "is_review"),
    [
        (WANG, IN_BAND, PASS, False),
        (LIN, IN_BAND, PASS, True),
        (OWNER, IN_BAND, REFUSE, True),
        (LIN, decide_failure(Reason.NO_FACE), PASS, True),
        (LIN, SPOOF, FRAUD, True),
        (LIN, SPOOF, PASS, False),
        (OWNER, SPOOF, PASS, False),
        (LIN, Decision(Verdict.RETRY, Reason.RISK_REASON), PASS, False),
    ],
)
def test_who_may_review_has_reviewed_but_for_a_suspected_attack(
    operator: Person, found: Decision, chosen: Override, *, is_review: bool
) -> None:
    state = replace(showing(found), operator=operator)
    (effect,) = run(state, OverrideChosen(chosen))[1]
    assert effect.event.is_review is is_review  # type: ignore[union-attr]  # it is to be recorded
