"""Frames spread over a clip."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.camera.clips import spread_frames
from liveness_station.domain.errors import CameraError, CameraTrouble
from tests.camera.conftest import SHADE_STEP, VIDEO_LENGTH


def shades(path: Path, count: int) -> dict[int, float]:
    return {
        number: float(frame.pixels.mean())
        for number, frame in spread_frames(path, count, label="clip")
    }


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, [6]), (3, [2, 6, 10]), (4, [1, 4, 7, 10]), (12, list(range(12))), (99, list(range(12)))],
)
def test_they_lie_in_the_middles_of_equal_parts(
    video_file: Path, count: int, expected: list[int]
) -> None:
    found = shades(video_file, count)
    assert list(found) == expected
    assert np.allclose(list(found.values()), np.array(expected) * SHADE_STEP, atol=3)
    assert VIDEO_LENGTH == 12


def test_frames_are_read_only_and_say_where_they_come_from(video_file: Path) -> None:
    (frame,) = [frame for _, frame in spread_frames(video_file, 1, label="clip")]
    assert not frame.pixels.flags.writeable
    assert frame.source_label == "clip"


@pytest.mark.parametrize("content", [b"", b"<html>", b"RIFF\0\0\0\0AVI "])
def test_what_is_no_clip_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.avi"
    path.write_bytes(content)
    with pytest.raises(CameraError) as raised:
        shades(path, 3)
    assert raised.value.trouble is CameraTrouble.UNREADABLE


def test_a_name_with_a_number_is_no_series(tmp_path: Path) -> None:
    for number in (1, 2):
        cv2.imwrite(str(tmp_path / f"still_0{number}.png"), np.zeros((20, 20, 3), np.uint8))
    with pytest.raises(CameraError):
        shades(tmp_path / "still_%02d.png", 2)
