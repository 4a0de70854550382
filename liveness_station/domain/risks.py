"""Risk reasons that ask for another picture and suspect nobody of anything."""

from typing import Final

QUALITY_CODES: Final = frozenset(
    {
        "multiple_faces",
        "face_too_large",
        "face_cut_off",
        "too_dark",
        "overexposed",
        "noisy",
        "monochrome",
        "blurred",
    }
)
"""Those of our own engine; a cloud's words are never taken for one of them by chance alone."""


def is_of_quality(risk_reason: str) -> bool:
    """Tells whether every one of the comma-separated codes is about the picture's quality."""
    return {code.strip() for code in risk_reason.split(",")} <= QUALITY_CODES
