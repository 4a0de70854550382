"""Frames bear what was measured of those before them; the camera never waits for the measuring."""

import itertools
import threading
from collections.abc import Callable

import numpy as np
import pytest

from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.injection import (
    UNMEASURED,
    CameraPolicy,
    DeviceEvidence,
    SourceVerdict,
    judge_source,
)
from liveness_station.domain.signals import Signal
from liveness_station.runtime.inspected_source import (
    PROBE_AGAIN_S,
    PROBE_EVERY_S,
    InspectedSource,
)
from tests.fakes.camera import Pause, ScriptedSource, picture

LOOP = Signal("loop_likeness", 0.9, 0.32, is_against=True)
BASE = judge_source(DeviceEvidence("physical").signals, CameraPolicy.BLOCK, device="physical")


class Meter:
    """Finds a loop in the second picture that it looks at; hangs as long as it is told to."""

    def __init__(self, gate: threading.Event | None = None) -> None:
        self.seen: list[Frame] = []
        self._gate = gate

    def look(self, frame: Frame) -> None:
        if self._gate is not None:
            self._gate.wait(20)
        self.seen.append(frame)

    def reopened(self) -> None:
        """Has nothing to forget."""

    def signals(self) -> tuple[Signal, ...]:
        return (LOOP,) if len(self.seen) > 1 else ()


def scripted(pause_s: float = 0.005) -> ScriptedSource:
    return ScriptedSource(itertools.cycle([picture(1), Pause(pause_s), picture(2), Pause(pause_s)]))


def read_until(source: InspectedSource, is_it: Callable[[Frame], bool]) -> Frame:
    for _ in range(2000):
        frame = source.read()
        if is_it(frame):
            return frame
    raise AssertionError("never came")


def test_frames_bear_first_what_is_known_and_then_what_was_measured() -> None:
    source = InspectedSource(scripted(), BASE, Meter)
    first = source.read()
    assert first.provenance.verdict is SourceVerdict.ALLOW
    later = read_until(source, lambda frame: frame.provenance.verdict is SourceVerdict.BLOCK)
    source.close()
    assert LOOP in later.provenance.signals
    assert set(BASE.signals) < set(later.provenance.signals)
    assert later.provenance.device == "physical"


def test_a_meter_that_hangs_holds_up_no_frame() -> None:
    gate = threading.Event()
    meter = Meter(gate)
    source = InspectedSource(scripted(0.001), BASE, lambda: meter)
    frames = [source.read() for _ in range(100)]
    assert meter.seen == []
    assert [frame.sequence for frame in frames] == list(range(100))
    gate.set()
    read_until(source, lambda _: bool(meter.seen))
    source.close()
    # Only the newest waits: what was left out is never made up for.
    assert len(meter.seen) < 100


def test_what_is_not_measured_bears_what_is_known() -> None:
    inner = scripted()
    source = InspectedSource(inner, UNMEASURED, None)
    assert source.read().provenance is UNMEASURED
    assert source.description == inner.description
    source.close()
    source.close()
    assert inner.is_closed


class Prober:
    """Answers as a camera does, and from the second time on as a program would."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _: Callable[[], bool]) -> tuple[Signal, ...]:
        self.asked += 1
        is_against = self.asked > 1
        return (Signal("white_step", 0.0 if is_against else 1.0, 0.4, is_against=is_against),)


class Jumping:
    """A source whose time goes on by `step_s` with each picture."""

    description = "jumping"

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self.now_s = 0.0
        self.is_closed = False

    def read(self) -> Frame:
        self.now_s += self._step_s
        return Frame(np.zeros((8, 8, 3), np.uint8), self.now_s, round(self.now_s), "camera")

    def close(self) -> None:
        self.is_closed = True


def test_a_camera_is_probed_at_its_opening_and_again_when_nobody_is_checked() -> None:
    quiet, prober = [False], Prober()
    source = InspectedSource(
        Jumping(PROBE_EVERY_S / 4), BASE, Meter, probe=prober, is_quiet=lambda: quiet[0]
    )
    assert prober.asked == 1
    for _ in range(12):
        assert source.read().provenance.verdict is not SourceVerdict.UNMEASURED
    assert prober.asked == 1, "never during a check, however long ago the last was"
    quiet[0] = True
    source.read()
    assert prober.asked == 2
    for _ in range(2):
        source.read()
    assert prober.asked == 2, "not before its time"
    refused = read_until(source, lambda frame: bool(frame.provenance.vetoes))
    source.close()
    codes = {one.code: one for one in refused.provenance.signals}
    assert codes["white_step"].is_against
    assert not codes["probe_age"].is_against


def test_a_probe_that_gives_way_leaves_what_was_known_and_is_made_up_for() -> None:
    quiet = [True]
    told: list[bool] = []

    def probe(should_yield: Callable[[], bool]) -> tuple[Signal, ...] | None:
        quiet[0] = len(told) != 1
        told.append(should_yield())
        return None if told[-1] else (Signal("white_step", 1.0, 0.4, is_against=False),)

    source = InspectedSource(
        Jumping(PROBE_AGAIN_S / 2), BASE, Meter, probe=probe, is_quiet=lambda: quiet[0]
    )
    while len(told) < 2:
        source.read()
    assert told == [False, True]
    quiet[0] = True
    for _ in range(4):
        source.read()
    source.close()
    assert told == [False, True, False], "not before ten seconds are over"


def test_a_camera_that_goes_away_while_it_is_probed_at_its_opening_is_let_go() -> None:
    def gone(_: Callable[[], bool]) -> tuple[Signal, ...]:
        raise CameraError(CameraTrouble.LOST, "gone")

    inner = Jumping(1.0)
    with pytest.raises(CameraError):
        InspectedSource(inner, BASE, Meter, probe=gone)
    assert inner.is_closed
