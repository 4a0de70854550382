"""kill -9 at work: no child stays, no acknowledged record is lost."""

import json
import os
import signal
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.storage.records import open_records
from tests.app.running import command, is_service, screen, services_of, started, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_a_killed_check_leaves_no_child_and_loses_no_record(
    tmp_path: Path, astronaut_bgr: np.ndarray
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(200):
        cv2.imwrite(str(pictures / f"{number:03}.jpg"), astronaut_bgr)
    data = tmp_path / "data"

    with started(*command(data, "check", str(pictures), "--json")) as process:
        assert process.stdout is not None
        told = [json.loads(process.stdout.readline()) for _ in range(5)]
        services = services_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        told += [json.loads(line) for line in process.stdout if line.endswith("\n")]

    assert len(services) == 1
    assert wait_until(lambda: not any(map(is_service, services)), limit_s=5)
    records = open_records(
        data / "records.sqlite3", run_id=uuid.uuid4().hex, utc_now=lambda: datetime.now(UTC)
    )
    kept = {attempt.request_id: attempt for attempt in records.recent(300)}
    records.close()
    assert {line["request_id"] for line in told} <= kept.keys()
    assert all(attempt.outcome for attempt in kept.values()), "an attempt has no end"


@pytest.mark.screen
def test_a_killed_window_leaves_no_child(tmp_path: Path) -> None:
    with (
        screen() as display,
        started(
            *command(tmp_path, "--source", "demo"), environment={"DISPLAY": display, **ON_SCREEN}
        ) as process,
    ):
        assert wait_until(lambda: bool(services_of(process.pid)))
        services = services_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        assert wait_until(lambda: not any(map(is_service, services)), limit_s=5)


@pytest.mark.screen
def test_a_window_that_is_asked_to_end_ends_well(tmp_path: Path) -> None:
    with (
        screen() as display,
        started(
            *command(tmp_path, "--source", "demo"), environment={"DISPLAY": display, **ON_SCREEN}
        ) as process,
    ):
        assert wait_until(lambda: bool(services_of(process.pid)))
        services = services_of(process.pid)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0, said
        assert said == ""
        assert not any(map(is_service, services))


ON_SCREEN = {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
