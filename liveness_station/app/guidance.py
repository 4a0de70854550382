"""Which captures are guided, and who watches them."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from liveness_station.camera.specs import DeviceSpec, SourceSpec
from liveness_station.domain.guiding import Method
from liveness_station.domain.ports import Watcher
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.gate_run import Keeper
from liveness_station.runtime.guide_hub import GuideHub
from liveness_station.settings.values import CheckChoice, EndpointChoice, Settings

if TYPE_CHECKING:
    from liveness_station.pad.detector import FaceDetector
    from liveness_station.pad.landmarks import LandmarkFinder


def method_of(settings: Settings, spec: SourceSpec | None) -> Method:
    """Returns how captures of a source are taken; the administrator's word goes first.

    By itself only a camera of this computer is guided, and only where our own models judge: a file
    cannot do as it is asked, and each picture for a cloud costs money and time.
    """
    if settings.check is not CheckChoice.AUTO:
        return Method(settings.check.value)
    is_camera = isinstance(spec, DeviceSpec)
    is_local = settings.endpoint is EndpointChoice.LOCAL
    return Method.GUIDED if is_camera and is_local else Method.STILL


def connect_guide(controller: StationController, guide: GuideHub) -> None:
    """Has the hub do what the desk wishes, and tell the desk what came of it."""
    controller.guide_requested.connect(guide.on_guide_requested)
    controller.guide_stop_requested.connect(guide.on_guide_stop_requested)
    guide.progressed.connect(controller.on_guide_progressed)
    guide.finished.connect(controller.on_guide_finished)
    guide.failed.connect(controller.on_guide_failed)


class Eyes:
    """What finds a face and its points, loaded once for all who look. Callable by any thread.

    The networks may be run by several threads at a time, so that guide and gates share them.
    """

    def __init__(self, models: Path) -> None:
        self._models = models
        self._lock = threading.Lock()
        self._loaded: tuple[FaceDetector, LandmarkFinder] | None = None

    def __call__(self) -> "tuple[FaceDetector, LandmarkFinder]":
        """Returns them, loaded.

        Raises:
            EngineError: a model is missing, or not the one that was shipped.
        """
        with self._lock:
            self._loaded = self._loaded or self._load()
            return self._loaded

    def _load(self) -> "tuple[FaceDetector, LandmarkFinder]":
        # Here, not above: the models' libraries are none that a window should wait for.
        from liveness_station.pad.detector import FaceDetector
        from liveness_station.pad.manifest import YUNET, read_verified
        from liveness_station.pad.models import load_landmark_finder

        detector = FaceDetector(read_verified(self._models, YUNET), threads=1)
        return detector, load_landmark_finder(self._models)


class WatcherMaker:
    """Makes one watcher a check. Callable by any thread."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    def __call__(self) -> Watcher:
        """Returns a watcher that has seen nothing yet.

        Raises:
            EngineError: a model is missing, or not the one that was shipped.
        """
        from liveness_station.pad.tracking import RIVALS_EVERY_S, FaceTracker
        from liveness_station.pad.watching import FaceWatcher

        detector, finder = self._eyes()
        tracker = FaceTracker(detector, finder, rivals_every_s=RIVALS_EVERY_S)
        return FaceWatcher(tracker, finder)


class GateKeeperMaker:
    """Makes one who measures the gates for each source. Callable by any thread."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    def __call__(self) -> Keeper:
        """Returns one that has seen nothing yet.

        Raises:
            EngineError: a model is missing, or not the one that was shipped.
        """
        from liveness_station.pad.gating import DETECT_EVERY, GateKeeper
        from liveness_station.pad.tracking import FaceTracker

        detector, finder = self._eyes()
        return GateKeeper(FaceTracker(detector, finder, detect_every=DETECT_EVERY), finder)
