"""What a killed export leaves: found at the next start, and nothing else is touched."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from liveness_station.exports.leftovers import make_place, sweep

CHILD = """
import sys, time
from pathlib import Path
from tests.exports.test_tables import rows
from liveness_station.exports.drafts import write_draft
from liveness_station.exports.tables import write_csv, write_xlsx

def slow():
    for number, row in enumerate(rows(3000)):
        yield row
        if number == 2999:
            print("written", flush=True)
            time.sleep(60)

write = {"csv": write_csv, "xlsx": write_xlsx}[sys.argv[1]]
target, notes = Path(sys.argv[2]), Path(sys.argv[3])
write_draft(target, slow(), write, can_replace=False, is_cancelled=lambda: False, notes=notes)
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_U16_of_an_export_that_was_killed_nothing_is_left_after_the_next_start(
    out: Path, notes: Path, form: str
) -> None:
    command = [sys.executable, "-c", CHILD, form, str(out / f"a.{form}"), str(notes)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"written"
    # What is under way is left alone.
    assert sweep(notes) == 0
    assert [file for file in out.rglob("*") if file.is_file() and file.stat().st_size]
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert sweep(notes) == 1
    assert list(out.iterdir()) == []
    assert list(notes.iterdir()) == []


def test_what_lies_on_a_volume_that_is_away_is_swept_when_it_is_back(
    out: Path, notes: Path
) -> None:
    place = make_place(out, notes)
    place._lock.release()  # as when a program ends
    (place.folder / "part").write_text("names")
    away = out.rename(out.with_name("away"))
    assert sweep(notes) == 0
    away.rename(out)
    assert sweep(notes) == 1
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("text", ["{folder}", "{folder}/.export-other", "../out", "", "\0"])
def test_a_note_that_names_something_else_removes_nothing(
    out: Path, notes: Path, text: str
) -> None:
    for name in ("mine", ".export-other"):
        (out / name).mkdir()
    notes.mkdir()
    (notes / "a0.draft").write_text(text.format(folder=out))
    assert sweep(notes) == 0
    assert sorted(one.name for one in out.iterdir()) == [".export-other", "mine"]
