"""What is wrong with pictures that do come: said in time, never of a camera that is well."""

import random
from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame, Pixels
from tests.camera.pictures import Sensor, even, frame

RATE_FPS = 30.0
STEP_S = 1 / RATE_FPS


@pytest.fixture(scope="module")
def sensor() -> Sensor:
    return Sensor()


def watch_all(
    watch: PictureWatch, pictures: Iterable[Pixels], *, from_s: float = 0.0, step_s: float = STEP_S
) -> list[tuple[float, Condition]]:
    """Returns what is said of each picture, and when."""
    said = []
    for number, pixels in enumerate(pictures):
        at_s = from_s + number * step_s
        said.append((at_s, watch.look(frame(pixels, at_s))))
    return said


def moving(sensor: Sensor, count: int) -> Iterator[Pixels]:
    return (sensor.picture() for _ in range(count))


def first_s(said: list[tuple[float, Condition]], trouble: CameraTrouble) -> float | None:
    return next((at_s for at_s, condition in said if condition.trouble is trouble), None)


def test_a_camera_that_is_well_has_no_trouble_and_tells_its_rate(sensor: Sensor) -> None:
    said = watch_all(PictureWatch(), moving(sensor, 120))
    assert {condition.trouble for _, condition in said} == {None}
    assert said[-1][1].rate_fps == 30
    assert said[10][1].rate_fps is None, "too early to tell"


def test_C2_fifteen_same_pictures_are_frozen_and_a_moving_one_is_not(sensor: Sensor) -> None:
    watch = PictureWatch()
    watch_all(watch, moving(sensor, 30))
    said = watch_all(watch, [sensor.still()] * 15, from_s=1.0)
    assert [condition.trouble for _, condition in said[:14]] == [None] * 14
    assert said[14][1] == Condition(CameraTrouble.FROZEN, CameraTrouble.FROZEN)
    thawed = watch_all(watch, moving(sensor, 3), from_s=1.5)
    assert [condition.trouble for _, condition in thawed] == [
        CameraTrouble.FROZEN,
        CameraTrouble.FROZEN,
        None,
    ]


def test_C2_a_slow_camera_is_frozen_by_time_and_not_by_count(sensor: Sensor) -> None:
    watch = PictureWatch()
    said = watch_all(watch, [sensor.still()] * 12, step_s=0.1)
    began_s = first_s(said, CameraTrouble.FROZEN)
    assert began_s is not None
    assert 0.7 <= began_s < 0.85


def test_C2_a_stream_that_stands_still_and_is_encoded_anew_stays_frozen(sensor: Sensor) -> None:
    """A key frame now and then, and a clock in a corner, are no movement."""
    watch = PictureWatch()
    chance = np.random.default_rng(5)

    def stuck() -> Iterator[Pixels]:
        for number in range(150):
            pixels = sensor.still().copy()
            pixels[:16, 16 : 16 + number // 30] = 255
            if number % 25 == 24:
                noise = chance.integers(0, 2, pixels.shape, dtype=np.uint8)
                pixels = np.minimum(pixels, 254) + noise
            yield pixels

    said = watch_all(watch, stuck())
    frozen = [condition.trouble is CameraTrouble.FROZEN for _, condition in said]
    assert all(frozen[15:])


def test_C2_a_camera_that_repeats_each_picture_in_the_dark_is_not_frozen(sensor: Sensor) -> None:
    def repeated() -> Iterator[Pixels]:
        for _ in range(40):
            yield from [sensor.picture()] * 4

    said = watch_all(PictureWatch(), repeated())
    assert first_s(said, CameraTrouble.FROZEN) is None
    assert said[-1][1].rate_fps in {7, 8}, "the truth: how many different ones came"


@pytest.mark.parametrize("rate_fps", [15.0, 30.0])
@pytest.mark.parametrize("kind", ["same", "flicker", "reencoded"])
def test_C2_nothing_of_a_second_frozen_may_be_captured(
    sensor: Sensor, kind: str, rate_fps: float
) -> None:
    """1,002 standstills at random moments, each asked for a capture at a random moment.

    A frame may be captured for 0.3 s; so one that came when the source had stood still for more
    than 0.7 s must bear its trouble.
    """
    chance = random.Random(f"{kind} {rate_fps}")
    alive = [sensor.picture() for _ in range(4)]
    stuck = _stuck(sensor.still(), kind)
    accepted = 0
    for _ in range(167):
        watch = PictureWatch()
        now_s = 0.0
        for number in range(chance.randrange(3, 9)):
            watch.look(Frame(alive[number % 4], now_s, number, "camera"))
            now_s += chance.uniform(0.8, 1.2) / rate_fps
        pressed_s = now_s + chance.uniform(1.0, 2.5)
        shown_s, trouble, number = now_s, None, chance.randrange(25)
        while now_s <= pressed_s:
            pixels = stuck[number % len(stuck)]
            trouble = watch.look(Frame(pixels, now_s, number, "camera")).frame_trouble
            shown_s, number = now_s, number + 1
            now_s += chance.uniform(0.8, 1.2) / rate_fps
        accepted += trouble is None and pressed_s - shown_s <= 0.3
    assert accepted == 0


def _stuck(still: Pixels, kind: str) -> list[Pixels]:
    """Returns what a source that stands still gives again and again."""
    if kind == "same":
        return [still]
    if kind == "flicker":
        flickering = [still.copy() for _ in range(3)]
        for number, pixels in enumerate(flickering):
            pixels[number * 8, number] ^= 1
        return flickering
    # Every 25th picture of the stream is encoded anew, and repeated from then on.
    return [still] * 25 + [still ^ np.uint8(1)] * 25


@pytest.mark.parametrize(("quality", "length_s"), [(None, 60), (30, 3600)], ids=["raw", "JPEG"])
def test_C2_no_false_alarm_in_an_hour_of_a_quiet_scene(quality: int | None, length_s: int) -> None:
    """A bare wall, nobody there, little noise, by a fast clock; strong JPEG leaves least of it."""
    sensor = Sensor(sigma=0.5, quality=quality)
    shown = [sensor.picture() for _ in range(40)]
    watch = PictureWatch()
    chance = random.Random(3)
    alarms, chosen = 0, 0
    for number in range(length_s * 15):
        # Any other one than the last, since no two pictures of a sensor are the same.
        chosen = (chosen + chance.randrange(1, 40)) % 40
        frame_now = Frame(shown[chosen], number / 15, number, "camera")
        alarms += watch.look(frame_now).trouble is not None
    assert alarms == 0


def test_C4_a_covered_camera_is_named_after_half_a_second_and_forgotten_at_once(
    sensor: Sensor,
) -> None:
    watch = PictureWatch()
    watch_all(watch, moving(sensor, 15))
    dark = even(0, 0, 0)
    said = watch_all(watch, [dark] * 30, from_s=0.5)
    began_s = first_s(said, CameraTrouble.COVERED)
    assert began_s is not None
    assert 1.0 <= began_s <= 1.05
    assert said[-1][1].trouble is CameraTrouble.COVERED, "the same black is no standstill"
    back = watch_all(watch, moving(sensor, 4), from_s=1.5)
    assert back[-1][1].trouble is None


def test_C4_a_night_scene_with_a_lamp_is_not_covered() -> None:
    night = even(3, 3, 3)
    night[100:140, 100:140] = 200
    assert PictureWatch().look(frame(night, 0.0)).trouble is None


@pytest.mark.parametrize("bgr", [(0, 135, 0), (0, 154, 0), (200, 20, 190), (255, 0, 255)])
def test_C5_a_green_or_purple_picture_is_garbled(bgr: tuple[int, int, int]) -> None:
    watch = PictureWatch()
    said = watch_all(watch, [even(*bgr)] * 15)
    assert said[0][1].frame_trouble is CameraTrouble.GARBLED, "not one of them is captured"
    began_s = first_s(said, CameraTrouble.GARBLED)
    assert began_s is not None
    assert began_s <= 0.34


def test_C5_a_picture_whose_lower_part_never_arrived_is_garbled(sensor: Sensor) -> None:
    torn = sensor.picture().copy()
    torn[400:] = (0, 154, 0)
    assert PictureWatch().look(frame(torn, 0.0)).frame_trouble is CameraTrouble.GARBLED


def test_C5_a_person_before_a_green_wall_is_not(sensor: Sensor) -> None:
    green = even(64, 177, 0)
    green[80:400, 200:440] = sensor.picture()[80:400, 200:440]
    assert PictureWatch().look(frame(green, 0.0)).frame_trouble is None


@pytest.mark.parametrize(
    ("width_px", "height_px", "is_too_small"),
    [
        (640, 480, False),
        (480, 640, False),
        (1280, 720, False),
        (160, 120, True),
        (4096, 16, True),
        (639, 480, True),
    ],
)
def test_C8_less_than_640_by_480_is_too_small(
    width_px: int, height_px: int, is_too_small: bool
) -> None:
    pixels = even(90, 100, 110, width_px=width_px, height_px=height_px)
    trouble = PictureWatch().look(frame(pixels, 0.0)).trouble
    assert (trouble is CameraTrouble.TOO_SMALL) is is_too_small


def test_C9_another_size_in_the_middle_is_no_trouble(sensor: Sensor) -> None:
    watch = PictureWatch()
    watch_all(watch, moving(sensor, 30))
    larger = np.repeat(np.repeat(sensor.picture(), 2, axis=0), 2, axis=1)
    assert watch.look(frame(larger, 1.0)).trouble is None


def test_C14_two_pictures_a_second_are_a_warning_until_there_are_more(sensor: Sensor) -> None:
    watch = PictureWatch()
    slow = watch_all(watch, moving(sensor, 8), step_s=0.5)
    assert slow[-1][1].trouble is CameraTrouble.TOO_SLOW
    assert slow[-1][1].rate_fps == 2
    assert not slow[-1][1].is_blocking
    fast = watch_all(watch, moving(sensor, 90), from_s=4.0)
    assert fast[-1][1].trouble is None


def test_C14_a_camera_at_the_limit_does_not_blink(sensor: Sensor) -> None:
    said = watch_all(PictureWatch(), moving(sensor, 150), step_s=1 / 13)
    assert {condition.trouble for _, condition in said} == {None}


def test_a_replug_is_no_slowness(sensor: Sensor) -> None:
    watch = PictureWatch()
    watch_all(watch, moving(sensor, 90))
    later = watch_all(watch, moving(sensor, 90), from_s=10.0)
    assert {condition.trouble for _, condition in later} == {None}


@pytest.mark.parametrize(("rate_fps", "is_slow"), [(15.0, False), (14.0, False), (12.4, True)])
def test_C14_fifteen_a_second_are_needed_less_what_counting_may_miss(
    sensor: Sensor, rate_fps: float, is_slow: bool
) -> None:
    said = watch_all(PictureWatch(), moving(sensor, 90), step_s=1 / rate_fps)
    assert (said[-1][1].trouble is CameraTrouble.TOO_SLOW) is is_slow


@pytest.mark.parametrize(("rate_fps", "reads"), [(30.0, 37), (20.0, 37), (24.0, 25), (15.5, 25)])
def test_a_camera_that_was_asked_for_an_answer_is_not_slow_afterwards(
    sensor: Sensor, rate_fps: float, reads: int
) -> None:
    watch, step_s = PictureWatch(), 1 / rate_fps
    count = round(3 * rate_fps)
    before = watch_all(watch, moving(sensor, count), step_s=step_s)
    again_s = (count + reads) * step_s
    after = watch_all(watch, moving(sensor, count), from_s=again_s, step_s=step_s)
    assert {condition.trouble for _, condition in (*before, *after)} == {None}
