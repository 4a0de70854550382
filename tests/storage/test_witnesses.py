"""Places outside that keep checkpoints: folders and the system's log."""

from ctypes import c_void_p
from pathlib import Path
from typing import Any

import pytest

from liveness_station.ledger.checkpoints import Checkpoint, Note, sign
from liveness_station.ledger.keys import new_keys
from liveness_station.ledger.witnesses import find_split
from liveness_station.storage.system_log import add_event
from liveness_station.storage.witnesses import FolderWitness, LogWitness, read_folder, unlogged

STATION = bytes(range(16))


def checkpoint(size: int, *, station: bytes = STATION, head: int = 2) -> Checkpoint:
    return Checkpoint(station, size, bytes([1]) * 32, bytes([head]) * 32)


def test_a_folder_keeps_every_checkpoint_once(tmp_path: Path) -> None:
    witness = FolderWitness(tmp_path)
    for size in (3, 7, 7, 3):
        witness.put(Note(checkpoint(size)).text)
    assert [size.size for _, size in read_folder(tmp_path, STATION)] == [3, 7]


def test_two_of_one_size_are_both_kept_and_found(tmp_path: Path) -> None:
    witness = FolderWitness(tmp_path)
    for head in (2, 3, 2):
        witness.put(Note(checkpoint(7, head=head)).text)
    witness.put(Note(checkpoint(9)).text)
    kept = [found for _, found in read_folder(tmp_path, STATION)]
    assert sorted(found.head[0] for found in kept) == [2, 2, 3]
    assert find_split(kept) == 7
    assert find_split([found for found in kept if found.head[0] == 2]) is None


def test_a_folder_may_be_shared_by_stations(tmp_path: Path) -> None:
    other = bytes(16)
    for station in (STATION, other):
        FolderWitness(tmp_path).put(Note(checkpoint(5, station=station)).text)
    (tmp_path / "notes.txt").write_text("of somebody", encoding="utf-8")
    assert [found.station for _, found in read_folder(tmp_path, other)] == [other]


@pytest.mark.parametrize("text", ["", "rubbish", Note(checkpoint(5, station=bytes(16))).text])
def test_a_checkpoint_that_is_none_is_not_passed_over(tmp_path: Path, text: str) -> None:
    path = FolderWitness(tmp_path).put(Note(checkpoint(5)).text)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        list(read_folder(tmp_path, STATION))


def test_a_folder_that_is_gone_says_so_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        FolderWitness(tmp_path / "gone").put(Note(checkpoint(5)).text)
    FolderWitness(tmp_path).put(Note(checkpoint(5)).text)
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".checkpoint"]


def test_a_line_of_the_system_log_is_a_checkpoint_again() -> None:
    lines: list[str] = []
    note = sign(checkpoint(5), new_keys().seed).text
    LogWitness(lines.append).put(note)
    assert "\n" not in lines[0]
    assert unlogged(f"Nov 23 desk liveness-station[7]: {lines[0]}\n") == note
    assert unlogged(note) == note


class FakeLibrary:
    """advapi32, as far as the event log needs it."""

    def __init__(self, *, source: int = 7, takes: int = 1) -> None:
        self.calls: list[str] = []
        self.lines: list[str] = []
        self.RegisterEventSourceW = self._function("register", source)
        self.DeregisterEventSource = self._function("deregister", 1)
        self._takes = takes

    def ReportEventW(self, handle: c_void_p, *rest: Any) -> int:
        assert (handle.value, rest[0], rest[4]) == (7, 4, 1)
        self.calls.append("report")
        self.lines.append(str(rest[6][0]))
        return self._takes

    def _function(self, name: str, answer: int) -> Any:
        def function(*_: object) -> int:
            self.calls.append(name)
            return answer

        return function


def test_the_event_log_gets_the_line_and_is_closed() -> None:
    library = FakeLibrary()
    add_event(library, "a line", OSError)
    assert library.lines == ["a line"]
    assert library.calls == ["register", "report", "deregister"]


@pytest.mark.parametrize(
    ("library", "calls"),
    [
        (FakeLibrary(source=0), ["register"]),
        (FakeLibrary(takes=0), ["register", "report", "deregister"]),
    ],
)
def test_an_event_log_that_refuses_is_an_error(library: FakeLibrary, calls: list[str]) -> None:
    with pytest.raises(OSError, match="refused"):
        add_event(library, "a line", lambda: OSError("refused"))
    assert library.calls == calls
