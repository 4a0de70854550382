"""Attempts as tables: which columns there are, and as CSV and XLSX. No cell is ever a formula."""

import csv
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import xlsxwriter

from liveness_station.exports.troubles import export_door
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.history_query import HistoryRow

TableWriter = Callable[[Path, Iterable[HistoryRow]], None]
"""Writes a whole table to a file that is there and empty."""

COLUMNS: Final = (
    "begun_utc",
    "subject",
    "outcome",
    "reason",
    "detail",
    "score",
    "threshold",
    "method",
    "operator",
    "source",
    "endpoint",
    "mode",
    "request_id",
    "engine",
    "elapsed_ms",
    "finished_utc",
    "job",
    "entry",
    "follows",
)
"""Names of the columns; stable, and the same in every language."""

ERASED: Final = "(erased)"
SHEET_ROWS: Final = 1_000_000
"""So many attempts go on one sheet, which holds 1,048,576 rows."""

_CELL_CHARACTERS: Final = 32_000
"""A cell of a spreadsheet holds 32,767."""

_FORMULA: Final = frozenset("=+-@")
_CUTS: Final = re.compile("(?<=[;\t\r\n])")
_CONTROLS: Final = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\r\n"}


def safe_cell(text: str) -> str:
    """Returns a text that no spreadsheet takes for a formula (ASVS 1.2.10).

    What begins like one, also in full-width letters or behind blanks, tabs, breaks and characters
    that cannot be seen, gets an apostrophe in front. So does what follows a semicolon, a tab or a
    break within the text: where the semicolon parts a table's cells, as in much of Europe, a
    spreadsheet cuts there whatever quotes say. Control characters become their pictures.
    """
    first, *others = _CUTS.split(text)
    parts = [f"'{part}" if _is_formula(part) else part for part in others]
    shown = "".join((first, *parts)).translate(_CONTROLS)
    cut = shown if len(shown) <= _CELL_CHARACTERS else shown[:_CELL_CHARACTERS] + "…"
    is_suspect = _is_formula(text) or text[:1] in {"\t", "\r", "\n", "\0"}
    return f"'{cut}" if is_suspect else cut


def _is_formula(text: str) -> bool:
    start = next((at for at, letter in enumerate(text) if not _is_unseen(letter)), len(text))
    return unicodedata.normalize("NFKC", text[start : start + 1])[:1] in _FORMULA


def _mode(summary: AttemptSummary) -> str:
    modes = (
        ("TRAINING", summary.is_training),
        ("SIMULATOR", summary.is_simulated),
        ("SETUP", summary.is_setup),
    )
    found = next((word for word, is_so in modes if is_so), "")
    return found or ("DEMO" if summary.is_demo else "NORMAL")


def cells_of(row: HistoryRow) -> tuple[str, ...]:
    """Returns the cells of one attempt, in the order of COLUMNS, made safe."""
    summary = row.summary
    return tuple(
        safe_cell(text)
        for text in (
            utc_text(summary.submitted_at),
            ERASED if summary.subject is None else summary.subject,
            summary.outcome or "PENDING",
            summary.reason,
            summary.detail,
            "" if summary.score is None else f"{summary.score:.4f}",
            f"{summary.threshold:g}",
            summary.method,
            row.operator or "",
            ERASED if summary.source is None else summary.source,
            summary.endpoint,
            _mode(summary),
            summary.request_id or "",
            summary.engine,
            "" if summary.elapsed_ms is None else f"{summary.elapsed_ms:.0f}",
            "" if summary.finished_at is None else utc_text(summary.finished_at),
            summary.job_id,
            str(summary.submitted_sequence),
            summary.follows,
        )
    )


def write_csv(path: Path, rows: Iterable[HistoryRow]) -> None:
    """Writes RFC 4180 with every field quoted, and the mark by which Excel knows UTF-8.

    Raises:
        ExportError: it is not written.
    """
    with (
        export_door(),
        path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file,
    ):
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(cells_of(row))


def write_xlsx(path: Path, rows: Iterable[HistoryRow]) -> None:
    """Writes a workbook of texts, a row at a time.

    Raises:
        ExportError: it is not written.
    """
    with (
        export_door(),
        # Beside the file: what it holds does not go where nobody looks for it.
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder,
    ):
        book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        bold = book.add_format({"bold": True})
        try:
            for sheet_rows in _sheets(rows):
                sheet = book.add_worksheet()
                sheet.freeze_panes(1, 0)
                for column, name in enumerate(COLUMNS):
                    sheet.write_string(0, column, name, bold)
                for number, row in enumerate(sheet_rows, 1):
                    for column, text in enumerate(cells_of(row)):
                        sheet.write_string(number, column, _encodable(text))
        finally:
            # Also after trouble: it holds temporary files open.
            book.close()


def _sheets(rows: Iterable[HistoryRow]) -> Iterator[Iterator[HistoryRow]]:
    """Parts rows into sheets; each is to be read to its end before the next. One at least."""
    source = iter(rows)
    first: HistoryRow | None = next(source, None)
    if first is None:
        yield iter(())
    while first is not None:
        yield _some(first, source)
        first = next(source, None)


def _some(first: HistoryRow, source: Iterator[HistoryRow]) -> Iterator[HistoryRow]:
    yield first
    for _ in range(SHEET_ROWS - 1):
        row = next(source, None)
        if row is None:
            return
        yield row


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf", "Mn"}


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
