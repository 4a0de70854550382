"""From what the operator chooses to what the camera thread opens."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from liveness_station.app.paths import Places
from liveness_station.app.provenance import KeptMeters, inspected
from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.identities import Identity, find_alike
from liveness_station.camera.specs import (
    DemoSpec,
    DeviceSpec,
    SourceSpec,
    StreamSpec,
    describe,
    parse_source,
)
from liveness_station.domain.ports import FrameSource
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.runtime.camera_loop import Opener, Watch, WatchMaker
from liveness_station.runtime.listing import SourceListing

if TYPE_CHECKING:
    from liveness_station.camera.opening_times import OpeningTimes

_DEVICE_KEY = "device\0"


def list_cameras() -> tuple[SourceListing, ...]:
    """Returns this computer's cameras; the one to start with is marked."""
    # Here and below cv2 is imported by the thread that uses it, not before the window is there.
    from liveness_station.camera.devices import default_device, list_devices

    devices = list_devices()
    default = default_device(devices)
    return tuple(
        SourceListing(
            _key(device.spec),
            device.label,
            device.identity,
            is_default=device is default,
            kind=device.classification.kind,
        )
        for device in devices
    )


def spec_of(key_or_text: str) -> SourceSpec:
    """Returns the source meant by a picker's key, or by what was typed.

    Raises:
        SourceError: what was typed names no source.
    """
    if not key_or_text.startswith(_DEVICE_KEY):
        return parse_source(key_or_text)
    _, index, name, port = key_or_text.split("\0")
    return DeviceSpec(index=int(index) if index else None, name=name or None, port=port or None)


def find_listing(
    spec: SourceSpec | None, listings: Sequence[SourceListing]
) -> SourceListing | None:
    """Returns the listed camera that a source means, where it was given by its number alone."""
    if not isinstance(spec, DeviceSpec) or spec.index is None or spec.name is not None:
        return None
    prefix = f"{_DEVICE_KEY}{spec.index}\0"
    return next((listing for listing in listings if listing.key.startswith(prefix)), None)


def label_of(spec: SourceSpec) -> str:
    """Returns what a source is called on screen."""
    return describe(spec)


def kind_of(spec: SourceSpec) -> SourceKind:
    """Returns what a source is."""
    match spec:
        case DeviceSpec():
            return SourceKind.DEVICE
        case StreamSpec():
            return SourceKind.STREAM
        case DemoSpec():
            return SourceKind.DEMO
        case _:
            return SourceKind.FILE


def is_demo(spec: SourceSpec) -> bool:
    """Tells whether checks of this source count nowhere."""
    return isinstance(spec, DemoSpec)


def stand_in(wanted: Identity | None, listings: Sequence[SourceListing]) -> SourceListing | None:
    """Returns what to open where the wanted camera is not there, or none was ever chosen.

    One of its make in another socket, if there is only one; else the one to start with. Never what
    is only chosen by hand.
    """
    default = next((listing for listing in listings if listing.is_default), None)
    alike = None if wanted is None else find_alike(wanted, listings)
    is_sound = alike is not None and alike.kind in {DeviceClass.PHYSICAL, DeviceClass.UNKNOWN}
    return alike if is_sound else default


def watch_maker_of(spec: SourceSpec) -> WatchMaker | None:
    """Returns who judges the pictures of a source; None for what may stand still as it likes."""
    return _make_watch if isinstance(spec, DeviceSpec | StreamSpec) else None


def _make_watch() -> Watch:
    from liveness_station.camera.picture_watch import PictureWatch

    return PictureWatch()


class Openers:
    """Makes what the camera thread calls to open a source.

    What each camera took to open is read once and kept between sources; the loops that use it
    follow one another, so that only one at a time does.
    """

    def __init__(self, places: Places, is_quiet: Callable[[], bool] = lambda: False) -> None:
        """Begins; `is_quiet` tells any thread whether nobody is being checked."""
        self._places = places
        self._is_quiet = is_quiet
        self._times: OpeningTimes | None = None

    def __call__(self, spec: SourceSpec) -> Opener:
        """Returns the opener of one source, which is the same one however often it is opened."""
        meters = KeptMeters()

        def open_now(should_stop: Callable[[], bool]) -> FrameSource:
            from liveness_station.camera.opening import open_source
            from liveness_station.camera.opening_times import OpeningTimes
            from liveness_station.imaging.decode import decode

            self._times = self._times or OpeningTimes(self._places.camera_times)
            source = open_source(
                spec,
                decode=decode,
                portrait=self._places.portrait,
                should_stop=should_stop,
                is_looping=True,
                times=self._times,
            )
            return inspected(source, spec, self._places, self._is_quiet, meters)

        return open_now


def _key(spec: DeviceSpec) -> str:
    index = "" if spec.index is None else str(spec.index)
    return f"{_DEVICE_KEY}{index}\0{spec.name or ''}\0{spec.port or ''}"
