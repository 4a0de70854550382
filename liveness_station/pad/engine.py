"""The on-device engine: which faces count, and what the largest of them is worth."""

from typing import Final

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.manifest import MINIFASNET, YUNET
from liveness_station.pad.medium import framing_corners
from liveness_station.pad.networks import Network, class_probabilities
from liveness_station.pad.quality import quality_reasons, shadow_share
from liveness_station.pad.scoring import MEDIUM_EDGES, MOST_CORNERS, Evidence, score, signals
from liveness_station.pad.windows import eight_windows

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
    """YuNet, MiniFASNetV2 in eight runs and what frames the face. Safe to call from any threads."""

    def __init__(self, detector: FaceDetector, network: Network) -> None:
        self._detector = detector
        self._network = network

    @property
    def name(self) -> str:
        """Engine and model versions in one line of printable ASCII."""
        hashes = f"{MINIFASNET.short_hash} {YUNET.short_hash}"
        return f"minifasnet-v2-8run/2.0 yunet-2023mar ({hashes})"

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
        face = faces[0]
        evidence = Evidence(
            class_probabilities(self._network, eight_windows(pixels, face)),
            shadow_share(pixels, face),
            framing_corners(pixels, face),
        )
        height_px, width_px = pixels.shape[:2]
        reasons = (
            *risk_reasons(faces),
            *size_reasons(face, width_px=width_px, height_px=height_px),
            *quality_reasons(pixels, face),
            *((MEDIUM_EDGES,) if evidence.corners.count >= MOST_CORNERS else ()),
        )
        return Assessment(faces, score(evidence), reasons, signals(evidence, face))


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
