"""What the gates measure of real pictures, and of what is made of them."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.gates import Component, Gate, Look, measure
from liveness_station.pad.attending import MOST_ABSENT_S
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.gating import DETECT_EVERY, GateKeeper
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.manifest import YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.tracking import FaceTracker

STEP_S = 1 / 15


@pytest.fixture(scope="module")
def models() -> tuple[FaceDetector, LandmarkFinder]:
    folder = Path(__file__).resolve().parent.parent.parent / "resources" / "models"
    return FaceDetector(read_verified(folder, YUNET)), load_landmark_finder(folder)


@pytest.fixture
def keeper(models: tuple[FaceDetector, LandmarkFinder]) -> GateKeeper:
    detector, finder = models
    return GateKeeper(FaceTracker(detector, finder, detect_every=DETECT_EVERY), finder)


@pytest.fixture
def scene(portrait: Pixels) -> Pixels:
    """480 x 640 with the portrait's head in the middle, about 180 px wide."""
    large = cv2.resize(portrait, (1024, 1024), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(large[0:480, 130:770])


def looked(keeper: GateKeeper, pixels: Pixels, at_s: float = 0.0) -> Look:
    return keeper.look(Frame(np.ascontiguousarray(pixels), at_s, 0, "test"))


def settled(keeper: GateKeeper, pixels: Pixels) -> Look:
    """Looks until everything was measured anew."""
    for number in range(4):
        looked(keeper, pixels, 10 + number * STEP_S)
    return looked(keeper, pixels, 10 + 4 * STEP_S)


def turned_in_plane(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def test_a_good_picture_passes(keeper: GateKeeper, scene: Pixels) -> None:
    look = looked(keeper, scene)
    assert look.reds() == ()
    assert look.face is not None
    assert len(look.measures) > 15
    names = {measure.code for measure in look.measures}
    assert {"HeadPoseYaw", "LuminanceMean", "EyesOpen", "Sharpness"} <= names


def test_V1_nobody_is_said(keeper: GateKeeper) -> None:
    wall = np.full((480, 640, 3), 120, np.uint8)
    assert looked(keeper, wall).reds() == (Gate.NO_FACE,)


def test_a_covered_camera_is_said_before_the_missing_face(keeper: GateKeeper) -> None:
    black = np.full((480, 640, 3), 6, np.uint8)
    assert looked(keeper, black).reds()[0] is Gate.COVERED


def test_V2_two_people_are_said(keeper: GateKeeper, scene: Pixels) -> None:
    pair = np.hstack([scene, scene[:, ::-1]])
    assert looked(keeper, pair).reds()[0] is Gate.SEVERAL_FACES


@pytest.mark.parametrize(
    ("gate", "factor", "offset"),
    [(Gate.TOO_DARK, 0.12, 0), (Gate.TOO_BRIGHT, 1.5, 60)],
)
def test_V5_light_is_measured_on_the_face(
    keeper: GateKeeper, scene: Pixels, gate: Gate, factor: float, offset: int
) -> None:
    made = cv2.convertScaleAbs(scene, alpha=factor, beta=offset)
    assert gate in looked(keeper, np.asarray(made, np.uint8)).reds()


def test_V5_a_face_before_a_window_is_backlit(keeper: GateKeeper, scene: Pixels) -> None:
    look = looked(keeper, scene)
    assert look.face is not None
    shade = np.full(scene.shape[:2], 255, np.uint8)
    middle = (round(look.face.left_px + look.face.width_px / 2), round(look.face.top_px + 120))
    cv2.ellipse(shade, middle, (170, 230), 0, 0, 360, 0, -1)
    window = np.where(shade[..., np.newaxis] > 0, 255, scene // 4).astype(np.uint8)
    reds = settled(keeper, window).reds()
    assert Gate.BACKLIT in reds
    assert Gate.TOO_DARK not in reds


def test_light_from_one_side_is_said(keeper: GateKeeper, scene: Pixels) -> None:
    look = looked(keeper, scene)
    assert look.face is not None
    middle = look.face.left_px + look.face.width_px / 2
    ramp = np.clip((np.arange(640) - middle) / 60 + 0.5, 0.1, 1)
    made = (scene * ramp[np.newaxis, :, np.newaxis]).astype(np.uint8)
    assert {Gate.SIDE_LIT, Gate.TOO_DARK, Gate.BACKLIT} & set(settled(keeper, made).reds())


@pytest.mark.parametrize("way", ["defocus", "smear"])
def test_V5_blur_is_said(keeper: GateKeeper, scene: Pixels, way: str) -> None:
    made = cv2.GaussianBlur(scene, (0, 0), 4) if way == "defocus" else cv2.blur(scene, (21, 1))
    assert looked(keeper, np.asarray(made, np.uint8)).reds() == (Gate.BLURRED,)


def test_V6_a_small_face_is_too_far(keeper: GateKeeper, portrait: Pixels) -> None:
    assert looked(keeper, portrait).reds()[0] is Gate.TOO_FAR


@pytest.mark.parametrize(
    ("gate", "shift"),
    [(Gate.OFF_CENTRE_LEFT, (-250, 0)), (Gate.OFF_CENTRE_RIGHT, (250, 0))],
)
def test_V6_a_face_at_the_edge_is_told_which_way_to_move(
    keeper: GateKeeper, scene: Pixels, gate: Gate, shift: tuple[int, int]
) -> None:
    """Left of the picture is the subject's right: it is to move to its left, as in a mirror."""
    matrix = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float32)
    moved = cv2.warpAffine(scene, matrix, (640, 480), borderMode=cv2.BORDER_REPLICATE)
    assert looked(keeper, np.asarray(moved, np.uint8)).reds()[0] is gate


@pytest.mark.parametrize("degrees", [-25, 25, 90])
def test_a_tilted_head_is_said(keeper: GateKeeper, scene: Pixels, degrees: int) -> None:
    assert looked(keeper, turned_in_plane(scene, degrees)).reds()[0] is Gate.TILTED


def test_a_face_that_moves_is_asked_to_hold_still(keeper: GateKeeper, scene: Pixels) -> None:
    looks = [
        looked(keeper, np.roll(scene, 12 * number, axis=1), number * STEP_S) for number in range(4)
    ]
    assert Gate.MOVING in looks[-1].reds()


def test_V4_one_face_is_one_stretch_and_another_is_the_next(
    keeper: GateKeeper, scene: Pixels
) -> None:
    rng = np.random.default_rng(3)

    def live(pixels: Pixels, number: int) -> Look:
        grain = rng.integers(-2, 3, pixels.shape)
        noisy = np.clip(pixels.astype(np.int16) + grain, 0, 255).astype(np.uint8)
        return looked(keeper, np.roll(noisy, number % 3, axis=1), number * STEP_S)

    stretches = {live(scene, number).stretch for number in range(20)}
    assert stretches == {0}
    # Nearer, mirrored and in other light: no face changes so from one picture to the next.
    other = cv2.resize(scene[40:440, 60:580, ::-1], (640, 480))[:, ::-1]
    after = [live(np.asarray(other, np.uint8), number).stretch for number in range(20, 40)]
    assert after[-1] == 1


def test_V3_who_comes_back_after_five_seconds_is_somebody_else(
    keeper: GateKeeper, scene: Pixels
) -> None:
    assert looked(keeper, scene, 0.0).stretch == 0
    wall = np.full((480, 640, 3), 120, np.uint8)
    for number in range(20):
        looked(keeper, wall, 0.1 + number * STEP_S)
    assert looked(keeper, scene, MOST_ABSENT_S + 0.5).stretch == 1


@pytest.mark.shared_data
def test_on_real_pictures_every_hint_is_right() -> None:
    campaign = pytest.importorskip("benchmarks.gates_data")
    if not campaign.DATA.is_dir():
        pytest.skip("no ../shared/data")
    keepers = campaign.make_keepers()
    for name, wanted in campaign.HOSTILE_HINTS.items():
        seen = campaign.look_at(campaign.DATA / "hostile" / name, keepers)
        assert seen.hint is wanted, name
    live = [campaign.look_at(path, keepers) for path in campaign.live_scenes()]
    allowed = campaign.HINTS_THAT_A_PERSON_WOULD_GIVE
    wrong = [seen.name for seen in live if seen.hint not in {None, allowed.get(seen.name)}]
    doubtful = {*wrong, *campaign.DOUBTFUL}
    assert len(live) - len(doubtful) >= 0.95 * len(live), doubtful


def brighter(pixels: Pixels, gain: float) -> Pixels:
    return np.asarray(np.clip(pixels.astype(np.float32) * gain, 0, 255), np.uint8)


def watched(keeper: GateKeeper, pixels: Pixels, from_s: float) -> Look:
    """Looks for a third of a second and returns the last look."""
    looks = [looked(keeper, pixels, from_s + number * STEP_S) for number in range(5)]
    return looks[-1]


@pytest.mark.parametrize(("gains", "gate"), [((2, 4, 9, 25), "bright"), ((0.4, 0.1, 0.03), "dark")])
def test_V5_a_face_that_light_takes_is_never_said_to_be_nobody(
    keeper: GateKeeper, scene: Pixels, gains: tuple[float, ...], gate: str
) -> None:
    """Neither step by step nor where the picture begins like that."""
    wanted = {"bright": {Gate.TOO_BRIGHT}, "dark": {Gate.TOO_DARK, Gate.BACKLIT, Gate.COVERED}}
    settled(keeper, scene)
    lost = 0
    for number, gain in enumerate(gains):
        look = watched(keeper, brighter(scene, gain), 11.0 + number)
        lost += look.face is None
        assert look.face is not None or Gate.NO_FACE in look.reds(), "nobody is captured there"
        hint = next(iter(look.reds()), None)
        assert hint is None or hint in wanted[gate], (gain, hint)
    assert lost, "the last step takes the face"


def test_who_gets_up_is_missed_and_not_blamed_on_the_light(
    keeper: GateKeeper, scene: Pixels
) -> None:
    """The wall behind is as bright as a lamp, and was so before."""
    face = looked(keeper, scene).face
    assert face is not None
    settled(keeper, scene)
    left = scene.copy()
    top, side = max(0, round(face.top_px - 40)), round(face.left_px - 60)
    left[top:, max(0, side) : round(face.left_px + face.width_px + 60)] = 235
    assert watched(keeper, left, 12.0).reds() == (Gate.NO_FACE,)


def test_burnt_skin_goes_before_what_is_guessed_of_it() -> None:
    measures = (measure(Component.OVER_EXPOSURE, 0.7), measure(Component.SINGLE_FACE, 0.9))
    found = Look(0.0, Face(0, 0, 200, 240, 0.9), 640, 480, measures).reds()
    assert found == (Gate.TOO_BRIGHT, Gate.SEVERAL_FACES)


@pytest.mark.parametrize("kind", ["mask", "dark glasses"])
def test_a_covered_face_is_said(keeper: GateKeeper, scene: Pixels, kind: str) -> None:
    face = looked(keeper, scene).face
    assert face is not None
    drawn, wide, high = scene.copy(), face.width_px, face.height_px
    middle = face.left_px + wide / 2
    if kind == "dark glasses":
        for side in (-0.22, 0.22):
            centre = (round(middle + side * wide), round(face.top_px + 0.42 * high))
            cv2.ellipse(drawn, centre, (round(0.2 * wide), round(0.12 * high)), 0, 0, 360, 20, -1)
    else:
        low, left = round(face.top_px + 0.58 * high), round(middle - 0.5 * wide)
        drawn[low : round(face.top_px + high), left : round(middle + 0.5 * wide)] = (200, 170, 110)
    assert Gate.FACE_COVERED in settled(keeper, drawn).reds()
    assert Gate.FACE_COVERED not in settled(keeper, scene).reds()
