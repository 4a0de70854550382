"""What is wrong with pictures that do come: a source can be open and still of no use."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.errors import CameraTrouble

NEEDED_FPS: Final = 15
RATE_SLACK_FPS: Final = 2
"""Counted are different pictures, over two seconds. At 15 one more or less falls at either end, and
of a quiet scene some are alike once they are compressed; neither is slowness."""

BLOCKING_TROUBLES: Final = frozenset(
    {
        CameraTrouble.COVERED,
        CameraTrouble.FROZEN,
        CameraTrouble.GARBLED,
        CameraTrouble.TOO_SMALL,
    }
)
"""Nothing is captured under one of these; any other is a warning."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a source's pictures are at one moment.

    Attributes:
        trouble: what has been wrong for long enough to be said; None: nothing.
        frame_trouble: what is wrong with the newest picture by itself, or `trouble`.
        rate_fps: how many different pictures came in a second of late; None before it is known.
    """

    trouble: CameraTrouble | None = None
    frame_trouble: CameraTrouble | None = None
    rate_fps: int | None = None

    @property
    def is_blocking(self) -> bool:
        """Tells whether nothing may be captured."""
        return self.trouble in BLOCKING_TROUBLES


UNJUDGED: Final = Condition()
"""Of a source whose pictures nobody has looked at, or not yet."""
