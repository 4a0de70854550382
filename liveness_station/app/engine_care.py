"""Has an engine that is down started again by itself, as its words promise."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.domain.verdicts import Reason
from liveness_station.session.states import DeskState, EngineFailed

PREPARE_AGAIN_MS: Final = 15_000


class EngineCare(QObject):
    """Looks at the engine's state. Lives in the gui thread.

    Signals:
        prepare_wanted(): make the endpoint ready once more.
    """

    prepare_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._again = QTimer(self, singleShot=True, interval=PREPARE_AGAIN_MS)
        self._again.timeout.connect(self._on_timeout)

    def stop(self) -> None:
        """Starts nothing any more."""
        self._again.stop()

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Waits where the engine is down, and no longer."""
        engine = state.engine
        if not isinstance(engine, EngineFailed) or engine.reason is not Reason.ENGINE_DOWN:
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()

    @Slot()
    def _on_timeout(self) -> None:
        self.prepare_wanted.emit()
