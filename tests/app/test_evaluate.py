"""`evaluate` from end to end: the local service, the simulator, Ctrl-C, and bad input."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from liveness_station.app.arguments import parse
from liveness_station.app.evaluate import evaluate_with
from liveness_station.app.paths import find_places
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.simulator import playlists
from liveness_station.verification.burst_choice import BURST_FRAMES
from tests.app.running import LIMIT_S, command, run, started, wait_until
from tests.fakes.vault import FakeVault
from tests.simulator.playing import simulating


def write_picture(path: Path, pixels: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not cv2.imwrite, which knows no Chinese names on Windows.
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())


def wall(shade: int) -> np.ndarray:
    return np.full((120, 160, 3), shade, np.uint8)


def report_of(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return fields


def files_below(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def pictures(tmp_path: Path, astronaut_bgr: np.ndarray) -> Path:
    folder = tmp_path / "图片 <script>"
    write_picture(folder / "live" / "张三" / "宇航员.png", astronaut_bgr)
    write_picture(folder / "live" / "张三" / "墙.png", wall(120))
    write_picture(folder / "spoof" / "打印" / "宇航员.png", astronaut_bgr[:, ::-1])
    (folder / "spoof" / "打印" / "no picture.jpg").write_bytes(b"<html>")
    clip = cv2.VideoWriter(
        str(tmp_path / "clip.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25, (512, 512)
    )
    for _ in range(6):
        clip.write(astronaut_bgr)
    clip.release()
    (folder / "spoof" / "replay").mkdir()
    (tmp_path / "clip.avi").rename(folder / "spoof" / "replay" / "clip.avi")
    return folder


def test_a_folder_is_measured_with_the_local_service(tmp_path: Path, pictures: Path) -> None:
    data, output = tmp_path / "data", tmp_path / "out"
    words = ("evaluate", str(pictures), "--output", str(output), "--frames", "3")
    ended = run(data, *words)
    assert ended.returncode == 0, ended.stderr
    assert "APCER (打印, n=1)" in ended.stdout
    assert "No decision: 1 of 2 live presentations (50.0 %)" in ended.stdout
    fields = report_of(output)
    assert fields["is_whole"] is True
    assert fields["is_simulated"] is False
    found = {result["file"]: result for result in fields["results"]}
    assert found["live/张三/墙.png"]["reason"] == "no_face"
    assert found["spoof/打印/no picture.jpg"]["reason"] == "bad_image"
    assert found["live/张三/宇航员.png"]["score"] > 0.5
    clip = found["spoof/replay/clip.avi"]
    assert [frame["position"] for frame in clip["frames"]] == [1, 3, 5]
    assert clip["score"] == pytest.approx(found["live/张三/宇航员.png"]["score"], abs=0.1)
    (engine,) = fields["engines"]
    assert fields["models"]
    assert all(sha256[:8] in engine for sha256 in fields["models"].values())
    html = (output / "report.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "宇航员.png" in html
    assert "data:image/jpeg;base64," in html
    assert files_below(output) == {"answers.jsonl", "report.json", "report.html"}
    # Whatever else the program keeps: no attempt of an evaluation is among its records.
    assert not [name for name in files_below(data) if "sqlite" in name]

    answers = (output / "answers.jsonl").read_bytes()
    again = run(data, *words, "--json", "--no-pictures")
    assert json.loads(again.stdout)["results"] == fields["results"]
    assert (output / "answers.jsonl").read_bytes() == answers
    assert "base64," not in (output / "report.html").read_text(encoding="utf-8")


def test_the_figures_are_those_that_a_check_sees(tmp_path: Path, astronaut_bgr: np.ndarray) -> None:
    picture = tmp_path / "pictures" / "live" / "face.png"
    write_picture(picture, cv2.resize(astronaut_bgr, (1100, 1100)))
    checked = run(tmp_path / "data", "check", "--json", str(picture))
    output = tmp_path / "out"
    run(tmp_path / "data", "evaluate", str(tmp_path / "pictures"), "--output", str(output))
    assert report_of(output)["results"][0]["score"] == json.loads(checked.stdout)["score"]


STOPPABLE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from liveness_station.app.main import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process alone")
def test_ctrl_c_leaves_a_report_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder, output, total = tmp_path / "pictures", tmp_path / "out", 200
    for shade in range(total):
        write_picture(folder / "live" / f"{shade:03}.png", wall(shade))
    words = ("evaluate", str(folder), "--output", str(output))
    answers = output / "answers.jsonl"

    def count() -> int:
        return len(answers.read_bytes().splitlines()) if answers.exists() else 0

    data = ("--data-dir", str(tmp_path / "data"))
    with started(sys.executable, "-c", STOPPABLE, *data, *words) as process:
        assert wait_until(lambda: count() >= 3)
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    assert process.returncode == 130, complained
    assert "Not whole: stopped by hand" in said
    stopped = report_of(output)
    assert 3 <= len(stopped["results"]) < total
    assert stopped["is_whole"] is False

    first = answers.read_bytes()
    ended = run(tmp_path / "data", *words)
    assert ended.returncode == 0, ended.stderr
    assert len(report_of(output)["results"]) == total
    assert answers.read_bytes().startswith(first)
    assert count() == total


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_reader_that_goes_away_costs_no_report(tmp_path: Path) -> None:
    write_picture(tmp_path / "pictures" / "live" / "a.png", wall(1))
    words = ("evaluate", str(tmp_path / "pictures"), "--output", str(tmp_path / "out"))
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            command(tmp_path / "data", *words),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert report_of(tmp_path / "out")["is_whole"]


def simulated(tmp_path: Path, script: str, *, pictures: int) -> tuple[int, dict[str, Any]]:
    """Evaluates as many different pictures against the simulator's script."""
    folder, output = tmp_path / "pictures", tmp_path / "out"
    for shade in range(pictures):
        kind = "live" if shade % 2 == 0 else "spoof/print"
        write_picture(folder / kind / f"{shade:03}.png", wall(shade))
    arguments = parse(["evaluate", str(folder), "--output", str(output)])
    with simulating(playlists.scripted(script, is_cycled=False)) as simulator:
        settings = Settings(endpoint=EndpointChoice.CLOUD, base_url=simulator.address)
        vault = FakeVault(cloud_appcode="canary-7f3a9c")
        places = find_places(tmp_path / "data")
        code = evaluate_with(arguments, places, settings, make_vault=lambda: vault)
    return code, report_of(output)


def test_another_endpoint_is_asked_the_same_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # In the order of the list: four bona fide, then four attacks.
    script = "live,spoof,no_face,attack_4004,live,spoof,no_face,live"
    code, fields = simulated(tmp_path, script, pictures=8)
    figures = fields["figures"]
    assert code == 0
    assert (
        figures["bona_fide"]["bpcer"]["by_file"] | {"count": 2, "total": 3}
        == (figures["bona_fide"]["bpcer"]["by_file"])
    )
    assert figures["bona_fide"]["bpnrr"]["by_file"]["count"] == 1
    assert figures["species"]["print"]["apcer"]["by_file"]["count"] == 2
    assert figures["species"]["print"]["apnrr"]["by_file"]["count"] == 1
    assert fields["is_simulated"] is True
    assert "A simulator answered" in capsys.readouterr().out


def test_an_endpoint_that_goes_away_leaves_what_was_measured(tmp_path: Path) -> None:
    code, fields = simulated(tmp_path, "live,http_503", pictures=12)
    assert code == 2
    assert len(fields["results"]) == 6
    assert fields["figures"]["failed"] == {"server": 5}
    assert "nobody answers" in fields["warnings"][1]


@pytest.mark.parametrize(
    ("rows", "words", "complaint"),
    [
        (None, (), "no such file or folder"),
        ("path,label\n", (), "no column attack_type"),
        ("path,label,attack_type\na.png,alive,\n", (), "line 2: unknown label 'alive'"),
        ("path,label,attack_type\ngone.png,live,\n", (), "no such file: line 2: gone.png"),
        (
            "path,label,attack_type\na.png,live,\n",
            ("--only", "clips"),
            "none of its files are clips",
        ),
    ],
)
def test_bad_input_is_refused_with_its_reason(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: str | None,
    words: tuple[str, ...],
    complaint: str,
) -> None:
    source = tmp_path / "list.csv"
    if rows is not None:
        source.write_text(rows, encoding="utf-8")
    write_picture(tmp_path / "a.png", wall(1))
    arguments = parse(["evaluate", str(source), "--output", str(tmp_path / "out"), *words])
    settings = Settings(threshold=arguments.threshold or 0.8)
    vault = FakeVault()
    code = evaluate_with(
        arguments, find_places(tmp_path / "data"), settings, make_vault=lambda: vault
    )
    assert code == 3
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("threshold", ["0.4", "2", "nan"])
def test_a_threshold_that_cannot_be_is_a_mistake_on_the_command_line(threshold: str) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["evaluate", "pictures", "--threshold", threshold])
    assert ended.value.code == 64


def test_without_credentials_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_picture(tmp_path / "pictures" / "live" / "a.png", wall(1))
    arguments = parse(["evaluate", str(tmp_path / "pictures"), "--output", str(tmp_path / "out")])
    settings = Settings(endpoint=EndpointChoice.CLOUD)
    vault = FakeVault()
    code = evaluate_with(
        arguments, find_places(tmp_path / "data"), settings, make_vault=lambda: vault
    )
    assert code == 3
    assert "credentials_missing" in capsys.readouterr().err


def test_a_condition_that_is_none_is_a_mistake_of_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (("--where", "framing"), ("--frames", "2"), ("--only", "sounds")):
        with pytest.raises(SystemExit) as ended:
            parse(["evaluate", "x", *words])
        assert ended.value.code == 64
    told = capsys.readouterr().err
    assert "COLUMN=VALUE" in told
    assert "from 3 to 200" in told
    assert "save them as pictures" in told


def test_a_clip_is_judged_by_as_many_frames_as_a_desk_judges() -> None:
    assert parse(["evaluate", "x"]).frames == BURST_FRAMES == 5


def test_a_source_that_no_system_takes_is_told(tmp_path: Path) -> None:
    ended = run(tmp_path / "data", "evaluate", "x" * 5000)
    assert ended.returncode == 3
    assert "no such file" in ended.stderr


def test_a_terminal_is_never_sent_what_a_name_says(tmp_path: Path) -> None:
    write_picture(tmp_path / "a.png", wall(1))
    manifest = tmp_path / "list.csv"
    manifest.write_text("path,label,attack_type\na.png,spoof,print\x1b[31m\n", encoding="utf-8")
    ended = run(tmp_path / "data", "evaluate", str(manifest), "--output", str(tmp_path / "out"))
    assert "\x1b" not in ended.stdout + ended.stderr
    assert "print\\u001b[31m" in ended.stdout
