"""How checks ended by the hour of the day. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HourCounts:
    """The checks of one hour of the day, over all days that were looked at.

    Attributes:
        hour: 0 to 23, local.
        passed: LIVE.
        refused: SPOOF.
        retried: RETRY.
        failed: whatever else ended.
        reasons: the codes of what was refused or is to be tried again, with how often, the most
            frequent first.
    """

    hour: int
    passed: int = 0
    refused: int = 0
    retried: int = 0
    failed: int = 0
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """All checks that ended."""
        return self.passed + self.refused + self.retried + self.failed

    @property
    def rejects(self) -> int:
        """What was refused or is to be tried again; what failed says nothing of people or light."""
        return self.refused + self.retried
