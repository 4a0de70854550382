"""Which cameras a desk trusts: enrolled, removed, judged when they are opened."""

import argparse
import itertools
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from liveness_station.app import camera_enrolment, provenance
from liveness_station.app.arguments import parse
from liveness_station.app.paths import find_places
from liveness_station.app.provenance import (
    KeptMeters,
    evidence_on,
    inspected,
    report_on,
    trust_path,
)
from liveness_station.camera.device_class import DeviceFacts, classify
from liveness_station.camera.devices import Device, Route
from liveness_station.camera.probing import Answers
from liveness_station.camera.specs import (
    DemoSpec,
    DeviceSpec,
    SourceSpec,
    StreamSpec,
    VideoFileSpec,
)
from liveness_station.domain.frames import Frame
from liveness_station.domain.injection import UNMEASURED, CameraPolicy, SourceVerdict
from liveness_station.domain.signals import Signal
from liveness_station.settings.camera_trust import CameraTrust, load_trust
from tests.fakes.camera import Pause, ScriptedSource, picture

USB = "/sys/devices/pci0000:00/usb1/1-3/1-3:1.0/video4linux/video0"


def device(index: int, name: str, facts: DeviceFacts) -> Device:
    return Device(
        index=index,
        name=name,
        path=f"/dev/video{index}",
        vendor_id=facts.vendor_id,
        product_id=facts.vendor_id,
        port=f"port-{index}",
        label=name,
        routes=(Route(200, index),),
        classification=classify(facts),
    )


def real(index: int, name: str) -> Device:
    facts = DeviceFacts("linux", name, "", 0x46D, USB, "uvcvideo", "usb")
    return device(index, name, facts)


C920 = real(0, "C920")
OBS_BY_NAME = real(1, "OBS Camera Link")
VIVID_PATH = "/sys/devices/platform/vivid.0/video4linux/video2"
VIVID = device(
    2, "front desk", DeviceFacts("linux", "x", "", None, VIVID_PATH, "vivid", "platform")
)
LOOPBACK = device(3, "HD Webcam", DeviceFacts("linux", "HD Webcam", "", None, None))
ALL = (C920, OBS_BY_NAME, VIVID, LOOPBACK)

Run = Callable[..., int]


@pytest.fixture(autouse=True)
def cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liveness_station.camera.devices.list_devices", lambda: ALL)
    monkeypatch.setattr(camera_enrolment, "list_devices", lambda: ALL)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def do(*words: str) -> int:
        arguments: argparse.Namespace = parse(["--data-dir", str(tmp_path), "cameras", *words])
        assert camera_enrolment.is_wanted(arguments)
        return camera_enrolment.run(arguments)

    return do


def trusted(tmp_path: Path) -> CameraTrust:
    return load_trust(trust_path(find_places(tmp_path)))


@pytest.mark.parametrize("virtual", [VIVID, LOOPBACK], ids=["vivid", "v4l2loopback"])
@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (CameraPolicy.BLOCK, SourceVerdict.BLOCK),
        (CameraPolicy.WARN, SourceVerdict.WARN),
        (CameraPolicy.ALLOW, SourceVerdict.ALLOW),
    ],
)
def test_C17_a_virtual_device_is_judged_by_the_policy(
    virtual: Device, policy: CameraPolicy, verdict: SourceVerdict
) -> None:
    report = report_on(virtual.spec, CameraTrust(policy))
    assert (report.verdict, report.device) == (verdict, "virtual")
    assert [signal.code for signal in report.doubts] == ["device_virtual"]


def test_a_virtual_name_on_real_hardware_is_a_hint() -> None:
    report = report_on(OBS_BY_NAME.spec, CameraTrust())
    assert report.verdict is SourceVerdict.WARN
    assert [signal.code for signal in report.doubts] == ["device_name_hint"]


def test_only_the_enrolled_camera_is_in_no_doubt(tmp_path: Path, run: Run) -> None:
    assert report_on(C920.spec, trusted(tmp_path)).verdict is SourceVerdict.ALLOW
    assert run("--enrol", "0") == 0
    trust = trusted(tmp_path)
    assert report_on(C920.spec, trust).verdict is SourceVerdict.ALLOW
    codes = [one.code for one in report_on(OBS_BY_NAME.spec, trust).vetoes]
    assert codes == ["device_unlisted"]
    assert report_on(StreamSpec("http://cam/x"), trust).verdict is SourceVerdict.BLOCK
    assert report_on(VideoFileSpec(Path("x.mp4")), trust).verdict is SourceVerdict.BLOCK
    assert report_on(DeviceSpec(index=77), trust).verdict is SourceVerdict.BLOCK
    assert report_on(DemoSpec(), trust) is UNMEASURED


def test_without_a_list_files_and_unlisted_numbers_are_in_no_doubt() -> None:
    for spec in (VideoFileSpec(Path("x.mp4")), DeviceSpec(index=77), StreamSpec("http://cam/x")):
        assert report_on(spec, CameraTrust()).verdict is SourceVerdict.ALLOW


def test_enrolling_listing_and_removing(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--enrol", "C920") == 0
    assert run("--policy", "warn") == 0
    assert run("--probe", "on") == 0
    assert trusted(tmp_path) == CameraTrust(
        CameraPolicy.WARN, frozenset({C920.identity.text}), is_probed=True
    )
    capsys.readouterr()
    assert run("--list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"policy": "warn", "enrolled": [C920.identity.text], "damaged": False}
    assert run("--remove", "0") == 0
    assert not trusted(tmp_path).has_list
    assert run("--list") == 0
    assert "No camera is enrolled" in capsys.readouterr().out


@pytest.mark.parametrize("virtual", ["2", "3"])
def test_what_a_program_plays_is_not_enrolled(tmp_path: Path, run: Run, virtual: str) -> None:
    assert run("--enrol", virtual) == 1
    assert trusted(tmp_path) == CameraTrust()


def test_what_is_not_there_is_refused(run: Run) -> None:
    assert run("--enrol", "9") == 1
    assert run("--remove", "C920") == 1
    assert run("--calibrate", "nothing") == 1


def test_a_damaged_list_is_not_written_over(tmp_path: Path, run: Run) -> None:
    path = trust_path(find_places(tmp_path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{", encoding="utf-8")
    assert run("--enrol", "0") == 1
    assert path.read_text(encoding="utf-8") == "{"
    assert report_on(C920.spec, trusted(tmp_path)).verdict is SourceVerdict.BLOCK
    assert run("--list") == 0


def test_calibrating_keeps_the_answer_of_a_camera_that_obeys(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Answers(exposure=0.4, white=0.3)]
    path = "liveness_station.camera.probing.calibrate_device"
    monkeypatch.setattr(path, lambda _: answers[0])
    assert run("--calibrate", "0") == 0
    assert trusted(tmp_path).responses == {C920.identity.text: 0.4}
    assert trusted(tmp_path).whites == {C920.identity.text: 0.3}
    answers[0] = Answers()
    assert run("--calibrate", "0") == 0
    assert trusted(tmp_path).responses == trusted(tmp_path).whites == {}


def test_an_opened_camera_bears_its_report(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    source = inspected(ScriptedSource([picture()] * 9), VIVID.spec, places)
    assert source.read().provenance.verdict is SourceVerdict.BLOCK
    source.close()
    demo = inspected(ScriptedSource([picture()] * 9), DemoSpec(), places)
    assert demo.read().provenance is UNMEASURED
    demo.close()


class Hanging:
    """Looks at its first picture until it is let go."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def look(self, _: Frame) -> None:
        self.gate.wait(20)

    def reopened(self) -> None:
        """Has nothing to forget."""

    def signals(self) -> tuple[Signal, ...]:
        return ()


@pytest.mark.parametrize(
    ("spec", "verdict"),
    [(StreamSpec("http://cam/x"), SourceVerdict.BLOCK), (C920.spec, SourceVerdict.ALLOW)],
    ids=["stream", "camera"],
)
def test_before_anybody_has_looked_no_head_was_seen_to_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: SourceSpec, verdict: SourceVerdict
) -> None:
    meter = Hanging()
    monkeypatch.setattr(provenance, "_make_meter", lambda *_, **__: meter)
    inner = ScriptedSource(itertools.cycle([picture(1), picture(2)]))
    source = inspected(inner, spec, find_places(tmp_path))
    reports = [source.read().provenance for _ in range(5)]
    meter.gate.set()
    source.close()
    assert {report.verdict for report in reports} == {verdict}
    assert all(report.is_movement_awaited for report in reports)


class Counting:
    """Counts what it has looked at over all openings."""

    def __init__(self) -> None:
        self.looked = self.openings = 0

    def look(self, _: Frame) -> None:
        self.looked += 1

    def reopened(self) -> None:
        self.openings += 1

    def signals(self) -> tuple[Signal, ...]:
        return ()


def test_what_is_opened_again_is_measured_on_and_what_still_hangs_is_not_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Counting] = []

    def make(*_: object, **__: object) -> Counting:
        made.append(Counting())
        return made[-1]

    monkeypatch.setattr(provenance, "_make_meter", make)
    meters, spec = KeptMeters(), StreamSpec("http://cam/x")
    for opening in range(3):
        inner = ScriptedSource(itertools.cycle([picture(1), Pause(0.002), picture(2)]))
        source = inspected(inner, spec, find_places(tmp_path), meters=meters)
        while not made or made[0].looked <= 5 * opening:
            source.read()
        source.close()
    assert [(one.openings, one.looked > 10) for one in made] == [(2, True)]
    in_use = meters.take(make)
    assert meters.take(make) is not in_use


def test_what_the_system_says_becomes_evidence() -> None:
    assert evidence_on(C920, CameraTrust()).is_enrolled is None
    assert evidence_on(LOOPBACK, CameraTrust()).is_virtual
    assert provenance.report_on(C920.spec, CameraTrust()).device == "physical"
