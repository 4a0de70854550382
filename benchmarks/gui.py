"""What the window costs: event-loop lag, CPU of the preview, time to the window.

    python -m benchmarks.gui lag|preview|start [--seconds N] [--pairs N]

`lag` runs the real station on a 1080p30 source (made by code) with a check in flight all the time
and asks a probe timer of 60 Hz how late the gui thread serves it; the same timer in an idle window
is the comparison, so that what the machine does besides is not counted. `preview` paints 1080p
frames the station's way and the usual way (QLabel, QPixmap, smooth scaling), A B A B. `start`
starts the station and a bare PySide6 window that also imports cv2, A B A B, and measures from the
start of the process to the first painted window. Medians and ratios are printed, and one JSON line.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.session.states import EngineReady, Idle, Showing
from liveness_station.settings.values import Language, Settings
from liveness_station.ui.pictures import fit, image_of

WIDTH_PX, HEIGHT_PX, RATE = 1920, 1080, 30
PROBE_MS = 16
ROOM = QRectF(0, 0, 690, 560)


class MovingPortrait:
    """A 1080p30 source: the demonstration portrait enlarged, shifted a little with every frame."""

    description = "1080p30"

    def __init__(self, portrait: Path) -> None:
        import cv2

        picture = cv2.imread(str(portrait))
        size = (WIDTH_PX + 64, WIDTH_PX + 64)
        self._large = np.asarray(cv2.resize(np.asarray(picture), size), np.uint8)
        self._started_s = waking_clock_s()
        self._sequence = 0

    def read(self) -> Frame:
        """Waits for the next tick of 30 Hz and cuts a frame out."""
        due_s = self._started_s + self._sequence / RATE
        time.sleep(max(0.0, due_s - waking_clock_s()))
        self._sequence += 1
        shift = self._sequence % 64
        pixels = self._large[shift : shift + HEIGHT_PX, shift : shift + WIDTH_PX].copy()
        return Frame(pixels, waking_clock_s(), self._sequence, "benchmark", is_demo=True)

    def close(self) -> None:
        """Has nothing to release."""
        if self._sequence < 0:
            raise CameraError(CameraTrouble.ENDED)


class Probe(QObject):
    """Notes how late a 60 Hz timer fires, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.lags_ms: list[float] = []
        self._due_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        self._due_s = time.perf_counter() + PROBE_MS / 1000
        self._timer.start(PROBE_MS)

    @Slot()
    def _on_timeout(self) -> None:
        now_s = time.perf_counter()
        self.lags_ms.append(max(0.0, (now_s - self._due_s) * 1000))
        self._due_s = now_s + PROBE_MS / 1000


class BusyDesk(QObject):
    """Captures again as soon as an outcome is shown."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.checks = 0
        station.controller.state_changed.connect(self._on_state_changed)

    @Slot(object)
    def _on_state_changed(self, _: object) -> None:
        QTimer.singleShot(0, self, self._press)

    @Slot()
    def _press(self) -> None:
        state = self._station.controller.state
        if isinstance(state.phase, Showing):
            self.checks += 1
            self._station.controller.on_subject_typed(f"S-{self.checks}")
        elif isinstance(state.phase, Idle) and isinstance(state.engine, EngineReady):
            if state.subject is None:
                self._station.controller.on_subject_typed("S-0")
            else:
                self._station.console.capture.click()


def percentiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    parts = {"p50": 0.50, "p99": 0.99, "p99.8": 0.998, "max": 1.0}
    return {
        name: round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2)
        for name, part in parts.items()
    }


def measure_lag(application: QApplication, seconds: float) -> dict[str, object]:
    """Returns the probe's lag in an idle window and in a busy station."""
    idle = QWidget()
    idle.show()
    quiet = _probe(seconds)
    idle.close()
    with tempfile.TemporaryDirectory() as folder:
        places = find_places(Path(folder))
        settings = Settings(source="", language=Language.ENGLISH, consent=ConsentRule.ELSEWHERE)
        bench = LazyWorkbench(places, settings, data_dir=Path(folder))
        station = Station(application, places, settings, bench)
        station.start()
        station.hub.open(lambda _: MovingPortrait(places.portrait), label="1080p30", is_demo=True)
        desk = BusyDesk(station)
        _wait(3.0)
        before = desk.checks
        busy = _probe(seconds)
        checks = desk.checks - before
        station.console.hide()
        station.stop()
    extra = {name: round(busy[name] - quiet[name], 2) for name in busy}
    return {"idle_ms": quiet, "busy_ms": busy, "extra_ms": extra, "checks": checks}


def _probe(seconds: float) -> dict[str, float]:
    probe = Probe()
    probe.start()
    _wait(seconds)
    return percentiles(probe.lags_ms)


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
    loop.exec()


def measure_preview(pairs: int) -> dict[str, object]:
    """Returns milliseconds of CPU per painted 1080p frame, ours and the usual way's."""
    rng = np.random.default_rng(1)
    small = rng.integers(0, 255, (HEIGHT_PX // 8, WIDTH_PX // 8, 3), np.uint8)
    pixels = np.ascontiguousarray(small.repeat(8, axis=0).repeat(8, axis=1)).astype(np.uint8)
    frame = Frame(pixels, 0.0, 0, "benchmark")
    canvas = QImage(int(ROOM.width()), int(ROOM.height()), QImage.Format.Format_RGB32)
    label = QLabel()
    label.resize(canvas.size())
    ours, usual = [], []
    for _ in range(pairs):
        ours.append(_cpu_ms(lambda: _paint_ours(canvas, frame)))
        usual.append(_cpu_ms(lambda: _paint_usual(canvas, label, frame)))
    ratio = statistics.median(mine / other for mine, other in zip(ours, usual, strict=True))
    return {
        "ours_ms": round(statistics.median(ours), 2),
        "qlabel_ms": round(statistics.median(usual), 2),
        "ratio": round(ratio, 3),
    }


def _paint_ours(canvas: QImage, frame: Frame) -> None:
    painter = QPainter(canvas)
    box = fit(frame, ROOM)
    painter.translate(box.right(), box.top())
    painter.scale(-1, 1)
    painter.drawImage(QRectF(0, 0, box.width(), box.height()), image_of(frame))
    painter.end()


def _paint_usual(canvas: QImage, label: QLabel, frame: Frame) -> None:
    import cv2

    rgb = cv2.cvtColor(cv2.flip(frame.pixels, 1), cv2.COLOR_BGR2RGB)
    image = QImage(
        rgb.data, frame.width_px, frame.height_px, frame.width_px * 3, QImage.Format.Format_RGB888
    )
    scaled = QPixmap.fromImage(image).scaled(
        label.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    label.setPixmap(scaled)
    label.render(canvas)


def _cpu_ms(paint: "object", rounds: int = 20) -> float:
    assert callable(paint)
    paint()
    started_s = time.process_time()
    for _ in range(rounds):
        paint()
    return (time.process_time() - started_s) * 1000 / rounds


_BARE = """
import sys, time
import cv2
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class W(QWidget):
    def paintEvent(self, e):
        QTimer.singleShot(0, lambda: app.exit(0))
app = QApplication([])
w = W(); w.resize(1280, 800); w.show(); app.exec()
print(time.time())
"""
_OURS = """
import sys, time
from PySide6.QtCore import QTimer, QObject, QEvent
from PySide6.QtWidgets import QApplication
import liveness_station.app.window as window
from liveness_station.app import environment
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.property("seen"):
            self.setProperty("seen", True)
            print(time.time(), flush=True)
            QTimer.singleShot(0, lambda: QApplication.instance().exit(0))
        return False
environment.prepare_process()
from liveness_station.app import arguments
original = window.Station.start
def start(self):
    self.seen = Seen(); self.console.installEventFilter(self.seen); original(self)
window.Station.start = start
sys.exit(window.run(arguments.parse(["--data-dir", sys.argv[1], "--source", "demo"])))
"""


def measure_start(pairs: int) -> dict[str, object]:
    """Returns seconds from process start to the first painted window (needs a display)."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(pairs):
            bare.append(_start_s(_BARE, folder))
            ours.append(_start_s(_OURS, folder))
    ratio = statistics.median(mine / other for mine, other in zip(ours, bare, strict=True))
    return {
        "bare_s": round(statistics.median(bare), 3),
        "ours_s": round(statistics.median(ours), 3),
        "ratio": round(ratio, 2),
    }


def _start_s(program: str, folder: str) -> float:
    started_s = time.time()
    ended = subprocess.run(
        [sys.executable, "-c", program, folder],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(ended.stdout.split()[0]) - started_s


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures what the window costs.")
    parser.add_argument("what", choices=["lag", "preview", "start"])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pairs", type=int, default=11)
    options = parser.parse_args()
    if options.what == "start":
        result = measure_start(options.pairs)
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QApplication([])
        appearance.load_fonts(application, find_places(None).fonts)
        if options.what == "lag":
            result = measure_lag(application, options.seconds)
        else:
            result = measure_preview(options.pairs)
    for name, value in result.items():
        print(f"{name:>10}  {value}")
    print(json.dumps({"benchmark": f"gui-{options.what}", **result}))


if __name__ == "__main__":
    main()
