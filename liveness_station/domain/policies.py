"""What the administrator has laid down for verdicts."""

from dataclasses import dataclass

from liveness_station.contract.limits import DEFAULT_THRESHOLD

MIN_THRESHOLD = 0.5
"""The floor: below it, "live" would be the less likely of two answers."""

BOUNDARY_BAND = 0.0005
"""Half of the third decimal, the precision of the contract's examples: a server may round."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that a verdict is made by; sent, evaluated and recorded as one value.

    Attributes:
        threshold: a score strictly greater is live; 0.5 <= threshold < 1.
        benign_risk_reasons: risk reasons that an administrator has declared harmless.
    """

    threshold: float = DEFAULT_THRESHOLD
    benign_risk_reasons: frozenset[str] = frozenset()

    @property
    def is_valid(self) -> bool:
        """Tells whether the threshold is a number within its bounds."""
        return type(self.threshold) is float and MIN_THRESHOLD <= self.threshold < 1.0
