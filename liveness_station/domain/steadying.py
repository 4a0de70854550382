"""One hint at a time, steady enough to be read and followed. Pure; times come with the looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from liveness_station.domain.gates import Gate, Look

APPEAR_S: Final = 0.25
"""What is wrong for less is not said: a reader needs that long to begin to read."""

STAY_S: Final = 0.6
"""What is said stays so long, to be read to its end."""

LATER_S: Final[Mapping[Gate, float]] = MappingProxyType(
    {
        # FEATURES.md C10 gives a passer-by 300 to 500 ms; a detection may err once.
        Gate.SEVERAL_FACES: 0.4,
        # A blink takes up to 400 ms.
        Gate.EYES_CLOSED: 0.5,
        # A hand that passes through the hair; and closed eyes show little for as long.
        Gate.FACE_COVERED: 0.6,
    }
)

AT_ONCE: Final = frozenset({Gate.COVERED, Gate.NO_FACE, Gate.EYES_CLOSED})
"""A picture of this is not worth a call even before it has lasted long enough to be said."""

RESTART_S: Final = 1.0
"""Looks farther apart than this say nothing about what lasted between them."""


@dataclass(frozen=True, slots=True)
class Steady:
    """What is said of a sequence of looks.

    Attributes:
        hint: what the subject is told, None for nothing.
        hint_since_s: since when; only where there is a hint.
        reds: what the newest look found, the most useful first.
        green_since_s: since when nothing at all was found; None where something was.
        is_green: True where the subject is shown that all is well: not taken back for a blink.
        seen_at_s: when the newest look was; None before the first.
        red_since_s: since when each of `reds` has been found.
        face_seen_at_s: when a face was last seen, or first looked for; None before.
        stretch: as `Look.stretch`.
    """

    hint: Gate | None = None
    hint_since_s: float = 0.0
    reds: tuple[Gate, ...] = ()
    green_since_s: float | None = None
    is_green: bool = False
    seen_at_s: float | None = None
    red_since_s: Mapping[Gate, float] = field(default_factory=dict)
    face_seen_at_s: float | None = None
    stretch: int = 0

    @property
    def blocking(self) -> tuple[Gate, ...]:
        """What a picture of this moment is not worth a call for, the most useful first."""
        if self.hint is None:
            return tuple(gate for gate in self.reds if gate in AT_ONCE)
        return self.reds if self.hint in self.reds else (self.hint, *self.reds)

    @property
    def absent_since_s(self) -> float | None:
        """Since when no face has been seen; None while there is one."""
        return self.face_seen_at_s if Gate.NO_FACE in self.reds else None

    def advance(self, look: Look) -> "Steady":
        """Returns what is said after one more look."""
        if self.seen_at_s is not None and not 0 <= look.seen_at_s - self.seen_at_s <= RESTART_S:
            return Steady(face_seen_at_s=self.face_seen_at_s).advance(look)
        now_s, reds = look.seen_at_s, look.reds(self.hint)
        since = {gate: self.red_since_s.get(gate, now_s) for gate in reds}
        ripe = [gate for gate in reds if now_s - since[gate] >= LATER_S.get(gate, APPEAR_S)]
        after = replace(
            self,
            reds=reds,
            seen_at_s=now_s,
            red_since_s=since,
            face_seen_at_s=self._face_seen_at_s(look),
            stretch=look.stretch,
        )
        hint = ripe[0] if ripe else None
        is_held = self.hint is not None and now_s - self.hint_since_s < STAY_S
        if not is_held and hint is not self.hint:
            after = replace(after, hint=hint, hint_since_s=now_s)
        is_clear = not reds and after.hint is None
        started_s = now_s if self.green_since_s is None else self.green_since_s
        return replace(
            after,
            green_since_s=started_s if is_clear else None,
            is_green=is_clear or (self.is_green and after.hint is None),
        )

    def _face_seen_at_s(self, look: Look) -> float:
        if look.face is not None or self.face_seen_at_s is None:
            return look.seen_at_s
        return self.face_seen_at_s
