"""A subject before the camera that does as it is told, and a watcher that sees just that."""

from collections.abc import Callable
from dataclasses import dataclass, field

from liveness_station.domain.errors import EngineError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Asked, Movement, Sighting
from liveness_station.domain.signals import Signal

FACE = Face(400.0, 200.0, 200.0, 240.0, 0.97)
FLAT = Signal("movement_depth", 0.011, 0.03, is_against=True)
DEEP = Signal("movement_depth", 0.082, 0.03, is_against=False)
_FARTHEST = 0.45


@dataclass(slots=True)
class FakeSubject:
    """Turns as it is told, after a moment of thought, as fast as a calm person does.

    Attributes:
        reaction_s: from an arrow to the first movement.
        speed_per_s: how fast it turns, in units of `Sighting.turn`.
        is_contrary: True turns the other way.
        is_gone: True leaves nobody before the camera.
    """

    reaction_s: float = 0.45
    speed_per_s: float = 1.2
    is_contrary: bool = False
    is_gone: bool = False
    _told: Movement | None = None
    _told_s: float | None = None
    _looked_s: float | None = None
    _turn: float = 0.0

    def tell(self, movement: Movement | None) -> None:
        """Asks for a movement, or to look straight ahead."""
        if movement is not self._told:
            self._told, self._told_s = movement, None

    def look(self, now_s: float) -> Sighting:
        """Returns what is seen of it; `now_s` only grows."""
        step_s = 0.0 if self._looked_s is None else now_s - self._looked_s
        self._looked_s = now_s
        if self._told_s is None:
            self._told_s = now_s
        if self._told is None or now_s - self._told_s >= self.reaction_s:
            self._move(step_s)
        return Sighting(now_s, None if self.is_gone else FACE, None if self.is_gone else self._turn)

    def _move(self, step_s: float) -> None:
        goal = 0.0
        if self._told is not None:
            goal = _FARTHEST if self._told is Movement.TURN_LEFT else -_FARTHEST
        goal = -goal if self.is_contrary else goal
        way = self.speed_per_s * step_s
        self._turn += max(min(goal - self._turn, way), -way)


@dataclass(slots=True)
class FakeWatcher:
    """Sees one subject.

    Attributes:
        subject: who is seen.
        evidence: what `signals` returns.
        on_watch: called with every frame before it is looked at; may raise, or hang.
        asked: what `signals` was called with, each time.
    """

    subject: FakeSubject
    evidence: tuple[Signal, ...] = (DEEP,)
    on_watch: Callable[[Frame], None] | None = None
    asked: list[tuple[Asked, ...]] = field(default_factory=list)

    def watch(self, frame: Frame) -> Sighting:
        if self.on_watch is not None:
            self.on_watch(frame)
        return self.subject.look(frame.captured_at_s)

    def signals(self, asked: tuple[Asked, ...]) -> tuple[Signal, ...]:
        self.asked.append(asked)
        return self.evidence


def broken_models(error: EngineError) -> Callable[[], FakeWatcher]:
    """Returns a maker whose models cannot be loaded."""

    def make() -> FakeWatcher:
        raise error

    return make
