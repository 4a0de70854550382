"""Whether the table that replays are found by says which reply bore which id as the entries do.

A row that is missing would let a reply be used twice; one too many would have an honest reply taken
for a replay.
"""

import json
from typing import Final

from liveness_station.domain.guiding import Method
from liveness_station.storage.database import Database

_PAGE: Final = 2_000
_TOGETHER: Final = 400
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
        self._asked: list[tuple[str, int]] = []

    def find_missing(self, seq: int, body: dict[str, object]) -> int | None:
        """Takes an entry; returns the number of one whose id is not in the table, None for none.

        Entries are looked up some at a time, the last of them by `find_stranger`.

        Raises:
            RecordError: the database cannot be read.
        """
        for request_id in _ids_of(body):
            self._asked.append((request_id, seq))
        return self._look_up() if len(self._asked) >= _TOGETHER else None

    def _look_up(self) -> int | None:
        asked, self._asked = self._asked, []
        for first in range(0, len(asked), _TOGETHER):
            part = asked[first : first + _TOGETHER]
            if self._count(part) != len(part):
                return next(pair[1] for pair in part if not self._count([pair]))
        self._found += len(asked)
        return None

    def _count(self, pairs: list[tuple[str, int]]) -> int:
        rows = ",".join(["(?, ?)"] * len(pairs))
        sql = (
            f"WITH own (id, seq) AS (VALUES {rows}) SELECT count(*) FROM own"  # noqa: S608 - marks alone
            " JOIN reply AS r ON r.request_id = own.id AND r.seq = own.seq"
        )
        return int(str(self._database.query(sql, [part for pair in pairs for part in pair])[0][0]))

    def find_stranger(self) -> int | None:
        """Returns the number of an entry that is said to bear an id which it does not, or None.

        To be called when `find_missing` has had every entry.

        Raises:
            RecordError: the database cannot be read.
        """
        missing = self._look_up()
        if missing is not None:
            return missing
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
    ids = set() if own is None else {str(own)}
    return ids | {str(one) for one in listed} if isinstance(listed, list) else ids


def _may_bear(body: dict[str, object], request_id: str) -> bool:
    """Tells whether an entry may stand beside an id.

    A still of the first version may have had an id that its decision was not made by, and did not
    say so.
    """
    if request_id in _ids_of(body):
        return True
    is_still = body.get("method", Method.STILL.value) == Method.STILL.value
    return is_still and body.get("v") != _EXACT_VERSION
