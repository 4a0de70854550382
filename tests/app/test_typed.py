"""What becomes of commands that are typed wrong, or whose output nobody reads to its end."""

import subprocess
import sys
from pathlib import Path

import pytest

from liveness_station.app import ledger
from liveness_station.app.arguments import parse
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    records = opened(tmp_path / "data" / "records.sqlite3")
    for number in range(400):
        attempt(records, job(f"job-{number}"))
    records.close()
    return tmp_path / "data"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "2026-01-01"),
        ("--to", "2026-01-01"),
        ("--job", "job-1", "--from", "2026-01-01", "--to", "2026-01-02"),
        ("--seq", "1..2", "--to", "2026-01-02"),
    ],
)
def test_an_export_of_nothing_or_of_two_things_is_a_mistake(
    data: Path, words: tuple[str, ...]
) -> None:
    target = data / "out.zip"
    arguments = parse(["--data-dir", str(data), "ledger", "export", *words, "--out", str(target)])
    assert ledger.run(arguments, make_vault=FakeVault) == 64
    assert not target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes there break otherwise")
@pytest.mark.parametrize(
    ("words", "code"),
    [(("history", "list", "--limit", "400", "--json"), 0), (("ledger", "verify"), 4)],
)
def test_output_that_nobody_reads_ends_quietly(
    data: Path, words: tuple[str, ...], code: int
) -> None:
    command = [sys.executable, "-m", "liveness_station", "--data-dir", str(data), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == code
