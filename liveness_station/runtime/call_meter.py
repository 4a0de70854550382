"""Counts what was asked for and what was saved, since the program was started today."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.outcomes import Outcome
from liveness_station.session.states import DeskState, EngineReady

_LOCAL = "local"


class CallMeter(QObject):
    """Keeps the counts. Thread: gui.

    Signals:
        changed(CallCounts): there is another number to show.
    """

    changed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._counts = CallCounts()
        self._refused = 0

    @property
    def counts(self) -> CallCounts:
        """The counts as they are."""
        return self._counts

    @Slot(object)
    def on_finished(self, outcome: Outcome) -> None:
        """Counts the pictures that were handed over, whatever came of them."""
        if outcome.inquiries:
            is_local = outcome.endpoint == _LOCAL
            self._take(self._now().spent(len(outcome.inquiries), is_local=is_local))

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Counts a capture that was held back, and takes it off again where it was insisted on."""
        more = state.refused_count - self._refused
        if more == 0:
            return
        self._refused = state.refused_count
        engine = state.engine
        is_local = not isinstance(engine, EngineReady) or engine.endpoint == _LOCAL
        self._take(self._now().saved(more, is_local=is_local))

    def _now(self) -> CallCounts:
        return self._counts.on(self._today())

    def _take(self, counts: CallCounts) -> None:
        self._counts = counts
        self.changed.emit(counts)
