"""An export on its way: written beside its place, recorded, and only then put there."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.exports.tables import TableWriter
from liveness_station.exports.troubles import export_door
from liveness_station.storage.history_query import HistoryRow

_PIECE_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is whole and on disk, under a name that nobody takes it for.

    Attributes:
        part: where it is.
        target: where it is to go.
        sha256: of its bytes, in hex.
        attempts: how many attempts it holds.
        first_sequence: the smallest number of their first entries; None for none.
        last_sequence: the largest.
    """

    part: Path
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
                self.part.replace(self.target)
        except ExportError:
            self.discard()
            raise

    def discard(self) -> None:
        """Takes the file away."""
        self.part.unlink(missing_ok=True)


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
) -> Draft:
    """Writes an export beside its place.

    Args:
        target: where it is to go.
        rows: what it is to hold.
        write: writes it.
        can_replace: whether a file may stand there already.
        is_cancelled: asked before each row.

    Raises:
        ExportError: there is no draft.
        RecordError: the rows cannot be read; likewise.
    """
    if not can_replace and target.exists():
        raise ExportError(ExportTrouble.EXISTS)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    tally = _Tally(rows, is_cancelled)
    try:
        with export_door():
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            write(part, tally)
            sha256 = _settled(part)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Draft(part, target, sha256, tally.count, tally.first, tally.last)


def _settled(path: Path) -> str:
    """Sees to it that a file is on disk, and returns its digest."""
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()
