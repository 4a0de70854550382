"""One guide from its first frame to its end, in the test's own thread and in no time."""

import itertools
from collections.abc import Callable, Iterable

import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Movement, Prompt, Script
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.guide_run import (
    BURST_STEP_S,
    GuideBroken,
    GuideEnded,
    GuideReport,
    GuideRun,
)
from liveness_station.session.states import GuideProgress
from liveness_station.verification.burst_choice import BURST_FRAMES
from tests.fakes.subject import FLAT, FakeSubject, FakeWatcher, broken_models
from tests.runtime.reel import Reel, frames_of

LEFT, RIGHT = Movement.TURN_LEFT, Movement.TURN_RIGHT
SCRIPT = Script((Prompt(LEFT, 0.6), Prompt(RIGHT, 0.8)))
LONG = 400


class Stage:
    """A run, its subject, who sees what the run asks for, and what the run said."""

    def __init__(
        self, subject: FakeSubject | None = None, frames: Iterable[Frame] | None = None
    ) -> None:
        self.subject = subject or FakeSubject()
        self.watcher = FakeWatcher(self.subject)
        self.reports: list[GuideReport] = []
        self.reel = Reel(frames if frames is not None else frames_of(LONG))

    def play(
        self, script: Script = SCRIPT, *, make: Callable[[], FakeWatcher] | None = None
    ) -> GuideReport:
        self.run_of(script, make=make).run()
        return self.reports[-1]

    def run_of(self, script: Script, *, make: Callable[[], FakeWatcher] | None = None) -> GuideRun:
        return GuideRun(
            script, make_watcher=make or self._watcher, box=self.reel, on_report=self._on_report
        )

    def _watcher(self) -> FakeWatcher:
        return self.watcher

    def _on_report(self, report: GuideReport) -> None:
        self.reports.append(report)
        if isinstance(report, GuideProgress):
            self.subject.tell(report.movement)

    @property
    def progress(self) -> list[GuideProgress]:
        return [report for report in self.reports if isinstance(report, GuideProgress)]


def test_a_willing_subject_leaves_frames_and_evidence() -> None:
    stage = Stage()
    end = stage.play()
    assert isinstance(end, GuideEnded)
    assert [asked.movement for asked in end.asked] == [LEFT, RIGHT]
    assert stage.watcher.asked == [end.asked]
    assert end.signals == stage.watcher.evidence
    assert len(end.frames) == BURST_FRAMES
    times = [frame.captured_at_s for frame in end.frames]
    assert times == sorted(times)
    first_done, last_done = end.asked[0].done_at_s, end.asked[-1].done_at_s
    assert first_done is not None
    assert last_done is not None
    assert times[0] < end.asked[0].asked_at_s
    assert any(first_done < at_s < last_done for at_s in times)
    assert times[-1] > last_done


def test_what_the_subject_is_shown_is_what_is_asked_for() -> None:
    stage = Stage()
    stage.play()
    shown = [(one.movement, one.done, one.total) for one in stage.progress]
    assert all(one != other for one, other in itertools.pairwise(stage.progress))
    steps = [step for step, _ in itertools.groupby(shown)]
    assert steps == [(None, 0, 2), (LEFT, 0, 2), (None, 1, 2), (RIGHT, 1, 2), (None, 2, 2)]


def test_a_subject_that_turns_the_other_way_is_refused_with_the_evidence() -> None:
    stage = Stage(FakeSubject(is_contrary=True))
    stage.watcher.evidence = (FLAT,)
    assert stage.play() == GuideBroken(Reason.MOVEMENT_MISSED, "other direction", (FLAT,))


def test_nobody_before_the_camera_is_no_face() -> None:
    end = Stage(FakeSubject(is_gone=True)).play()
    assert isinstance(end, GuideBroken)
    assert end.reason is Reason.NO_FACE


def test_a_camera_that_stops_ends_it() -> None:
    assert Stage(frames=frames_of(10)).play() == GuideBroken(Reason.STALE_FRAME, "no frames")


@pytest.mark.parametrize(
    "following",
    [
        frames_of(LONG, start_s=101.0, first=50, label="another"),
        frames_of(LONG, start_s=101.0, first=0),
        frames_of(LONG, start_s=101.0, first=1),
    ],
    ids=["another camera", "the same opened anew", "the same opened anew a frame ago"],
)
@pytest.mark.parametrize("script", [SCRIPT, Script(())], ids=["guided", "burst"])
def test_frames_of_two_sources_are_never_one_check(
    following: Iterable[Frame], script: Script
) -> None:
    frames = itertools.chain(frames_of(3), list(following))
    end = Stage(frames=frames).play(script)
    assert isinstance(end, GuideBroken)
    assert end.reason in {Reason.FACE_CHANGED, Reason.TOO_FEW_FRAMES}


def test_models_that_cannot_be_loaded_are_named() -> None:
    error = EngineError(Reason.ENGINE_DOWN, "a model is missing")
    end = Stage().play(make=broken_models(error))
    assert end == GuideBroken(Reason.ENGINE_DOWN, "a model is missing")


def test_a_bug_in_a_model_ends_it_and_is_not_hidden() -> None:
    stage = Stage()

    def stumble(_: Frame) -> None:
        raise ZeroDivisionError

    stage.watcher.on_watch = stumble
    with pytest.raises(ZeroDivisionError):
        stage.play()
    assert stage.reports[-1] == GuideBroken(Reason.INTERNAL)


def test_a_stopped_run_says_nothing_more() -> None:
    stage = Stage()
    run = stage.run_of(SCRIPT)
    seen: list[int] = []

    def stop_at_ten(frame: Frame) -> None:
        if frame.sequence == 10:
            run.stop()
            seen.append(len(stage.reports))

    stage.watcher.on_watch = stop_at_ten
    run.run()
    assert [len(stage.reports)] == seen
    assert not isinstance(stage.reports[-1], GuideEnded | GuideBroken)


def test_a_burst_needs_no_model_and_no_movement() -> None:
    stage = Stage()
    error = EngineError(Reason.ENGINE_DOWN, "a model is missing")
    end = stage.play(Script(()), make=broken_models(error))
    assert isinstance(end, GuideEnded)
    assert (end.signals, end.asked) == ((), ())
    assert len(end.frames) == BURST_FRAMES
    times = [frame.captured_at_s for frame in end.frames]
    gaps = [after_s - before_s for before_s, after_s in itertools.pairwise(times)]
    assert all(BURST_STEP_S <= gap_s < 0.3 for gap_s in gaps)
    assert 0.7 <= times[-1] - times[0] <= 1.0
    assert stage.progress == [GuideProgress()]


def test_a_burst_that_breaks_off_is_none() -> None:
    end = Stage(frames=frames_of(4)).play(Script(()))
    assert end == GuideBroken(Reason.TOO_FEW_FRAMES, f"2 of {BURST_FRAMES}")
