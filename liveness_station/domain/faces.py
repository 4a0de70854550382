"""Faces in a picture and what the engine makes of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A found face: a box in pixels of the picture, and the detector's confidence in 0..1."""

    left_px: float
    top_px: float
    width_px: float
    height_px: float
    confidence: float

    @property
    def area_px(self) -> float:
        """Area of the box in square pixels."""
        return self.width_px * self.height_px


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the on-device engine says of one picture.

    Attributes:
        faces: every usable face, the largest first; empty where there is none.
        score: probability in 0..1 that the largest face is bona fide; None without a face.
        risk_reasons: stable codes such as "multiple_faces".
    """

    faces: tuple[Face, ...]
    score: float | None
    risk_reasons: tuple[str, ...] = ()
