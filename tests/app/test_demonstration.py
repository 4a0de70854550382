"""Without a display the program plays the main job and leaves a picture of its window."""

import os
import subprocess
from pathlib import Path

import cv2

from liveness_station.app.paths import find_places
from liveness_station.storage.reading import open_reader
from tests.app.running import LIMIT_S, command
from tests.fakes.accounts import Desk


def test_a_demonstration_is_played_where_people_sign_in(tmp_path: Path) -> None:
    Desk(find_places(tmp_path).people).fill()
    ended = subprocess.run(
        command(tmp_path, "demo"),
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Verdict:" in ended.stdout


def test_no_display_means_a_demonstration_that_is_counted_nowhere(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    ended = subprocess.run(
        command(tmp_path),
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert "Verdict:" in ended.stdout
    assert str(tmp_path / "records.sqlite3") in ended.stdout
    picture = cv2.imread(str(tmp_path / "demonstration.png"))
    assert picture is not None
    assert picture.shape[:2] == (800, 1280)
    assert picture.std() > 20, "the window is blank"
    reader = open_reader(tmp_path / "records.sqlite3")
    (attempt,) = reader.recent(10)
    assert attempt.is_demo
    assert attempt.outcome in ended.stdout
    assert reader.counts_since(attempt.submitted_at).total == 0
    reader.close()
