"""Lists of subjects at one desk: read on a thread of their own, asked about, and told."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.subject_lists import ListEncoding, ListTrouble, SubjectList, beside
from liveness_station.runtime.queue_thread import ListRead, ListReading
from liveness_station.session.states import DeskState
from liveness_station.ui.queue_dialog import QueueDialog, choose_list
from liveness_station.ui.queue_presenter import QueueNews, QueueNotice, present_list
from liveness_station.ui.scanner_watch import Window
from liveness_station.ui.words.base import Words


class ListDesk(QObject):
    """Takes one list at a time. Lives in the gui thread.

    Nobody of a list is in line before the operator has seen what is left out of it, and said so.

    Signals:
        told(QueueNotice | None): to be shown under the line.
        listed(tuple[Waiting, ...]): to be put in line.
    """

    told = Signal(object)
    listed = Signal(object)
    _read = Signal(int, object)

    def __init__(
        self,
        window: Window,
        state_of: Callable[[], DeskState],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._state_of = state_of
        self._words: Words | None = None
        self._turn = 0
        self._found = SubjectList()
        self._path = Path()
        self.dialog: QueueDialog | None = None
        self._read.connect(self._on_read)

    def set_words(self, words: Words) -> None:
        """Takes another language; a question that stands is closed, and asked anew."""
        self._words = words
        self.close()

    def close(self) -> None:
        """Asks nothing any more; what is still being read is not heard."""
        self._turn += 1
        if self.dialog is not None:
            self.dialog.reject()

    def choose(self) -> None:
        """Has the operator choose a file."""
        path = None if self._words is None else choose_list(self._words, self._window)
        if path is not None:
            self.open(path)

    def open(self, path: Path, encoding: ListEncoding = ListEncoding.GUESS) -> None:
        """Reads a list, and then asks about it. Returns at once."""
        self._turn += 1
        turn = self._turn
        self._path = path

        def report(read: ListRead) -> None:
            self._read.emit(turn, read)

        self.told.emit(QueueNotice(QueueNews.READING, path.name))
        rule = self._state_of().rules.references
        ListReading(path, rule, encoding, on_read=report).start()

    @Slot(int, object)
    def _on_read(self, turn: int, read: ListRead) -> None:
        if turn != self._turn or self._words is None:
            return
        self.told.emit(None)
        self._found = read.found
        found = beside(self._found, self._state_of().queue)
        if self.dialog is None:
            self.dialog = QueueDialog(self._words, self._window)
            self.dialog.encoding_chosen.connect(self._on_encoding_chosen)
            self.dialog.accepted.connect(self._on_list_accepted)
            self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.render_view(present_list(found, read.path.name, self._words))
        self.dialog.open()

    @Slot(object)
    def _on_encoding_chosen(self, encoding: ListEncoding) -> None:
        self.open(self._path, encoding)

    @Slot()
    def _on_list_accepted(self) -> None:
        # Somebody may have been put in line, or called, while the question stood.
        state = self._state_of()
        found = beside(self._found, state.queue)
        rows = [row.waiting for row in found.rows if row.waiting.subject != state.subject]
        if found.trouble is not None:
            self.told.emit(QueueNotice(found.trouble))
        elif not rows:
            self.told.emit(QueueNotice(ListTrouble.EMPTY))
        else:
            self.listed.emit(tuple(rows))
            self.told.emit(QueueNotice(QueueNews.ADDED_LIST, count=len(rows)))

    @Slot(int)
    def _on_dialog_finished(self, _result: int) -> None:
        self._turn += 1
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
