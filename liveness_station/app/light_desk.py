"""The light at one desk: gathered while people sit there, learnt, told of, and shown."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.gates import Component
from liveness_station.domain.light_changes import changes_of
from liveness_station.domain.light_gathering import LightGatherer, LightReading
from liveness_station.domain.light_memory import (
    CameraLight,
    LightMemory,
    SetupResult,
    camera_digest,
)
from liveness_station.domain.lighting import LightPoint, UsualLight
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.gate_run import Looked
from liveness_station.runtime.light_thread import LightBench, LightThread
from liveness_station.session.states import CameraLive, CameraState
from liveness_station.ui.light_presenter import change_text, present_light, present_rejects
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

if TYPE_CHECKING:
    from liveness_station.ui.light_window import LightWindow

_MINUTE_MS: Final = 60_000
_WRITE_EVERY: Final = 5
"""Minutes of people, at most, that a crash costs."""


def local_now() -> datetime:
    """Returns this computer's time with its offset."""
    return datetime.now().astimezone()


class LightDesk(QObject):
    """Gathers, learns, tells and shows. Lives in the gui thread.

    Args:
        bench: reads, writes and counts, on a thread of its own.
        alerts: where a change is told.
        camera_of: the identity of the open camera; "" where there is none.
        now: local time with its offset.

    Signals:
        read_wanted(), write_wanted(LightMemory), hours_wanted(datetime): to the thread.
        told(): what is known of light or setting up has changed.
    """

    read_wanted = Signal()
    write_wanted = Signal(object)
    hours_wanted = Signal(object)
    told = Signal()

    def __init__(
        self,
        bench: LightBench,
        alerts: AlertBoard,
        camera_of: Callable[[], str],
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._camera_of = camera_of
        self._now = now
        self._words: Words | None = None
        self._camera = ""
        self._gatherer = LightGatherer()
        self._usual: tuple[CameraLight, UsualLight] | None = None
        self._unwritten = 0
        self._is_camera_live = False
        self.memory: LightMemory | None = None
        self.window: LightWindow | None = None
        self._thread = LightThread(bench, self)
        worker = self._thread.worker
        self.read_wanted.connect(worker.on_read_wanted)
        self.write_wanted.connect(worker.on_write_wanted)
        self.hours_wanted.connect(worker.on_hours_wanted)
        worker.read.connect(self._on_read)
        worker.counted.connect(self._on_counted)
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self._on_minute)

    def start(self) -> None:
        """Has what is known read; nothing is learnt before."""
        self._thread.start()
        self.read_wanted.emit()
        self._timer.start()

    def stop(self) -> bool:
        """Keeps what was gathered and ends the thread; False where it hangs."""
        self._timer.stop()
        self.close_window()
        self._keep(self._gatherer.flush())
        self._write()
        return self._thread.stop()

    def set_words(self, words: Words) -> None:
        """Takes another language; the window closes, and opens in it the next time."""
        self._words = words
        self.close_window()
        self._tell()

    def open(self, words: Words, theme: Theme) -> None:
        """Shows the page, or brings it to the front."""
        from liveness_station.ui.light_window import LightWindow

        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return
        window = LightWindow(words, theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_destroyed)
        window.span_chosen.connect(self._on_span_chosen)
        window.learn_anew_requested.connect(self._on_learn_anew_requested)
        self.window = window
        self._words = words
        self._show()
        self._on_span_chosen(window.chosen_span)
        window.show()

    def close_window(self) -> None:
        """Closes the page."""
        if self.window is not None:
            self.window.close()

    def keep_setup(self, result: SetupResult) -> None:
        """Keeps how the desk was set up."""
        self.memory = (self.memory or LightMemory()).set_up(result)
        self._write()
        self._tell()

    @Slot(object)
    def on_looked(self, looked: Looked) -> None:
        """Takes the light of a look at somebody who sits well enough to be measured."""
        reading = reading_of(looked)
        if reading is None or self.memory is None:
            return
        camera = self._camera_of()
        if camera != self._camera:
            self._begin(camera)
        if camera:
            self._keep(self._gatherer.take(reading, self._now()))

    @Slot(object)
    def on_camera_changed(self, state: CameraState) -> None:
        """Notes whether a camera is open, which a desk is to be set up with."""
        self._is_camera_live = isinstance(state, CameraLive)
        self._tell()

    def _begin(self, camera: str) -> None:
        self._keep(self._gatherer.flush())
        self._camera = camera
        points = self._known().points
        self._gatherer = LightGatherer(points[-1].sitting if points else 0)

    def _known(self) -> CameraLight:
        memory = self.memory or LightMemory()
        camera = self._camera_of()
        return memory.of(camera_digest(camera), day=self._now().date()) if camera else CameraLight()

    def _keep(self, point: LightPoint | None) -> None:
        if point is None or self.memory is None or not self._camera:
            return
        self.memory = self.memory.add(camera_digest(self._camera), point)
        self._unwritten += 1
        if self._unwritten >= _WRITE_EVERY:
            self._write()
        self._tell()

    def _write(self) -> None:
        self._unwritten = 0
        if self.memory is not None and self.memory != LightMemory():
            self.write_wanted.emit(self.memory)

    def _tell(self) -> None:
        """Raises what is to be known at the desk, and takes back what is no more."""
        if self.memory is None or self._words is None:
            return
        known, words = self._known(), self._words
        if self._usual is None or self._usual[0].cells != known.cells:
            self._usual = (known, UsualLight(known.cells))
        changes = changes_of(known.points, self._usual[1], now=self._now())
        if changes:
            text = words.sentence_gap.join(change_text(change, words) for change in changes)
            self._alerts.on_raised(Alert(AlertCode.LIGHT_CHANGED, text))
        else:
            self._alerts.on_cleared(AlertCode.LIGHT_CHANGED)
        camera, setup = self._camera_of(), self.memory.setup
        is_set_up = setup is not None and setup.camera == camera_digest(camera)
        if camera and self._is_camera_live and not is_set_up:
            self._alerts.on_raised(Alert(AlertCode.DESK_NOT_SET_UP))
        else:
            self._alerts.on_cleared(AlertCode.DESK_NOT_SET_UP)
        self._show()
        self.told.emit()

    def _show(self) -> None:
        if self.window is not None and self._words is not None:
            is_camera = bool(self._camera_of())
            view = present_light(
                self._known(), is_camera=is_camera, now=self._now(), words=self._words
            )
            self.window.render_light(view)

    @Slot()
    def _on_minute(self) -> None:
        self._tell()

    @Slot(object)
    def _on_read(self, memory: LightMemory) -> None:
        kept = self.memory
        self.memory = memory if kept is None or kept.setup is None else memory.set_up(kept.setup)
        self._tell()

    @Slot(object)
    def _on_span_chosen(self, span: timedelta) -> None:
        if self.window is not None and self._words is not None:
            self.window.render_rejects(present_rejects(None, self._words))
        midnight = self._now().replace(hour=0, minute=0, second=0, microsecond=0)
        self.hours_wanted.emit(midnight - span)

    @Slot(object)
    def _on_counted(self, hours: object) -> None:
        if self.window is not None and self._words is not None and isinstance(hours, tuple):
            self.window.render_rejects(present_rejects(hours, self._words))

    @Slot()
    def _on_learn_anew_requested(self) -> None:
        camera = self._camera_of()
        if self.memory is not None and camera:
            self.memory = self.memory.forget(camera_digest(camera), day=self._now().date())
            self._write()
            self._tell()

    @Slot()
    def _on_destroyed(self) -> None:
        self.window = None


def reading_of(looked: Looked) -> LightReading | None:
    """Returns the light of a look; None where no face was measured, or it is turned away."""
    if looked.look.face is None or looked.look.is_aside or looked.look.is_askew:
        return None
    values = {one.code: one.value for one in looked.look.measures}
    wanted = (Component.LUMINANCE, Component.SIDE_OF_LIGHT, Component.BACKLIGHT)
    found = [values.get(component.value) for component in wanted]
    level, side, back = found
    if level is None or side is None or back is None or abs(values.get(_YAW, 0.0)) > _MOST_YAW:
        return None
    return LightReading(level, side, back)


_YAW: Final = Component.YAW.value
_MOST_YAW: Final = 15.0
"""Degrees; of a head that is turned one half is seen at another angle to the light."""
