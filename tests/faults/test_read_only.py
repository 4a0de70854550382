"""The row S3 on real media: a record is viewed and verified where nothing can be written.

The media are file systems in memory, in a namespace of its own that only root may make; what they
tell SQLite is what a write-protected stick, a disc and a full disk tell it.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.storage.database import Database
from tests.storage.attempts import attempt, job, opened

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("history list", "ledger verify", "ledger checkpoint")
READ_ONLY = "mount -o remount,ro {place}"
FULL = "dd if=/dev/zero of={place}/filling bs=4k 2>/dev/null || true"

on_media = pytest.mark.skipif(
    sys.platform == "win32"
    or not hasattr(os, "geteuid")
    or os.geteuid() != 0
    or shutil.which("unshare") is None,
    reason="file systems of one's own need root on Linux, and unshare",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a record of one attempt, closed."""
    folder = tmp_path / "data"
    records = opened(folder / "records.sqlite3")
    attempt(records, job())
    records.checkpoint()
    records.close()
    return folder


def asked_on(medium: str, data: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the program with its data copied to a medium."""
    place = data.with_name("medium")
    place.mkdir()
    script = "\n".join(
        [
            "set -e",
            f"mount -t tmpfs -o size=4m tmpfs {place}",
            f"cp -r {data}/. {place}/",
            medium.format(place=place),
            f"exec '{sys.executable}' -m liveness_station --data-dir {place} {command}",
        ]
    )
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Operation not permitted" in done.stderr or "permission denied" in done.stderr:
        pytest.skip("this root may not mount")
    return done


@on_media
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("medium", [READ_ONLY, FULL], ids=["read-only", "full"])
def test_S3_a_record_is_viewed_where_nothing_can_be_written(
    data: Path, medium: str, command: str
) -> None:
    done = asked_on(medium, data, command)
    # A record without keys leaves a verification with nothing to go by, but it was read.
    assert done.returncode == (4 if command == "ledger verify" else 0), done.stderr
    assert done.stderr == ""
    assert done.stdout


@on_media
def test_S3_changes_that_only_a_log_holds_are_not_overlooked(data: Path) -> None:
    path = data / "records.sqlite3"
    log = path.with_name(path.name + "-wal")
    records = opened(path, run_id="run-2")
    attempt(records, job("job-2"))
    kept = log.read_bytes()
    records.close()
    log.write_bytes(kept)
    done = asked_on(READ_ONLY, data, "history list")
    assert done.returncode == 1
    assert "its newest changes cannot be read where nothing can be written" in done.stderr
    assert "copy it, with all files beside it" in done.stderr


def test_S3_what_is_written_meanwhile_is_never_read_as_unchanging(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "records.sqlite3"
    opens = sqlite3.connect

    def without_shared_memory(
        database: str, *, timeout: float, isolation_level: None, uri: bool
    ) -> sqlite3.Connection:
        if database.endswith("?mode=ro"):
            database = database.replace("records", "missing")
        return opens(database, timeout=timeout, isolation_level=isolation_level, uri=uri)

    monkeypatch.setattr("liveness_station.storage.frozen.sqlite3.connect", without_shared_memory)
    with closing(Database(path, is_read_only=True)) as reader:
        assert reader.query("SELECT count(*) FROM attempt") == [(1,)]
        monkeypatch.undo()
        records = opened(path, run_id="run-2")
        attempt(records, job("job-2"))
        with pytest.raises(RecordError, match="locked"):
            reader.query("SELECT count(*) FROM attempt")
        records.close()
