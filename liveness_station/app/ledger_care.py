"""What the io thread does for the ledger between two checks: looks at it, and has it witnessed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.ledger_watch import LedgerWatch
from liveness_station.app.paths import Places
from liveness_station.app.station_mark import StationMark, missing_record
from liveness_station.app.witnessing import Witnessing
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.errors import RecordError
from liveness_station.domain.witnesses import WitnessState
from liveness_station.settings.values import Settings
from liveness_station.storage.appending import Appender
from liveness_station.storage.witnesses import witness_of


class LedgerCare:
    """Looks after one record's ledger. Used by the thread that opened the record."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        shelf: KeyringShelf,
        *,
        utc_now: Callable[[], datetime],
    ) -> None:
        self._shelf = shelf
        self._appender: Appender | None = None
        self._watch: LedgerWatch | None = None
        self._mark = StationMark(places.station_mark, places.records)
        self._missing: tuple[Alert, ...] = ()
        self._witnessing = Witnessing(
            [witness_of(name) for name in sorted(settings.witnesses)],
            places.witnessed,
            utc_now=utc_now,
        )

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What is wrong with the ledger, and with its witnesses."""
        found = self._missing + (() if self._watch is None else self._watch.alerts)
        state = self.witnessed
        if not state.is_old or state.age is None:
            return found
        return (*found, Alert(AlertCode.WITNESS_OLD, f"{state.age // timedelta(hours=1)} h"))

    @property
    def witnessed(self) -> WitnessState:
        """How far places outside vouch for the record."""
        return self._witnessing.state

    def begin(self, appender: Appender) -> None:
        """Takes the record that was opened."""
        self._appender = appender
        self._watch = LedgerWatch(appender, self._shelf)
        missing = missing_record(self._mark, appender)
        self._missing = (Alert(AlertCode.RECORD_MISSING, missing),) if missing else ()

    def tick(self) -> None:
        """Does what is due; takes some milliseconds."""
        if self._appender is not None and self._watch is not None:
            self._watch.tick()
            self._witnessing.tick(self._appender)

    def finish(self) -> None:
        """Writes the last checkpoint and has it witnessed, before the record is closed."""
        if self._appender is not None and self._witnessing.state.places:
            # Closing the record meets the same trouble.
            with suppress(RecordError):
                self._appender.links.wait_for_keys()
                self._appender.checkpoint()
            self._witnessing.tick(self._appender)
            self._witnessing.close()
