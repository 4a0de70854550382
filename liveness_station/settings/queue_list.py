"""Reads lists of subjects as spreadsheets write them: bytes in, rows and problems out. Pure.

A row is a line: a cell with a line break in it is no reference and no name, and so an inverted
comma that nobody closed costs its own line, not the rest of the file.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from liveness_station.domain.queue import MOST_WAITING, Waiting
from liveness_station.domain.references import ReferenceRefusedError, ReferenceRule
from liveness_station.domain.subject_lists import (
    ListEncoding,
    ListRow,
    ListTrouble,
    RowProblem,
    RowTrouble,
    SubjectList,
)
from liveness_station.settings.list_letters import NoLettersError, letters_of

MOST_BYTES: Final = 1_000_000
MOST_LABEL: Final = 80
_MOST_TEXT: Final = 40
_SEPARATORS: Final = ("\t", ";", ",")
_LOOKED_AT: Final = 20
_NAMED_SEPARATOR: Final = re.compile(r"sep=([,;\t])", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\r\n|\n|\r")
_BLANKS: Final = re.compile("[ \u00a0\u3000]+")
_JOINERS: Final = "\u200c\u200d"
"""Persian and Indian names are spelt with them; they turn no direction and hide nothing."""

_HEADS: Final = MappingProxyType(
    {
        "reference": "reference,ref,id,number,no,no.,code,ticket,编号,号码,序号,证件号,证件号码,"
        "身份证号,身份证号码,工号,学号,参考号,预约号",
        "label": "name,label,full name,fullname,person,姓名,名字,名称,称呼",
        "language": "language,lang,locale,语言,语种",
    }
)
_KIND_BY_HEAD: Final[Mapping[str, str]] = MappingProxyType(
    {head: kind for kind, heads in _HEADS.items() for head in heads.split(",")}
)
_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: code
        for code, names in {
            "": "",
            "en": "en,eng,english,en-us,en-gb,英文,英语",
            "zh_CN": "zh,zh-cn,zh-hans,zh-hans-cn,cn,chi,zho,chinese,中文,汉语,普通话,"
            "简体中文,简体",
        }.items()
        for name in names.split(",")
    }
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where reference, name and language stand; None for a column that there is not."""

    reference: int | None = 0
    label: int | None = 1
    language: int | None = 2


def parse_list(
    untrusted_bytes: bytes,
    rule: ReferenceRule,
    encoding: ListEncoding = ListEncoding.GUESS,
) -> SubjectList:
    """Returns what a file of at most 1 MB holds: everything that can be used, and what cannot.

    The columns are found by their heads, in English or Chinese; without heads they are reference,
    name, language. Every cell is plain text: nothing is computed, whatever it looks like.
    """
    if len(untrusted_bytes) > MOST_BYTES:
        return SubjectList(trouble=ListTrouble.TOO_LARGE)
    try:
        letters = letters_of(untrusted_bytes, encoding)
    except NoLettersError as error:
        return SubjectList(encoding=error.encoding, trouble=ListTrouble.BAD_ENCODING)
    lines = [(number, line) for number, line in _numbered(letters.text) if line.strip(" \t;,")]
    separator = _separator_of(lines)
    if lines and _NAMED_SEPARATOR.fullmatch(lines[0][1].strip(" ")):
        lines = lines[1:]
    rows, problems, trouble = _read(lines, separator, rule)
    return SubjectList(rows, problems, letters.encoding, letters.is_guessed, trouble)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    # Not splitlines: to that, characters of other scripts are line breaks as well.
    return iter(enumerate(_BREAKS.split(text), start=1))


def _read(
    lines: list[tuple[int, str]], separator: str, rule: ReferenceRule
) -> tuple[tuple[ListRow, ...], tuple[RowProblem, ...], ListTrouble | None]:
    if not lines:
        return (), (), ListTrouble.EMPTY
    columns = _columns_of(_cells(lines[0][1], separator) or [])
    if columns is not None:
        lines = lines[1:]
    columns = columns or _Columns()
    if columns.reference is None:
        return (), (), ListTrouble.NO_REFERENCES
    if not lines:
        return (), (), ListTrouble.EMPTY
    if len(lines) > MOST_WAITING:
        return (), (), ListTrouble.TOO_MANY_ROWS
    reader = _Reader(columns, rule)
    for number, line in lines:
        reader.take(number, _cells(line, separator))
    return tuple(reader.rows), tuple(reader.problems), None


class _Reader:
    """Takes one row after the other, and remembers what it has seen."""

    def __init__(self, columns: _Columns, rule: ReferenceRule) -> None:
        self.rows: list[ListRow] = []
        self.problems: list[RowProblem] = []
        self._columns = columns
        self._rule = rule
        self._seen: dict[str, int] = {}

    def take(self, line: int, cells: list[str] | None) -> None:
        """Takes a line's cells; None for one whose inverted commas do not fit."""
        if cells is None:
            self.problems.append(RowProblem(line, RowTrouble.BAD_QUOTES))
            return
        reference = _cell(cells, self._columns.reference)
        try:
            subject = self._rule.subject(reference)
        except ReferenceRefusedError as error:
            self.problems.append(RowProblem(line, error.trouble, _shown(reference)))
            return
        earlier = self._seen.setdefault(subject.reference, line)
        if earlier != line:
            problem = RowProblem(
                line, RowTrouble.TWICE, _shown(reference), is_kept=False, other_line=earlier
            )
            self.problems.append(problem)
            return
        label = self._label(line, _cell(cells, self._columns.label))
        language = self._language(line, _cell(cells, self._columns.language))
        self.rows.append(ListRow(line, Waiting(subject, language, label)))

    def _label(self, line: int, text: str) -> str:
        label = plain_label(text)
        if label != _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" "):
            problem = RowProblem(line, RowTrouble.LABEL_CHANGED, _shown(label), is_kept=True)
            self.problems.append(problem)
        return label

    def _language(self, line: int, text: str) -> str:
        code = _LANGUAGES.get(text.strip().casefold().replace("_", "-"))
        if code is None:
            problem = RowProblem(line, RowTrouble.UNKNOWN_LANGUAGE, _shown(text), is_kept=True)
            self.problems.append(problem)
        return code or ""


def plain_label(text: str) -> str:
    """Returns what somebody is called as one short line: no control or formatting characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (one if _is_plain(one) else " " for one in composed)
    return " ".join("".join(kept).split())[:MOST_LABEL].strip()


def _is_plain(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] not in "CZ"


def _columns_of(cells: list[str]) -> _Columns | None:
    """Returns where the columns stand; None where the first row is no row of heads."""
    kinds = [_KIND_BY_HEAD.get(cell.strip().casefold()) for cell in cells]
    places = {kind: at for at, kind in reversed(list(enumerate(kinds))) if kind is not None}
    if not places:
        return None
    return _Columns(places.get("reference"), places.get("label"), places.get("language"))


def _separator_of(lines: list[tuple[int, str]]) -> str:
    """Returns what stands between cells: what makes heads, or splits most lines alike."""
    named = _NAMED_SEPARATOR.fullmatch(lines[0][1].strip(" ")) if lines else None
    if named is not None:
        return str(named[1])
    texts = [line for _, line in lines[:_LOOKED_AT]]

    def agreement(separator: str) -> tuple[int, int, int]:
        rows = [_cells(text, separator) or [] for text in texts]
        heads = _columns_of(rows[0]) if rows else None
        widths = [len(row) for row in rows if len(row) > 1]
        counts = ((widths.count(width), width) for width in set(widths))
        named = (
            0 if heads is None else 3 - (heads.reference, heads.label, heads.language).count(None)
        )
        return (named, *max(counts, default=(0, 0)))

    return max(_SEPARATORS, key=agreement)


def _cells(line: str, separator: str) -> list[str] | None:
    """Returns a line's cells; None where its inverted commas do not fit."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _shown(text: str) -> str:
    plain = plain_label(text)
    return plain if len(plain) <= _MOST_TEXT else f"{plain[: _MOST_TEXT - 1]}…"
