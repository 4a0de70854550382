"""Whether the pictures that the record says were kept are there, or were erased as it says."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Final

from liveness_station.ledger.reports import Fault
from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import record_door
from liveness_station.storage.erased import Erased, parsed
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.tables import has_table

_ROWS_SQL: Final = "SELECT job, number, file, key FROM picture WHERE seq = ? ORDER BY number"
_ANCHOR_SQL: Final = "SELECT seq FROM entry WHERE kind = 'SUBMITTED' AND job = ?"
_STRANGER_SQL: Final = """
SELECT p.seq FROM picture AS p LEFT JOIN entry AS e ON e.seq = p.seq AND e.kind = 'PICTURE'
WHERE e.seq IS NULL LIMIT 1
"""
_NEWEST_SQL: Final = """
SELECT p.seq, p.number, p.file, e.body FROM picture AS p JOIN entry AS e ON e.seq = p.seq
ORDER BY p.seq DESC LIMIT ?
"""


class PictureCheck:
    """Holds PICTURE entries against the rows, and against the files where those are to be read."""

    def __init__(self, database: Database, erased: Erased, files: PictureFiles | None) -> None:
        self._database = database
        self._erased = erased
        self._files = files
        self._has_rows = has_table(database, "picture")

    def fault_of(self, seq: int, job: object, body: Mapping[str, object]) -> Fault | None:
        """Returns what is wrong with the pictures of a PICTURE entry, None for nothing.

        Raises:
            RecordError: the database or a file cannot be read.
        """
        rows = self._database.query(_ROWS_SQL, (seq,)) if self._has_rows else []
        listed = body.get("pictures", [])
        lines = [str(line) for line in listed] if isinstance(listed, list) else []
        if not rows:
            is_erased = not lines or self._may_be_erased(seq, job)
            return None if is_erased else Fault.GONE
        if self._erased.has(seq):
            return Fault.RETURNED
        if len(rows) != len(lines):
            return Fault.GONE if len(rows) < len(lines) else Fault.DERIVED
        for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
            if row != (job, number, line.partition(":")[0], body.get("key")):
                return Fault.DERIVED
        files = self._files
        is_whole = files is None or all(map(partial(_is_there, files), rows, lines))
        return None if is_whole else Fault.PICTURE

    def find_stranger(self) -> int | None:
        """Returns the number of an entry that kept no picture and has a row of one, or None.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._database.query(_STRANGER_SQL) if self._has_rows else []
        return int(str(rows[0][0])) if rows else None

    def _may_be_erased(self, seq: int, job: object) -> bool:
        found = self._database.query(_ANCHOR_SQL, (job,))
        anchor = int(str(found[0][0])) if found else seq
        return self._erased.may_have(seq, anchor=anchor, is_picture=True)


def find_bad_picture(database: Database, files: PictureFiles, *, newest: int) -> int | None:
    """Returns the entry of a kept picture whose file is missing or altered, None for none.

    Args:
        database: the record.
        files: where the pictures lie.
        newest: how many of the newest pictures are read.

    Raises:
        RecordError: the database or a file cannot be read.
    """
    for seq, number, file, text in database.query(_NEWEST_SQL, (newest,)):
        listed = (parsed(text) or {}).get("pictures")
        lines = listed if isinstance(listed, list) else []
        line = dict(enumerate(lines)).get(int(str(number)), "")
        if not _is_there(files, ("", number, file), str(line)):
            return int(str(seq))
    return None


def _is_there(files: PictureFiles, row: Row, line: str) -> bool:
    with record_door():
        try:
            sealed = files.read(str(row[2]))
        except FileNotFoundError:
            return False
    return line == f"{row[2]}:{sha256(sealed).hexdigest()}"
