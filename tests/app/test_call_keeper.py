"""What was counted today survives a restart, and never at the price of a damaged file."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liveness_station.app.call_keeper import CallKeeper
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.errors import RecordError
from liveness_station.runtime.call_meter import CallMeter
from liveness_station.storage.calls_file import read_calls, write_calls
from tests.session.desk import desk

TODAY = date(2026, 11, 23)
COUNTS = CallCounts(TODAY, 1, 2, 3, 4)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "calls.json"
    assert read_calls(path) == CallCounts()
    write_calls(path, COUNTS)
    assert read_calls(path) == COUNTS
    assert [one.name for one in path.parent.iterdir()] == ["calls.json"]


@pytest.mark.parametrize(
    "untrusted_body",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2}',
        b"[" * 4000,
        b"\xff\xfe",
        b'{"version":1,"day":"2026-11-23","spent_cloud":-1,"saved_cloud":0,"spent_local":0,'
        b'"saved_local":0}',
        b'{"version":1,"day":"2026-11-23","spent_cloud":true,"saved_cloud":0,"spent_local":0,'
        b'"saved_local":0}',
        b'{"version":1,"day":"monday","spent_cloud":0}',
        b" " * 5000,
    ],
)
def test_what_is_damaged_is_nothing(tmp_path: Path, untrusted_body: bytes) -> None:
    path = tmp_path / "calls.json"
    path.write_bytes(untrusted_body)
    assert read_calls(path) == CallCounts()


def test_S1_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(RecordError):
        write_calls(blocked / "calls.json", COUNTS)


def test_counts_go_on_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    write_calls(path, COUNTS)
    meter = CallMeter(today=lambda: TODAY)
    keeper = CallKeeper(path, meter)
    meter.on_state_changed(desk(refused_count=1))
    qtbot.waitUntil(lambda: meter.counts.spent_cloud == 1)
    assert meter.counts == CallCounts(TODAY, 1, 2, 3, 5)
    assert keeper.stop()
    assert read_calls(path) == meter.counts
