"""What the history's threads work with: a connection of their own, which only reads."""

import threading
from collections.abc import Callable

from liveness_station.app.history_export import (
    ExportOrder,
    draft_export,
    entry_of,
    form_of,
    record_export,
)
from liveness_station.app.paths import Places
from liveness_station.domain.errors import RecordError
from liveness_station.domain.ports import Vault
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.runtime.history_requests import ExportWanted
from liveness_station.storage.history import HistoryReader, open_history
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryPage,
    HistoryQuery,
    HistoryRow,
)
from liveness_station.ui.words.spoken import words_for


class StationHistory:
    """The record, opened for reading at the first question. Used by one thread; `cancel` by any."""

    def __init__(self, places: Places, make_vault: Callable[[], Vault]) -> None:
        self._places = places
        self._make_vault = make_vault
        self._reader: HistoryReader | None = None
        self._cancelled = threading.Event()

    def page(self, query: HistoryQuery, *, before: int | None, limit: int) -> HistoryPage:
        """Returns attempts that fit, the newest first.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._opened().page(query, before=before, limit=limit)

    def these(self, numbers: tuple[int, ...]) -> tuple[HistoryRow, ...]:
        """Returns attempts by their numbers.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._opened().these(numbers)

    def count(self, query: HistoryQuery) -> HistoryCount:
        """Counts the attempts that fit.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._opened().count(query)

    def detail(self, job_id: str) -> AttemptDetail | None:
        """Returns all there is of one attempt.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._opened().detail(job_id)

    def export(self, wanted: ExportWanted) -> int:
        """Writes a file, records that, and returns how many attempts it holds.

        Raises:
            ExportError: there is no file.
            RecordError: the record cannot be read; likewise.
        """
        form = form_of(wanted.target)
        if form is None:
            raise ExportError(ExportTrouble.WRITING)
        order = ExportOrder(
            wanted.query,
            form,
            wanted.target,
            wanted.can_replace,
            words_for(wanted.language),
            self._places.drafts,
        )
        draft = draft_export(self._opened(), order, self._cancelled.is_set)
        try:
            record_export(self._places, entry_of(order, draft), "", self._make_vault)
        except RecordError as error:
            draft.discard()
            raise ExportError(ExportTrouble.NOT_RECORDED) from error
        draft.publish(can_replace=order.can_replace)
        return draft.attempts

    def cancel(self) -> None:
        """Gives a running export up, and every later one. Callable from any thread."""
        self._cancelled.set()

    def close(self) -> None:
        """Closes the record."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _opened(self) -> HistoryReader:
        if self._reader is None:
            self._reader = open_history(self._places.records)
        return self._reader
