"""What the run of pictures tells: which are a recording played again, and which a quiet scene."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data

from liveness_station.camera.sequence_watch import SequenceWatch
from liveness_station.domain.frames import Frame, Pixels
from tests.conftest import SHARED_DATA

CLIPS = sorted((*SHARED_DATA.glob("video_live/*"), *SHARED_DATA.glob("video_spoof/*")))
RATE_FPS = 25.0


def watch(
    pictures: Iterable[Pixels], *, rate_fps: float = RATE_FPS, jitter_s: float = 0.002
) -> dict[str, tuple[float, bool]]:
    """Shows pictures to a watch and returns value and judgement by code."""
    chance = np.random.default_rng(7)
    watching = SequenceWatch()
    for number, picture in enumerate(pictures):
        at_s = 100 + number / rate_fps + chance.normal(0, jitter_s)
        watching.look(Frame(np.ascontiguousarray(picture), at_s, number, "camera"))
    return {signal.code: (signal.value, signal.is_against) for signal in watching.signals()}


def speaking(found: dict[str, tuple[float, bool]]) -> set[str]:
    return {code for code, (_, is_against) in found.items() if is_against}


def scene() -> Pixels:
    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    return np.ascontiguousarray(cv2.resize(rgb[..., ::-1], (320, 240)))


def sensor(
    count: int, chance: np.random.Generator, *, noise: float = 1.5, sway_px: float = 1.0
) -> Iterator[Pixels]:
    """A person who sits still and breathes, as a sensor sees it."""
    base = scene()
    for number in range(count):
        phase = 2 * np.pi * number / (4.0 * RATE_FPS)
        shift = np.array(
            [[1, 0, sway_px * np.sin(phase)], [0, 1, sway_px * np.cos(phase)]], np.float32
        )
        moved = cv2.warpAffine(base, shift, (320, 240), borderMode=cv2.BORDER_REFLECT)
        grain = chance.standard_normal((240, 320, 1), np.float32) * noise
        yield np.clip(moved + grain, 0, 255).round().astype(np.uint8)


def packed(picture: Pixels, quality: int) -> Pixels:
    _, body = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(body, cv2.IMREAD_COLOR), np.uint8)


def test_a_person_who_sits_still_and_breathes_is_no_loop() -> None:
    found = watch(sensor(500, np.random.default_rng(1)))
    assert speaking(found) == set()
    assert {"loop_likeness", "duplicates_exact", "cadence_jitter", "source_frozen"} <= set(found)


def test_a_still_scene_without_any_movement_is_no_loop() -> None:
    assert speaking(watch(sensor(400, np.random.default_rng(2), sway_px=0.0))) == set()


@pytest.mark.parametrize("is_there_and_back", [False, True])
def test_a_recording_that_is_played_again_is_one(is_there_and_back: bool) -> None:
    clip = list(sensor(60, np.random.default_rng(3), sway_px=4.0))
    again = clip + clip[::-1] if is_there_and_back else clip
    found = watch(packed(picture, 70) for picture in again * 4)
    assert {"loop_likeness", "loop_period", "duplicates_exact"} <= speaking(found)
    assert found["loop_period"][0] == pytest.approx(len(again) / RATE_FPS, abs=0.1)


def test_a_recording_that_is_encoded_anew_each_time_is_one() -> None:
    chance = np.random.default_rng(4)
    clip = list(sensor(75, np.random.default_rng(3), sway_px=4.0))
    small = [cv2.resize(picture, (240, 180)) for picture in clip]
    noisy = (
        np.clip(picture + chance.normal(0, 1, picture.shape), 0, 255).astype(np.uint8)
        for picture in small * 4
    )
    found = watch(packed(picture, 50) for picture in noisy)
    assert "loop_likeness" in speaking(found)
    assert "duplicates_exact" not in speaking(found)


def test_a_lamp_that_flickers_is_no_loop() -> None:
    chance = np.random.default_rng(5)
    bands = 6 * np.sin(np.linspace(0, 9, 240))[:, None, None]

    def flickering() -> Iterator[Pixels]:
        for number, picture in enumerate(sensor(400, chance)):
            lit = picture + np.roll(bands, 80 * (number % 3), axis=0)
            yield np.clip(lit, 0, 255).astype(np.uint8)

    assert "loop_likeness" not in speaking(watch(flickering()))


def test_C2_a_source_that_stands_still_is_frozen_until_it_moves() -> None:
    moving = list(sensor(30, np.random.default_rng(6)))
    assert "source_frozen" in speaking(watch([*moving, *[moving[-1]] * 30]))
    assert "source_frozen" not in speaking(watch([*moving, *[moving[-1]] * 30, moving[0]]))


def test_black_pictures_are_no_recording() -> None:
    dark = [np.full((240, 320, 3), shade, np.uint8) for shade in (0, 1)]
    assert "duplicates_exact" not in speaking(watch(dark * 100))


def test_times_as_even_as_no_cable_leaves_them_are_told() -> None:
    pictures = list(sensor(60, np.random.default_rng(8)))
    assert "cadence_regular" in speaking(watch(pictures, jitter_s=0.0))
    assert "cadence_regular" not in speaking(watch(pictures, jitter_s=0.0005))


def test_pictures_that_come_in_bursts_are_told() -> None:
    watching = SequenceWatch()
    at_s = 0.0
    for number, picture in enumerate(sensor(90, np.random.default_rng(9))):
        at_s += 0.001 if number % 3 else 0.12
        watching.look(Frame(picture, at_s, number, "camera"))
    told = {signal.code for signal in watching.signals() if signal.is_against}
    assert "cadence_jitter" in told


def test_pictures_that_were_left_out_are_no_uneven_cadence() -> None:
    watching = SequenceWatch()
    for number, picture in enumerate(sensor(90, np.random.default_rng(9))):
        watching.look(Frame(picture, number * 0.1 * (1 + number % 3), 2 * number, "camera"))
    assert not {s.code for s in watching.signals()} & {"cadence_jitter", "cadence_regular"}


def test_nothing_is_said_of_a_source_without_a_picture() -> None:
    assert SequenceWatch().signals() == ()


def read(path: Path, most: int) -> tuple[list[Pixels], float]:
    capture = cv2.VideoCapture(str(path))
    rate_fps = capture.get(cv2.CAP_PROP_FPS)
    pictures: list[Pixels] = []
    while len(pictures) < most:
        is_read, picture = capture.read()
        if not is_read:
            break
        pictures.append(np.ascontiguousarray(picture[::2, ::2]))
    capture.release()
    return pictures, rate_fps


@pytest.mark.shared_data
@pytest.mark.skipif(not CLIPS, reason="the shared data is not there")
@pytest.mark.parametrize("path", CLIPS, ids=lambda path: f"{path.parent.name}-{path.stem[-24:]}")
def test_originals_are_no_loops_and_their_repeats_are(path: Path) -> None:
    pictures, rate_fps = read(path, 300)
    assert not speaking(watch(pictures, rate_fps=rate_fps)) & {
        "loop_likeness",
        "loop_period",
        "duplicates_exact",
        "duplicates_near",
    }
    clip = pictures[: round(3 * rate_fps)]
    repeats = -(-round((len(clip) / rate_fps + 4.5) * rate_fps) // len(clip))
    found = watch(clip * repeats, rate_fps=rate_fps)
    assert {"loop_likeness", "duplicates_exact"} <= speaking(found)


def test_ten_minutes_of_a_quiet_scene_raise_no_alarm() -> None:
    """By the scene's own clock; `benchmarks.provenance --hour` shows the hours."""
    chance = np.random.default_rng(10)
    base = np.array(cv2.resize(scene(), (96, 54)), np.float32)
    watching = SequenceWatch()
    alarms: set[str] = set()
    phase = 0.0
    for number in range(600 * 5):
        phase += 2 * np.pi / 20 * float(chance.normal(1, 0.05))
        grain = chance.standard_normal((54, 96, 1), np.float32)
        lit = base * np.float32(1 + 0.01 * np.sin(phase)) + grain
        picture = np.clip(lit, 0, 255).round().astype(np.uint8)
        at_s = number / 5 + float(chance.normal(0, 0.004))
        watching.look(Frame(picture, at_s, number, "camera"))
        if number % 25 == 24:
            alarms |= {signal.code for signal in watching.signals() if signal.is_against}
    assert alarms == set()


def test_a_standstill_does_not_switch_the_search_for_loops_off() -> None:
    clip = list(sensor(75, np.random.default_rng(3), sway_px=4.0))
    chance, watching, at_s = np.random.default_rng(4), SequenceWatch(), 100.0
    for number in range(750):
        at_s += 0.04 + (1.2 if number == 30 else 0.0)
        grain = chance.normal(0, 1, clip[0].shape)
        noisy = np.clip(clip[number % 75] + grain, 0, 255).astype(np.uint8)
        watching.look(Frame(packed(noisy, 70), at_s, number, "camera"))
    assert "loop_likeness" in {signal.code for signal in watching.signals() if signal.is_against}


@pytest.mark.parametrize("clip_goes_on", [True, False], ids=["goes on", "begins anew"])
def test_a_clip_on_a_stream_that_hangs_up_every_few_seconds_is_found(clip_goes_on: bool) -> None:
    clip = list(sensor(75, np.random.default_rng(3), sway_px=4.0))
    chance, watching = np.random.default_rng(4), SequenceWatch()
    at_s, number, shown = 100.0, 0, 0
    for _ in range(6):
        for _ in range(145):
            grain = chance.normal(0, 0.5, clip[0].shape)
            noisy = np.clip(clip[shown % 75] + grain, 0, 255).astype(np.uint8)
            watching.look(Frame(packed(noisy, 70), at_s, number, "stream"))
            at_s, number, shown = at_s + 0.04, number + 1, shown + 1
        at_s += float(chance.uniform(1.8, 2.6))
        shown = shown + 55 if clip_goes_on else 0
        watching.reopened()
    assert "loop_likeness" in {signal.code for signal in watching.signals() if signal.is_against}
