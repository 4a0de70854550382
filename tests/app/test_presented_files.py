"""How an evaluation reads its files."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.app.presented_files import frames_of, thumbnail_of
from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason
from liveness_station.evaluation.presentations import Label, Presentation
from liveness_station.evaluation.results import Classification, Look, Result

SHADES = (0, 60, 120, 180)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Four frames, each lighter than the one before."""
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 48))
    for shade in SHADES:
        writer.write(np.full((48, 64, 3), shade, np.uint8))
    writer.release()
    return path


def of(path: Path, species: str = "") -> Presentation:
    return Presentation(
        path, path.name, Label.ATTACK if species else Label.BONA_FIDE, species, "group"
    )


@pytest.mark.parametrize(
    ("species", "scores", "expected"),
    [
        ("replay", (0.1, 0.9, 0.3, 0.2), 60),
        ("", (0.9, 0.8, 0.1, 0.7), 120),
        ("", (None, None, None, 0.7), 180),
        ("", (None, None, None, None), 0),
    ],
)
def test_a_clip_is_shown_by_the_frame_that_speaks_most_for_the_mistake(
    clip: Path, species: str, scores: tuple[float | None, ...], expected: int
) -> None:
    looks = tuple(
        Look(place, Classification.ATTACK, "x", score=score) for place, score in enumerate(scores)
    )
    result = Result(of(clip, species), Classification.ATTACK, 0.5, "x", "", "local", "", looks)
    jpeg = thumbnail_of(result)
    assert jpeg is not None
    shown = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert abs(float(shown.mean()) - expected) < 5


def test_a_file_that_gives_no_picture_has_no_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"<html>")
    looks = (Look(0, Classification.NO_RESPONSE, "bad_image"),)
    result = Result(of(path), Classification.NO_RESPONSE, None, "bad_image", "", "local", "", looks)
    assert thumbnail_of(result) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gone.jpg", Reason.FILE_UNREADABLE), ("gone.mp4", Reason.BAD_IMAGE)],
)
def test_a_file_that_has_gone_since_is_an_error_of_the_picture(
    tmp_path: Path, name: str, reason: Reason
) -> None:
    with pytest.raises(ImageError) as raised:
        list(frames_of(of(tmp_path / name), 2))
    assert raised.value.reason is reason
