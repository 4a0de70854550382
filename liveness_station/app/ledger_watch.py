"""Looks at the newest part of the record once a run, behind, and says what is wrong with it."""

import logging
from typing import Final

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.errors import RecordError
from liveness_station.ledger.checkpoints import public_key_of
from liveness_station.ledger.reports import Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.ledger.vouching import Ranges
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import Kind
from liveness_station.storage.ledger_reading import LedgerReader, open_ledger

NEWEST: Final = 1_000
"""So many entries are verified at start; `ledger verify` reads them all."""

_WAITS: Final = 3
"""So many times it is looked whether the keyring has answered, before going on without."""

_CODES: Final = {
    Result.ALTERED: AlertCode.RECORD_ALTERED,
    Result.ROLLED_BACK: AlertCode.RECORD_ROLLED_BACK,
}

_log = logging.getLogger(__name__)


class LedgerWatch:
    """Verifies the newest entries against the keyring, once. Used by the io thread.

    What it finds is told and recorded, and the station goes on: if a damaged record stopped it,
    whoever can write to the record could stop every check, and the checks that are made meanwhile
    are evidence as well.

    Attributes:
        alerts: what was found.
    """

    def __init__(self, appender: Appender, shelf: KeyringShelf) -> None:
        self.alerts: tuple[Alert, ...] = ()
        self._appender = appender
        self._shelf = shelf
        self._waits = _WAITS
        self._is_done = False

    def tick(self) -> None:
        """Verifies as soon as the keys are there, or will not come."""
        if self._is_done:
            return
        try:
            report = self._look()
        except RecordError as error:
            # What cannot be read fails the next attempt, which says so.
            self._is_done = True
            _log.warning("the record was not verified: %s", error)
            return
        if report is not None:
            self._is_done = True
            self._tell(report)

    def _look(self) -> Report | None:
        """Returns what was found, None to look again later."""
        ledger = open_ledger(self._appender.path)
        try:
            return self._verified(ledger)
        finally:
            ledger.close()

    def _verified(self, ledger: LedgerReader) -> Report | None:
        station = ledger.station()
        keys = self._shelf.look(station) if ledger.is_enrolled() else None
        if keys is None and ledger.is_enrolled() and self._waits:
            self._waits -= 1
            return None
        public_keys = () if keys is None else (public_key_of(keys.seed),)
        start = ledger.newest(NEWEST)
        return verify(
            ledger.entries(after=start.size),
            station=station,
            trust=Trust(public_keys, keys=keys),
            start=start,
        )

    def _unvouched(self, report: Report) -> tuple[Alert, ...]:
        """Names entries that bear no code and are not this run's own, which it vouches for."""
        foreign = Ranges(report.unvouched).without(self._appender.links.uncoded.own)
        if not foreign:
            return ()
        return (Alert(AlertCode.RECORD_UNVOUCHED, ", ".join(foreign.to_texts()[:3])),)

    def _tell(self, report: Report) -> None:
        code = _CODES.get(report.result)
        if code is None:
            self.alerts = self._unvouched(report)
            return
        self.alerts = (Alert(code, f"#{report.bad_seq}"),)
        _log.error("the record is not as it was left: %s, entry %s", report.fault, report.bad_seq)
        fault = None if report.fault is None else report.fault.name.lower()
        body = {"result": report.result.value, "fault": fault, "bad_seq": report.bad_seq}
        try:
            with self._appender.transaction() as connection:
                self._appender.writer.note(connection, Kind.FINDING, body)
        except RecordError as error:
            _log.warning("the finding was not recorded: %s", error)
