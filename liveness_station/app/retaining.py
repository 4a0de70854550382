"""What the io thread keeps of pictures, and what it erases between two attempts."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from liveness_station.app.kept_pictures import PictureWatch
from liveness_station.app.picture_keys import PictureKeyShelf
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.errors import ImageError, RecordError
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.simulation import is_simulated
from liveness_station.domain.verdicts import Verdict
from liveness_station.imaging.decode import decode
from liveness_station.imaging.thumbnail import encode_thumbnail
from liveness_station.retention.doubts import Doubt
from liveness_station.retention.running import PERIOD_S, RETRY_S, KeepingTimes, Pass
from liveness_station.settings.keeping import KeepPictures, PictureForm
from liveness_station.settings.values import Settings
from liveness_station.storage.appending import Appender
from liveness_station.storage.keeping import RecordKeeping
from liveness_station.storage.pictures import PictureStore

STEP_BUDGET_S: Final = 0.01
"""A step that has begun is finished: with one of some milliseconds this stays below 50 ms."""

_DAY: Final = timedelta(days=1)

_log = logging.getLogger(__name__)


class Retaining:
    """Keeps pictures as the policy says, and erases what has been kept long enough.

    Used by the thread that opened the record. Implements `domain.ports.PictureKeeper`.
    """

    def __init__(
        self,
        appender: Appender,
        settings: Settings,
        keys: PictureKeyShelf,
        *,
        clock: Callable[[], float],
        utc_now: Callable[[], datetime],
    ) -> None:
        self._appender = appender
        self._settings = settings
        self._keys = keys
        self._clock = clock
        self._utc_now = utc_now
        self._store = PictureStore(appender, keys.look)
        self._keeping = RecordKeeping(appender)
        self._watch = PictureWatch(appender, clock=clock)
        self._doubt: Doubt | None = None
        self._pass: Pass | None = None
        self._due_s = clock()
        self._due_utc = utc_now()

    @property
    def is_keeping(self) -> bool:
        """Tells whether pictures of any checks are to be kept."""
        is_wanted = self._settings.keep_pictures is not KeepPictures.NONE
        return is_wanted and self._settings.picture_days > 0

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What is wrong with what is kept, or kept for too long.

        A hold on everybody is no such thing: somebody wanted it.
        """
        found = self._watch.alerts
        if self._doubt in {None, Doubt.HELD}:
            return found
        return (*found, Alert(AlertCode.RETENTION_REFUSED, str(self._doubt)))

    def begin(self) -> None:
        """Removes what a killed program has left of pictures, and asks for their keys."""
        try:
            self._store.sweep()
            if self.is_keeping:
                self._keys.ask(self._store.station())
        except RecordError as error:
            _log.warning("pictures were not looked through: %s", error)

    def change(self, settings: Settings) -> None:
        """Takes other settings from the next attempt and the next pass on."""
        self._settings = settings

    def keep(self, outcome: Outcome) -> None:
        """Keeps what was sent for an attempt that is about to end, where the policy wants that."""
        if not self._is_wanted(outcome):
            return
        jpegs = [i.probe.jpeg for i in outcome.inquiries if i.probe is not None]
        if not jpegs:
            return
        job_id, form = outcome.job.job_id, self._settings.picture_form
        try:
            if form is PictureForm.THUMBNAIL:
                jpegs = [encode_thumbnail(decode(jpeg)) for jpeg in jpegs]
            self._store.keep(job_id, tuple(jpegs), form=form.value)
        except (RecordError, ImageError) as error:
            _log.warning("a picture was not kept: %s", error)
            # The attempt goes on: its own entry meets the same trouble, or says how it ended.
            with suppress(RecordError):
                self._store.note_unkept(job_id, error.detail or error.reason.value)

    def tick(self) -> None:
        """Goes on with retention for some milliseconds; for the time between two attempts."""
        self._watch.tick()
        if self._pass is None:
            if self._clock() < self._due_s and self._utc_now() < self._due_utc:
                return
            times = times_of(self._settings)
            self._pass = Pass(self._keeping, times, utc_now=self._utc_now)
        ends_s = self._clock() + STEP_BUDGET_S
        running = self._pass
        while running.step():
            if self._clock() >= ends_s or running.is_waiting:
                return
        self._end(running)

    def _is_wanted(self, outcome: Outcome) -> bool:
        job = outcome.job
        if not self.is_keeping or job.is_demo or job.is_setup or job.is_training:
            return False
        if is_simulated(endpoint=outcome.endpoint, engine=outcome.engine):
            return False
        is_reject = outcome.decision.verdict is Verdict.SPOOF
        return is_reject or self._settings.keep_pictures is KeepPictures.ALL

    def _end(self, ended: Pass) -> None:
        result, self._pass = ended.result, None
        self._doubt = result.doubt
        wait_s = PERIOD_S if result.doubt is None else RETRY_S
        self._due_s = self._clock() + wait_s
        self._due_utc = self._utc_now() + min(_DAY, timedelta(seconds=wait_s))
        if result.doubt is not None:
            _log.warning("nothing more is erased for now: %s", result.doubt.value)
        if result.entries:
            _log.info("erased %d names and %d pictures", result.names, result.pictures)


def times_of(settings: Settings) -> KeepingTimes:
    """Returns how long each class of data stays; pictures not at all where none are kept."""
    is_keeping = settings.keep_pictures is not KeepPictures.NONE
    return KeepingTimes(settings.person_days, settings.picture_days if is_keeping else 0)
