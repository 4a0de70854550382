"""The window's states, made of plain values, for pictures and measurements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from liveness_station.domain.alerts import Alert
from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method, Movement, Obstacle, Prompt, Script
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import (
    Decision,
    Reason,
    Verdict,
    decide_attack,
    decide_failure,
)
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    DeskState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    GuideProgress,
    Guiding,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.ui.source_picker import SourceChoice

WIDTH_PX, HEIGHT_PX = 1280, 720
NOON = datetime(2026, 11, 22, 10, 41, 7, tzinfo=UTC)
COUNTS = {"LIVE": 31, "SPOOF": 2, "RETRY": 6, "ERROR": 2}
LONG = "Maximiliane Oberhuber-Weissenberger von und zu Hohenlohe A-1042"[:60]
_WALL, _SKIN, _HAIR, _COAT = (212, 206, 198), (168, 190, 224), (58, 62, 74), (138, 96, 62)


def frame(*, width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX, is_demo: bool = False) -> Frame:
    """A person made of flat shapes, looking to the left of the picture; compresses to nothing."""
    y, x = np.mgrid[0:height_px, 0:width_px].astype(np.float64)
    x, y = (x / height_px) - width_px / height_px / 2, y / height_px
    pixels = np.empty((height_px, width_px, 3), np.uint8)
    pixels[:] = _WALL
    pixels[(x / 0.42) ** 2 + ((y - 1.12) / 0.42) ** 2 < 1] = _COAT
    pixels[(x / 0.23) ** 2 + ((y - 0.42) / 0.3) ** 2 < 1] = _HAIR
    pixels[((x + 0.03) / 0.18) ** 2 + ((y - 0.46) / 0.25) ** 2 < 1] = _SKIN
    for eye in (-0.11, 0.03):
        pixels[((x - eye) / 0.025) ** 2 + ((y - 0.42) / 0.018) ** 2 < 1] = _HAIR
    return Frame(pixels, 100.0, 7, "scripted camera", is_demo=is_demo)


STILL = frame()
DEMO_STILL = frame(is_demo=True)
ANNA = Subject("A-1042")
LIVE = Decision(
    Verdict.LIVE,
    Reason.ABOVE_THRESHOLD,
    score=0.943,
    request_id="7f3a9c",
    code=200,
    http_status=200,
)
SPOOF = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.312, code=200, http_status=200)
EVIDENCE = (
    Signal("movement_in_time", 2.0, 2.0, is_against=False),
    Signal("movement_range", 0.41, 0.25, is_against=False),
    Signal("movement_solid", 0.039, 0.047, is_against=True),
    Signal("movement_depth", 0.0113, 0.03, is_against=True),
    Signal("frame_rate", 14.8, 8.0, is_against=False),
)
ATTACK = Decision(Verdict.SPOOF, Reason.ATTACK, score=0.04, code=4004, http_status=200)
DETAILED = replace(
    LIVE,
    request_id="b5c7f0a2e6d94d1c8a3be2f1907c5d64" * 4,
    message="ok, " + "a rather talkative server " * 18,
    message_cn="成功，" + "一台话很多的服务器" * 18,
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One state of the console: what it is made of, and what it takes to get there.

    `asks` says what the subject is asked for: "here", "cloud", or "recording"; "" for nothing.
    `said` stands in every field whose text comes from outside.
    """

    state: DeskState
    counts: dict[str, int]
    has_details_open: bool = False
    method: Method = Method.STILL
    asks: str = ""
    alerts: tuple[Alert, ...] = ()
    has_desk: bool = False
    said: str = ""

    @staticmethod
    def idle() -> "Screen":
        return Screen(DeskState(), {})


def frame_of(state: DeskState) -> Frame | None:
    """Returns the frame that the preview shows in a state, if it shows one."""
    if not isinstance(state.camera, CameraLive):
        return None
    return DEMO_STILL if state.camera.is_demo else STILL


def sources_of(state: DeskState) -> tuple[list[SourceChoice], SourceChoice]:
    """Returns the cameras that the picker lists in a state, and the one that is open."""
    camera = SourceChoice("Logitech C920", "device-0")
    match state.camera:
        case CameraClosed():
            return [], SourceChoice("", "")
        case CameraLive(is_demo=True):
            return [], SourceChoice("Demonstration", "demo")
        case CameraOpening(label):
            return [camera], SourceChoice(label, label)
        case _:
            return [camera], camera


def ready(**changes: object) -> DeskState:
    state = DeskState(
        subject=ANNA,
        generation=1,
        camera=CameraLive("Logitech C920, 1280x720 at 30 fps"),
        engine=EngineReady("local", "station/1"),
    )
    return replace(state, **changes)  # type: ignore[arg-type]  # fields by name


def showing(
    decision: Decision,
    *,
    endpoint: str = "local",
    recorded: bool = True,
    subject: Subject = ANNA,
    is_demo: bool = False,
    **changes: object,
) -> DeskState:
    job = Job("job-1", subject, 1, Policy(), is_demo=is_demo)
    outcome = Outcome(
        job,
        decision,
        endpoint,
        engine="station/1 minifasnet-v2",
        elapsed_ms=84.0,
        recorded=recorded,
        record_sequence=41 if recorded else None,
        finished_utc=NOON,
    )
    still = DEMO_STILL if is_demo else STILL
    engine = EngineReady(endpoint, "station/1")
    return ready(subject=subject, engine=engine, phase=Showing(outcome, still, 101.0), **changes)


def guiding(progress: GuideProgress, **changes: object) -> DeskState:
    """A subject that is being guided, or, of no movement in all, only watched."""
    left, right = Prompt(Movement.TURN_LEFT, 0.6), Prompt(Movement.TURN_RIGHT, 0.8)
    script = Script((left, right) if progress.total else ())
    method = Method.GUIDED if progress.total else Method.BURST
    job = Job("job-1", ANNA, 1, Policy(), method=method)
    return ready(phase=Guiding(job, script, STILL, 100.0, progress), **changes)


def flat() -> DeskState:
    """A guided check that was refused, with its evidence."""
    made = showing(decide_attack(Reason.FLAT_MOVEMENT, detail="movement_depth"))
    phase = made.phase
    assert isinstance(phase, Showing)
    outcome = replace(
        phase.outcome,
        job=replace(phase.outcome.job, method=Method.GUIDED),
        scores=(0.912, 0.887, 0.934, 0.901, 0.876),
        signals=EVIDENCE,
    )
    return replace(made, phase=replace(phase, outcome=outcome))


def motionless() -> DeskState:
    """A check without movement that passed."""
    made = showing(LIVE)
    phase = made.phase
    assert isinstance(phase, Showing)
    outcome = replace(
        phase.outcome,
        job=replace(phase.outcome.job, method=Method.BURST),
        scores=(0.93, 0.951, 0.943, 0.939, 0.947),
    )
    return replace(made, phase=replace(phase, outcome=outcome))


def _guided_states() -> Iterator[tuple[str, Screen]]:
    left, right = Movement.TURN_LEFT, Movement.TURN_RIGHT
    yield "guided_subject_set", Screen(ready(), COUNTS, method=Method.GUIDED)
    shown = {
        "guide_settle": GuideProgress(None, 0, 2, 0.1),
        "guide_near": GuideProgress(None, 0, 2, 0.1, Obstacle.TOO_NEAR),
        "guide_left": GuideProgress(left, 0, 2, 0.2),
        "guide_right": GuideProgress(right, 1, 2, 0.0),
        "guide_back": GuideProgress(None, 1, 2, 0.3),
        "guide_burst": GuideProgress(),
    }
    for name, progress in shown.items():
        yield name, Screen(guiding(progress), COUNTS, method=Method.GUIDED)
    yield "motionless", Screen(motionless(), COUNTS, method=Method.GUIDED)
    yield "flat", Screen(flat(), COUNTS, has_details_open=True, method=Method.GUIDED)


def _states() -> Iterator[tuple[str, Screen]]:
    yield "no_camera", Screen(DeskState(), {})
    yield "live_empty", Screen(ready(subject=None, generation=0), {})
    yield "subject_set", Screen(ready(notice=Notice.PICTURE_TOO_OLD), COUNTS)
    job = Job("job-1", ANNA, 1, Policy())
    yield "checking", Screen(ready(phase=Verifying(job, STILL, 100.0)), COUNTS)
    yield "live", Screen(showing(LIVE), COUNTS)
    yield "not_live", Screen(showing(ATTACK, endpoint="api.example.com"), COUNTS)
    yield "try_again", Screen(showing(decide_failure(Reason.NO_FACE)), COUNTS)
    unrecorded = showing(LIVE, endpoint="api.example.com", recorded=False)
    yield "error", Screen(unrecorded, COUNTS)
    demo = CameraLive("demo, 640x480 at 25 fps", is_demo=True)
    yield "demonstration", Screen(showing(LIVE, is_demo=True, camera=demo), {})
    details = Screen(showing(DETAILED, endpoint="api.example.com"), COUNTS, has_details_open=True)
    yield "details", details
    yield "long_name", Screen(showing(SPOOF, subject=Subject(LONG)), COUNTS)
    lost = CameraFailed("Logitech C920", CameraTrouble.LOST)
    failed = EngineFailed(Reason.CREDENTIALS_MISSING)
    yield "camera_lost", Screen(ready(camera=lost, engine=failed), COUNTS)
    covered = CameraLive(
        "C920, 1280x720 at 30 fps", condition=Condition(CameraTrouble.COVERED, rate_fps=30)
    )
    yield "camera_covered", Screen(ready(camera=covered), COUNTS)
    stand_in = replace(covered, condition=Condition(rate_fps=24), instead_of="Logitech BRIO")
    yield "camera_stand_in", Screen(ready(camera=stand_in), COUNTS)
    address = "rtsp://camera.example/" + "a-long-path/" * 8
    opening = CameraOpening(address, 0.0)
    yield "opening", Screen(ready(camera=opening, engine=EngineStarting()), COUNTS)
    yield from _guided_states()


SCREENS = dict(_states())
