"""What the administrator has laid down for verdicts."""

from dataclasses import dataclass

from liveness_station.contract.limits import DEFAULT_THRESHOLD

MIN_REVIEW_LIMIT = 0.2
"""The floor of the review band: what the engine holds for four times likelier an attack than not
is refused, not handed to a person to wave through."""

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
        review_limit: a score above it and not above the threshold is for a person to judge;
            0.2 <= review_limit <= threshold. None, as for a cloud whose scores mean something else:
            there is no such band.
    """

    threshold: float = DEFAULT_THRESHOLD
    benign_risk_reasons: frozenset[str] = frozenset()
    review_limit: float | None = None

    @property
    def is_valid(self) -> bool:
        """Tells whether the limits are numbers within their bounds."""
        if type(self.threshold) is not float or not MIN_THRESHOLD <= self.threshold < 1.0:
            return False
        limit = self.review_limit
        if limit is None:
            return True
        return type(limit) is float and MIN_REVIEW_LIMIT <= limit <= self.threshold
