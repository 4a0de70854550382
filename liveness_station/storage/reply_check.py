"""Whether the table that replays are found by says which reply bore which id as the entries do.

A row that is missing would let a reply be used twice; one too many would have an honest reply taken
for a replay.
"""

import json
from typing import Final

from liveness_station.domain.guiding import Method
from liveness_station.storage.database import Database

_PAGE: Final = 2_000
_EXACT_VERSION: Final = 2
_REST_SQL: Final = """
SELECT r.request_id, r.seq, e.body FROM reply AS r LEFT JOIN entry AS e
    ON e.seq = r.seq AND e.kind IN ('VERDICT', 'TRIED', 'LATE')
WHERE (r.request_id, r.seq) > (?, ?) ORDER BY r.request_id, r.seq LIMIT ?
"""


class ReplyCheck:
    """Takes the bodies that have request ids, one after the other, and says what is wrong."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._found = 0

    def has_all(self, seq: int, body: dict[str, object]) -> bool:
        """Tells whether every id of an entry stands in the table.

        Raises:
            RecordError: the database cannot be read.
        """
        own = _ids_of(body)
        sql = "SELECT 1 FROM reply WHERE request_id = ? AND seq = ?"
        found = [bool(self._database.query(sql, (request_id, seq))) for request_id in own]
        self._found += len(own)
        return all(found)

    def find_stranger(self) -> int | None:
        """Returns the number of an entry that is said to bear an id which it does not, or None.

        To be called when `has_all` has had every entry.

        Raises:
            RecordError: the database cannot be read.
        """
        (count,) = self._database.query("SELECT count(*) FROM reply")[0]
        if count == self._found:
            # As many as the entries bear, each of which is there: there is room for no other.
            return None
        last: tuple[object, ...] = ("", 0)
        while rows := self._database.query(_REST_SQL, (*last, _PAGE)):
            for request_id, seq, body in rows:
                if body is None or not _may_bear(json.loads(str(body)), str(request_id)):
                    return int(str(seq))
            last = rows[-1][:2]
        return None


def _ids_of(body: dict[str, object]) -> set[str]:
    listed = body.get("request_ids")
    own = body.get("request_id")
    ids = {str(one) for one in listed} if isinstance(listed, list) else set()
    return ids if own is None else ids | {str(own)}


def _may_bear(body: dict[str, object], request_id: str) -> bool:
    """Tells whether an entry may stand beside an id.

    A still of the first version may have had an id that its decision was not made by, and did not
    say so.
    """
    if request_id in _ids_of(body):
        return True
    is_still = body.get("method", Method.STILL.value) == Method.STILL.value
    return is_still and body.get("v") != _EXACT_VERSION
