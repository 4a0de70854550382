"""What the window says of the camera. Pure functions; no Qt, no clock."""

import re
from typing import Final, assert_never

from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)
from liveness_station.ui.views import Level, StageView, StatusItem
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.cameras import camera_words, trouble_words

_DESCRIBED: Final = re.compile(
    r"(?P<label>.*), (?P<width>\d+)x(?P<height>\d+)(?: at (?P<rate>[\d.e+]+) fps)?", re.DOTALL
)
"""As rooms below, which know no language, describe a source."""

_TOLD_FROM_S: Final = 2
"""A shorter wait needs no counting."""


def present_stage(camera: CameraState, words: Words) -> StageView | None:
    """Returns what stands in the picture's place; None where the picture itself is of use."""
    match camera:
        case CameraLive(condition=condition):
            if condition.trouble is None or not condition.is_blocking:
                return None
            explanation = trouble_words(words, condition.trouble, camera.kind)
            return StageView(explanation.happened, explanation.next_step)
        case CameraClosed():
            return StageView(words.say(Phrase.CAMERA_CLOSED), words.say(Phrase.CAMERA_CLOSED_NEXT))
        case CameraOpening():
            step = camera_words(words).stop_hint if is_opening_long(camera) else ""
            return StageView(_opening(camera, words), step)
        case CameraFailed(_, trouble, kind):
            explanation = trouble_words(words, trouble, kind)
            return StageView(explanation.happened, explanation.next_step)
        case _:
            assert_never(camera)


def present_camera(camera: CameraState, words: Words) -> StatusItem:
    """Returns the camera's part of the status line."""
    match camera:
        case CameraLive():
            return _live(camera, words)
        case CameraClosed():
            return StatusItem(words.say(Phrase.CAMERA_CLOSED), Level.IDLE)
        case CameraOpening():
            return StatusItem(_opening(camera, words), Level.WAITING)
        case CameraFailed(label, trouble, kind):
            happened = trouble_words(words, trouble, kind).happened
            named = words.say(Phrase.NAMED, what=happened, which=label)
            return StatusItem(named if label else happened, Level.BAD)
        case _:
            assert_never(camera)


def source_parts(camera: CameraLive, words: Words) -> tuple[str, str]:
    """Returns a source's name, and what it says of its pictures' size and rate; in a language."""
    found = _DESCRIBED.fullmatch(camera.description)
    if found is None:
        return camera.description, ""
    said, told = camera_words(words), found.groupdict()
    size = (said.size if told["rate"] else said.size_only).format(**told)
    return said.demo if camera.is_demo else told["label"], size


def _source_text(camera: CameraLive, words: Words) -> str:
    label, size = source_parts(camera, words)
    return camera_words(words).source.format(label=label, size=size) if size else label


def is_opening_long(camera: CameraState) -> bool:
    """Tells whether a source has been awaited for so long that the operator may give up on it."""
    return isinstance(camera, CameraOpening) and camera.waited_s >= _TOLD_FROM_S


def _opening(camera: CameraOpening, words: Words) -> str:
    if camera.waited_s < _TOLD_FROM_S:
        return words.say(Phrase.CAMERA_OPENING, label=camera.label)
    return camera_words(words).opening.format(label=camera.label, seconds=camera.waited_s)


def _live(camera: CameraLive, words: Words) -> StatusItem:
    """Says what really comes, what is wrong with it, and if it is not the wanted camera."""
    said = camera_words(words)
    text, trouble = _source_text(camera, words), camera.condition.trouble
    if camera.condition.rate_fps is not None:
        text = said.measured.format(camera=text, rate=camera.condition.rate_fps)
    if camera.instead_of:
        text = said.instead.format(camera=text, missing=camera.instead_of)
    if trouble is not None:
        happened = trouble_words(words, trouble, camera.kind).happened
        text = words.say(Phrase.NAMED, what=happened, which=text)
    if camera.is_blocked:
        return StatusItem(text, Level.BAD)
    is_odd = trouble is not None or bool(camera.instead_of)
    return StatusItem(text, Level.WAITING if is_odd else Level.GOOD)
