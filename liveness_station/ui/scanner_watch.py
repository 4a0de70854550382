"""Hears scanners that type: whatever has the focus, and never as keys of the work."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from liveness_station.domain.scans import MOST_GAP_MS, Burst

Window = QWidget
"""What is watched: for rooms that know no widgets by name."""

_SLACK_MS: Final = 20
"""A timer that comes later than that says that the window was busy, and keys may be waiting."""

_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_FIRST_CONTROLS: Final = frozenset("\x02\x1d")
_LAST_CONTROLS: Final = frozenset("\x03\x04\n")
_CONTROLS: Final = frozenset("\x1c\x1d\x1e\x1f")


class ScannerWatch(QObject):
    """Watches the keys of one window. Thread: gui.

    A scanner's first key looks like any other: an N could be "next". So a key that spells something
    is held back for 60 ms, unless it goes into a field; then it is known whose it was. A hand's
    keys then go on their way in the same order. In a field they are never held back: what a scan
    has typed there is taken out again once its end comes.

    Keys of the work must be handled in `keyPressEvent`: a QShortcut acts before any filter.

    Signals:
        scanned(str): what a scanner sent, unjudged, without its Enter or Tab.
    """

    scanned = Signal(str)

    def __init__(
        self,
        application: QApplication,
        window: Window,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._window = window
        self._clock = clock
        self._watched: QWidget | None = None
        self._burst = Burst()
        self._held: list[QKeyEvent] = []
        self._before: tuple[str, int] | None = None
        self._dropped: set[int] = set()
        self._ended_ms = float("-inf")
        self._armed_ms = 0.0
        self._is_replaying = False
        self._timer = QTimer(self, singleShot=True, interval=MOST_GAP_MS)
        self._timer.timeout.connect(self._on_timeout)
        # Not the application's filter: that would have Python look at every event there is.
        window.installEventFilter(self)
        application.focusChanged.connect(self._on_focus_changed)
        self._follow(application.focusWidget())

    def stop(self) -> None:
        """Watches no more; what was held back is let go of."""
        self._application.focusChanged.disconnect(self._on_focus_changed)
        self._forget()
        self._follow(None)
        self._window.removeEventFilter(self)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._follow(new)

    def _follow(self, widget: QWidget | None) -> None:
        is_ours = widget is not None and self._window.isAncestorOf(widget)
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._on_destroyed)
        self._watched = widget if is_ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._on_destroyed)

    @Slot()
    def _on_destroyed(self) -> None:
        self._watched = None

    @Slot()
    def _on_timeout(self) -> None:
        if self._now_ms() - self._armed_ms > MOST_GAP_MS + _SLACK_MS:
            # The rest of a scan may be waiting behind whatever the window was busy with.
            self._arm()
            return
        if self._before is None and self._burst.is_scan(ended_ms=None):
            self._finish()
        else:
            self._let_go()

    def _pressed(self, event: QKeyEvent, watched: QObject) -> bool:
        """Takes a key; True where it is to go no further for now."""
        at_ms = self._time_of(event)
        if event.isAutoRepeat() or event.key() in _SILENT:
            return False
        if self._burst.is_over(at_ms=at_ms):
            self._let_go()
            if watched is not self._target:
                # The key before has moved the focus; this one belongs there.
                QCoreApplication.sendEvent(self._target, _copy(event))
                return True
        letters = event.text()
        is_end = event.key() in _ENDS or bool(letters and letters in _LAST_CONTROLS)
        if is_end:
            return self._ended(event, at_ms)
        if self._is_part(letters):
            return self._took(event, at_ms)
        self._let_go()
        return False

    @property
    def _target(self) -> QWidget:
        return self._watched or self._window

    def _is_part(self, letters: str) -> bool:
        if letters and letters.isprintable():
            return True
        return letters in (_CONTROLS if self._burst.text else _FIRST_CONTROLS) and bool(letters)

    def _took(self, event: QKeyEvent, at_ms: float) -> bool:
        if not self._burst.text:
            self._before = self._field_now()
        self._burst = self._burst.then(event.text(), at_ms=at_ms)
        self._arm()
        if self._before is not None:
            # A field knows nothing to do with these, and the window might.
            return not event.text().isprintable()
        self._held.append(_copy(event))
        return True

    def _ended(self, event: QKeyEvent, at_ms: float) -> bool:
        if self._burst.is_scan(ended_ms=at_ms):
            self._dropped.add(event.key())
            self._finish()
            self._ended_ms = at_ms
            return True
        self._let_go()
        # Some scanners end with both CR and LF; the second is nobody's key.
        if 0 <= at_ms - self._ended_ms <= MOST_GAP_MS:
            self._dropped.add(event.key())
            return True
        return False

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._dropped:
            self._dropped.discard(event.key())
            return True
        if self._held and event.key() not in _SILENT:
            self._held.append(_copy(event))
            return True
        return False

    def _finish(self) -> None:
        """Tells of a scan; nobody gets its keys."""
        text, before = self._burst.text, self._before
        pressed = [one.key() for one in self._held if one.type() is QEvent.Type.KeyPress]
        released = [one.key() for one in self._held if one.type() is QEvent.Type.KeyRelease]
        self._dropped.update(key for key in pressed if pressed.count(key) > released.count(key))
        field = self._watched
        self._forget()
        if before is not None and isinstance(field, QLineEdit):
            field.setText(before[0])
            field.setCursorPosition(before[1])
        self.scanned.emit(text)

    def _let_go(self) -> None:
        """Sends what was held back on its way, to wherever the focus is by then."""
        held = self._held
        self._forget()
        self._is_replaying = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._target, event)
        finally:
            self._is_replaying = False

    def _forget(self) -> None:
        self._timer.stop()
        self._burst, self._held, self._before = Burst(), [], None

    def _arm(self) -> None:
        self._armed_ms = self._now_ms()
        self._timer.start()

    def _field_now(self) -> tuple[str, int] | None:
        field = self._watched
        if not isinstance(field, QLineEdit) or field.isReadOnly() or not field.isEnabled():
            return None
        return field.text(), field.cursorPosition()

    def _time_of(self, event: QKeyEvent) -> float:
        # The system's own time is right even where the window was too busy to look.
        return float(event.timestamp()) or self._now_ms()

    def _now_ms(self) -> float:
        return self._clock() * 1000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at each key once: where the focus is, before whatever has it."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or self._is_replaying:
            return False
        if watched is not self._target or not isinstance(event, QKeyEvent):
            return False
        return (
            self._pressed(event, watched) if kind == QEvent.Type.KeyPress else self._released(event)
        )


def _copy(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
