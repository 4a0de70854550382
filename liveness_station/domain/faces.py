"""Faces in a picture."""

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
