"""How long nobody has touched the program, by a clock that goes on while the machine sleeps."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s

_LOOK_EVERY_MS: Final = 1000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Tells once when nobody has touched the program for so long. Lives in the gui thread.

    It looks at the events of windows alone, each once, before their widgets get them: a filter on
    the application would be asked about every event of every object.

    Args:
        clock_s: goes on while the machine sleeps, so that a desk that was carried home asleep is
            locked when it wakes, and no key lies between.

    Signals:
        idle(): nobody has touched it for the limit.
    """

    idle = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clock_s: Callable[[], float] = waking_clock_s
    ) -> None:
        super().__init__(parent)
        self._clock_s = clock_s
        self._limit_s = 0.0
        self._touched_s = clock_s()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self, limit_s: float) -> None:
        """Watches from now on; 0 watches nothing."""
        self._limit_s = limit_s
        self._touched_s = self._clock_s()
        if limit_s > 0:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot(QObject)
    def on_window_focused(self, window: QObject | None) -> None:
        """Watches a window, too: QGuiApplication's `focusWindowChanged` tells of each."""
        if window is not None:
            # Installed again, a filter moves to the front; it is never there twice.
            window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Notes a touch; one that comes too late is swallowed, and the program tells of idleness.

        Returns:
            True where the event is to go no further.
        """
        if event.type() not in _TOUCHES or not self._timer.isActive():
            return False
        if self._tell_idle():
            return True
        self._touched_s = self._clock_s()
        return False

    @Slot()
    def _on_timeout(self) -> None:
        self._tell_idle()

    def _tell_idle(self) -> bool:
        if self._clock_s() - self._touched_s < self._limit_s:
            return False
        self._timer.stop()
        self.idle.emit()
        return True
