"""A list of subjects that was read from a file: who goes in line, and what was wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from liveness_station.domain.queue import MOST_WAITING, Queue, Waiting
from liveness_station.domain.references import ReferenceTrouble


class ListEncoding(StrEnum):
    """How the letters of a file are meant. The values are stable codes."""

    GUESS = "guess"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    GB18030 = "gb18030"
    WESTERN = "cp1252"


class RowTrouble(StrEnum):
    """What is wrong with one row of a list, its reference aside. The values are stable codes."""

    BAD_QUOTES = "bad_quotes"
    TWICE = "twice"
    ALREADY_THERE = "already_there"
    UNKNOWN_LANGUAGE = "unknown_language"
    LABEL_CHANGED = "label_changed"


class ListTrouble(StrEnum):
    """Why nothing of a list can be used. The values are stable codes."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    BAD_ENCODING = "bad_encoding"
    NO_REFERENCES = "no_references"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong with one row.

    Attributes:
        line: of the file, counted from 1.
        trouble: what.
        text: the cell that it is about, without control characters, shortened.
        is_kept: True where the row is used all the same.
        other_line: where the same reference stands; 0 where that says nothing.
    """

    line: int
    trouble: RowTrouble | ReferenceTrouble
    text: str = ""
    is_kept: bool = False
    other_line: int = 0


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row that can be used, and its line in the file."""

    line: int
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class SubjectList:
    """What a file holds. Nothing of it is in line yet.

    Attributes:
        rows: who can be put in line, in the order of the file.
        problems: what was wrong, by line; rows that are left out, and some that are kept.
        encoding: how its letters were taken.
        is_guessed: True where nothing but the bytes themselves speaks for that encoding.
        trouble: why nothing of it can be used; None where that is not so.
    """

    rows: tuple[ListRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    encoding: ListEncoding = ListEncoding.UTF_8
    is_guessed: bool = False
    trouble: ListTrouble | None = None

    @property
    def left_out(self) -> int:
        """How many rows cannot be used."""
        return len({problem.line for problem in self.problems if not problem.is_kept})


def beside(found: SubjectList, queue: Queue) -> SubjectList:
    """Returns what of a list can be added to a queue; who is in it already becomes a problem."""
    there = {one.subject for one in queue.line}
    rows = tuple(row for row in found.rows if row.waiting.subject not in there)
    again = tuple(
        RowProblem(row.line, RowTrouble.ALREADY_THERE, row.waiting.subject.reference)
        for row in found.rows
        if row.waiting.subject in there
    )
    problems = tuple(sorted((*found.problems, *again), key=_line_of))
    trouble = found.trouble
    if len(queue.line) + len(rows) > MOST_WAITING:
        # A part of a list would be worse than none: nobody would know who is missing.
        rows, trouble = (), ListTrouble.TOO_MANY_ROWS
    return SubjectList(rows, problems, found.encoding, found.is_guessed, trouble)


def _line_of(problem: RowProblem) -> int:
    return problem.line
