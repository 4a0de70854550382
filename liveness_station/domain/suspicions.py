"""Which risk reasons suspect an attack, so that nobody can declare them harmless. Pure."""

from typing import Final

from liveness_station.domain.fusion import VETOES
from liveness_station.domain.verdicts import Reason

SUSPICION_CODES: Final = frozenset(
    {"looks_like_mask", "medium_edges", "looks_like_print", "looks_like_screen", *VETOES}
)
"""Those of this station. What a cloud's words mean is for the administrator to find out."""


ATTACK_REASONS: Final = frozenset({Reason.ATTACK, Reason.FLAT_MOVEMENT, Reason.RISK_REASON})
"""Reasons that suspect an attack: for the second person's rule and for the shift's figures alike.

A risk reason counts whatever its code: those that the administrator took for harmless never become
a reason, and of the others nobody has said so. The record's reason does not tell codes apart."""


def is_suspicion(risk_reason: str) -> bool:
    """Tells whether any of the comma-separated codes suspects an attack."""
    codes = {code.strip().casefold() for code in risk_reason.split(",")}
    return not codes.isdisjoint(SUSPICION_CODES)
