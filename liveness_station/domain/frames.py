"""Pictures on their way from the camera to the verdict."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.injection import UNMEASURED, ProvenanceReport
from liveness_station.domain.source_kinds import SourceKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]
    """A picture in memory: height x width x 3, BGR, 0 to 255."""
else:
    # numpy would cost the window a tenth of a second that whoever makes a frame has paid already.
    Pixels = object


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture from a source, read-only from birth.

    Attributes:
        pixels: height x width x 3, BGR, uint8, C-contiguous; writing to it raises ValueError.
        captured_at_s: when the picture left its source, by `clocks.waking_clock_s`.
        sequence: counts the frames of one opened source from 0.
        source_label: where it came from, for the record (a camera's name, a file's).
        is_demo: True for the demonstration source, whose checks count nowhere.
        trouble: what was wrong with the pictures when this one came; None: nothing known.
        source_kind: what kind of thing it was taken from.
        provenance: what was known, when this one came, of where its source gets its pictures.
    """

    pixels: Pixels = field(repr=False)
    captured_at_s: float
    sequence: int
    source_label: str
    is_demo: bool = False
    trouble: CameraTrouble | None = None
    source_kind: SourceKind = SourceKind.UNKNOWN
    provenance: ProvenanceReport = UNMEASURED

    def __post_init__(self) -> None:
        if self.pixels.dtype.name != "uint8" or self.pixels.ndim != 3 or self.pixels.shape[2] != 3:
            raise ValueError("a frame is height x width x 3, uint8")
        self.pixels.setflags(write=False)

    @property
    def width_px(self) -> int:
        """Width in pixels."""
        return int(self.pixels.shape[1])

    @property
    def height_px(self) -> int:
        """Height in pixels."""
        return int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True)
class Probe:
    """The encoded picture that is sent: JPEG without metadata, within the contract's limits."""

    jpeg: bytes = field(repr=False)
    width_px: int
    height_px: int
