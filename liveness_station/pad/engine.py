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
from liveness_station.pad.outline import LOOKS_LIKE_MASK, chin_edge, may_be_sharp
from liveness_station.pad.quality import quality_reasons, shadow_share
from liveness_station.pad.scoring import MEDIUM_EDGES, MOST_CORNERS, Evidence, score, signals
from liveness_station.pad.sharpness import sharpness_reasons
from liveness_station.pad.sizes import scaled, shrunk
from liveness_station.pad.windows import eight_windows

VERSION: Final = "2.1"
"""Counts up with every change of a rule or a limit: whoever compares records must see it."""

MULTIPLE_FACES: Final = "multiple_faces"
"""Risk reason: a second face is nearly as large as the one that was judged."""

FACE_TOO_LARGE: Final = "face_too_large"
"""Risk reason: the face fills the picture, so that nothing of its surroundings can be judged."""

MOST_OF_PICTURE: Final = 0.45
"""Share of the picture's area that a face may take.

Six tenths of the width is where makers of such systems stop (VisionLabs LUNA); in a picture that
is upright, as faces are, that is 0.45 of the area. A printed portrait that fills the picture shows
no edge that could give it away.
"""

MIN_FACE_SIDE_PX: Final = 40
"""A face is usable from here on.

MiniFASNet sees the face and its surroundings in 80 px, the face itself in 80 / 2.7 = 30 px. Below
30 the window would be enlarged and the detail it is judged by made up; a third is added, because
compression takes the finest detail first. The contract itself asks for no size of face.
"""

MIN_RIVAL_AREA: Final = 0.15
"""From this share of the largest face's area on, a second face makes the subject ambiguous.

Area falls with the square of the distance, so 0.15 is somebody 2.6 times as far from the camera:
somebody behind the subject counts, somebody across the room does not.
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
        faces = tuple(face for face in self._detector.detect(pixels) if is_usable(face))
        if not faces:
            return Assessment((), None)
        view = view_of(pixels, faces[0])
        evidence = Evidence(
            class_probabilities(self._network, eight_windows(view.pixels, view.face)),
            shadow_share(view.pixels, view.face),
            framing_corners(view.pixels, view.face),
        )
        reasons = (
            *risk_reasons(faces),
            *size_reasons(faces[0], width_px=pixels.shape[1], height_px=pixels.shape[0]),
            *quality_reasons(view.pixels, view.face),
            *sharpness_reasons(view.pixels, view.face),
            *((MEDIUM_EDGES,) if evidence.corners.count >= MOST_CORNERS else ()),
        )
        found = signals(evidence, view.face)
        if score(evidence) > DEFAULT_THRESHOLD and may_be_sharp(view.pixels, view.face):
            # Only then, because it costs as much as half of all the rest.
            edge = chin_edge(view.pixels, self._finder.find(view.pixels, view.face))
            found = (*found, edge.signal(view.face))
            reasons = (*reasons, LOOKS_LIKE_MASK) if edge.is_cut_out else reasons
        placed = tuple(view.in_the_picture(signal) for signal in found)
        return Assessment(faces, score(evidence), reasons, placed)


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


def risk_reasons(faces: tuple[Face, ...]) -> tuple[str, ...]:
    """Returns the stable codes for what is wrong with these faces, the largest first in them."""
    has_rival = len(faces) > 1 and faces[1].area_px >= MIN_RIVAL_AREA * faces[0].area_px
    return (MULTIPLE_FACES,) if has_rival else ()


def size_reasons(face: Face, *, width_px: int, height_px: int) -> tuple[str, ...]:
    """Returns the stable code of a face that leaves no room for its surroundings."""
    return (FACE_TOO_LARGE,) if face.area_px > MOST_OF_PICTURE * width_px * height_px else ()
