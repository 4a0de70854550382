"""Garbage is collected by the gui thread only.

Python collects in whichever thread happens to allocate; a QObject that goes there is destroyed in
the wrong thread, with its timers and children, which Qt answers with a crash sooner or later.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 500


class GuiCollector(QObject):
    """Takes the collecting over from Python. Lives in the gui thread.

    What exists when it starts is set aside for good: modules and widgets, which would otherwise be
    walked through at each full collection.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Stops Python's own collecting and begins ours."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Gives the collecting back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _on_timeout(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
