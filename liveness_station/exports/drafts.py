"""An export on its way: written beside its place, recorded, and only then put there."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.exports.leftovers import DraftPlace, make_place
from liveness_station.exports.tables import TableWriter
from liveness_station.exports.troubles import export_door
from liveness_station.storage.history_query import HistoryRow

_PIECE_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is whole and on disk, under a name that nobody takes it for.

    Attributes:
        place: where it is.
        target: where it is to go.
        sha256: of its bytes, in hex.
        attempts: how many attempts it holds.
        first_sequence: the smallest number of their first entries; None for none.
        last_sequence: the largest.
    """

    place: DraftPlace
    target: Path
    sha256: str
    attempts: int
    first_sequence: int | None
    last_sequence: int | None

    def publish(self, *, can_replace: bool) -> None:
        """Gives the file its name.

        Raises:
            ExportError: it has none, and is gone; what was there before still is.
        """
        try:
            with export_door():
                if not can_replace:
                    # Whoever else makes that very file now is refused, or we are.
                    os.close(os.open(self.target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                _part_in(self.place).replace(self.target)
        finally:
            self.discard()

    def discard(self) -> None:
        """Takes the file away."""
        self.place.clear()


class _Tally:
    """Counts rows as they go by, and stops them where they are given up."""

    def __init__(self, rows: Iterable[HistoryRow], is_cancelled: Callable[[], bool]) -> None:
        self._rows = rows
        self._is_cancelled = is_cancelled
        self.count = 0
        self.first: int | None = None
        self.last: int | None = None

    def __iter__(self) -> Iterator[HistoryRow]:
        for row in self._rows:
            if self._is_cancelled():
                raise ExportError(ExportTrouble.CANCELLED)
            number = row.summary.submitted_sequence
            self.count += 1
            self.first = number if self.first is None else min(self.first, number)
            self.last = number if self.last is None else max(self.last, number)
            yield row


def write_draft(
    target: Path,
    rows: Iterable[HistoryRow],
    write: TableWriter,
    *,
    can_replace: bool,
    is_cancelled: Callable[[], bool],
    notes: Path,
) -> Draft:
    """Writes an export beside its place.

    Args:
        target: where it is to go.
        rows: what it is to hold.
        write: writes it.
        can_replace: whether a file may stand there already.
        is_cancelled: asked before each row.
        notes: the folder in which drafts under way are noted.

    Raises:
        ExportError: there is no draft.
        RecordError: the rows cannot be read; likewise.
    """
    # Also where a link leads nowhere: what is made exclusively would be refused at the end.
    if not can_replace and os.path.lexists(target):
        raise ExportError(ExportTrouble.EXISTS)
    tally = _Tally(rows, is_cancelled)
    with export_door():
        place = make_place(target.parent, notes)
    part = _part_in(place)
    try:
        with export_door():
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            write(part, tally)
            sha256 = _settled(part)
    except BaseException:
        place.clear()
        raise
    return Draft(place, target, sha256, tally.count, tally.first, tally.last)


def _part_in(place: DraftPlace) -> Path:
    return place.folder / "part"


def _settled(path: Path) -> str:
    """Sees to it that a file is on disk, and returns its digest."""
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()
