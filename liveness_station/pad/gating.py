"""Looks at one frame after another and measures what the gates go by."""

from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.gates import Component, Look, Measure, measure
from liveness_station.pad.attending import Attendance
from liveness_station.pad.covering import bareness
from liveness_station.pad.detector import LONGEST_SIDE_PX
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.lost_light import LastPlace, picture_measures, place_light
from liveness_station.pad.poses import (
    LEFT_CHEEK,
    LEFT_EYE,
    RIGHT_CHEEK,
    RIGHT_EYE,
    Points,
    eye_distances_px,
)
from liveness_station.pad.sharpness import sharpness_of
from liveness_station.pad.sizes import scaled, shrunk
from liveness_station.pad.skin import skin_light
from liveness_station.pad.tracking import LEAST_PRESENCE, FaceTracker, Tracked

DETECT_EVERY: Final = 8
"""Looks from one detection to the next: twice a second at 15 looks a second."""

_SURE_PRESENCE: Final = 0.9
"""Of an upright face the points are surer than this; below, another way up is tried."""

_TURNS: Final = 4
_LIGHT_TURN: Final = 0
_SHARPNESS_TURN: Final = 2
_EYES_TURNS: Final = (1, 3)
"""Eyes twice as often: a blink is short."""

_COVERING: Final = -1
"""Measured in the turn of sharpness, kept by itself."""

_LONGEST_STEP_S: Final = 0.4
_FOREHEAD: Final = 10
_CHIN: Final = 152
_UPRIGHT_TRIES: Final = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180)


class GateKeeper:
    """Measures the frames of one source. Used by one thread.

    Args:
        tracker: follows the face.
        finder: tells what its eyes do.
    """

    def __init__(self, tracker: FaceTracker, finder: LandmarkFinder) -> None:
        self._tracker = tracker
        self._finder = finder
        self._attendance = Attendance()
        self._rival_share = 0.0
        self._place: tuple[float, float, float] | None = None
        self._is_resting = False
        self._turn = 0
        self._last = LastPlace()
        self._kept: dict[int, tuple[Measure, ...]] = {}

    def look(self, frame: Frame) -> Look:
        """Measures the next frame.

        Raises:
            EngineError: a model failed.
        """
        tracked = self._follow(frame.pixels)
        if tracked is None:
            self._rival_share, self._place, self._kept = 0.0, None, {}
            self._attendance.miss(frame)
            return self._look_without(frame)
        if tracked.detected is not None:
            others = tracked.detected[1:2]
            self._rival_share = others[0].area_px / tracked.face.area_px if others else 0.0
        measures = [*_places(frame, tracked.face, self._rival_share)]
        if tracked.landmarks.presence < LEAST_PRESENCE:
            self._place, self._kept = None, {}
            self._attendance.miss(frame)
            light = place_light(frame.pixels, tracked.face)
            return self._look(frame, tracked, [*measures, *(light.measures() if light else ())])
        points = tracked.landmarks.points
        self._attendance.see(frame, points)
        measures += _pose(points)
        measures += self._in_turn(frame, tracked)
        measures.append(measure(Component.SPEED, self._speed(frame, points)))
        return self._look(frame, tracked, measures)

    def _in_turn(self, frame: Frame, tracked: Tracked) -> tuple[Measure, ...]:
        """Measures light, sharpness or eyes, one at each look, and tells all as last measured.

        All of them at each look would cost half as much again as finding the points, and none of
        what they tell is said before it has lasted for four looks.
        """
        pixels, kept, is_first = frame.pixels, self._kept, not self._kept
        self._turn = (self._turn + 1) % _TURNS
        if is_first or self._turn == _LIGHT_TURN:
            kept = kept | {_LIGHT_TURN: _light(pixels, tracked.landmarks.points)}
            self._last.see(pixels, tracked.face, frame.captured_at_s)
        if is_first or self._turn == _SHARPNESS_TURN:
            kept = kept | {_SHARPNESS_TURN: _sharpness(pixels, tracked.face)}
            kept |= {_COVERING: _covering(pixels, tracked.landmarks.points)}
        if is_first or self._turn in _EYES_TURNS:
            kept = kept | {_TURNS: (self._eyes(tracked),)}
        self._kept = kept
        return tuple(one for measures in kept.values() for one in measures)

    def _eyes(self, tracked: Tracked) -> Measure:
        expression = self._finder.express(tracked.landmarks)
        closed = min(expression.blink_left, expression.blink_right)
        return measure(Component.EYES_OPEN, 1 - closed)

    def _follow(self, pixels: Pixels) -> Tracked | None:
        """Follows the face; while nobody is there, at every second look, which halves the cost."""
        if self._is_resting:
            self._is_resting = False
            return None
        tracked = self._tracker.follow(pixels)
        self._is_resting = tracked is None
        return tracked

    def _look_without(self, frame: Frame) -> Look:
        measures = (
            measure(Component.FACE_FOUND, 0),
            *picture_measures(frame.pixels),
            *self._last.lost(frame.pixels, frame.captured_at_s),
        )
        return Look(
            frame.captured_at_s,
            None,
            frame.width_px,
            frame.height_px,
            measures,
            stretch=self._attendance.stretch,
        )

    def _look(self, frame: Frame, tracked: Tracked, measures: list[Measure]) -> Look:
        presence = tracked.landmarks.presence
        is_askew = presence < _SURE_PRESENCE and self._is_askew(frame.pixels, tracked)
        return Look(
            frame.captured_at_s,
            tracked.face,
            frame.width_px,
            frame.height_px,
            tuple(measures),
            is_askew=is_askew,
            is_aside=presence < LEAST_PRESENCE and not is_askew,
            stretch=self._attendance.stretch,
        )

    def _is_askew(self, pixels: Pixels, tracked: Tracked) -> bool:
        """Tells whether the points are surer with the picture another way up."""
        part, face = _around(pixels, tracked.face)
        for way in _UPRIGHT_TRIES:
            with opencv_door("gates"):
                turned = np.asarray(cv2.rotate(part, way), np.uint8)
            box = _turned_box(face, part, way)
            if self._finder.find(turned, box).presence >= _SURE_PRESENCE:
                return True
        return False

    def _speed(self, frame: Frame, points: Points) -> float:
        """Returns how fast the face moves, in distances of its eyes a second."""
        middle = points[:, :2].mean(axis=0)
        before = self._place
        now = (frame.captured_at_s, float(middle[0]), float(middle[1]))
        self._place = now
        if before is None:
            return 0.0
        seconds = now[0] - before[0]
        if not 0 < seconds <= _LONGEST_STEP_S:
            return 0.0
        eyes_px = max(float(eye_distances_px(points[np.newaxis])[0]), 1.0)
        return float(np.hypot(now[1] - before[1], now[2] - before[2])) / eyes_px / seconds


def _places(frame: Frame, face: Face, rival_share: float) -> tuple[Measure, ...]:
    """Measures where the face is and how large, from its box alone."""
    width_px, height_px = frame.width_px, frame.height_px
    share = face.area_px / (width_px * height_px)
    found = (
        measure(Component.FACE_FOUND, 1),
        measure(Component.SINGLE_FACE, rival_share),
        measure(Component.HEAD_SIZE, face.width_px),
        measure(Component.PICTURE_SHARE, share),
    )
    if not found[-1].is_well:
        # It is at a border because it is too near, and moving back mends both.
        return found
    right, below = face.left_px + face.width_px, face.top_px + face.height_px
    return (
        *found,
        measure(Component.LEFTWARD_CROP, face.left_px / face.width_px),
        measure(Component.RIGHTWARD_CROP, (width_px - right) / face.width_px),
        measure(Component.MARGIN_ABOVE, face.top_px / face.height_px),
        measure(Component.MARGIN_BELOW, (height_px - below) / face.height_px),
    )


def _pose(points: Points) -> tuple[Measure, ...]:
    """Measures how the head is held, in degrees; from the mesh, whose depth is a guess."""
    eyes = points[LEFT_EYE] - points[RIGHT_EYE]
    cheeks = points[LEFT_CHEEK] - points[RIGHT_CHEEK]
    upright = points[_FOREHEAD] - points[_CHIN]
    roll = np.degrees(np.arctan2(eyes[1], eyes[0]))
    return (
        measure(Component.ROLL, float(roll)),
        measure(
            Component.YAW, float(np.degrees(np.arctan2(cheeks[2], np.hypot(cheeks[0], cheeks[1]))))
        ),
        measure(
            Component.PITCH,
            float(np.degrees(np.arctan2(upright[2], np.hypot(upright[0], upright[1])))),
        ),
    )


def _light(pixels: Pixels, points: Points) -> tuple[Measure, ...]:
    light = skin_light(pixels, points)
    return (
        measure(Component.LUMINANCE, light.bright),
        measure(Component.UNDER_EXPOSURE, light.shadow),
        measure(Component.OVER_EXPOSURE, light.white),
        measure(Component.BACKLIGHT, light.backlight),
        measure(Component.GLARE, light.shine),
        measure(Component.EVENNESS_OF_LIGHT, light.unevenness),
        measure(Component.SIDE_OF_LIGHT, light.left_right),
    )


def _covering(pixels: Pixels, points: Points) -> tuple[Measure, ...]:
    bare = bareness(pixels, points)
    if bare is None:
        return ()
    return (
        measure(Component.EYES_VISIBLE, bare.eyes),
        measure(Component.MOUTH_VISIBLE, bare.mouth),
        measure(Component.SKIN_COLOUR, bare.colour),
    )


def _sharpness(pixels: Pixels, face: Face) -> tuple[Measure, ...]:
    """Measures how sharp the face is at the size at which the engine judges it."""
    factor = min(1.0, LONGEST_SIDE_PX / max(pixels.shape[:2]))
    part, inner = _around(pixels, face)
    with opencv_door("gates"):
        small = shrunk(part, max(1, round(max(part.shape[:2]) * factor)))
    across, down = small.shape[1] / part.shape[1], small.shape[0] / part.shape[0]
    found = sharpness_of(small, scaled(inner, across=across, down=down))
    if found is None:
        return ()
    detail, evenness = found
    return measure(Component.SHARPNESS, detail), measure(Component.SMEAR, evenness)


def _around(pixels: Pixels, face: Face) -> tuple[Pixels, Face]:
    """Returns the part of a picture that holds a face with half of its side around, and its box."""
    side = max(face.width_px, face.height_px)
    left = max(0, round(face.left_px + face.width_px / 2 - side))
    top = max(0, round(face.top_px + face.height_px / 2 - side))
    part = pixels[top : top + max(1, round(2 * side)), left : left + max(1, round(2 * side))]
    box = Face(
        face.left_px - left, face.top_px - top, face.width_px, face.height_px, face.confidence
    )
    return part, box


def _turned_box(face: Face, part: Pixels, way: int) -> Face:
    """Returns the box in the part turned so."""
    height_px, width_px = part.shape[:2]
    left, top, wide, high = face.left_px, face.top_px, face.width_px, face.height_px
    if way == cv2.ROTATE_180:
        return Face(width_px - left - wide, height_px - top - high, wide, high, face.confidence)
    if way == cv2.ROTATE_90_CLOCKWISE:
        return Face(height_px - top - high, left, high, wide, face.confidence)
    return Face(top, width_px - left - wide, high, wide, face.confidence)
