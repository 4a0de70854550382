"""The on-device engine: which faces count, and what the largest of them is worth."""

import math
from dataclasses import dataclass, replace
from typing import Final

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.assessments import Assessment
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal
from liveness_station.pad.detector import LONGEST_SIDE_PX, FaceDetector
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.manifest import LANDMARKS, MINIFASNET, YUNET
from liveness_station.pad.medium import framing_corners
from liveness_station.pad.networks import Network, class_probabilities
from liveness_station.pad.outline import chin_edge, may_be_sharp
from liveness_station.pad.places import place_signals
from liveness_station.pad.quality import MONOCHROME, quality_signals, shadow_share
from liveness_station.pad.scoring import (
    LOOKS_LIKE_PRINT,
    LOOKS_LIKE_SCREEN,
    Evidence,
    score,
    signals,
)
from liveness_station.pad.sharpness import sharpness_signals
from liveness_station.pad.sizes import scaled, shrunk
from liveness_station.pad.windows import eight_windows

VERSION: Final = "2.5"
"""Counts up with every change of a rule or a limit: whoever compares records must see it."""

MIN_FACE_SIDE_PX: Final = 40
"""A face is usable from here on.

MiniFASNet sees the face and its surroundings in 80 px, the face itself in 80 / 2.7 = 30 px. Below
30 the window would be enlarged and the detail it is judged by made up; a third is added, because
compression takes the finest detail first. The contract itself asks for no size of face.
"""


CLOSER_LOOK_PX: Final = 1280
"""Where no face is found at 640 px, a larger picture is looked at once more at this size.

A face of 100 px is 17 px wide in a 2160p picture at 640 px, and every second one is missed; at this
size none was. It takes four times as long as the first look, but only where nobody is seen.
"""


class MiniFasNetEngine:
    """YuNet, MiniFASNetV2 in eight runs, frames and outlines. Safe to call from any threads."""

    def __init__(self, detector: FaceDetector, network: Network, finder: LandmarkFinder) -> None:
        self._detector = detector
        self._network = network
        self._finder = finder

    @property
    def name(self) -> str:
        """Engine and model versions in one line of printable ASCII."""
        hashes = " ".join(file.short_hash for file in (MINIFASNET, YUNET, LANDMARKS))
        return f"minifasnet-v2-8run/{VERSION} yunet-2023mar landmarks-478 ({hashes})"

    def assess(self, pixels: Pixels) -> Assessment:
        """Finds the usable faces and scores the largest.

        Args:
            pixels: height x width x 3, BGR, uint8, upright.

        Raises:
            EngineError: a model failed.
        """
        faces = self._usable_faces(pixels)
        if not faces:
            return Assessment((), None)
        view = view_of(pixels, faces[0])
        evidence = Evidence(
            class_probabilities(self._network, eight_windows(view.pixels, view.face)),
            shadow_share(view.pixels, view.face),
            framing_corners(view.pixels, view.face),
        )
        found = (*signals(evidence, view.face), *_chin_signals(self._finder, view, evidence))
        poor = (
            *quality_signals(view.pixels, view.face),
            *sharpness_signals(view.pixels, view.face),
        )
        height_px, width_px = pixels.shape[:2]
        placed = (
            *place_signals(faces, width_px=width_px, height_px=height_px),
            *(view.in_the_picture(signal) for signal in poor),
        )
        reasons = (signal.code for signal in (*placed, *found) if is_reason(signal))
        shown = (*(view.in_the_picture(signal) for signal in found), *placed)
        return Assessment(faces, score(evidence), tuple(reasons), strongest_first(shown))

    def _usable_faces(self, pixels: Pixels) -> tuple[Face, ...]:
        """Finds faces as large as most are, and, where there is none, half as large ones."""
        faces = tuple(face for face in self._detector.detect(pixels) if is_usable(face))
        if faces or max(pixels.shape[:2]) <= LONGEST_SIDE_PX:
            return faces
        found = self._detector.detect(pixels, longest_side_px=CLOSER_LOOK_PX)
        return tuple(face for face in found if is_usable(face))


def _chin_signals(finder: LandmarkFinder, view: "View", evidence: Evidence) -> tuple[Signal, ...]:
    """Returns what the chin's edge says of a picture that passes otherwise.

    Only then, because it costs as much as half of all the rest.
    """
    if score(evidence) <= DEFAULT_THRESHOLD or not may_be_sharp(view.pixels, view.face):
        return ()
    edge = chin_edge(view.pixels, finder.find(view.pixels, view.face))
    return (edge.signal(view.face),)


def is_reason(signal: Signal) -> bool:
    """Tells whether a picture with this signal is no pass whatever its score.

    What the network says of prints and screens is in the score already.
    """
    return signal.is_against and signal.code not in {LOOKS_LIKE_PRINT, LOOKS_LIKE_SCREEN}


def strongest_first(found: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Returns signals with missing colours first: nothing that the network says holds without."""
    return tuple(sorted(found, key=lambda signal: signal.code != MONOCHROME))


@dataclass(frozen=True, slots=True)
class View:
    """A picture at the size at which it is judged, and the face in it."""

    pixels: Pixels
    face: Face
    across: float
    down: float

    def in_the_picture(self, signal: Signal) -> Signal:
        """Returns a signal whose region is in pixels of the picture that was given."""
        if signal.region is None:
            return signal
        return replace(signal, region=scaled(signal.region, across=self.across, down=self.down))


def view_of(pixels: Pixels, face: Face) -> View:
    """Shrinks a picture to 640 px, or to where its face still has 40 px.

    The evidence was weighed at that size, which is the station's own probes'; a camera's full
    picture would otherwise be judged by grain that no probe has.
    """
    longest_px = max(pixels.shape[:2])
    enough_px = longest_px * MIN_FACE_SIDE_PX / min(face.width_px, face.height_px)
    with opencv_door("OpenCV"):
        small = shrunk(pixels, max(LONGEST_SIDE_PX, math.ceil(enough_px)))
    across, down = pixels.shape[1] / small.shape[1], pixels.shape[0] / small.shape[0]
    return View(small, scaled(face, across=1 / across, down=1 / down), across, down)


def is_usable(face: Face) -> bool:
    """Tells whether a face is large enough to be judged: its shorter side has 40 px or more."""
    return min(face.width_px, face.height_px) >= MIN_FACE_SIDE_PX
