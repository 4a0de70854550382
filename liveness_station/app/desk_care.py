"""The care of the desk itself, beside the checks: its light, and how it is set up."""

from PySide6.QtCore import QObject, Slot

from liveness_station.app.light_bench import StationLight
from liveness_station.app.light_desk import LightDesk
from liveness_station.app.parts import Parts
from liveness_station.app.setup_desk import SetupDesk
from liveness_station.domain.frames import Frame
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words


class DeskCare(QObject):
    """Wires both into a station. Lives in the gui thread."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._words: Words | None = None
        self._theme: Theme | None = None
        cameras, gates, worker = parts.cameras, parts.gates, parts.worker
        self.light = LightDesk(StationLight(parts.places), parts.alerts, self._camera, self)
        self.setup = SetupDesk(
            parts.controller, cameras, parts.console.picker, parts.places.camera_times, self
        )
        self.setup.finished.connect(self.light.keep_setup)
        self.setup.running_changed.connect(self._on_running_changed)
        self.setup.running_changed.connect(cameras.quiet.on_setup_changed)
        parts.controller.state_changed.connect(cameras.quiet.on_state_changed)
        self.setup.test_requested.connect(worker.on_setup_check_requested)
        worker.setup_checked.connect(self.setup.on_checked)
        cameras.camera_changed.connect(self.light.on_camera_changed)
        gates.hub.looked.connect(self.light.on_looked)
        gates.hub.looked.connect(self.setup.on_looked)
        gates.hub.rested.connect(self.setup.on_rested)

    def start(self) -> None:
        """Begins to learn, and takes up today's calls."""
        self._parts.gates.remember(self._parts.places.calls)
        self.light.start()

    def stop(self) -> bool:
        """Keeps what was learnt; False where the thread hangs."""
        self.setup.close()
        return self.light.stop()

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours; what is open closes, and opens in them."""
        self._words, self._theme = words, theme
        self.setup.close()
        self.light.set_words(words)

    def show_frame(self, frame: Frame) -> None:
        """Takes the frame that is shown."""
        self.setup.show_frame(frame)

    def _camera(self) -> str:
        return self._parts.cameras.identity

    def open_light(self) -> None:
        """Shows the desk's light over time."""
        if self._words is not None and self._theme is not None:
            self.light.open(self._words, self._theme)

    def open_setup(self) -> None:
        """Shows the wizard that sets the desk up."""
        if self._words is not None and self._theme is not None:
            self.setup.open(self._words, self._theme, parent=self._parts.console)

    @Slot(bool)
    def _on_running_changed(self, is_running: bool) -> None:
        """Lets nothing be captured by itself while whoever sets up sits there."""
        self._parts.gates.auto.blockSignals(is_running)
