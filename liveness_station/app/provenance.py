"""What is known of a source before its pictures are measured, and who measures them."""

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liveness_station.app.paths import Places
from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.specs import DemoSpec, DeviceSpec, SourceSpec, StreamSpec
from liveness_station.domain.errors import EngineError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.injection import (
    UNMEASURED,
    DeviceEvidence,
    ProvenanceReport,
    judge_source,
    judge_unmeasured,
    with_signals,
)
from liveness_station.domain.ports import FrameSource
from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.runtime.inspected_source import InspectedSource, Probe, SequenceMeter
from liveness_station.settings.camera_trust import CameraTrust, load_trust

if TYPE_CHECKING:
    from liveness_station.camera.devices import Device
    from liveness_station.camera.head_watch import HeadFinder

_FINDER_PX: Final = 320
"""Large enough for a face that can be captured; a quarter of what it costs at full size."""

_log = logging.getLogger(__name__)


def trust_path(places: Places) -> Path:
    """Returns where the desk's cameras are listed."""
    return places.settings.with_name("cameras.json")


def inspected(
    source: FrameSource,
    spec: SourceSpec,
    places: Places,
    is_quiet: Callable[[], bool] = lambda: False,
    meters: "KeptMeters | None" = None,
) -> FrameSource:
    """Returns a source whose frames tell where they come from. Called by the camera thread.

    The list of cameras is read each time that one is opened, so that whoever enrols a camera while
    the program runs need not start it again.

    Args:
        source: opened.
        spec: what it was opened from.
        places: of this installation.
        is_quiet: tells whether nobody is being checked, so that a camera may be probed.
        meters: of this source, over its reopenings; None begins anew.
    """
    trust = load_trust(trust_path(places))
    base = report_on(spec, trust)
    probe = _prober(source, spec, trust)
    if not isinstance(spec, DeviceSpec | StreamSpec):
        return InspectedSource(source, base, None)

    is_stream = isinstance(spec, StreamSpec)
    kept = meters or KeptMeters()

    def take() -> SequenceMeter:
        return kept.take(lambda: _make_meter(places.models, is_stream=is_stream))

    unseen = with_signals(base, unmoved(is_stream=is_stream))
    return InspectedSource(
        source, unseen, take, probe=probe, is_quiet=is_quiet, on_left=kept.put_back
    )


class KeptMeters:
    """Hands what measures one source on from each opening to the next.

    One that is still in use, because it hangs, is not handed on: another one begins. Each method
    may be called by any thread.
    """

    def __init__(self) -> None:
        self._free: deque[SequenceMeter] = deque(maxlen=1)

    def take(self, make: Callable[[], SequenceMeter]) -> SequenceMeter:
        """Returns what was put back, told that its source was opened anew; else makes one."""
        try:
            meter = self._free.popleft()
        except IndexError:
            return make()
        meter.reopened()
        return meter

    def put_back(self, meter: SequenceMeter) -> None:
        """Keeps a meter that nobody uses any more."""
        self._free.append(meter)


def unmoved(*, is_stream: bool) -> tuple[Signal, ...]:
    """Returns what holds until somebody has looked: no head was seen to move."""
    from liveness_station.camera.head_watch import LEAST_MOVEMENT

    found = [Signal("head_movement", 0.0, LEAST_MOVEMENT, is_against=False)]
    if is_stream:
        found.append(Signal("movement_unseen", 1.0, 1.0, is_against=True))
    return tuple(found)


def report_on(spec: SourceSpec, trust: CameraTrust) -> ProvenanceReport:
    """Returns what is known of a source by itself; nothing of a demonstration: it never counts."""
    match spec:
        case DemoSpec():
            return UNMEASURED
        case DeviceSpec():
            return _of_device(_find(spec), trust)
        case StreamSpec():
            return judge_unmeasured(SourceKind.STREAM, trust.policy, has_list=trust.has_list)
        case _:
            return judge_unmeasured(SourceKind.FILE, trust.policy, has_list=trust.has_list)


def evidence_on(device: "Device", trust: CameraTrust) -> DeviceEvidence:
    """Returns what the system tells of a listed camera, and whether it is enrolled."""
    judged = device.classification
    return DeviceEvidence(
        judged.kind.value,
        is_virtual=judged.kind is DeviceClass.VIRTUAL and not judged.is_hint_only,
        has_virtual_name=judged.has_virtual_name,
        is_enrolled=trust.is_enrolled(device.identity.text),
    )


def _of_device(device: "Device | None", trust: CameraTrust) -> ProvenanceReport:
    if device is None:
        # It opened, and the system does not list it: it is no camera that anybody enrolled.
        unlisted = DeviceEvidence(is_enrolled=False if trust.has_list else None)
        return judge_source(unlisted.signals, trust.policy, device=DeviceClass.UNKNOWN.value)
    evidence = evidence_on(device, trust)
    return judge_source(evidence.signals, trust.policy, device=evidence.code)


def _prober(source: FrameSource, spec: SourceSpec, trust: CameraTrust) -> Probe | None:
    """Returns what asks a calibrated camera for an answer; None for any other source."""
    from liveness_station.camera.live import LiveSource
    from liveness_station.camera.probing import Answers, probe_all

    device = _find(spec) if trust.is_probed and isinstance(spec, DeviceSpec) else None
    if device is None or not isinstance(source, LiveSource):
        return None
    known = device.identity.text
    expected = Answers(trust.responses.get(known), trust.whites.get(known))
    controls = source.controls
    return None if expected.are_none else partial(probe_all, controls, expected)


def _find(spec: DeviceSpec) -> "Device | None":
    # Here, not above: cv2 is imported by the thread that uses it.
    from liveness_station.camera.devices import find_devices, list_devices

    found = find_devices(spec, list_devices())
    return found[0] if len(found) == 1 else None


def _make_meter(models: Path, *, is_stream: bool) -> SequenceMeter:
    from liveness_station.camera.sequence_watch import SequenceWatch

    return SequenceWatch(head_finder(models), is_proof_needed=is_stream)


def head_finder(models: Path) -> "HeadFinder | None":
    """Returns what finds heads; None where a model is damaged: then no engine judges either."""
    from liveness_station.pad.detector import FaceDetector
    from liveness_station.pad.manifest import YUNET, read_verified

    try:
        detector = FaceDetector(read_verified(models, YUNET))
    except EngineError as error:
        _log.warning("movement of heads cannot be measured: %s", error.detail)
        return None

    def find(pixels: Pixels) -> Face | None:
        try:
            faces = detector.detect(pixels, longest_side_px=_FINDER_PX)
        except EngineError:
            return None
        return faces[0] if faces else None

    return find
