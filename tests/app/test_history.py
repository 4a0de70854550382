"""`history list` and `history export`, as somebody types them."""

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from liveness_station.app import appearance, history
from liveness_station.app.arguments import parse
from liveness_station.app.paths import Places, find_places
from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.ui import history_report
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, decision, job, opened

HOSTILE = '<img src="http://evil.example/x.png"><script>alert(1)</script>=1+1'


class Desk:
    """A station with some history, used from the command line."""

    def __init__(
        self, folder: Path, application: QApplication, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.database = folder / "records.sqlite3"
        self._application = application
        self._capsys = capsys
        records = opened(self.database)
        for number in range(40):
            verdict = Verdict.SPOOF if number % 4 else Verdict.RETRY
            attempt(records, job(f"job-{number}", subject=f"A-{number:03}"), decision(verdict))
        attempt(records, job("job-zh", subject="张三"))
        attempt(records, job("job-bad", subject=HOSTILE))
        records.close()

    def type(self, *words: str) -> tuple[int, str, str]:
        """Returns exit code, standard output and standard error."""
        arguments = parse(["--data-dir", str(self.folder), "history", *words])
        code = history.run(arguments, make_vault=FakeVault, make_painting=self._paint)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def exports(self) -> list[dict[str, object]]:
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute("SELECT body FROM entry WHERE kind = 'EXPORT' ORDER BY seq")
            return [json.loads(body) for (body,) in rows]

    def _paint(self, _: Places) -> object:
        appearance.load_fonts(self._application, find_places(None).fonts)
        return self._application


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "data", qapp, capsys)


def test_the_newest_attempts_are_listed_first(desk: Desk) -> None:
    code, out, _ = desk.type("list", "--limit", "3", "--subject", "a-")
    assert code == 0
    assert [line.split("  ")[-3] for line in out.splitlines()] == ["A-039", "A-038", "A-037"]
    code, out, _ = desk.type("list", "--json", "--outcome", "retry", "--limit", "2")
    found = [json.loads(line) for line in out.splitlines()]
    assert [(one["subject"], one["outcome"]) for one in found] == [
        ("A-036", "RETRY"),
        ("A-032", "RETRY"),
    ]


def test_a_range_of_days_is_this_computers(desk: Desk) -> None:
    assert desk.type("list", "--from", "2026-11-21", "--to", "2026-11-24")[1]
    assert desk.type("list", "--to", "2026-11-20")[1] == ""
    with pytest.raises(SystemExit):
        desk.type("list", "--from", "yesterday")


def test_a_record_that_is_not_there_is_told(tmp_path: Path, desk: Desk) -> None:
    desk.folder = tmp_path / "nowhere"
    code, out, err = desk.type("list")
    assert (code, out) == (1, "")
    assert "cannot open" in err


def test_an_export_holds_what_was_found_and_is_recorded(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "found.csv"
    code, out, _ = desk.type(
        "export", str(target), "--subject", "a-0", "--outcome", "RETRY", "--operator-name", "Li"
    )
    assert code == 0
    assert "10 attempts" in out
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["subject"] for row in rows] == [f"A-{number:03}" for number in range(36, -1, -4)]
    (export,) = desk.exports()
    assert export["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (export["form"], export["attempts"]) == ("csv", 10)
    assert export["filters"] == ["outcome", "subject"]
    assert "a-0" not in json.dumps(export)
    with closing(sqlite3.connect(desk.database)) as connection:
        named = connection.execute("SELECT value FROM private WHERE value = 'Li'").fetchall()
    assert named == [("Li",)]
    with closing(open_ledger(desk.database)) as ledger:
        assert ledger.contradiction() is None


def test_a_file_that_is_there_stays_unless_told_otherwise(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "found.xlsx"
    target.write_text("mine")
    code, _, err = desk.type("export", str(target))
    assert code == 1
    assert "file of that name" in err
    assert target.read_text() == "mine"
    assert desk.exports() == []
    assert desk.type("export", str(target), "--replace")[0] == 0
    assert target.read_bytes().startswith(b"PK")


def test_what_cannot_be_recorded_is_not_exported(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RecordError(Reason.NOT_RECORDED, "disk full")

    monkeypatch.setattr("liveness_station.app.history_export.open_records", refuse)
    code, _, err = desk.type("export", str(tmp_path / "found.csv"))
    assert code == 1
    assert "could not be recorded" in err
    assert not list(tmp_path.glob("*.csv"))
    assert not list(tmp_path.glob(".*.part"))


def test_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert desk.type("export", str(tmp_path / "found.html"))[0] == 64


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_T29_a_report_holds_plain_text_and_where_the_ledger_stood(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    target = tmp_path / "found.pdf"
    assert desk.type("export", str(target), "--language", language)[0] == 0
    with closing(open_ledger(desk.database)) as ledger:
        station = ledger.station().hex()
    pages = pypdf.PdfReader(target).pages
    text = "\n".join(page.extract_text() for page in pages).replace("\t", " ")
    assert len(pages) == 2
    assert "张三" in text
    assert "A-000" in text
    assert "<img src=" in text, "what looks like HTML is shown, not read"
    assert "".join(text.split()).count(station) == 2, "each page is a witness"
    assert ("Checkpoint 1 over" if language == "en" else "检查点 1") in text
    raw = target.read_bytes()
    assert b"/URI" not in raw
    assert b"/JavaScript" not in raw
    assert b"/Launch" not in raw


def test_a_report_that_nobody_would_read_is_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_report, "MOST_ROWS", 10)
    code, _, err = desk.type("export", str(tmp_path / "found.pdf"))
    assert code == 1
    assert ExportError(ExportTrouble.TOO_MANY).trouble.value in err
    assert not list(tmp_path.glob("*found*"))
