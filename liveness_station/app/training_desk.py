"""A drill at one desk: everything real is put aside, scripted subjects come, all comes back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.app.parts import Parts
from liveness_station.app.training_pictures import SOURCE_LABEL, DrillPictures
from liveness_station.app.training_rules import drill_queue, queue_after, rules_of
from liveness_station.app.training_screens import TrainingScreens
from liveness_station.app.training_watch import reaction_of
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.drills import DrillId, Run, Scene, Step
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.queue import Queue
from liveness_station.domain.subjects import Subject
from liveness_station.session.leaving import IN_HAND, line_with_present
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
    DeskState,
)
from liveness_station.session.visits import DeskRules
from liveness_station.ui.theme import Theme
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Words

FRAME_MS: Final = 80
LOSS_MS: Final = 1500
"""So long after the call the camera of a step about it is lost."""

_SHUT: Final = frozenset(
    {
        Wish.SETTINGS,
        Wish.CREDENTIALS,
        Wish.SET_UP,
        Wish.PEOPLE,
        Wish.SCAN,
        Wish.REVIEW,
        # A slip would vouch for what was only played.
        Wish.SLIP,
    }
)


@dataclass(frozen=True, slots=True)
class _Aside:
    """What comes back after a drill."""

    queue: Queue
    rules: DeskRules
    method: Method
    camera: CameraState


class TrainingDesk(QObject):
    """Chooses, plays and sums up drills. Lives in the gui thread.

    Nothing of a drill is kept between runs of the program: one that ends in the middle of a drill
    starts in earnest. What this object wants changed in answer to a state it does in the next turn
    of the loop, so that nobody sees two states in the wrong order.

    Signals:
        play_wanted(Play | None): what answers from now on; None: the drill is over (io thread's).
    """

    play_wanted = Signal(object)

    def __init__(
        self, parts: Parts, show_frame: Callable[[Frame], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._controller = parts.controller
        self._show_frame = show_frame
        self._run: Run | None = None
        self._aside: _Aside | None = None
        self._before = parts.controller.state
        self._camera: CameraState = CameraClosed()
        self._rules = self._before.rules
        self._told = 0
        self._pictures = DrillPictures(Scene.PERSON)
        self.screens = TrainingScreens(parts.console, self)
        self.screens.drill_wanted.connect(self.begin)
        self.screens.next_wanted.connect(self._on_next_wanted)
        self.screens.end_wanted.connect(self.end)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._on_frame_due)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._on_settling)
        self._loss = QTimer(self, singleShot=True, interval=LOSS_MS)
        self._loss.timeout.connect(self._on_loss_due)
        self.play_wanted.connect(parts.worker.on_drill_wanted)
        # Before the controller hears of it, which ends a running check by the same key.
        parts.console.card.cancel_requested.connect(self._on_escape)
        parts.controller.state_changed.connect(self._on_state_changed)

    @property
    def run(self) -> Run | None:
        """The drill that is under way."""
        return self._run

    def open(self, words: Words, theme: Theme) -> None:
        """Offers the drills; during one, ends it."""
        self.screens.dress(words, theme)
        if self._run is not None:
            self.end()
        else:
            self.screens.open_window()

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours; the window closes, and opens in them."""
        self.screens.close_window()
        self.screens.dress(words, theme)
        if self._run is not None and isinstance(self._camera, CameraLive):
            self._camera = CameraLive(self._label)
            self._settling.start()
        self._render()

    def stop(self) -> None:
        """Ends a drill and closes the window."""
        self.end()
        self.screens.close_window()

    def shuts(self, wish: Wish) -> bool:
        """Tells whether a drill keeps somebody from that wish, and says so."""
        if self._run is None or wish not in _SHUT:
            return False
        self.screens.say_shut()
        return True

    @Slot(object)
    def begin(self, drill_id: DrillId) -> None:
        """Puts everything real aside and calls for the first scripted subject."""
        state = self._controller.state
        if self._run is not None or state.is_locked:
            return
        if isinstance(state.phase, IN_HAND):
            self.screens.say_busy()
            return
        self.screens.close_window()
        self._aside = _Aside(
            line_with_present(state),
            state.rules,
            self._controller.method,
            _without_pictures(state.camera),
        )
        self._run = Run(drill_id)
        # Before anything else gets into the io thread's queue: what follows is the drill's.
        self.play_wanted.emit(self._run.steps[0].play)
        self._controller.visits.on_training_changed(True)
        self._parts.cameras.rest()
        self._parts.console.picker.setEnabled(False)
        self._controller.on_method_changed(Method.STILL)
        self.screens.show_strip()
        self._begin_step(self._run, self._run.steps[0])

    @Slot()
    def end(self) -> None:
        """Ends the drill, and puts everything back as it was."""
        run, aside = self._run, self._aside
        if run is None or aside is None:
            return
        self._run = self._aside = None
        for timer in (self._frames, self._loss, self._settling):
            timer.stop()
        controller = self._controller
        # While the desk is still in training the line is not written to disk.
        controller.visits.on_queue_edited(queue_after(aside.queue, controller.state.queue))
        controller.visits.on_rules_changed(aside.rules)
        controller.on_method_changed(aside.method)
        controller.on_camera_changed(aside.camera)
        controller.visits.on_training_changed(False)
        self.play_wanted.emit(None)
        self._parts.console.picker.setEnabled(True)
        self.screens.drop_strip()
        if run.reactions and not controller.state.is_locked:
            self.screens.show_summary(run)

    def _begin_step(self, run: Run, step: Step) -> None:
        controller, aside = self._controller, self._aside
        if aside is None:
            return
        self._loss.stop()
        self.play_wanted.emit(step.play)
        controller.on_done_requested()
        self._rules = rules_of(step, aside.rules)
        controller.visits.on_rules_changed(self._rules)
        controller.visits.on_queue_edited(drill_queue(run, step, controller.state.queue))
        self._pictures = DrillPictures(step.scene)
        self._camera = CameraLive(self._label)
        controller.on_camera_changed(self._camera)
        self._frames.start()
        self._before = controller.state
        self._render()

    @property
    def _label(self) -> str:
        return self.screens.title or SOURCE_LABEL

    @property
    def _subject(self) -> Subject | None:
        return None if self._run is None else Subject(self._run.reference)

    def _render(self) -> None:
        run = self._run
        if run is not None and run.step is not None:
            is_called = self._controller.state.subject == self._subject
            self.screens.render_run(run, run.step, is_called=is_called)

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        before, self._before = self._before, state
        run, subject = self._run, self._subject
        if run is None or run.step is None or subject is None:
            return
        self._settling.start()
        reaction = reaction_of(before, state, subject=subject, step=run.step)
        if reaction is not None:
            self._run = run.reacted(reaction)
        if self._run is not run or (before.subject == subject) != (state.subject == subject):
            self._render()

    @Slot()
    def _on_settling(self) -> None:
        """Ends with the lock; else keeps the desk as the drill wants it."""
        state, run, controller = self._controller.state, self._run, self._controller
        if run is None or run.step is None:
            return
        if state.is_locked or not state.is_training:
            self.end()
            return
        if state.camera != self._camera:
            controller.on_camera_changed(self._camera)
        if state.rules != self._rules:
            # Settings have changed meanwhile, the language for one.
            self._aside = self._aside and replace(self._aside, rules=state.rules)
            self._rules = rules_of(run.step, state.rules)
            controller.visits.on_rules_changed(self._rules)
        if state.subject == self._subject and self._told != state.generation:
            self._told = state.generation
            self._tell(state, run.step)

    def _tell(self, state: DeskState, step: Step) -> None:
        """Says what is known of a scripted subject who was just called."""
        if step.ages_s and state.subject is not None:
            known = (state.subject, state.generation, step.ages_s, 0, "")
            self._controller.visits.on_subject_looked_up(*known)
        if step.scene is Scene.GONE:
            self._loss.start()

    @Slot()
    def _on_frame_due(self) -> None:
        if isinstance(self._camera, CameraLive):
            frame = self._pictures.frame(waking_clock_s())
            self._parts.console.preview.show_frame(frame)
            self._show_frame(frame)

    @Slot()
    def _on_loss_due(self) -> None:
        self._camera = CameraFailed(self._label, CameraTrouble.LOST)
        self._controller.on_camera_changed(self._camera)

    @Slot()
    def _on_next_wanted(self) -> None:
        if self._run is None or self._run.reaction is None:
            return
        self._run = self._run.advanced()
        if self._run.step is None:
            self.end()
        else:
            self._begin_step(self._run, self._run.step)

    @Slot()
    def _on_escape(self) -> None:
        if self._run is not None and not isinstance(self._controller.state.phase, IN_HAND):
            self.end()


def _without_pictures(camera: CameraState) -> CameraState:
    """Returns what there is of a camera that is closed, and opened again after the drill."""
    return CameraClosed() if isinstance(camera, CameraLive | CameraOpening) else camera
