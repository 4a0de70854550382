"""What an administrator of the computer allows settings to be: a floor that no setting gets under.

A floor only ever makes settings stricter. It is applied wherever settings come from; what it
cannot leave as it is, it raises to its bound and names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from liveness_station.settings.values import (
    Settings,
    with_values,
)

NEVER_AT_ZERO: Final = frozenset({"lock_minutes", "auto_capture_s"})
"""Where 0 means never: as a time it is longer than any other."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one setting may be.

    Attributes:
        fixed: (value,) where it may be nothing else; () where it may.
        least: no number below it; None for none.
        most: no number above it; None for none.
        at_least: what a set must hold.
    """

    fixed: tuple[object, ...] = ()
    least: float | None = None
    most: float | None = None
    at_least: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Floor:
    """All bounds of an installation.

    Attributes:
        bounds: by setting; one that is not here is free.
        is_damaged: True where a policy file could not be used: `bounds` are the strictest then.
    """

    bounds: Mapping[str, Bound] = field(default_factory=dict)
    is_damaged: bool = False

    def locks(self, name: str) -> bool:
        """Tells whether a setting can have one value only."""
        bound = self.bounds.get(name)
        return bound is not None and bool(bound.fixed)


@dataclass(frozen=True, slots=True)
class Raised:
    """Settings that are nowhere under the floor, and which of them had been."""

    settings: Settings
    names: tuple[str, ...] = ()


NO_FLOOR: Final = Floor()


def raise_to(settings: Settings, floor: Floor) -> Raised:
    """Returns the settings with whatever was under the floor at its bound."""
    raised = settings
    for name in floor.bounds:
        if name != "review_limit":
            value: dict[str, Any] = {name: raised_value(name, getattr(raised, name), floor)}
            raised = with_values(raised, value)
    raised = replace(raised, review_limit=_review_limit(raised, floor))
    return Raised(raised, changed_names(settings, raised))


def changed_names(before: Settings, after: Settings) -> tuple[str, ...]:
    """Returns the settings whose values differ, in their order."""
    names = (one.name for one in fields(Settings))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def raised_value(name: str, value: object, floor: Floor) -> object:
    """Returns one setting's value as the floor lets it be, seen by itself."""
    bound = floor.bounds.get(name)
    return value if bound is None else _bounded(name, value, bound)


def merged(weaker: Floor, stronger: Floor) -> Floor:
    """Returns the floor that holds both; where they cannot both hold, the stronger one does."""
    bounds = dict(weaker.bounds)
    for name, bound in stronger.bounds.items():
        bounds[name] = _tighter(name, bounds[name], bound) if name in bounds else bound
    return Floor(bounds, weaker.is_damaged or stronger.is_damaged)


def merged_all(floors: Iterable[Floor]) -> Floor:
    """Returns the floor that holds them all; the last one is the strongest."""
    together = NO_FLOOR
    for floor in floors:
        together = merged(together, floor)
    return together


def _tighter(name: str, weaker: Bound, stronger: Bound) -> Bound:
    if stronger.fixed:
        return stronger
    if weaker.fixed:
        return replace(weaker, fixed=(_bounded(name, weaker.fixed[0], stronger),))
    least = max((one for one in (weaker.least, stronger.least) if one is not None), default=None)
    most = min((one for one in (weaker.most, stronger.most) if one is not None), default=None)
    if least is not None and most is not None and least > most:
        return stronger
    return Bound((), least, most, weaker.at_least | stronger.at_least)


def _bounded(name: str, value: object, bound: Bound) -> object:
    if bound.fixed:
        return bound.fixed[0]
    if isinstance(value, frozenset):
        return value | bound.at_least
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    is_never = name in NEVER_AT_ZERO and value == 0
    length = float("inf") if is_never else value
    # A number keeps its type: days are whole, a threshold is not.
    if bound.least is not None and length < bound.least:
        return float(bound.least) if isinstance(value, float) else int(bound.least)
    if bound.most is not None and length > bound.most:
        return float(bound.most) if isinstance(value, float) else int(bound.most)
    return value


def _review_limit(settings: Settings, floor: Floor) -> float | None:
    """Returns the limit within floor and threshold; no band at all is the strictest there is."""
    bound, limit = floor.bounds.get("review_limit", Bound()), settings.review_limit
    if bound.fixed:
        fixed = bound.fixed[0]
        limit = fixed if isinstance(fixed, float) else None
    in_force = replace(settings, review_limit=limit).policy.review_limit
    if in_force is None:
        return limit
    within = _bounded("review_limit", in_force, replace(bound, fixed=()))
    kept = min(float(str(within)), settings.threshold)
    return limit if kept == in_force else kept
