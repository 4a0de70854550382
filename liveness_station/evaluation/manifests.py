"""Reads a list of presentations from a CSV file: path, label, attack_type, group."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.evaluation.presentations import (
    UNSPECIFIED,
    Label,
    Presentation,
    PresentationError,
    PresentationList,
    is_file,
    is_media,
    shortened,
)

_REQUIRED: Final = ("path", "label", "attack_type")
_LABELS: Final = {
    "live": Label.BONA_FIDE,
    "bona_fide": Label.BONA_FIDE,
    "spoof": Label.ATTACK,
    "attack": Label.ATTACK,
}
_NO_PRESENTATIONS: Final = frozenset({"unlabelled", "unlabeled", "no_face", "mixed", "hostile"})
"""Labels of what is known to be neither a bona fide presentation nor an attack."""

_MAX_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, by its line in the file; `cells` has every column, stripped."""

    line: int
    cells: Mapping[str, str]


def read_manifest(manifest: Path, *, where: Mapping[str, str]) -> PresentationList:
    """Reads a CSV file with the columns path, label, attack_type and, if it is there, group.

    Paths are relative to the file's folder. Labels are live or bona_fide, spoof or attack; rows
    that are unlabelled, no_face, mixed or hostile are left out and counted. An empty group makes
    the file a group of its own. A column `framing` is kept, others are ignored.

    Args:
        manifest: the file, UTF-8 with or without a byte order mark.
        where: rows whose column has another value are left out and counted.

    Raises:
        PresentationError: it cannot be read, lacks a column, or a row cannot be understood.
    """
    rows = list(_rows(manifest, _read(manifest), asked=where))
    skipped = Counter[str]()
    kept: list[tuple[int, Presentation]] = []
    for row in rows:
        why = _why_not(row, where)
        if why:
            skipped[why] += 1
        else:
            kept.append((row.line, _presentation(manifest, row)))
    _refuse_missing(manifest, kept)
    _refuse_repeated(manifest, kept)
    presentations = tuple(presentation for _, presentation in kept)
    if not presentations:
        raise PresentationError(f"{manifest}: no row is left to be measured")
    has_groups = any(bool(row.cells.get("group")) for row in rows)
    return PresentationList(manifest, presentations, tuple(sorted(skipped.items())), has_groups)


def _read(manifest: Path) -> str:
    try:
        return manifest.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PresentationError(f"{manifest}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        raise PresentationError(f"{manifest} is not UTF-8; save it as CSV UTF-8") from error


def _rows(manifest: Path, untrusted_text: str, *, asked: Mapping[str, str]) -> Iterator[_Row]:
    first_line = untrusted_text.partition("\n")[0]
    # Spreadsheets write what their language separates lists with.
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(untrusted_text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        _refuse_doubled(manifest, columns)
        missing = [name for name in (*_REQUIRED, *asked) if name not in columns]
        if missing:
            raise PresentationError(
                f"{manifest}: no column {', '.join(missing)}; found {', '.join(columns) or 'none'}"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise PresentationError(
                    f"{manifest}, line {reader.line_num}: {len(cells)} cells, "
                    f"the heading has {len(columns)}"
                )
            stripped = (cell.strip() for cell in cells)
            yield _Row(reader.line_num, dict(zip(columns, stripped, strict=True)))
    except csv.Error as error:
        raise PresentationError(f"{manifest}, line {reader.line_num}: {error}") from error


def _refuse_doubled(manifest: Path, columns: list[str]) -> None:
    doubled = [name for name, count in Counter(columns).items() if name and count > 1]
    if doubled:
        raise PresentationError(
            f"{manifest}: the heading has {', '.join(map(shortened, doubled))} more than once; "
            "rename or remove all but one"
        )


def _why_not(row: _Row, where: Mapping[str, str]) -> str:
    """Returns why a row is left out, "" where it is not."""
    label = row.cells["label"].lower()
    if label in _NO_PRESENTATIONS:
        return f"label {label}"
    for column, value in where.items():
        if row.cells[column] != value:
            return f"{column} is not {value}"
    return ""


def _presentation(manifest: Path, row: _Row) -> Presentation:
    name = row.cells["path"]
    label = _LABELS.get(row.cells["label"].lower())
    place = f"{manifest}, line {row.line}"
    if not name:
        raise PresentationError(f"{place}: the path is empty")
    if label is None:
        known = ", ".join((*_LABELS, *sorted(_NO_PRESENTATIONS)))
        raise PresentationError(
            f"{place}: unknown label {shortened(row.cells['label'])!r}; known are {known}"
        )
    path = manifest.parent / name
    if not is_media(path):
        raise PresentationError(
            f"{place}: {shortened(name)} is neither a picture nor a clip by its name"
        )
    species = "" if label is Label.BONA_FIDE else row.cells["attack_type"] or UNSPECIFIED
    group = row.cells.get("group") or name
    return Presentation(path, name, label, species, group, row.cells.get("framing", ""))


def _refuse_missing(manifest: Path, kept: list[tuple[int, Presentation]]) -> None:
    missing = [(line, shown.name) for line, shown in kept if not is_file(shown.path)]
    if missing:
        named = "; ".join(f"line {line}: {shortened(name)}" for line, name in missing[:_MAX_NAMED])
        more = f"; and {len(missing) - _MAX_NAMED} more" if len(missing) > _MAX_NAMED else ""
        raise PresentationError(f"{manifest}: no such file: {named}{more}")


def _refuse_repeated(manifest: Path, kept: list[tuple[int, Presentation]]) -> None:
    first_lines: dict[Path, int] = {}
    for line, presentation in kept:
        first = first_lines.setdefault(presentation.path, line)
        if first != line:
            raise PresentationError(
                f"{manifest}, line {line}: {shortened(presentation.name)} stands in line {first} "
                "already"
            )
