"""What the desk knows of the gates at one moment."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.gates import Gate
from liveness_station.domain.steadying import Steady

FIRM: Final = frozenset({Gate.SEVERAL_FACES})
"""Nobody can insist on this: the check would be about nobody in particular (FAULTS.md V2)."""


@dataclass(frozen=True, slots=True)
class GateReading:
    """The gates, as far as the desk goes by them.

    Attributes:
        is_running: False where nobody looks: another kind of source, no models, or a pause.
        is_broken: True where they cannot look, and should.
        is_loading: True where they should look and will in a moment.
        hint: what the subject is told, None for nothing.
        blocking: what a capture would be refused for now, the most useful first.
        is_green: True where all is well, as the subject is shown it.
        green_since_s: since when nothing was found, by the frames' time; None where something is.
        absent_since_s: since when no face has been seen; None while there is one.
        stretch: counts up whenever it may be another face than before.
    """

    is_running: bool = False
    is_broken: bool = False
    is_loading: bool = False
    hint: Gate | None = None
    blocking: tuple[Gate, ...] = ()
    is_green: bool = False
    green_since_s: float | None = None
    absent_since_s: float | None = None
    stretch: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what a capture would be refused for."""
        return tuple(gate.value for gate in self.blocking)


UNGATED: Final = GateReading()
"""Nobody looks; captures are taken as they come."""

LOADING_GATES: Final = GateReading(is_loading=True)
"""They are about to look; nothing is captured until they do, or break."""

BROKEN_GATES: Final = GateReading(is_broken=True)
"""They cannot look; captures are taken as they come, and the operator is told."""


def reading_of(steady: Steady, *, base: int = 0) -> GateReading:
    """Returns what the desk needs of a moment; stretches are counted on from `base`."""
    return GateReading(
        is_running=True,
        hint=steady.hint,
        blocking=steady.blocking,
        is_green=steady.is_green,
        green_since_s=steady.green_since_s,
        absent_since_s=steady.absent_since_s,
        stretch=steady.stretch + base,
    )
