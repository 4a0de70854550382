"""Whether a job may be judged where it is about to be: the last look at what the subject said.

The desk asks before anything is captured, and the station chooses whom to ask by the answer. This
room trusts neither: nothing is encoded or sent that was not allowed to be.
"""

from collections.abc import Callable
from dataclasses import replace

from liveness_station.domain.consents import Consent
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.provenance import Route
from liveness_station.domain.verdicts import Reason, decide_failure

Judge = Callable[[Outcome, float], Outcome]
"""Makes the outcome of a job that began at a time."""


def may_be_judged(consent: Consent, route: Route) -> bool:
    """Tells whether a picture may be taken, and go this way."""
    is_here = route.left_to is None and route.via is None
    is_agreed = consent.allows_cloud and consent.host in {"", route.left_to}
    return consent.allows_capture and (is_here or is_agreed)


def if_allowed(judge: Judge) -> Judge:
    """Returns what judges a job only where its consent allows that, and else says so."""

    def judge_if_allowed(outcome: Outcome, started_s: float) -> Outcome:
        if may_be_judged(outcome.job.consent, outcome.route):
            return judge(outcome, started_s)
        return replace(outcome, decision=decide_failure(Reason.CONSENT_MISSING))

    return judge_if_allowed
