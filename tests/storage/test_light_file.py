"""The file of a desk's light: it comes back as it was, or as nothing; and it tells of nobody."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.light_memory import (
    MOST_CAMERAS,
    MOST_POINTS,
    CameraLight,
    LightMemory,
    SetupResult,
    camera_digest,
)
from liveness_station.domain.lighting import MEMORY_DAYS, LightPoint
from liveness_station.storage.light_file import MOST_BYTES, read_light, write_light
from tests.domain.light_days import FIRST_DAY, a_day
from tests.fakes.canaries import find_canaries

IDENTITY = "046d:0825|usb-0000:00:14.0-3|Reception of Dr. Canary-Miller"
CAMERA = camera_digest(IDENTITY)


def filled(days: int = 3, camera: str = CAMERA) -> LightMemory:
    memory = LightMemory()
    for day in range(days):
        for point in a_day(day):
            memory = memory.add(camera, point)
    return memory.set_up(SetupResult(FIRST_DAY, camera, "", {"HeadSize": 214.0}))


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    path, memory = tmp_path / "new" / "light.json", filled()
    write_light(path, memory)
    found = read_light(path)
    known, before = found.cameras[CAMERA], memory.cameras[CAMERA]
    assert [(cell.day, cell.hour, cell.sitters) for cell in known.cells] == [
        (cell.day, cell.hour, cell.sitters) for cell in before.cells
    ]
    assert len(known.points) == len(before.points)
    for one, other in zip(known.points, before.points, strict=True):
        assert (one.at, one.sitting) == (other.at, other.sitting)
        assert one.face_luma == pytest.approx(other.face_luma, abs=0.06)
        assert one.left_right_ratio == pytest.approx(other.left_right_ratio, abs=0.001)
    assert found.setup == memory.setup
    write_light(path, found)
    assert read_light(path) == found
    assert [one.name for one in path.parent.iterdir()] == ["light.json"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_new_day_makes_hours_of_the_minutes_before() -> None:
    memory = filled(2)
    known = memory.cameras[CAMERA]
    assert {cell.day for cell in known.cells} == {FIRST_DAY.date()}
    assert {point.at.date() for point in known.points} == {(FIRST_DAY + timedelta(days=1)).date()}
    later = memory.of(CAMERA, day=(FIRST_DAY + timedelta(days=2)).date())
    assert later.points == ()
    assert len({cell.day for cell in later.cells}) == 2
    assert memory.of("other", day=FIRST_DAY.date()) == CameraLight()


def test_it_stays_small_for_ever(tmp_path: Path) -> None:
    memory = LightMemory()
    for number in range(MOST_CAMERAS + 3):
        memory = memory.add(f"camera-{number}", a_day(0)[0])
    assert list(memory.cameras) == [f"camera-{number}" for number in range(3, MOST_CAMERAS + 3)]
    memory = filled(60)
    assert len({cell.day for cell in memory.cameras[CAMERA].cells}) <= MEMORY_DAYS + 1
    crowded = CameraLight()
    for number in range(MOST_POINTS + 5):
        crowded = crowded.add(LightPoint(FIRST_DAY, number, 254.9, 0.999, 1.999))
    assert len(crowded.points) == MOST_POINTS
    full = CameraLight(memory.cameras[CAMERA].cells, crowded.points)
    path = tmp_path / "light.json"
    write_light(path, LightMemory({f"{n:016x}": full for n in range(MOST_CAMERAS)}, memory.setup))
    assert path.stat().st_size < MOST_BYTES / 2


def test_forgetting_leaves_the_day_and_its_minutes() -> None:
    memory = filled(3)
    day = (FIRST_DAY + timedelta(days=2)).date()
    known = memory.forget(CAMERA, day=day).cameras[CAMERA]
    assert known.cells == ()
    assert known.points == memory.cameras[CAMERA].points


def test_canary_nobody_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "light.json"
    write_light(path, filled())
    canaries = {
        "camera": b"Canary-Miller",
        "port": b"usb-0000:00:14.0-3",
        "ids": b"046d:0825",
    }
    assert find_canaries([path], canaries) == []
    body = json.loads(path.read_text())
    assert set(body) == {"version", "cameras", "setup"}
    for camera in body["cameras"].values():
        assert set(camera) == {"cells", "points"}
        rows = [*camera["cells"], *camera["points"]]
        assert all(isinstance(number, int | float) for row in rows for number in row[1:])
    path.write_text(json.dumps(IDENTITY))
    assert len(find_canaries([path], canaries)) >= 3


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 2, "cameras": {}, "setup": null}',
        b'{"version": 1, "cameras": [], "setup": null}',
        b'{"version": 1, "cameras": {"a": {"cells": [[1]], "points": []}}, "setup": null}',
        b'{"version": 1, "cameras": {"a": {"cells": [], "points": [["2026-11-02T09:00", 1, 1, 1, 1]'
        b']}}, "setup": null}',
        b'{"version": 1, "cameras": {"a": {"cells": [], "points": [["2026-11-02T09:00+00:00", 1, '
        b'NaN, 1, 1]]}}, "setup": null}',
        b'{"version": 1, "cameras": {}, "setup": {"at": 5}}',
        b"[" * 100_000,
        b"\xff\xfe",
        b" " * (MOST_BYTES + 5),
    ],
    ids=lambda body: str(body[:24]),
)
def test_a_damaged_file_is_nothing_and_is_replaced(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "light.json"
    path.write_bytes(damage)
    assert read_light(path) == LightMemory()
    write_light(path, filled(1))
    assert read_light(path).cameras


def test_S1_disk_full_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, memory = tmp_path / "light.json", filled(1)
    write_light(path, memory)
    before = path.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RecordError, match="errno 28"):
        write_light(path, replace(memory, setup=None))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["light.json"]


def test_a_folder_in_its_place_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "light.json").mkdir()
    assert read_light(tmp_path / "light.json") == LightMemory()
    with pytest.raises(RecordError):
        write_light(tmp_path / "light.json", LightMemory())
