"""The station put together: controller, camera, io thread and console, wired once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.accounts.book import AccountBook
from liveness_station.app.camera_desk import CameraDesk
from liveness_station.app.desks import Desks
from liveness_station.app.engine_care import EngineCare
from liveness_station.app.gate_desk import GateDesk
from liveness_station.app.guidance import (
    Eyes,
    GateKeeperMaker,
    WatcherMaker,
    connect_guide,
    method_of,
)
from liveness_station.app.look import Look
from liveness_station.app.parts import Parts
from liveness_station.app.paths import Places
from liveness_station.app.policy_floor import read_floor
from liveness_station.app.queue_desk import QueueDesk
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.camera.specs import SourceSpec
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.ports import Watcher
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.account_wishes import Book
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.collector import GuiCollector
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.frame_tap import SharedTap
from liveness_station.runtime.fresh_capture import FreshCapture
from liveness_station.runtime.gate_run import Keeper
from liveness_station.runtime.guide_hub import GuideHub
from liveness_station.runtime.io_thread import IoThread
from liveness_station.runtime.workbench_port import Workbench
from liveness_station.session.states import (
    DeskState,
    EngineReady,
    Idle,
)
from liveness_station.settings.values import Settings
from liveness_station.ui.alert_presenter import present_alerts
from liveness_station.ui.console import Console
from liveness_station.ui.presenter import present
from liveness_station.ui.words.ledger import present_witness

CAMERA_JOIN_S = 1.0
GUIDE_JOIN_S = 1.0
UNPAINTED_MS = 1000


class Station(QObject):
    """One running station. Lives in the gui thread."""

    def __init__(
        self,
        application: QApplication,
        places: Places,
        settings: Settings,
        workbench: Workbench,
        *,
        make_watcher: Callable[[], Watcher] | None = None,
        make_keeper: Callable[[], Keeper] | None = None,
        book: Book | None = None,
    ) -> None:
        super().__init__()
        eyes = Eyes(places.models)
        self.keeper = SettingsKeeper(settings, places.settings, self, floor=read_floor())
        self.look = Look(application, self.keeper, self)
        self._counts: dict[str, int] = {}
        self._witnessed: WitnessState | None = None
        self._collector = GuiCollector(self)
        self._opened_spec: SourceSpec | None = None
        self._is_started = False
        self._has_ended: bool | None = None
        self.controller = StationController(settings.policy, parent=self)
        self.guide = GuideHub(make_watcher or WatcherMaker(eyes), self)
        self.console = Console(places.icons)
        self.gates = self._make_gates(make_keeper or GateKeeperMaker(eyes))
        self.alerts = AlertBoard(self)
        queue = self._make_queue(application, places)
        taps = SharedTap(self.guide.tap, self.gates.hub.tap, queue.tap)
        self.hub = CameraHub(self, tap=taps)
        self._fresh = FreshCapture(self._painted_frame, self._generation, self)
        self.cameras = CameraDesk(self.hub, self.console.picker, places, self._is_free, self)
        self.io = IoThread(workbench, self.controller)
        self.io.serve(self.controller.visits)
        parts = self._parts(places, book or AccountBook(places.people))
        self.desks = Desks(parts, self.keeper, self.look, queue, application, self)
        self.engine = EngineCare(self)
        self._unpainted = QTimer(self, singleShot=True, interval=UNPAINTED_MS)
        self._connect()
        self._dress()

    def start(self) -> None:
        """Shows the window at once; camera and engine follow as soon as it is painted."""
        self.console.preview.first_painted.connect(self._on_first_painted)
        # A window that starts minimised is not painted, and works all the same.
        self._unpainted.start()
        self.console.show()

    def stop(self) -> bool:
        """Ends the threads; a running check is given up and recorded as such. Once is enough.

        Returns:
            False where a thread hangs in something that cannot be interrupted.
        """
        if self._has_ended is None:
            self._has_ended = self._stop()
        return self._has_ended

    def _stop(self) -> bool:
        self._unpainted.stop()
        self.engine.stop()
        self.cameras.stop()
        self._fresh.stop()
        self.controller.on_closing()
        self.guide.close()
        self.gates.stop()
        has_ended = self.desks.stop()
        has_ended = self.io.stop() and has_ended
        self.hub.join(CAMERA_JOIN_S)
        # One that hangs in a model is a daemon and ends with the program.
        self.guide.join(GUIDE_JOIN_S)
        self._collector.stop()
        return has_ended

    def _make_queue(self, application: QApplication, places: Places) -> QueueDesk:
        panel, path = self.console.subject.queue, places.queue
        controller, alerts = self.controller, self.alerts
        return QueueDesk(application, self.console, panel, controller, alerts, path, self)

    def _parts(self, places: Places, book: Book) -> Parts:
        return Parts(
            places,
            self.controller,
            self.console,
            self.cameras,
            self.gates,
            self.alerts,
            self.io.worker,
            book,
        )

    def _make_gates(self, make_keeper: Callable[[], Keeper]) -> GateDesk:
        return GateDesk(
            make_keeper,
            self.controller,
            self.console,
            self._painted_frame,
            auto_capture_s=self._settings.auto_capture_s,
            parent=self,
        )

    def _connect(self) -> None:
        console, controller, worker = self.console, self.controller, self.io.worker
        self._unpainted.timeout.connect(self._on_first_painted)
        controller.state_changed.connect(self._on_state_changed)
        self.look.changed.connect(self._on_look_changed)
        self.keeper.changed.connect(self._on_settings_changed)
        controller.state_changed.connect(self.engine.on_state_changed)
        self.engine.prepare_wanted.connect(worker.on_prepare_requested)
        self.alerts.changed.connect(self._on_alerts_changed)
        connect_guide(controller, self.guide)
        self.gates.connect_to(self.cameras, self._fresh, worker)
        console.capture_requested.connect(self._fresh.on_capture_requested)
        console.motionless_capture_requested.connect(self._fresh.on_motionless_capture_requested)
        self._fresh.captured.connect(controller.on_capture_requested)
        self._fresh.motionless_captured.connect(controller.on_motionless_capture_requested)
        console.subject.subject_typed.connect(controller.on_subject_typed)
        console.subject.subject_edited.connect(controller.on_subject_edited)
        console.card.done_requested.connect(controller.on_done_requested)
        console.card.cancel_requested.connect(controller.on_cancel_requested)
        console.header.language_toggled.connect(self._on_language_toggled)
        console.header.theme_toggled.connect(self._on_theme_toggled)
        self.cameras.camera_changed.connect(controller.on_camera_changed)
        self.cameras.source_opened.connect(self._on_source_opened)
        self.cameras.camera_chosen.connect(self._on_camera_chosen)
        self.cameras.list_wanted.connect(worker.on_sources_requested)
        self.hub.frame_arrived.connect(self._on_frame_arrived)
        worker.counted.connect(self._on_counted)
        worker.alert_raised.connect(self.alerts.on_raised)
        worker.alert_cleared.connect(self.alerts.on_cleared)
        worker.witnessed.connect(self._on_witnessed)
        self.desks.credentials.endpoint_chosen.connect(self._on_endpoint_chosen)
        worker.sources_listed.connect(self.cameras.on_listed)

    def _dress(self) -> None:
        self.look.apply()
        self.desks.dress()
        self.console.set_theme(self.look.theme)
        self.console.set_words(self.look.words)
        self.cameras.set_words(self.look.words)
        self.gates.set_words(self.look.words)
        self._render()

    def _render(self) -> None:
        state, method = self.controller.state, self.controller.method
        view = present(state, self.look.words, self._counts, method)
        self.console.render_view(view)
        self.console.alerts.render_lines(present_alerts(self.alerts.alerts, self.look.words))
        if self._witnessed is not None:
            witness = present_witness(self._witnessed, self.look.words.code)
            self.console.status.render_witness(witness)

    def _choose_method(self) -> None:
        """Takes captures as settings, source and endpoint have it from now on."""
        self.controller.on_method_changed(method_of(self._settings, self._opened_spec))
        self._render()

    @property
    def _settings(self) -> Settings:
        return self.keeper.settings

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        self._render()
        is_ready = isinstance(state.engine, EngineReady)
        if is_ready and self.controller.method is Method.GUIDED:
            self.guide.warm_up()

    @Slot(object)
    def _on_alerts_changed(self, _: object) -> None:
        self._render()

    @Slot()
    def _on_first_painted(self) -> None:
        if self._is_started:
            return
        self._is_started = True
        self._unpainted.stop()
        self._collector.start()
        self.io.start()
        self.desks.start()
        self.cameras.start(source=self._settings.source, camera=self._settings.camera)

    @Slot(object)
    def _on_counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._render()

    @Slot(object)
    def _on_witnessed(self, state: WitnessState) -> None:
        self._witnessed = state
        self._render()

    @Slot()
    def _on_frame_arrived(self) -> None:
        frame = self.hub.take_frame()
        if frame is not None:
            self.console.preview.show_frame(frame)
            self.desks.show_frame(frame)

    @Slot(object)
    def _on_source_opened(self, spec: SourceSpec) -> None:
        self._opened_spec = spec
        self._choose_method()

    @Slot(str)
    def _on_camera_chosen(self, camera: str) -> None:
        self.keeper.keep(replace(self._settings, camera=camera))

    def _painted_frame(self) -> Frame | None:
        return self.desks.day.display.painted_frame or self.console.preview.painted_frame

    def _generation(self) -> int:
        return self.controller.state.generation

    def _is_free(self) -> bool:
        return isinstance(self.controller.state.phase, Idle)

    @Slot()
    def _on_look_changed(self) -> None:
        self._dress()

    @Slot()
    def _on_language_toggled(self) -> None:
        self.look.toggle_language()

    @Slot()
    def _on_theme_toggled(self) -> None:
        self.look.toggle_theme()

    @Slot(object)
    def _on_endpoint_chosen(self, settings: Settings) -> None:
        """Keeps the choice of endpoint once it is in force."""
        chosen = replace(self._settings, endpoint=settings.endpoint, base_url=settings.base_url)
        self.keeper.keep(chosen)

    @Slot(object, object)
    def _on_settings_changed(self, _: Settings, __: Settings) -> None:
        self._choose_method()
