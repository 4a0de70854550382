"""The list of cameras, and the other places a picture can come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from liveness_station.ui.theme import ARROW_PX
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.cameras import camera_words


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """One entry: what the operator reads, and the key by which the program knows it."""

    label: str
    source: str


_FILE = "\0file"
_ADDRESS = "\0address"
_REFRESH = "\0refresh"
_STOP = "\0stop"
_DEMO = "demo"
_FILE_FILTER = "*.mp4 *.avi *.mov *.mkv *.webm *.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff"


class SourcePicker(QComboBox):
    """One picker for cameras, files, streams and the demonstration.

    Signals:
        source_chosen(str): the operator has chosen a source.
        refresh_requested(): look for cameras again.
        stop_requested(): wait no longer for the source that is being opened.
        filled(): the list, or what is marked in it, has changed.
    """

    source_chosen = Signal(str)
    refresh_requested = Signal()
    stop_requested = Signal()
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._devices: tuple[SourceChoice, ...] = ()
        self._other: SourceChoice | None = None
        self._current = ""
        self._can_stop = False
        self.setMinimumWidth(120)
        # The style's own list is a menu, which marks the current entry too faintly.
        self.setView(QListView(self))
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(self._on_activated)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._words = words
        self.setAccessibleName(words.say(Phrase.SOURCE))
        self._fill()

    def show_devices(self, devices: Sequence[SourceChoice]) -> None:
        """Shows the cameras that were found."""
        self._devices = tuple(devices)
        self._fill()

    def show_current(self, choice: SourceChoice) -> None:
        """Marks the source that is open; one that is no camera gets an entry of its own."""
        self._current = choice.source
        known = {device.source for device in self._devices} | {_DEMO}
        self._other = None if choice.source in known or not choice.source else choice
        self._fill()

    def offer_stop(self, *, is_offered: bool) -> None:
        """Takes whether a source has been awaited for long enough to be given up."""
        if is_offered != self._can_stop:
            self._can_stop = is_offered
            self._fill()

    def copy_from(self, other: "SourcePicker") -> None:
        """Shows the same as another picker."""
        self._devices, self._other, self._current = other._devices, other._other, other._current
        self._fill()

    def _fill(self) -> None:
        if self._words is None:
            return
        say = self._words.say
        self.clear()
        if not self._devices:
            self.addItem(say(Phrase.SOURCE_NONE), "")
        for choice in (*self._devices, *([self._other] if self._other else [])):
            self.addItem(choice.label, choice.source)
        self.insertSeparator(self.count())
        self.addItem(say(Phrase.SOURCE_FILE), _FILE)
        self.addItem(say(Phrase.SOURCE_ADDRESS), _ADDRESS)
        self.addItem(say(Phrase.SOURCE_DEMO), _DEMO)
        self.addItem(say(Phrase.SOURCE_REFRESH), _REFRESH)
        if self._can_stop:
            self.addItem(camera_words(self._words).stop, _STOP)
        self._mark_current()
        self.filled.emit()

    def _mark_current(self) -> None:
        self.setCurrentIndex(max(0, self.findData(self._current)))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        wish = self.itemData(index)
        self._mark_current()
        if wish == _REFRESH:
            self.refresh_requested.emit()
        elif wish == _STOP:
            self.stop_requested.emit()
        elif wish == _FILE:
            self.ask_file()
        elif wish == _ADDRESS:
            self.ask_address()
        elif wish:
            self.source_chosen.emit(wish)

    def ask_file(self) -> None:
        """Asks for a video or picture and tells it as the choice."""
        if self._words is None:
            return
        path, _ = QFileDialog.getOpenFileName(
            self, self._words.say(Phrase.SOURCE_FILE), "", f"({_FILE_FILTER})"
        )
        if path:
            self.source_chosen.emit(path)

    def ask_address(self) -> None:
        """Asks for a stream's address and tells it as the choice."""
        if self._words is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self._words.say(Phrase.SOURCE_ADDRESS))
        dialog.setLabelText(self._words.say(Phrase.SOURCE_ADDRESS_HINT))
        dialog.setOkButtonText(self._words.say(Phrase.OPEN))
        dialog.setCancelButtonText(self._words.say(Phrase.DISMISS))
        dialog.resize(520, dialog.height())
        for label in dialog.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        address = dialog.textValue().strip() if dialog.exec() else ""
        dialog.deleteLater()
        if address:
            self.source_chosen.emit(address)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints the choice, shortened where it does not fit, and an arrow in the theme's colour.

        A style sheet that rounds the corners takes the style's own arrow away, and Qt's own label
        cuts a long name off without a sign.
        """
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 4
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.5))
        tip = QPointF(self.width() - ARROW_PX / 2, self.height() / 2 + 2)
        wings = (tip + QPointF(-5, -5), tip, tip + QPointF(5, -5))
        painter.drawPolyline(QPolygonF(wings))
        painter.end()
