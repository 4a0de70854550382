"""By which index a search goes, so that a page is quick however rare or common what is sought is.

A search is the newest attempts that fit, so each way through the table goes from new to old:

- one value of one column: its index holds the attempts with it in that very order;
- few attempts (a rare beginning of a name): all of them are found and sorted;
- anything else is common, or the beginning of many names: the table itself, row by row.

The last two could take long where what fits is far back, so they go in steps, and whoever asks is
told after each where to go on.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from liveness_station.storage.bodies import utc_text
from liveness_station.storage.database import Database
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.history_rows import fold

FEW: Final = 8_000
"""So many rows are found and sorted within some milliseconds."""

_MANY: Final = 8
"""Of two common values the rarer one is told apart up to so many times few."""

_AFTER_ALL: Final = "\U0010ffff"


class Way(Enum):
    """How the table is gone through."""

    BY_VALUE = "by value"
    BY_FEW = "by few"
    BY_ROW = "by row"


@dataclass(frozen=True, slots=True)
class Plan:
    """A search made ready.

    Attributes:
        way: how the table is gone through.
        source: the table, and the index that is to be used.
        condition: an SQL condition over its rows.
        values: for the condition's question marks.
        low: no row that fits has a smaller number.
        high: every row that fits has a smaller one.
    """

    way: Way
    source: str
    condition: str
    values: tuple[str, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """One part of a condition; `column` is None where no index serves it."""

    sql: str
    values: tuple[str, ...]
    column: str | None = None
    is_one_value: bool = False


def make_plan(database: Database, query: HistoryQuery) -> Plan:
    """Decides how to search.

    Raises:
        RecordError: the database cannot be read.
    """
    clauses = [*_name_clauses(database, query), *_word_clauses(query), *_time_clauses(query)]
    low, high = _bounds(database, query)
    counted = [
        (_count(database, clause, FEW), position)
        for position, clause in enumerate(clauses)
        if clause.column is not None
    ]
    best = min(counted, default=None)
    way, source = Way.BY_ROW, "history NOT INDEXED"
    single = [position for _, position in counted if clauses[position].is_one_value]
    if best is not None and best[0] <= FEW:
        way, source = Way.BY_FEW, f"history INDEXED BY history_{clauses[best[1]].column}"
    elif single:
        way = Way.BY_VALUE
        rarest = single[0]
        if len(single) > 1:
            most = _MANY * FEW
            rarest = min(single, key=lambda at: _count(database, clauses[at], most))
        source = f"history INDEXED BY history_{clauses[rarest].column}"
    condition = " AND ".join(clause.sql for clause in clauses) or "1"
    values = tuple(value for clause in clauses for value in clause.values)
    return Plan(way, source, condition, values, low, high)


def _name_clauses(database: Database, query: HistoryQuery) -> list[_Clause]:
    found = []
    for column, text in (
        ("subject", query.subject),
        ("operator", query.operator),
        ("source", query.source),
    ):
        start = fold(text.strip())
        if start:
            found.append(_beginning(database, column, start))
    return found


def _beginning(database: Database, column: str, start: str) -> _Clause:
    """Returns the clause for the beginning of a name: of one name, where only one begins so."""
    sql = f"{column} >= ? AND {column} < ?"
    limits = (start, start + _AFTER_ALL)
    lowest, highest = database.query(
        f"SELECT (SELECT min({column}) FROM history WHERE {sql}),"  # noqa: S608 - own column names
        f" (SELECT max({column}) FROM history WHERE {sql})",
        (*limits, *limits),
    )[0]
    if lowest is not None and lowest == highest:
        return _Clause(f"{column} = ?", (str(lowest),), column, is_one_value=True)
    return _Clause(sql, limits, column)


def _word_clauses(query: HistoryQuery) -> list[_Clause]:
    found = []
    if query.outcomes:
        marks = ", ".join("?" * len(query.outcomes))
        outcomes = tuple(sorted(query.outcomes))
        is_one = len(outcomes) == 1
        found.append(_Clause(f"outcome IN ({marks})", outcomes, "outcome", is_one_value=is_one))
    if query.reason:
        found.append(_Clause("reason = ?", (query.reason,), "reason", is_one_value=True))
    return found


def _time_clauses(query: HistoryQuery) -> list[_Clause]:
    found = []
    if query.begun_from is not None:
        found.append(_Clause("utc >= ?", (utc_text(query.begun_from),)))
    if query.begun_before is not None:
        found.append(_Clause("utc < ?", (utc_text(query.begun_before),)))
    return found


def _count(database: Database, clause: _Clause, most: int) -> int:
    """Counts the rows of a clause, up to one more than that many."""
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM history INDEXED BY history_{clause.column}"  # noqa: S608 - own column names
        f" WHERE {clause.sql} LIMIT {most + 1})"
    )
    return int(str(database.query(sql, clause.values)[0][0]))


def _bounds(database: Database, query: HistoryQuery) -> tuple[int, int]:
    """Returns between which numbers the rows of the wanted days lie.

    Day by day, because a clock that was set back puts an early hour behind a late one.
    """
    if query.begun_from is None and query.begun_before is None:
        # Two questions: both in one would read the whole table.
        sql = "SELECT (SELECT min(seq) FROM history), (SELECT max(seq) FROM history)"
        low, high = database.query(sql)[0]
    else:
        days = (
            _day(query.begun_from or datetime.min.replace(tzinfo=UTC)),
            _day(query.begun_before or datetime.max.replace(tzinfo=UTC)),
        )
        low, high = database.query(_DAYS_SQL, (*days, days[1]))[0]
    if low is None or high is None:
        return 0, 0
    return int(str(low)), int(str(high)) + 1


_DAYS_SQL: Final = """
WITH RECURSIVE day (name) AS (
    SELECT min(substr(utc, 1, 10)) FROM history
    WHERE substr(utc, 1, 10) >= ? AND substr(utc, 1, 10) <= ?
    UNION ALL
    SELECT (SELECT min(substr(utc, 1, 10)) FROM history
        WHERE substr(utc, 1, 10) > day.name AND substr(utc, 1, 10) <= ?)
    FROM day WHERE day.name IS NOT NULL
)
SELECT min((SELECT min(seq) FROM history WHERE substr(utc, 1, 10) = day.name)),
    max((SELECT max(seq) FROM history WHERE substr(utc, 1, 10) = day.name))
FROM day WHERE day.name IS NOT NULL
"""


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
