"""Which way to a camera is tried first, and what is remembered of it."""

from pathlib import Path

import cv2
import pytest

from liveness_station.camera.devices import Route
from liveness_station.camera.opening_times import OpeningTimes, in_order

MSMF, DSHOW = Route(cv2.CAP_MSMF, 0), Route(cv2.CAP_DSHOW, 1)
ROUTES = (MSMF, DSHOW)


@pytest.mark.parametrize(
    ("times", "first"),
    [
        ({}, MSMF),
        ({MSMF.name: 0.8}, MSMF),
        ({MSMF.name: 0.8, DSHOW.name: 0.2}, MSMF),
        ({MSMF.name: 12.0}, DSHOW),
        ({MSMF.name: 12.0, DSHOW.name: 1.0}, DSHOW),
        ({MSMF.name: 12.0, DSHOW.name: 30.0}, MSMF),
    ],
)
def test_C12_a_way_that_was_slow_is_not_tried_first_again(
    times: dict[str, float], first: Route
) -> None:
    ordered = in_order(ROUTES, times)
    assert ordered[0] is first
    assert set(ordered) == set(ROUTES)


def test_what_was_measured_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "data" / "cameras.json"
    times = OpeningTimes(path)
    assert times.of("c920") == {}
    times.note("c920", "MSMF", 12.345)
    times.note("c920", "DSHOW", 1.0)
    assert OpeningTimes(path).of("c920") == {"MSMF": 12.35, "DSHOW": 1.0}


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    path = tmp_path / "cameras.json"
    times = OpeningTimes(path)
    times.note("c920", "V4L2", 0.3)
    path.unlink()
    times.note("c920", "V4L2", 0.4)
    assert not path.exists()
    assert times.of("c920") == {"V4L2": 0.4}


def test_the_oldest_of_many_cameras_is_forgotten(tmp_path: Path) -> None:
    times = OpeningTimes(tmp_path / "cameras.json")
    for number in range(70):
        times.note(f"camera {number}", "V4L2", 0.3)
    assert times.of("camera 0") == {}
    assert times.of("camera 69") == {"V4L2": 0.3}


@pytest.mark.parametrize(
    "untrusted",
    [b"", b"{", b"[]", b'{"a": 1}', b'{"a": {"V4L2": "1"}}', b'{"a": {"V": -1}}', b"\xff"],
)
def test_a_file_that_holds_something_else_is_no_use_and_no_harm(
    tmp_path: Path, untrusted: bytes
) -> None:
    path = tmp_path / "cameras.json"
    path.write_bytes(untrusted)
    assert OpeningTimes(path).of("a") == {}


def test_a_folder_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    times = OpeningTimes(tmp_path / "file" / "cameras.json")
    times.note("c920", "V4L2", 0.3)
    assert times.of("c920") == {"V4L2": 0.3}
