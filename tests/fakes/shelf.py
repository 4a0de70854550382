"""Shelves for the ledger's keys: in memory, and in a file that outlives a program."""

from pathlib import Path

from liveness_station.ledger.keys import LOOK_S, StationKeys, parse_keys


class FakeShelf:
    """Implements `ledger.keys.KeyShelf`.

    Attributes:
        keys: what is kept.
        is_there: False while the keyring has not answered yet; who waits long gets them.
        can_keep: False where it takes nothing any more, and says nothing of it.
        waits: for how long it was waited for, each time.
    """

    def __init__(self, keys: StationKeys | None = None) -> None:
        self.keys = keys
        self.is_there = True
        self.can_keep = True
        self.waits: list[float] = []

    def look(
        self,
        station: bytes,  # noqa: ARG002 - it knows one station
        *,
        can_wait: bool = False,
        within_s: float = LOOK_S,
    ) -> StationKeys | None:
        self.waits += [within_s] * can_wait
        has_time = can_wait and within_s >= LOOK_S
        return self.keys if self.is_there or has_time else None

    def keep(self, station: bytes, keys: StationKeys) -> None:  # noqa: ARG002 - it knows one station
        if self.can_keep:
            self.keys = keys


class FileShelf:
    """Implements `ledger.keys.KeyShelf` for programs that are killed; no place for real keys."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def look(
        self,
        station: bytes,  # noqa: ARG002 - it knows one station
        *,
        can_wait: bool = False,  # noqa: ARG002 - it never has to
        within_s: float = LOOK_S,  # noqa: ARG002 - nor for so long
    ) -> StationKeys | None:
        return parse_keys(self._path.read_text(encoding="utf-8"))

    def keep(self, station: bytes, keys: StationKeys) -> None:  # noqa: ARG002 - it knows one station
        part = self._path.with_suffix(".part")
        part.write_text(keys.to_text(), encoding="utf-8")
        part.replace(self._path)
