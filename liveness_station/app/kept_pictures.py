"""Looks now and then whether the newest kept pictures are still the ones that were kept."""

import logging
from collections.abc import Callable
from typing import Final

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.errors import RecordError
from liveness_station.storage.appending import Appender
from liveness_station.storage.picture_check import find_bad_picture
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.pictures import station_of

NEWEST: Final = 10
"""So many are read each time, in a few milliseconds; `ledger verify --pictures` reads them all."""
PERIOD_S: Final = 3600.0

_log = logging.getLogger(__name__)


class PictureWatch:
    """Reads the newest kept pictures, sealed as they are. Used by the io thread.

    Attributes:
        alerts: what was found last.
    """

    def __init__(self, appender: Appender, *, clock: Callable[[], float]) -> None:
        self.alerts: tuple[Alert, ...] = ()
        self._appender = appender
        self._clock = clock
        self._due_s = clock()

    def tick(self) -> None:
        """Looks, where it is time to."""
        if self._clock() < self._due_s:
            return
        self._due_s = self._clock() + PERIOD_S
        database = self._appender.database
        try:
            files = PictureFiles(self._appender.path, station_of(database))
            found = find_bad_picture(database, files, newest=NEWEST)
        except RecordError as error:
            # What was known is still known.
            _log.warning("kept pictures were not looked at: %s", error)
            return
        if found is None:
            self.alerts = ()
        else:
            self.alerts = (Alert(AlertCode.PICTURES_UNREADABLE, f"#{found}"),)
            _log.error("a kept picture is missing or altered: entry %d", found)
