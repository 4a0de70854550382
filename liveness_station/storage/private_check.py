"""Whether the names beside the entries are the ones that the entries hold digests of."""

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from liveness_station.storage.database import Database, Row

_PAGE: Final = 2_000
# Which entry a name belongs to is said by its key: `storage.events`.
_ROWS_SQL: Final = """
SELECT p.job, p.name, p.salt, p.value, e.seq, e.body
FROM private AS p LEFT JOIN entry AS e ON e.seq = CASE
    WHEN instr(p.name, '@') THEN CAST(substr(p.name, instr(p.name, '@') + 1) AS INTEGER)
    WHEN p.job GLOB '@*' THEN CAST(substr(p.job, 2) AS INTEGER)
    ELSE (SELECT seq FROM entry WHERE job = p.job AND kind = 'SUBMITTED') END
    AND e.job IS CASE WHEN p.job GLOB '@*' THEN NULL ELSE p.job END
WHERE (p.job, p.name) > (?, ?) ORDER BY p.job, p.name LIMIT ?
"""


def find_false_name(database: Database) -> int | None:
    """Returns the number of an entry beside which another name lies than its own, None for none.

    0 stands for a name that belongs to no entry at all.

    Raises:
        RecordError: the database cannot be read.
    """
    read_seq, body = None, {}
    for _, name, salt, value, seq, text in _rows(database):
        if seq is None:
            return 0
        if seq != read_seq:
            read_seq, body = seq, _parsed(str(text))
        if not _is_named(body, str(name).partition("@")[0], salt, str(value)):
            return int(str(seq))
    return None


def _rows(database: Database) -> Iterator[Row]:
    last: Row = ("", "")
    while rows := database.query(_ROWS_SQL, (*last, _PAGE)):
        yield from rows
        last = rows[-1][:2]


def _parsed(text: str) -> dict[str, object]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _is_named(body: dict[str, object], field: str, salt: object, value: str) -> bool:
    if not isinstance(salt, bytes):
        return False
    return body.get(field) == hashlib.sha256(salt + value.encode()).hexdigest()
