"""`check` as a script sees it: one JSON line a picture, an exit code by the worst verdict."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.app.endpoint_arguments import add_endpoint_options, with_endpoint_options
from liveness_station.app.parsing import Parser
from liveness_station.settings.values import Settings
from liveness_station.storage.reading import open_reader
from tests.app.running import LIMIT_S, command, run
from tests.pad.test_clear_cases import ATTACKS, LIVE

FIELDS = {
    "source",
    "verdict",
    "reason",
    "score",
    "threshold",
    "review_limit",
    "request_id",
    "gateway_request_id",
    "endpoint",
    "engine",
    "elapsed_ms",
    "recorded",
}


def test_one_line_a_picture_and_the_worst_exit_code(
    tmp_path: Path, astronaut_bgr: np.ndarray
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    cv2.imwrite(str(pictures / "1 face.png"), astronaut_bgr)
    cv2.imwrite(str(pictures / "2 wall.png"), np.full((480, 640, 3), 120, np.uint8))
    (pictures / "3 no picture.jpg").write_bytes(b"<html>")
    (pictures / "notes.txt").write_text("left alone")

    ended = run(tmp_path / "data", "check", str(pictures), "--json")

    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [Path(line["source"]).name[0] for line in lines] == ["1", "2", "3"]
    assert all(line.keys() >= FIELDS for line in lines)
    assert [line["verdict"] for line in lines][1:] == ["RETRY", "RETRY"]
    assert [line["reason"] for line in lines][1:] == ["no_face", "bad_image"]
    assert isinstance(lines[0]["score"], float)
    assert all(line["recorded"] is True for line in lines)
    assert ended.returncode == 2
    reader = open_reader(tmp_path / "data" / "records.sqlite3")
    assert len(reader.recent(10)) == 3
    reader.close()


def test_a_missing_file_is_an_error_and_recorded(tmp_path: Path) -> None:
    ended = run(tmp_path, "check", str(tmp_path / "none.jpg"), "--json")
    line = json.loads(ended.stdout)
    assert (line["verdict"], line["reason"]) == ("ERROR", "file_unreadable")
    assert ended.returncode == 3


def test_without_credentials_the_cloud_is_an_error_and_nothing_is_sent(
    tmp_path: Path, astronaut_bgr: np.ndarray
) -> None:
    picture = tmp_path / "face.png"
    cv2.imwrite(str(picture), astronaut_bgr)
    ended = run(tmp_path / "data", "check", str(picture), "--json", "--endpoint", "cloud")
    line = json.loads(ended.stdout)
    assert line["verdict"] == "ERROR"
    assert line["reason"] in {"credentials_missing", "credentials_broken"}
    assert ended.returncode == 3


@pytest.mark.parametrize("threshold", ["0.49", "1", "2", "nan", "high"])
def test_a_threshold_outside_its_bounds_checks_nothing(tmp_path: Path, threshold: str) -> None:
    ended = run(tmp_path, "check", "--threshold", threshold, __file__)
    assert ended.returncode == 64
    assert "threshold" in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize("limits", [("0.19",), ("0.81",), ("0.7", "--threshold", "0.6"), ("nan",)])
def test_a_review_limit_outside_its_bounds_checks_nothing(
    tmp_path: Path, limits: tuple[str, ...]
) -> None:
    ended = run(tmp_path, "check", "--review-limit", *limits, __file__)
    assert ended.returncode == 64
    assert re.search("review.limit", ended.stderr)
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("options", "limit"),
    [
        ((), 0.5),
        (("--review-limit", "0.3"), 0.3),
        (("--endpoint", "cloud"), None),
        (("--endpoint", "cloud", "--review-limit", "0.3"), 0.3),
    ],
)
def test_the_review_limit_is_the_endpoints_or_the_one_given(
    options: tuple[str, ...], limit: float | None
) -> None:
    parser = Parser()
    add_endpoint_options(parser)
    chosen = with_endpoint_options(Settings(), parser.parse_args(options))
    assert chosen.policy.review_limit == limit


@pytest.mark.shared_data
def test_clear_cases_get_the_right_verdict(tmp_path: Path, shared_data: Path) -> None:
    ended = run(tmp_path, "check", "--json", *(str(shared_data / name) for name in LIVE + ATTACKS))
    verdicts = [json.loads(line)["verdict"] for line in ended.stdout.splitlines()]
    assert verdicts == ["LIVE"] * len(LIVE) + ["SPOOF"] * len(ATTACKS)
    assert ended.returncode == 1


def test_a_check_leaves_nothing_outside_its_folder(
    tmp_path: Path, own_home: Path, astronaut_bgr: np.ndarray
) -> None:
    """Nor does it call home: what does so, keeps an id and a queue in the home folder."""
    picture = tmp_path / "face.png"
    cv2.imwrite(str(picture), astronaut_bgr)
    run(tmp_path / "data", "check", str(picture))
    assert [path for path in own_home.rglob("*") if path.is_file()] == []


def test_the_engine_carries_no_address_to_report_to() -> None:
    """From 1.29 on it has one, and used it by default (tried with 1.32)."""
    import onnxruntime  # type: ignore[import-untyped]  # ships neither stubs nor py.typed

    folder = Path(onnxruntime.__file__).parent
    libraries = [path for path in folder.rglob("*") if path.suffix in {".so", ".dll", ".pyd"}]
    libraries += list(folder.rglob("*.so.*"))
    assert libraries
    assert not [path.name for path in libraries if b"events.data." in path.read_bytes()]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_reader_that_goes_away_is_no_verdict(tmp_path: Path) -> None:
    picture = tmp_path / "no picture.jpg"
    picture.write_bytes(b"x")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            command(tmp_path / "data", "check", str(picture)),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=LIMIT_S,
            check=False,
        )
    assert ended.returncode == 3
    assert b"standard output" in ended.stderr


def test_a_mistake_on_the_command_line_is_no_verdict(tmp_path: Path) -> None:
    assert run(tmp_path, "check", "--endpoint", "cloudy", "x").returncode == 64


@pytest.mark.skipif(sys.platform == "win32", reason="makes a named pipe")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    ended = run(tmp_path / "data", "check", str(tmp_path / "pipe.jpg"), "--json")
    assert json.loads(ended.stdout)["reason"] == "file_unreadable"
