"""The history of a record: pages of attempts, the newest first, and all there is of one."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from liveness_station.storage.attempts import ATTEMPT_SQL, attempt_of
from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.history_plan import Plan, Way, make_plan
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryEntry,
    HistoryPage,
    HistoryQuery,
    HistoryRow,
)
from liveness_station.storage.ledger_marks import LedgerMark, read_mark

PAGE_ROWS: Final = 100
BUDGET_S: Final = 0.02
"""After so long a search or a count stops at what it has."""

STEP: Final = 20_000
"""Numbers of entries that one step of a long search covers."""

_SAMPLE: Final = 4_000
_FEWEST_SAMPLES: Final = 16
"""However slow the machine, an estimate goes by so many places of the record."""

_OPERATORS_SQL: Final = "SELECT job, value FROM private WHERE name = 'operator' AND job IN ({})"
_ENTRIES_SQL: Final = """
SELECT seq, kind, utc, body FROM entry WHERE job = ? AND kind = 'SUBMITTED'
UNION ALL
SELECT seq, kind, utc, body FROM entry WHERE job = ? AND kind IN ('VERDICT', 'ABANDONED')
UNION ALL
SELECT seq, kind, utc, body FROM entry
WHERE job = ? AND job IS NOT NULL AND kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED')
ORDER BY seq
"""


class HistoryReader:
    """Reads the history. Used by one thread, the one that opened it."""

    def __init__(
        self, database: Database, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._database = database
        self._clock = clock
        self._planned: tuple[HistoryQuery, Plan] | None = None

    def page(
        self, query: HistoryQuery, *, before: int | None = None, limit: int = PAGE_ROWS
    ) -> HistoryPage:
        """Returns the newest attempts that fit, or those before a place in the list.

        Args:
            query: which ones.
            before: None for the first page, else where the page before said to go on.
            limit: the most rows that are returned.

        Raises:
            RecordError: the database cannot be read.
        """
        plan = self._plan(query, is_first=before is None)
        top = plan.high if before is None else min(before, plan.high)
        found, rest = self._numbers(plan, top, limit)
        return HistoryPage(self._rows(found), rest)

    def count(self, query: HistoryQuery) -> HistoryCount:
        """Counts the attempts that fit, or says about how many there are.

        Raises:
            RecordError: the database cannot be read.
        """
        plan = self._plan(query, is_first=True)
        if plan.condition == "1":
            return HistoryCount(self._number("SELECT count(*) FROM history", ()), is_exact=True)
        sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.condition}"  # noqa: S608 - the plan is made of own words
        if plan.way is Way.BY_FEW:
            return HistoryCount(self._number(sql, plan.values), is_exact=True)
        return self._estimate(sql, plan)

    def rows(self, query: HistoryQuery) -> Iterator[HistoryRow]:
        """Yields all attempts that fit as of now, the newest first.

        Raises:
            RecordError: the database cannot be read.
        """
        before: int | None = None
        while True:
            page = self.page(query, before=before, limit=PAGE_ROWS)
            yield from page.rows
            before = page.before
            if before is None:
                return

    def these(self, numbers: Sequence[int]) -> tuple[HistoryRow, ...]:
        """Returns attempts by the numbers of their first entries, the newest first.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._rows(numbers)

    def detail(self, job_id: str) -> AttemptDetail | None:
        """Returns everything there is of one attempt, None where there is no such attempt.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._named(self._database.query(f"{ATTEMPT_SQL} WHERE a.job = ?", (job_id,)))
        if not rows:
            return None
        entries = self._database.query(_ENTRIES_SQL, (job_id, job_id, job_id))
        words = self._words(job_id)
        return AttemptDetail(
            rows[0],
            tuple(
                HistoryEntry(
                    int(str(seq)),
                    str(kind),
                    str(utc),
                    _fields(str(body)),
                    words.get(int(str(seq)), ()),
                )
                for seq, kind, utc, body in entries
            ),
        )

    def mark(self) -> LedgerMark:
        """Returns what a report says of the ledger, so that each report is a witness of it.

        Raises:
            RecordError: the database cannot be read.
        """
        return read_mark(self._database)

    def close(self) -> None:
        """Closes the database; may be called twice."""
        self._database.close()

    def _plan(self, query: HistoryQuery, *, is_first: bool) -> Plan:
        """Returns the plan; a list keeps the one that its first page was made with."""
        if not is_first and self._planned is not None and self._planned[0] == query:
            return self._planned[1]
        plan = make_plan(self._database, query)
        self._planned = (query, plan)
        return plan

    def _estimate(self, sql: str, plan: Plan) -> HistoryCount:
        """Counts step by step, in an order that makes a part speak for the whole."""
        started_s, count = self._clock(), 0
        steps = sorted(range(plan.low, plan.high, _SAMPLE), key=_scattered)
        for done, low in enumerate(steps, 1):
            values = (*plan.values, low, min(low + _SAMPLE, plan.high))
            count += self._number(f"{sql} AND seq >= ? AND seq < ?", values)
            is_late = done >= _FEWEST_SAMPLES and self._clock() - started_s > BUDGET_S
            if is_late and done < len(steps):
                return HistoryCount(round(count * len(steps) / done), is_exact=False)
        return HistoryCount(count, is_exact=True)

    def _numbers(self, plan: Plan, top: int, limit: int) -> tuple[list[int], int | None]:
        """Returns numbers of rows that fit, and where to go on."""
        if plan.way is Way.BY_FEW:
            found = self._between(plan, plan.low, top, limit)
            return found, found[-1] if len(found) == limit else None
        started_s = self._clock()
        found, step = [], STEP
        while top > plan.low:
            low = max(plan.low, top - step)
            found += self._between(plan, low, top, limit - len(found))
            if len(found) == limit:
                return found, found[-1]
            top = low
            if self._clock() - started_s > BUDGET_S:
                break
        return found, top if top > plan.low else None

    def _between(self, plan: Plan, low: int, top: int, limit: int) -> list[int]:
        sql = (
            f"SELECT seq FROM {plan.source} WHERE {plan.condition}"  # noqa: S608 - the plan is made of own words
            " AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?"
        )
        found = self._database.query(sql, (*plan.values, low, top, limit))
        return [int(str(row[0])) for row in found]

    def _rows(self, numbers: Sequence[int]) -> tuple[HistoryRow, ...]:
        sql = f"{ATTEMPT_SQL} WHERE a.submitted_seq IN ({_marks(numbers)})"
        rows = self._named(self._database.query(sql, numbers))
        return tuple(sorted(rows, key=_number_of, reverse=True))

    def _named(self, rows: Sequence[Row]) -> list[HistoryRow]:
        """Returns rows of ATTEMPT_SQL, each with its operator."""
        jobs = [row[0] for row in rows]
        sql = _OPERATORS_SQL.format(_marks(jobs))
        operators = {job: str(name) for job, name in self._database.query(sql, jobs)}
        return [HistoryRow(attempt_of(row), operators.get(row[0])) for row in rows]

    def _words(self, job_id: str) -> dict[int, tuple[tuple[str, str], ...]]:
        """Returns what was written beside later entries of a job, by their numbers."""
        sql = "SELECT name, value FROM private WHERE job = ? AND instr(name, '@') > 0 ORDER BY name"
        found: dict[int, tuple[tuple[str, str], ...]] = {}
        for name, value in self._database.query(sql, (job_id,)):
            field, _, number = str(name).partition("@")
            if number.isdecimal():
                found[int(number)] = (*found.get(int(number), ()), (field, str(value)))
        return found

    def _number(self, sql: str, values: tuple[object, ...]) -> int:
        return int(str(self._database.query(sql, values)[0][0]))


def open_history(path: Path) -> HistoryReader:
    """Opens a record's history for reading only, also beside a running station.

    Raises:
        RecordError: it is missing, unreadable, not of this program, or of an older version.
    """
    database = Database(path, is_read_only=True)
    if not database.query("SELECT 1 FROM sqlite_schema WHERE name = 'history'"):
        database.close()
        raise failure(Trouble.OLDER_VERSION)
    return HistoryReader(database)


def _scattered(low: int) -> float:
    """Orders steps by the golden ratio, which spreads any number of the first ones evenly."""
    return low // _SAMPLE * 0.6180339887 % 1


def _number_of(row: HistoryRow) -> int:
    return row.summary.submitted_sequence


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _fields(body: str) -> tuple[tuple[str, str], ...]:
    """Returns what a body says; as it stands where it is not as this program writes it."""
    try:
        said = json.loads(body)
        return tuple((str(name), _text(value)) for name, value in said.items())
    except (ValueError, AttributeError):
        return (("body", body),)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
