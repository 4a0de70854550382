"""The queue outlives a crash, and nobody in it outlives a day or an erasure."""

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.settings import queue_file
from liveness_station.settings.queue_file import (
    Kept,
    QueueFileError,
    erase_from_queue,
    keep_queue,
    queue_of,
    read_queue,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA = Waiting(Subject("A-1"), "en", "Anna")
WANG = Waiting(Subject("编号-2"), "zh_CN", "王小明 فاطمة")
QUEUE = Queue((ANNA, WANG))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "queue.json"


def test_what_is_written_is_read(path: Path) -> None:
    assert read_queue(path, now=NOW) == ()
    kept = keep_queue(path, QUEUE, (), now=NOW)
    assert kept == (Kept(ANNA, NOW), Kept(WANG, NOW))
    assert read_queue(path, now=NOW) == kept
    assert queue_of(kept) == QUEUE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out by the folder")
def test_nobody_else_may_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        keep_queue(path, QUEUE, (), now=NOW)
    finally:
        os.umask(before)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes.pop("queue.json") == 0o600
    assert all(mode & 0o077 == 0 for mode in modes.values())
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_everybody_is_forgotten_a_day_after_they_were_put_in_line(path: Path) -> None:
    kept = keep_queue(path, Queue((ANNA,)), (), now=NOW)
    later = NOW + timedelta(hours=20)
    kept = keep_queue(path, QUEUE, kept, now=later)
    assert [one.since for one in kept] == [NOW, later]
    next_day = NOW + timedelta(days=1)
    assert queue_of(read_queue(path, now=next_day)) == Queue((WANG,))
    assert queue_of(keep_queue(path, QUEUE, kept, now=next_day)) == Queue((WANG,))
    assert "A-1" not in path.read_text(encoding="utf-8")
    assert read_queue(path, now=NOW - timedelta(days=30)) == ()


def test_who_was_erased_does_not_come_back(path: Path) -> None:
    kept = keep_queue(path, QUEUE, (), now=NOW)
    assert erase_from_queue(path, ANNA.subject, now=NOW)
    assert "Anna" not in path.read_text(encoding="utf-8")
    assert not erase_from_queue(path, ANNA.subject, now=NOW)
    after = keep_queue(path, QUEUE.add(Waiting(Subject("A-3"))), kept, now=NOW)
    assert [one.waiting.subject.reference for one in after] == ["编号-2", "A-3"]
    assert "Anna" not in path.read_text(encoding="utf-8")
    # Put in line again after that, they are somebody new.
    again = keep_queue(path, queue_of(after).add(ANNA), after, now=NOW)
    assert again[-1] == Kept(ANNA, NOW)


def test_erasing_makes_no_file_and_empties_one_that_nobody_can_read(path: Path) -> None:
    assert not erase_from_queue(path, ANNA.subject)
    assert not path.exists()
    path.parent.mkdir()
    path.write_bytes(b'{"version":1,"line":[{"reference":"A-1"')
    assert not erase_from_queue(path, ANNA.subject)
    assert "A-1" not in path.read_text(encoding="utf-8")
    assert read_queue(path, now=NOW) == ()


def test_a_file_that_somebody_removed_or_damaged_is_written_anew(path: Path) -> None:
    kept = keep_queue(path, QUEUE, (), now=NOW)
    path.unlink()
    assert queue_of(keep_queue(path, QUEUE, kept, now=NOW)) == QUEUE
    path.write_bytes(b"\0")
    assert queue_of(keep_queue(path, QUEUE, kept, now=NOW)) == QUEUE
    assert queue_of(read_queue(path, now=NOW)) == QUEUE


ONE = '{"reference":"A-1","language":"","label":"","since":"2026-11-23T09:00:00+00:00"}'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"version":2,"line":[]}',
        b'{"version":1,"line":{"a":1}}',
        f'{{"version":1,"line":[{ONE},{ONE}]}}'.encode(),
        f'{{"version":1,"line":[{ONE.replace("+00:00", "")}]}}'.encode(),
        f'{{"version":1,"line":[{ONE.replace("A-1", "")}]}}'.encode(),
        f'{{"version":1,"line":[{ONE.replace("A-1", "A" * 300)}]}}'.encode(),
        ('{"version":1,"line":[' + ",".join([ONE] * 3000) + "]}").encode(),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(path: Path, body: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(body)
    with pytest.raises(QueueFileError) as raised:
        read_queue(path, now=NOW)
    assert "A-1" not in str(raised.value)


def test_a_full_disk_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_queue(path, Queue((ANNA,)), (), now=NOW)

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QueueFileError, match="errno 28"):
        keep_queue(path, QUEUE, (), now=NOW)
    assert queue_of(read_queue(path, now=NOW)) == Queue((ANNA,))
    assert {one.name for one in path.parent.iterdir()} <= {"queue.json", "queue.json.lock"}


def test_a_program_that_holds_the_file_is_not_waited_for_without_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_file, "_LOCK_S", 0.05)
    path.parent.mkdir()
    with (
        FileLock(path.with_name("queue.json.lock")),
        pytest.raises(QueueFileError, match="another program"),
    ):
        keep_queue(path, QUEUE, (), now=NOW)


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.settings.queue_file import keep_queue
path, kept, number = Path(sys.argv[1]), (), 0
while True:
    number += 1
    line = tuple(Waiting(Subject(f"{number}-{at}"), "en", "x" * 60) for at in range(500))
    kept = keep_queue(path, Queue(line), kept, now=datetime.now(UTC))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_program_leaves_a_whole_queue(path: Path) -> None:
    for writings in (1, 3, 7, 12):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[2],
        ) as child:
            assert child.stdout is not None
            last = [int(child.stdout.readline()) for _ in range(writings)][-1]
            child.send_signal(signal.SIGKILL)
        line = queue_of(read_queue(path, now=datetime.now(UTC))).line
        numbers = {one.subject.reference.split("-")[0] for one in line}
        assert len(line) == 500
        assert len(numbers) == 1
        assert int(numbers.pop()) >= last
