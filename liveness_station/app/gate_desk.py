"""The gates at one desk: who looks, what the window shows of it, and captures by themselves."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from liveness_station.app.call_keeper import CallKeeper
from liveness_station.app.camera_desk import CameraDesk
from liveness_station.camera.specs import DeviceSpec, SourceSpec, StreamSpec
from liveness_station.runtime.auto_capture import AutoCapture
from liveness_station.runtime.call_meter import CallMeter
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.fresh_capture import FreshCapture, PaintedFrame
from liveness_station.runtime.gate_hub import GateHub
from liveness_station.runtime.gate_run import Keeper, Looked
from liveness_station.runtime.io_worker import IoWorker
from liveness_station.ui.console import Console
from liveness_station.ui.gate_presenter import (
    present_calls,
    present_mark,
    present_measures,
    present_wait,
)
from liveness_station.ui.words.base import Words

JOIN_S = 1.0


class GateDesk(QObject):
    """Wires gates, meter and window. Lives in the gui thread."""

    def __init__(
        self,
        make_keeper: Callable[[], Keeper],
        controller: StationController,
        console: Console,
        painted_frame: PaintedFrame,
        *,
        auto_capture_s: float,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.hub = GateHub(make_keeper, self)
        self.meter = CallMeter(self)
        self.auto = AutoCapture(auto_capture_s, painted_frame, self)
        self._controller = controller
        self._console = console
        self._words: Words | None = None
        self._looked: Looked | None = None
        self._calls: CallKeeper | None = None
        self._waited_s: float | None = None
        self._is_movement_awaited = False
        self.hub.reading_changed.connect(controller.on_gates_changed)
        self.hub.looked.connect(self._on_looked)
        self.hub.rested.connect(self._on_rested)
        self.meter.changed.connect(self._on_counted)
        self.hub.looked.connect(self.auto.on_looked)
        self.auto.waited.connect(self._on_waited)
        self.auto.movement_awaited.connect(self._on_movement_awaited)
        for follower in (self.hub, self.meter, self.auto):
            controller.state_changed.connect(follower.on_state_changed)

    def connect_to(self, cameras: CameraDesk, fresh: FreshCapture, worker: IoWorker) -> None:
        """Takes what cameras and outcomes say, and hands captures on the way the key does."""
        cameras.source_opened.connect(self._on_source_opened)
        cameras.camera_changed.connect(self.hub.on_camera_changed)
        self.auto.capture_requested.connect(fresh.on_capture_requested)
        worker.finished.connect(self.meter.on_finished)
        worker.desk_event_recorded.connect(self.meter.on_desk_event_recorded)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._words = words
        self._show()
        self._on_counted()

    def remember(self, path: Path) -> None:
        """Takes up what was counted earlier today, and keeps the counts for whoever starts next."""
        self._calls = CallKeeper(path, self.meter, self)

    def change(self, seconds: float) -> None:
        """Waits so long before a capture by itself from now on; 0: none comes."""
        self.auto.change(seconds)

    def stop(self) -> None:
        """Looks at nothing any more, and waits a moment for who did."""
        self.auto.stop()
        if self._calls is not None:
            self._calls.stop()
        self.hub.close()
        # One that hangs in a model is a daemon and ends with the program.
        self.hub.join(JOIN_S)

    @Slot(object)
    def _on_source_opened(self, spec: SourceSpec) -> None:
        # A file or the demonstration cannot do as it is told; docs/gates.md says more.
        self.hub.set_wanted(is_wanted=isinstance(spec, DeviceSpec | StreamSpec))

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._show()

    @Slot()
    def _on_rested(self) -> None:
        self._looked = None
        self._show()

    def _show(self) -> None:
        looked, console = self._looked, self._console
        if looked is None:
            console.preview.show_mark(None)
        else:
            state = self._controller.state
            console.preview.show_mark(present_mark(state, looked.look, looked.steady))
        if self._words is not None and console.measures.isVisible():
            console.measures.render_rows(
                () if looked is None else present_measures(looked.look, looked.steady, self._words)
            )

    @Slot(object)
    def _on_waited(self, waited_s: float | None) -> None:
        self._waited_s = waited_s
        self._show_wait()

    @Slot(bool)
    def _on_movement_awaited(self, is_awaited: bool) -> None:
        self._is_movement_awaited = is_awaited
        self._show_wait()

    def _show_wait(self) -> None:
        words, after_s = self._words, self.auto.after_s
        is_awaited = self._is_movement_awaited
        shown = (
            None
            if words is None
            else present_wait(self._waited_s, after_s, words, is_movement_awaited=is_awaited)
        )
        self._console.preview.show_wait(shown)

    @Slot()
    def _on_counted(self) -> None:
        if self._words is not None:
            self._console.status.render_calls(*present_calls(self.meter.counts, self._words))
