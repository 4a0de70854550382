"""Whether a record still holds all that was acknowledged, and still proves itself."""

import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.ledger.checkpoints import parse_public_key
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import LedgerReader, open_ledger
from liveness_station.storage.records import open_records
from tools.durability.workload import shelf_of

LOST: Final = "acknowledged entries are lost"
DENIED: Final = "a pass counts that was told as not recorded"
_ENDS: Final = frozenset({"VERDICT", "ABANDONED"})


@dataclass(slots=True)
class Acknowledged:
    """What a workload was told is on disk.

    Attributes:
        submitted: jobs whose submission was acknowledged.
        finished: jobs whose verdict was.
        erased: jobs of which nothing may name a person any more.
        refusals: why something was refused, in order.
        denied: jobs of a pass that was told as not recorded.
    """

    submitted: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)

    def take(self, lines: Iterable[str]) -> None:
        """Takes the lines of a workload; one that was cut off acknowledges nothing."""
        for line in lines:
            if not line.endswith("\n"):
                continue
            letter, _, rest = line.strip().partition(" ")
            if letter == "R":
                self.refusals.append(rest)
            elif letter in self._sets:
                self._sets[letter].add(rest)

    @property
    def _sets(self) -> dict[str, set[str]]:
        return {"S": self.submitted, "V": self.finished, "E": self.erased, "N": self.denied}


def lost(database: Path, acknowledged: Acknowledged) -> int:
    """Counts what was acknowledged and is not in the record; opens nothing for writing."""
    found = _entries(database)
    submitted = {job for kind, job in found if kind == "SUBMITTED"}
    finished = {job for kind, job in found if kind == "VERDICT"}
    return len(acknowledged.submitted - submitted) + len(acknowledged.finished - finished)


def trouble_in(database: Path, acknowledged: Acknowledged) -> str:
    """Opens the record as the next start would, and returns what is wrong; "" where nothing is."""
    keys = shelf_of(database) if database.with_name("keys.json").exists() else None
    try:
        open_records(
            database, run_id=uuid.uuid4().hex, utc_now=lambda: datetime.now(UTC), shelf=keys
        ).close()
    except RecordError as error:
        return f"cannot be opened again: {error.detail}"
    missing = lost(database, acknowledged)
    if missing:
        return f"{missing} {LOST}"
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "the database is not whole"
        passed = {
            job for (job,) in connection.execute("SELECT job FROM attempt WHERE outcome = 'LIVE'")
        }
        named = {job for (job,) in connection.execute("SELECT job FROM private")}
    if named & acknowledged.erased:
        return "what was erased is there again"
    if passed & acknowledged.denied:
        return DENIED
    return _pairing(database, acknowledged) or _proof(database, has_keys=keys is not None)


def _entries(database: Path) -> list[tuple[str, str]]:
    # For reading only: whatever has to be recovered is left to the next start of the program.
    target = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(target, uri=True)) as connection:
        return connection.execute("SELECT kind, job FROM entry ORDER BY seq").fetchall()


def _pairing(database: Path, acknowledged: Acknowledged) -> str:
    found = _entries(database)
    ends = Counter(job for kind, job in found if kind in _ENDS)
    if ends != Counter({job for kind, job in found if kind == "SUBMITTED"}):
        return "an attempt has no end, or two"
    given_up = {job for kind, job in found if kind == "ABANDONED"}
    return "a finished attempt was given up" if acknowledged.finished & given_up else ""


def _proof(database: Path, *, has_keys: bool) -> str:
    """Verifies the chain, with everything the station has."""
    with closing(open_ledger(database)) as ledger:
        report = _report(database, ledger, has_keys=has_keys)
        orphan = ledger.orphan()
        contradiction = ledger.contradiction()
    if report.fault is not None or orphan is not None:
        return f"the chain: {report.fault or Fault.NO_ENTRY} at {report.bad_seq or orphan}"
    # Entries of the first version, as made here, have no bodies that lists could agree with.
    if contradiction is not None and report.chained_later == 0:
        return f"a list contradicts entry {contradiction}"
    if has_keys and report.result not in {Result.INTACT, Result.INCOMPLETE}:
        return f"the verification says {report.result}"
    return ""


def _report(database: Path, ledger: LedgerReader, *, has_keys: bool) -> Report:
    public_key = ledger.public_key()
    known = () if public_key is None else (parse_public_key(public_key)[1],)
    keys = shelf_of(database).look(b"") if has_keys else None
    return verify(ledger.entries(), station=ledger.station(), trust=Trust(known, keys=keys))
