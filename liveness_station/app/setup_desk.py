"""Setting up a desk: the dialog, what it is told of the desk, and the one check it makes."""

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.app.light_desk import local_now
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.domain.gates import Component
from liveness_station.domain.light_memory import SetupResult, camera_digest
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.subjects import Subject
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.gate_run import Looked
from liveness_station.session.desk_setup import (
    SetupFacts,
    SetupState,
    SetupStep,
    begin_test,
    end_test,
    go_back,
    go_on,
    measured,
)
from liveness_station.session.events import StartVerification
from liveness_station.session.states import (
    MAX_FRAME_AGE_S,
    CameraLive,
    DeskState,
    Idle,
    Showing,
)
from liveness_station.ui.camera_presenter import present_stage
from liveness_station.ui.setup_presenter import present_setup
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

if TYPE_CHECKING:
    from liveness_station.ui.console import Console
    from liveness_station.ui.setup_dialog import SetupDialog

SUBJECT: Final = "SETUP"
LOOK_LIFE_S: Final = 1.0
"""What was measured longer ago is not shown as if it were so now."""

_KEPT: Final = (
    Component.LUMINANCE,
    Component.EVENNESS_OF_LIGHT,
    Component.BACKLIGHT,
    Component.HEAD_SIZE,
    Component.PICTURE_SHARE,
)


class OpenCamera(Protocol):
    """What is known of the camera that is open."""

    @property
    def identity(self) -> str:
        """By what it is known again; "" for a source that is no camera."""

    @property
    def is_virtual(self) -> bool:
        """Tells whether the system takes it for a program."""


class SetupDesk(QObject):
    """Runs one setting up at a time. Lives in the gui thread.

    Signals:
        test_requested(StartVerification): have this frame judged; counted nowhere.
        finished(SetupResult): all four steps were left.
        running_changed(bool): a setting up has begun, or is over; nothing is captured meanwhile.
    """

    test_requested = Signal(object)
    finished = Signal(object)
    running_changed = Signal(bool)

    def __init__(
        self,
        controller: StationController,
        cameras: OpenCamera,
        picker: SourcePicker,
        camera_times: Path,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = local_now,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._cameras = cameras
        self._picker = picker
        self._camera_times = camera_times
        self._now = now
        self._clock = clock
        self._state = SetupState()
        self._looked: Looked | None = None
        self._frame: Frame | None = None
        self._job_id = ""
        self._measures: dict[str, float] = {}
        self._opened_s: float | None = None
        self._words: Words | None = None
        self.dialog: SetupDialog | None = None
        controller.state_changed.connect(self._on_state_changed)

    @property
    def state(self) -> SetupState:
        """How far it has come."""
        return self._state

    def open(self, words: Words, theme: Theme, parent: "Console | None" = None) -> bool:
        """Begins, unless somebody is being checked; returns at once whether it has."""
        from liveness_station.ui.setup_dialog import SetupDialog

        if self.dialog is not None:
            self.dialog.raise_()
            return True
        # Its picture is of whoever looks after the desk, never of a subject: nobody asks them.
        state = self._controller.state
        if state.subject is not None or not isinstance(state.phase, Idle | Showing):
            return False
        self._state, self._measures, self._words = SetupState(), {}, words
        dialog = SetupDialog(words, theme, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.went_on.connect(self._on_went_on)
        dialog.went_back.connect(self._on_went_back)
        dialog.test_requested.connect(self._on_test_requested)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.picker.source_chosen.connect(self._picker.source_chosen)
        dialog.picker.refresh_requested.connect(self._picker.refresh_requested)
        self._picker.filled.connect(self._on_picker_filled)
        self.dialog = dialog
        self._on_picker_filled()
        self._time_opening()
        self._render()
        self.running_changed.emit(True)
        dialog.open()
        return True

    def close(self) -> None:
        """Gives up what is being set up."""
        if self.dialog is not None:
            self.dialog.reject()

    def show_frame(self, frame: Frame) -> None:
        """Takes the newest frame; a test that waits for one is made with it."""
        if self.dialog is None:
            return
        self._frame = frame
        self.dialog.preview.show_frame(frame)
        if self._state.is_testing and not self._job_id:
            self._send(frame)

    @Slot(object)
    def on_looked(self, looked: Looked) -> None:
        """Takes what was measured."""
        if self.dialog is not None:
            self._looked = looked
            self._render()

    @Slot()
    def on_rested(self) -> None:
        """Forgets what was measured: nobody looks any more."""
        self._looked = None
        self._render()

    @Slot(object)
    def on_checked(self, outcome: Outcome) -> None:
        """Takes what became of the test; one that was given up is nobody's."""
        if outcome.job.job_id == self._job_id:
            self._job_id = ""
            self._state = end_test(self._state, outcome)
            self._render()

    def _facts(self) -> SetupFacts:
        desk, looked = self._controller.state, self._looked
        if looked is not None and self._clock() - looked.look.seen_at_s > LOOK_LIFE_S:
            looked = None
        return SetupFacts(
            desk.camera,
            desk.engine,
            is_device=bool(self._cameras.identity),
            is_virtual=self._cameras.is_virtual,
            look=None if looked is None else looked.look,
            reds=() if looked is None else looked.steady.blocking or looked.look.reds(),
        )

    def _render(self) -> None:
        if self.dialog is None or self._words is None:
            return
        view = present_setup(self._state, self._facts(), self._words, opened_s=self._opened_s)
        stage = present_stage(self._controller.state.camera, self._words)
        self.dialog.render_setup(view, stage)

    def _send(self, frame: Frame) -> None:
        """Sends the frame that is shown, once it is fresh."""
        if self._clock() - frame.captured_at_s > MAX_FRAME_AGE_S:
            return
        self._job_id = uuid.uuid4().hex
        job = Job(
            self._job_id,
            Subject(SUBJECT),
            self._controller.state.generation,
            self._controller.state.policy,
            is_demo=frame.is_demo,
            is_setup=True,
        )
        self.test_requested.emit(StartVerification(job, (frame,)))

    def _note(self) -> None:
        """Keeps the numbers of a step that is being left."""
        facts = self._facts()
        if facts.look is not None and self._state.step in {SetupStep.LIGHT, SetupStep.DISTANCE}:
            for component in _KEPT:
                self._measures[component.value] = measured(facts.look, component)
        camera = facts.camera
        if isinstance(camera, CameraLive) and camera.condition.rate_fps is not None:
            self._measures["rate_fps"] = float(camera.condition.rate_fps)

    def _time_opening(self) -> None:
        from liveness_station.camera.opening_times import OpeningTimes

        known = OpeningTimes(self._camera_times).of(self._cameras.identity)
        self._opened_s = min(known.values(), default=None)

    @Slot()
    def _on_went_on(self) -> None:
        if self.dialog is None or self._state.has_ended:
            self.close()
            return
        self._note()
        self._state = go_on(self._state, self._facts())
        self._render()
        if self._state.has_ended:
            problem = self._state.problem
            self.finished.emit(
                SetupResult(
                    self._now(),
                    camera_digest(self._cameras.identity),
                    "" if problem is None else problem.value,
                    dict(self._measures),
                )
            )

    @Slot()
    def _on_went_back(self) -> None:
        self._state = go_back(self._state)
        self._render()

    @Slot()
    def _on_test_requested(self) -> None:
        self._job_id = ""
        self._state = begin_test(self._state, self._facts())
        if self._state.is_testing and self._frame is not None:
            self._send(self._frame)
        self._render()

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        if self.dialog is None:
            return
        is_waiting = self._state.is_testing and not self._job_id
        if is_waiting and not isinstance(state.camera, CameraLive):
            # There will be no frame to test with.
            self._state = SetupState(self._state.step, self._state.found)
        self._time_opening()
        self._render()

    @Slot()
    def _on_picker_filled(self) -> None:
        if self.dialog is not None:
            self.dialog.picker.copy_from(self._picker)

    @Slot(int)
    def _on_dialog_finished(self, _: int) -> None:
        self._picker.filled.disconnect(self._on_picker_filled)
        self.dialog, self._looked, self._frame, self._job_id = None, None, None, ""
        self.running_changed.emit(False)
