"""One piece of evidence about a presentation, as a value that can be shown and recorded."""

from dataclasses import dataclass

from liveness_station.domain.faces import Face


@dataclass(frozen=True, slots=True)
class Signal:
    """What was measured, and where its limit lies.

    Attributes:
        code: stable code of what was measured, such as "flat_movement".
        value: what was measured.
        limit: from where on it speaks against a live subject; above or below is the code's matter.
        is_against: True where it speaks against a live subject.
        region: where in the picture, in its pixels; None for the whole of it.
    """

    code: str
    value: float
    limit: float
    is_against: bool
    region: Face | None = None
