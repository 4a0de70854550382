"""What the windows of the shift ask their thread for, and what comes back. Values only."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from liveness_station.exports.errors import ExportTrouble
from liveness_station.reporting.figures import ShiftFigures
from liveness_station.reporting.what_if import Family, WhatIf
from liveness_station.storage.shift_facts import HandOver


class Span(StrEnum):
    """Which time is looked at."""

    SHIFT = "shift"
    TODAY = "today"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class FiguresWanted:
    """What a time came to.

    Attributes:
        search: counts wishes up; older ones' answers are dropped.
        span: which time.
        first_day: of DAYS, by this computer's calendar.
        last_day: likewise; it is part of the time.
    """

    search: int
    span: Span = Span.SHIFT
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """What a time came to.

    Attributes:
        wanted: what was asked.
        figures: the answer.
        begun_from: the beginning, with a time zone.
        begun_before: the first moment that is not part of it.
        is_shift: True where a shift is on and this is it.
    """

    wanted: FiguresWanted
    figures: ShiftFigures
    begun_from: datetime
    begun_before: datetime
    is_shift: bool


@dataclass(frozen=True, slots=True)
class ScoresWanted:
    """What other thresholds would have made of one family's scores; None: the most frequent."""

    family: Family | None
    threshold: float


@dataclass(frozen=True, slots=True)
class ScoresRead:
    """All families, and what other thresholds make of one; None where there are no scores."""

    families: tuple[Family, ...]
    what_if: WhatIf | None


@dataclass(frozen=True, slots=True)
class HandOverRead:
    """What was handed over last; None where nothing was."""

    hand_over: HandOver | None


@dataclass(frozen=True, slots=True)
class ReadFailed:
    """The record cannot be read; `detail` is a `Trouble` in words."""

    detail: str


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """A shift report that is to be written.

    Attributes:
        figures: of which time.
        folder: where it is to go; its name is ours.
        language: what it is written in.
        operator: who asks, for the record and the signature; "" for whoever the program runs for.
        has_names: whether subjects' references are to be in it.
        is_letter: on paper of North America; A4 otherwise.
    """

    figures: FiguresWanted
    folder: Path
    language: str
    operator: str
    has_names: bool
    is_letter: bool


@dataclass(frozen=True, slots=True)
class SlipWanted:
    """A slip that is to be written for the subject of one check, or of none.

    Attributes:
        job_id: the check; "" for a subject who went another way.
        other_sequence: the entry that says so; 0 where it is about a check.
        folder: where it is to go; its name is ours.
        language: what it is written in.
        operator: who asks, for the record.
        is_roll: for a printer with a roll 80 mm wide; A6 otherwise.
    """

    folder: Path
    language: str
    operator: str
    is_roll: bool
    job_id: str = ""
    other_sequence: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """How writing a file went: where it is, or why it is not there.

    Attributes:
        path: where it is.
        trouble: why there is none.
        is_slip: a slip, not a report.
    """

    path: Path | None = None
    trouble: ExportTrouble | None = None
    is_slip: bool = False


Answer = FiguresRead | ScoresRead | HandOverRead | ReadFailed | Written
