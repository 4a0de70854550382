"""Remembers which record this desk has, so that one that disappears is not replaced unseen.

Beside the settings, because whoever deletes a record or loses its folder need not lose these.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.errors import RecordError
from liveness_station.storage.appending import Appender
from liveness_station.storage.pictures import station_of

_MAX_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class StationMark:
    """The file that says whose record lies where.

    Attributes:
        path: the file.
        record: the record that it is asked about.
    """

    path: Path
    record: Path

    def missing(self, appender: Appender) -> str:
        """Returns the id of the record that was here before, "" where this is the one.

        What is here is remembered from now on; what is missing stays told of until somebody takes
        it out of the file. A record that was set aside because it was damaged is not missing.

        Raises:
            RecordError: the record cannot be read.
        """
        own = station_of(appender.database).hex()
        known = self._read()
        name = hashlib.sha256(str(self.record.absolute()).encode()).hexdigest()[:16]
        before, lost = known.get(name, own), known.get(f"{name}-missing", "")
        if before not in {own, _predecessor(appender)}:
            lost = before
        found = {**known, name: own, **({f"{name}-missing": lost} if lost else {})}
        if found != known:
            self._write(found)
        return lost

    def _read(self) -> dict[str, str]:
        with suppress(OSError, MalformedJsonError):
            with self.path.open("rb") as file:
                fields = parse_object(file.read(_MAX_BYTES))
            return {name: str(value) for name, value in fields.items()}
        return {}

    def _write(self, known: dict[str, str]) -> None:
        # Without it the next start knows less; no check depends on it.
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
            part.replace(self.path)


def _predecessor(appender: Appender) -> str | None:
    rows = appender.query("SELECT body FROM entry WHERE seq = 1 AND kind = 'EPOCH'")
    try:
        return str(json.loads(str(rows[0][0]))["old_station"])
    except (IndexError, KeyError, ValueError):
        return None


def missing_record(mark: StationMark, appender: Appender) -> str:
    """Returns the first digits of a missing record's station, "" for none."""
    with suppress(RecordError):
        return mark.missing(appender)[:8]
    return ""
