"""What the on-device engine makes of one picture."""

from dataclasses import dataclass

from liveness_station.domain.faces import Face
from liveness_station.domain.signals import Signal


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the on-device engine says of one picture.

    Attributes:
        faces: every usable face, the largest first; empty where there is none.
        score: probability in 0..1 that the largest face is bona fide; None without a face.
        risk_reasons: stable codes of what a person must look at, such as "multiple_faces".
        signals: the evidence behind the score, the strongest against a live subject first.
    """

    faces: tuple[Face, ...]
    score: float | None
    risk_reasons: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
