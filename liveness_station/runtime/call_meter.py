"""Counts what was asked for and what was saved today."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.desk_events import Recorded, ShadowEvent
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Outcome
from liveness_station.session.states import DeskState, EngineReady, Refusal
from liveness_station.verification.burst_choice import BURST_FRAMES

_LOCAL = "local"


def _calls_of(refusal: Refusal | None) -> int:
    """Returns how many pictures a capture hands over: one, or those of a burst."""
    is_still = refusal is None or refusal.method is Method.STILL
    return 1 if is_still else BURST_FRAMES


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
        self._held: int | None = None
        self._held_calls = 0

    def add(self, earlier: CallCounts) -> None:
        """Adds what was counted earlier today, before the program was started."""
        now = self._now()
        if earlier.day == now.day:
            self._take(now.plus(earlier))

    @property
    def counts(self) -> CallCounts:
        """The counts as they are."""
        return self._counts

    @Slot(object)
    def on_finished(self, outcome: Outcome) -> None:
        """Counts the pictures that were handed over, whatever came of them; a drill costs none."""
        if outcome.inquiries and not outcome.job.is_training:
            is_local = outcome.endpoint == _LOCAL
            self._take(self._now().spent(len(outcome.inquiries), is_local=is_local))

    @Slot(object)
    def on_desk_event_recorded(self, recorded: Recorded) -> None:
        """Counts the picture of a second opinion, whether that is on disk or not."""
        if isinstance(recorded.event, ShadowEvent):
            self._take(self._now().spent(1, is_local=not recorded.event.left_to))

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Counts the calls of a capture held back; takes them off where it was insisted on.

        As many as its method makes at most. Whoever presses on while the same subject's gates stay
        red has still saved those of one capture.
        """
        more = state.refused_count - self._refused
        self._refused = state.refused_count
        is_first = self._held != state.generation
        if more > 0:
            self._held = state.generation
            more = _calls_of(state.refusal) if is_first else 0
            self._held_calls = more or self._held_calls
        elif more < 0:
            self._held = None
            more = 0 if is_first else -self._held_calls
        elif not state.gates.blocking and state.gates.is_running:
            self._held = None
        if more == 0:
            return
        engine = state.engine
        is_local = not isinstance(engine, EngineReady) or engine.endpoint == _LOCAL
        self._take(self._now().saved(more, is_local=is_local))

    def _now(self) -> CallCounts:
        return self._counts.on(self._today())

    def _take(self, counts: CallCounts) -> None:
        self._counts = counts
        self.changed.emit(counts)
