from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_local_probe
from liveness_station.pad.places import MULTIPLE_FACES
from tests.pad.live_pictures import as_sent

pytestmark = pytest.mark.shared_data

LIVE = (
    "live/jomariya23156-face-recognition-wit__002.jpg",
    "live/minivision-ai-silent-face-anti-spo__001.jpg",
    "live/sudipto0315-antispoofing__001.jpg",
)
ATTACKS = (
    "spoof/print/jinghuizhou-awesome-face-antispoof__001.jpg",
    "spoof/print/jomariya23156-face-recognition-wit__004.jpg",
    "spoof/print/kby-ai-facelivenessdetection-docke__002.jpg",
    "spoof/replay/foxriver-2005-real-time-facial-ant__002.jpg",
    "spoof/replay/minivision-ai-silent-face-anti-spo__001.jpg",
    "spoof/replay/sudipto0315-antispoofing__002.jpg",
)


def assess(engine: Engine, path: Path) -> Assessment:
    content = np.frombuffer(path.read_bytes(), np.uint8)
    return engine.assess(as_sent(np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)))


@pytest.mark.parametrize("name", LIVE)
def test_clearly_live(engine: Engine, shared_data: Path, name: str) -> None:
    assessment = assess(engine, shared_data / name)
    assert assessment.score is not None
    assert assessment.score > 0.95
    assert assessment.risk_reasons == ()


@pytest.mark.parametrize("name", ATTACKS)
def test_clearly_attacks(engine: Engine, shared_data: Path, name: str) -> None:
    assessment = assess(engine, shared_data / name)
    assert assessment.score is not None
    assert assessment.score < 0.1


@pytest.mark.parametrize("name", ["two_different_faces.jpg", "two_same_faces.jpg"])
def test_two_faces(engine: Engine, shared_data: Path, name: str) -> None:
    assessment = assess(engine, shared_data / "hostile" / name)
    assert len(assessment.faces) == 2
    # Two pictures side by side are framed by their own edges as well.
    assert MULTIPLE_FACES in assessment.risk_reasons


def test_a_face_too_small_to_judge(engine: Engine, shared_data: Path) -> None:
    assert assess(engine, shared_data / "hostile/tiny_face_24px.jpg") == Assessment((), None)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (2560, 1440), (3840, 2160)])
@pytest.mark.parametrize("name", LIVE)
def test_a_face_of_100_px_is_found_in_what_the_station_sends_of_any_camera(
    engine: Engine, shared_data: Path, name: str, size: tuple[int, int]
) -> None:
    pixels = decode((shared_data / name).read_bytes())
    found = engine.assess(pixels).faces[0]
    factor = 100 / min(found.width_px, found.height_px)
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = small[: size[1], : size[0]]
    below, right = size[1] - small.shape[0], size[0] - small.shape[1]
    whole = cv2.copyMakeBorder(small, 0, below, 0, right, cv2.BORDER_REPLICATE)
    probe = encode_local_probe(Frame(np.asarray(whole, np.uint8), 0.0, 0, "a test"))
    (judged,) = engine.assess(decode(probe.jpeg)).faces[:1]
    assert judged.width_px * size[0] / probe.width_px == pytest.approx(found.width_px * factor, 0.2)
