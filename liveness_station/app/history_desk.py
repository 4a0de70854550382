"""The history's window and the threads behind it, made when they are first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from liveness_station.app.paths import Places
from liveness_station.domain.ports import Vault
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

if TYPE_CHECKING:
    from liveness_station.runtime.history_thread import HistoryThread
    from liveness_station.ui.history_window import HistoryWindow


class HistoryDesk(QObject):
    """Opens one window of history at a time. Thread: gui.

    Two threads answer it: one reads pages, the other writes exports, so that the list stays fluid
    while a file is written. Neither is the io thread, so no check waits for either.
    """

    def __init__(
        self,
        places: Places,
        parent: QObject | None = None,
        *,
        make_vault: Callable[[], Vault] | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._make_vault = make_vault
        self._reading: HistoryThread | None = None
        self._exporting: HistoryThread | None = None
        self._search = 0
        self.window: HistoryWindow | None = None

    def open(self, words: Words, theme: Theme, *, may_export: bool) -> None:
        """Shows the window, or brings it to the front; exports are for who `may_export`."""
        # What only this window needs would cost every start of the program.
        from liveness_station.ui.history_window import HistoryWindow

        if self.window is not None:
            self.window.allow_export(may_export)
            self.window.raise_()
            self.window.activateWindow()
        else:
            window = HistoryWindow(words, theme)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(self._on_destroyed)
            window.allow_export(may_export)
            self.window = window
            self._connect(window)
            # What an earlier window asked for may still be on its way.
            window.model.search = self._search
            window.show()
            window.begin()

    def dress(self) -> None:
        """Closes the window where language or colours have changed; it opens in the new ones."""
        if self.window is not None:
            self.window.close()

    def stop(self) -> bool:
        """Closes the window and ends the threads; False where one hangs."""
        self.dress()
        threads = [thread for thread in (self._reading, self._exporting) if thread is not None]
        self._reading = self._exporting = None
        ended = [thread.stop() for thread in threads]
        return all(ended)

    def _connect(self, window: "HistoryWindow") -> None:
        reading, exporting = self._threads()
        window.model.page_wanted.connect(reading.worker.on_page_wanted)
        window.model.rows_wanted.connect(reading.worker.on_rows_wanted)
        window.detail_wanted.connect(reading.worker.on_detail_wanted)
        window.search_begun.connect(self._on_search_begun)
        window.export_wanted.connect(exporting.worker.on_export_wanted)
        reading.worker.answered.connect(window.on_answered)
        exporting.worker.answered.connect(window.on_answered)

    def _threads(self) -> "tuple[HistoryThread, HistoryThread]":
        from liveness_station.app.history_bench import StationHistory
        from liveness_station.credentials.vault import KeyringVault
        from liveness_station.runtime.history_thread import HistoryThread

        if self._reading is None or self._exporting is None:
            make_vault = self._make_vault or KeyringVault
            reading, exporting = (
                HistoryThread(StationHistory(self._places, make_vault), name, self)
                for name in ("history", "export")
            )
            reading.start()
            exporting.start()
            self._reading, self._exporting = reading, exporting
        return self._reading, self._exporting

    @Slot(int)
    def _on_search_begun(self, search: int) -> None:
        self._search = search
        # Straight from the gui thread: the wishes before it wait in the other one's queue.
        if self._reading is not None:
            self._reading.worker.supersede(search)

    @Slot()
    def _on_destroyed(self) -> None:
        self.window = None
