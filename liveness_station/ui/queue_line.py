"""The list of the line: its own keys, and none of the work's."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from liveness_station.ui.queue_model import QueueModel
from liveness_station.ui.queue_row import ROW_PX, QueueRowPainter


class QueueLine(QListView):
    """Shows who waits; keys that are not its own go on to the window.

    Signals:
        chosen(int): Enter was pressed, or a double click made, on this row.
    """

    chosen = Signal(int)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painter_of_rows = QueueRowPainter(model, self)
        self.setModel(model)
        self.setItemDelegate(self.painter_of_rows)
        # Otherwise every row would be asked for its height before the first is shown.
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(2 * ROW_PX)
        self.setObjectName("line")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def chosen_row(self) -> int:
        """The row that is marked; -1 for none."""
        rows = self.selectionModel().selectedIndexes()
        return rows[0].row() if rows else -1

    def choose(self, row: int) -> None:
        """Marks a row, and has it in sight; none where there is no such row."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()

    @Slot()
    def _on_double_clicked(self) -> None:
        self.chosen.emit(self.chosen_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the mark, or chooses; letters would be looked for here, and are the window's."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen_row >= 0:
            # Taken here alone: to the window, Enter means "done".
            self.chosen.emit(self.chosen_row)
            event.accept()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
