"""How long each camera took to its first picture, by each way to it; kept between starts."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from liveness_station.camera.devices import Route

SLOW_S: Final = 4.0
"""From here on another way is tried the next time. Windows' first way takes up to a minute with
some cameras: https://github.com/opencv/opencv/issues/17687"""

_MAX_CAMERAS: Final = 64
_MAX_FILE_BYTES: Final = 64 * 1024

Times = Mapping[str, float]
"""Seconds to the first picture, by the way's name."""


class OpeningTimes:
    """What was measured, by each camera's identity. Used by one thread.

    A file that cannot be read or written costs a second try of the slow way and nothing else.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._times: dict[str, dict[str, float]] = {} if path is None else _read(path)

    def of(self, identity: str) -> Times:
        """Returns what is known of one camera."""
        return self._times.get(identity, {})

    def note(self, identity: str, way: str, elapsed_s: float) -> None:
        """Keeps what was measured just now; written only where it tells something new."""
        known = self._times.pop(identity, {})
        before_s = known.get(way)
        # The newest stand last; the oldest is forgotten.
        self._times[identity] = {**known, way: round(elapsed_s, 2)}
        while len(self._times) > _MAX_CAMERAS:
            del self._times[next(iter(self._times))]
        if before_s is None or (before_s >= SLOW_S) != (elapsed_s >= SLOW_S):
            self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(self._times, ensure_ascii=False), encoding="utf-8")
            new.replace(self._path)
        except OSError:
            return


def in_order(routes: Sequence[Route], times: Times) -> tuple[Route, ...]:
    """Returns the ways to a camera, the one to try first in front.

    As they come while the first is quick or unknown; once it was slow, what was never tried goes
    before it, and then what was quickest.
    """
    if times.get(routes[0].name, 0.0) < SLOW_S:
        return tuple(routes)
    return tuple(sorted(routes, key=lambda route: times.get(route.name, 0.0)))


def _read(path: Path) -> dict[str, dict[str, float]]:
    try:
        with path.open("rb") as file:
            untrusted = json.loads(file.read(_MAX_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(untrusted, dict):
        return {}
    return {
        identity: times
        for identity, untrusted_times in list(untrusted.items())[-_MAX_CAMERAS:]
        if (times := _parse(untrusted_times))
    }


def _parse(untrusted: object) -> dict[str, float]:
    if not isinstance(untrusted, dict):
        return {}
    return {
        way: float(elapsed_s)
        for way, elapsed_s in untrusted.items()
        if type(elapsed_s) in {int, float} and math.isfinite(elapsed_s) and elapsed_s >= 0
    }
