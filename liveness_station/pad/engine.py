"""The on-device engine: which faces count, and what the largest of them is worth."""

from typing import Final

from liveness_station.domain.faces import Assessment, Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.manifest import MINIFASNET, YUNET
from liveness_station.pad.networks import Network, live_probabilities
from liveness_station.pad.quality import quality_reasons
from liveness_station.pad.windows import four_windows

MULTIPLE_FACES: Final = "multiple_faces"
"""Risk reason: a second face is nearly as large as the one that was judged."""

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
    """YuNet and MiniFASNetV2, four runs averaged. Safe to call from several threads."""

    def __init__(self, detector: FaceDetector, network: Network) -> None:
        self._detector = detector
        self._network = network

    @property
    def name(self) -> str:
        """Engine and model versions in one line of printable ASCII."""
        hashes = f"{MINIFASNET.short_hash} {YUNET.short_hash}"
        return f"minifasnet-v2-4run/1.0 yunet-2023mar ({hashes})"

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
        windows = four_windows(pixels, faces[0])
        scores = live_probabilities(self._network, windows)
        reasons = risk_reasons(faces) + quality_reasons(pixels, faces[0])
        return Assessment(faces, sum(scores) / len(scores), reasons)


def is_usable(face: Face) -> bool:
    """Tells whether a face is large enough to be judged: its shorter side has 40 px or more."""
    return min(face.width_px, face.height_px) >= MIN_FACE_SIDE_PX


def risk_reasons(faces: tuple[Face, ...]) -> tuple[str, ...]:
    """Returns the stable codes for what is wrong with these faces, the largest first in them."""
    has_rival = len(faces) > 1 and faces[1].area_px >= MIN_RIVAL_AREA * faces[0].area_px
    return (MULTIPLE_FACES,) if has_rival else ()
