"""How often a subject was checked of late: what the limit of attempts goes by."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.verdicts import Reason, Verdict

_JUDGED: Final = frozenset({Verdict.LIVE.value, Verdict.SPOOF.value, Verdict.RETRY.value})
_OWN_FAULTS: Final = frozenset(
    reason.value
    for reason in (
        Reason.STALE_FRAME,
        Reason.SERVER,
        Reason.THROTTLED,
        Reason.BREAKER,
        Reason.NETWORK,
        Reason.CANCELLED,
    )
)
"""Why a check is to be tried again without anybody having been judged."""


@dataclass(frozen=True, slots=True)
class RecentAttempts:
    """What the record tells of one subject for some time back.

    Attributes:
        ages_s: how long ago each judged attempt ended, in seconds, the newest first.
        last_job: the last attempt, judged or not; "" for none.
        allowed_more: so many more attempts was the subject allowed in that time.
    """

    ages_s: tuple[float, ...] = ()
    last_job: str = ""
    allowed_more: int = 0


def is_judged(outcome: str, reason: str) -> bool:
    """Tells whether an attempt counts against its subject's limit.

    Args:
        outcome: the verdict's code, or another outcome's.
        reason: the reason's code; "" where it is not known, which counts.
    """
    return outcome in _JUDGED and reason not in _OWN_FAULTS
