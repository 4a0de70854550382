"""Setting up a desk, by its keys alone: to green, and to each problem that has a name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.setup_desk import SUBJECT, SetupDesk
from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.gates import Component, Gate, Look, measure
from liveness_station.domain.light_memory import SetupResult, camera_digest
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.steadying import Steady
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.gate_run import Looked
from liveness_station.session.desk_setup import SetupStep, SetupTrouble
from liveness_station.session.events import StartVerification
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    EngineFailed,
    EngineReady,
)
from liveness_station.ui.source_picker import SourceChoice, SourcePicker
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.setting_up import SETUP_EN, SetupPhrase
from tests.ui import screens
from tests.ui.conftest import dressed  # noqa: F401 - a fixture

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
LIVE = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.94)
CAMERA = CameraLive("Logitech C920 1280x720 30 fps", condition=Condition(rate_fps=30))
WELL = {
    Component.FACE_FOUND: 1.0,
    Component.HEAD_SIZE: 260.0,
    Component.PICTURE_SHARE: 0.1,
    Component.LUMINANCE: 150.0,
    Component.EVENNESS_OF_LIGHT: 1.2,
    Component.BACKLIGHT: 1.1,
}


@dataclass
class OpenCamera:
    identity: str = "046d:0825|port|Logitech C920"
    is_virtual: bool = False


class Bench:
    """A desk without threads: the test is answered at once, or not at all."""

    def __init__(self, tmp_path: Path) -> None:
        self.now_s = 100.0
        self.camera = OpenCamera()
        self.controller = StationController(Policy(0.8), clock=lambda: self.now_s)
        self.picker = SourcePicker()
        self.picker.set_words(ENGLISH)
        self.decision: Decision | None = LIVE
        self.asked: list[StartVerification] = []
        self.results: list[SetupResult] = []
        self.desk = SetupDesk(
            self.controller,
            self.camera,
            self.picker,
            tmp_path / "cameras.json",
            self.controller,
            now=lambda: NOW,
            clock=lambda: self.now_s,
        )
        self.desk.test_requested.connect(self.judge)
        self.desk.finished.connect(self.results.append)
        self.controller.on_camera_changed(CAMERA)
        self.controller.on_engine_changed(EngineReady("local", "engine/1"))

    def judge(self, wanted: StartVerification) -> None:
        self.asked.append(wanted)
        if self.decision is not None:
            self.desk.on_checked(Outcome(wanted.job, self.decision, "local", recorded=True))

    def see(self, **values: float) -> None:
        """Has somebody sit there, measured so."""
        found = {**WELL, **{Component[name]: value for name, value in values.items()}}
        face = Face(500, 200, 260, 320, 0.9) if found[Component.FACE_FOUND] else None
        measures = tuple(measure(component, value) for component, value in found.items())
        look = Look(self.now_s, face, 1280, 720, measures)
        self.desk.on_looked(Looked(look, Steady().advance(look)))
        self.desk.show_frame(replace(screens.STILL, captured_at_s=self.now_s))

    def press(self, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Presses a key where the focus is."""
        dialog = self.desk.dialog
        assert dialog is not None
        QTest.keyClick(dialog.focusWidget(), key)

    def step(self) -> SetupStep:
        return self.desk.state.step

    def is_testing(self) -> bool:
        return self.desk.state.is_testing

    def has_ended(self) -> bool:
        return self.desk.state.has_ended

    def is_open(self) -> bool:
        return self.desk.dialog is not None

    @property
    def headline(self) -> str:
        assert self.desk.dialog is not None
        return self.desk.dialog.headline.text().lstrip("✓■ ")

    @property
    def result(self) -> SetupResult:
        (result,) = self.results
        return result


Sit = Callable[[], Bench]


@pytest.fixture
def bench(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:  # noqa: F811 - the fixture
    made = Bench(tmp_path)
    qtbot.addWidget(made.picker)
    made.picker.show_devices([SourceChoice("Logitech C920", "cam-0")])
    assert made.desk.open(ENGLISH, LIGHT)
    dressed.processEvents()
    yield made
    made.desk.close()
    made.controller.deleteLater()
    dressed.processEvents()


def test_four_keys_lead_to_green_and_the_result_is_kept(bench: Bench) -> None:
    bench.see()
    bench.press()
    assert bench.step() is SetupStep.LIGHT
    bench.press()
    assert bench.step() is SetupStep.DISTANCE
    bench.press()
    assert bench.step() is SetupStep.TEST
    bench.press()
    (asked,) = bench.asked
    assert asked.job.is_setup
    assert asked.job.subject.reference == SUBJECT
    assert asked.frames[0].captured_at_s == bench.now_s
    assert bench.headline == SETUP_EN.say(SetupPhrase.TEST_WELL, score="0.94")
    bench.press()
    assert bench.headline == SETUP_EN.say(SetupPhrase.GREEN)
    assert bench.result.is_green
    assert bench.result.camera == camera_digest(bench.camera.identity)
    assert bench.result.at == NOW
    assert bench.result.measures["HeadSize"] == 260
    assert bench.result.measures["rate_fps"] == 30
    bench.press()
    assert not bench.is_open()


@pytest.mark.parametrize(
    ("values", "step", "problem"),
    [
        ({"LUMINANCE": 30.0}, SetupStep.LIGHT, Gate.TOO_DARK),
        ({"BACKLIGHT": 3.0}, SetupStep.LIGHT, Gate.BACKLIT),
        ({"EVENNESS_OF_LIGHT": 4.0}, SetupStep.LIGHT, Gate.SIDE_LIT),
        ({"EVENNESS_OF_LIGHT": 2.4}, SetupStep.LIGHT, SetupTrouble.UNEVEN),
        ({"OVER_EXPOSURE": 0.6}, SetupStep.LIGHT, Gate.TOO_BRIGHT),
        ({"HEAD_SIZE": 80.0}, SetupStep.DISTANCE, Gate.TOO_FAR),
        ({"PICTURE_SHARE": 0.6}, SetupStep.DISTANCE, Gate.TOO_NEAR),
        ({"SINGLE_FACE": 0.8}, SetupStep.LIGHT, Gate.SEVERAL_FACES),
        ({"FACE_FOUND": 0.0}, SetupStep.LIGHT, Gate.NO_FACE),
    ],
    ids=lambda value: getattr(value, "value", None) or str(value),
)
def test_V5_V6_what_is_wrong_before_the_camera_has_its_name_and_step(
    bench: Bench, values: dict[str, float], step: SetupStep, problem: Gate | SetupTrouble
) -> None:
    bench.see(**values)
    while bench.step() is not step:
        bench.press()
    table = SETUP_EN.gates if isinstance(problem, Gate) else SETUP_EN.troubles
    said = table[problem]  # type: ignore[index]  # one of the two
    assert bench.headline == said.happened
    assert bench.desk.dialog is not None
    assert bench.desk.dialog.next_step.text() == said.next_step
    while not bench.has_ended():
        bench.press()
    assert bench.result.problem == problem.value
    assert bench.headline == SETUP_EN.say(SetupPhrase.NOT_GREEN, problem=said.happened)


@pytest.mark.parametrize(
    ("camera", "problem"),
    [
        (CameraClosed(), SetupTrouble.NO_CAMERA),
        (CameraOpening("C920", 99.0), SetupTrouble.CAMERA_OPENING),
        (CameraFailed("C920", CameraTrouble.BUSY), CameraTrouble.BUSY),
        (CameraFailed("C920", CameraTrouble.DENIED), CameraTrouble.DENIED),
        (
            CameraLive("C920", condition=Condition(CameraTrouble.COVERED)),
            CameraTrouble.COVERED,
        ),
        (
            CameraLive("C920", condition=Condition(CameraTrouble.TOO_SLOW, rate_fps=9)),
            CameraTrouble.TOO_SLOW,
        ),
    ],
    ids=lambda value: getattr(value, "value", ""),
)
def test_what_is_wrong_with_the_camera_has_its_name(
    bench: Bench, camera: object, problem: SetupTrouble | CameraTrouble
) -> None:
    bench.controller.on_camera_changed(camera)  # type: ignore[arg-type]  # one of its states
    known = SETUP_EN.troubles if isinstance(problem, SetupTrouble) else ENGLISH.troubles
    assert bench.headline == known[problem].happened  # type: ignore[index]  # one of the two
    assert bench.desk.dialog is not None
    assert bench.desk.dialog.go_on.text() == SETUP_EN.say(SetupPhrase.GO_ON_ALL_THE_SAME)


def test_a_file_and_a_program_are_no_camera(bench: Bench) -> None:
    bench.camera.identity = ""
    bench.see()
    assert bench.headline == SETUP_EN.troubles[SetupTrouble.NOT_A_CAMERA].happened
    bench.camera.identity, bench.camera.is_virtual = "|x|OBS", True
    bench.see()
    assert bench.headline == SETUP_EN.troubles[SetupTrouble.VIRTUAL].happened


def _to_the_test(bench: Bench) -> None:
    bench.see()
    while bench.step() is not SetupStep.TEST:
        bench.press()


def test_an_engine_that_is_down_is_named_and_nothing_is_sent(bench: Bench) -> None:
    _to_the_test(bench)
    bench.controller.on_engine_changed(EngineFailed(Reason.ENGINE_DOWN))
    assert bench.headline == ENGLISH.reasons[Reason.ENGINE_DOWN].happened
    bench.press()
    assert bench.asked == []
    assert bench.desk.dialog is not None
    bench.desk.dialog.go_on.click()
    assert bench.result.problem == Reason.ENGINE_DOWN.value


@pytest.mark.parametrize(
    "decision",
    [
        Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.1),
        decide_failure(Reason.NO_FACE),
        decide_failure(Reason.NOT_RECORDED),
    ],
    ids=lambda one: one.reason.value,
)
def test_a_test_that_does_not_pass_names_its_reason_and_can_be_repeated(
    bench: Bench, decision: Decision
) -> None:
    bench.decision = decision
    _to_the_test(bench)
    bench.press()
    assert bench.headline == ENGLISH.reasons[decision.reason].happened
    bench.decision = LIVE
    bench.see()
    bench.press()
    assert len(bench.asked) == 2
    assert bench.headline == SETUP_EN.say(SetupPhrase.TEST_WELL, score="0.94")


def test_a_pass_that_is_not_recorded_is_none(bench: Bench) -> None:
    bench.decision = None
    _to_the_test(bench)
    bench.press()
    bench.desk.on_checked(Outcome(bench.asked[0].job, LIVE, "local", recorded=False))
    assert bench.headline == ENGLISH.reasons[Reason.NOT_RECORDED].happened


def test_only_a_fresh_frame_is_tested_and_only_the_own_answer_is_taken(bench: Bench) -> None:
    bench.decision = None
    _to_the_test(bench)
    bench.now_s += 5
    bench.press()
    assert bench.asked == []
    assert bench.headline == SETUP_EN.say(SetupPhrase.TESTING)
    bench.see()
    (asked,) = bench.asked
    other = replace(asked.job, job_id="another")
    bench.desk.on_checked(Outcome(other, LIVE, "local", recorded=True))
    assert bench.is_testing()
    bench.press(Qt.Key.Key_Return)
    assert len(bench.asked) == 1
    bench.desk.on_checked(Outcome(asked.job, LIVE, "local", recorded=True))
    assert not bench.is_testing()


def test_a_camera_that_goes_while_a_frame_is_awaited_ends_the_test(bench: Bench) -> None:
    _to_the_test(bench)
    bench.now_s += 5
    bench.press()
    assert bench.is_testing()
    bench.controller.on_camera_changed(CameraFailed("C920", CameraTrouble.LOST))
    assert not bench.is_testing()
    assert bench.headline == ENGLISH.troubles[CameraTrouble.LOST].happened


def test_old_numbers_are_not_shown_as_new_ones(bench: Bench) -> None:
    bench.see()
    bench.press()
    assert bench.headline == SETUP_EN.say(SetupPhrase.WELL)
    bench.now_s += 2
    bench.controller.on_camera_changed(replace(CAMERA, instead_of="another"))
    assert bench.headline == SETUP_EN.troubles[SetupTrouble.NOT_MEASURED].happened
    bench.see()
    bench.desk.on_rested()
    assert bench.headline == SETUP_EN.troubles[SetupTrouble.NOT_MEASURED].happened


def test_back_and_escape_work_and_nothing_is_kept_of_what_was_given_up(bench: Bench) -> None:
    bench.see()
    bench.press()
    assert bench.desk.dialog is not None
    bench.desk.dialog.back.setFocus()
    bench.press(Qt.Key.Key_Space)
    assert bench.step() is SetupStep.CAMERA
    told: list[bool] = []
    bench.desk.running_changed.connect(told.append)
    bench.press(Qt.Key.Key_Escape)
    assert not bench.is_open()
    assert told == [False]
    assert bench.results == []


def test_the_camera_is_chosen_as_in_the_window(bench: Bench, qtbot: QtBot) -> None:
    dialog = bench.desk.dialog
    assert dialog is not None
    assert dialog.picker.itemText(0) == "Logitech C920"
    bench.picker.show_devices([SourceChoice("Other", "cam-1")])
    assert dialog.picker.itemText(0) == "Other"
    with qtbot.waitSignal(bench.picker.source_chosen) as chosen:
        dialog.picker.activated.emit(0)
    assert chosen.args == ["cam-1"]


def test_it_does_not_begin_while_somebody_is_checked(bench: Bench) -> None:
    bench.desk.close()
    bench.controller.on_subject_typed("A-1")
    frame: Frame = replace(screens.STILL, captured_at_s=bench.now_s)
    bench.controller.on_capture_requested(frame)
    assert not bench.desk.open(ENGLISH, LIGHT)
    assert not bench.is_open()
