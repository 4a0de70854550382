"""What the shift's thread works with: a connection of its own, which only reads, and files."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from liveness_station.app.history_export import record_export
from liveness_station.app.paths import Places
from liveness_station.codes.drawing import qr_modules
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.errors import RecordError
from liveness_station.domain.ports import Vault
from liveness_station.exports.bundle_file import write_new
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.exports.leftovers import sweep
from liveness_station.exports.troubles import export_door
from liveness_station.reporting.figures import figures_of
from liveness_station.reporting.slips import Slip, SlipClass, kept_until, slip_class
from liveness_station.reporting.what_if import families_of, what_if
from liveness_station.runtime.shift_requests import (
    FiguresRead,
    FiguresWanted,
    HandOverRead,
    ReportWanted,
    ScoresRead,
    ScoresWanted,
    SlipWanted,
    Span,
)
from liveness_station.settings.values import Settings
from liveness_station.storage.database import Database
from liveness_station.storage.event_bodies import Export
from liveness_station.storage.history import HistoryReader
from liveness_station.storage.history_query import HistoryRow
from liveness_station.storage.score_query import read_scores
from liveness_station.storage.shift_facts import ShiftFacts
from liveness_station.storage.shift_query import (
    MOST_DAYS,
    has_checks,
    last_hand_over,
    open_facts,
    other_way,
    read_facts,
    shift_began,
)
from liveness_station.ui.words.spoken import words_for

_MOST_OF_ONE_NAME: Final = 99
_CHUNK: Final = 500


def _now() -> datetime:
    return datetime.now(UTC)


class StationShift:
    """The record, opened for reading at the first question. Used by one thread.

    Args:
        places: where the record is.
        make_vault: for recording what was exported.
        settings: those in force, asked each time; callable from any thread.
        counts: today's calls as the station counts them; callable from any thread.
        now: the wall clock, in UTC.
    """

    def __init__(
        self,
        places: Places,
        make_vault: Callable[[], Vault],
        settings: Callable[[], Settings],
        counts: Callable[[], CallCounts],
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._places = places
        self._make_vault = make_vault
        self._settings = settings
        self._counts = counts
        self._now = now
        self._database: Database | None = None

    def figures(self, wanted: FiguresWanted) -> FiguresRead:
        """Returns what a time came to.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._figures(wanted)[0]

    def scores(self, wanted: ScoresWanted) -> ScoresRead:
        """Returns what other thresholds would have made of the station's scores.

        Raises:
            RecordError: the record cannot be read.
        """
        scores = read_scores(self._opened())
        families = families_of(scores)
        if not families:
            return ScoresRead((), None)
        same = (
            one
            for one in families
            if wanted.family is not None
            and (one.endpoint, one.engine) == (wanted.family.endpoint, wanted.family.engine)
        )
        family = next(same, families[0])
        return ScoresRead(families, what_if(scores, family, wanted.threshold))

    def hand_over(self) -> HandOverRead:
        """Returns what was handed over last.

        Raises:
            RecordError: the record cannot be read.
        """
        return HandOverRead(last_hand_over(self._opened()))

    def report(self, wanted: ReportWanted) -> Path:
        """Writes a report, records that, and returns where it is.

        Raises:
            ExportError: there is no file.
            RecordError: the record cannot be read; likewise.
        """
        # Painting needs Qt's pages, which figures do not.
        from liveness_station.ui.dates import second_text
        from liveness_station.ui.shift_presenter import headline_of
        from liveness_station.ui.shift_report import MOST_NAMES, ReportHead, ShiftReport
        from liveness_station.ui.shift_report_lines import ledger_code, name_rows

        read, facts = self._figures(wanted.figures)
        words, settings = words_for(wanted.language), self._settings()
        numbers = [check.sequence for check in facts.checks] if wanted.has_names else []
        if len(numbers) > MOST_NAMES:
            raise ExportError(ExportTrouble.TOO_MANY)
        head = ReportHead(
            settings.desk_name,
            wanted.operator,
            headline_of(read, words),
            second_text(self._now(), words),
            settings.currency,
            facts.mark,
            qr_modules(ledger_code(facts.mark)),
            wanted.is_letter,
        )
        content = ShiftReport(head, words).pdf(read.figures, name_rows(self._rows(numbers), words))
        name = f"shift-{read.begun_from.astimezone():%Y-%m-%d-%H%M}"
        export = _export_of(facts, has_names=wanted.has_names)
        return self._write(wanted.folder, name, content, export, wanted.operator)

    def slip(self, wanted: SlipWanted) -> Path:
        """Writes a slip, records that, and returns where it is.

        Raises:
            ExportError: there is no file.
            RecordError: the record cannot be read, or has no such check; likewise.
        """
        from liveness_station.ui.subject_slip import SlipWriter

        slip = self._slip(wanted)
        writer = SlipWriter(words_for(wanted.language), qr_modules)
        content = writer.pdf(slip, is_roll=wanted.is_roll)
        number = slip.record
        export = Export("pdf", int(bool(wanted.job_id)), number, number, "", (), has_names=True)
        return self._write(wanted.folder, f"slip-{number:06}", content, export, wanted.operator)

    def close(self) -> None:
        """Closes the record."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _figures(self, wanted: FiguresWanted) -> tuple[FiguresRead, ShiftFacts]:
        database, now = self._opened(), self._now()
        midnight = _midnight(now.astimezone().date())
        begun_from, begun_before, is_shift = midnight, now, False
        if wanted.span is Span.DAYS and wanted.first_day and wanted.last_day:
            begun_from = _midnight(wanted.first_day)
            begun_before = _midnight(wanted.last_day + timedelta(days=1))
        elif wanted.span is Span.SHIFT:
            began = shift_began(database)
            is_shift = began is not None and timedelta() < now - began < timedelta(days=MOST_DAYS)
            begun_from = began if is_shift and began is not None else midnight
        facts = read_facts(database, begun_from, begun_before)
        saved = self._saved(database, midnight, begun_from, begun_before, now)
        figures = figures_of(facts, call_cost=self._settings().call_cost, saved=saved)
        return FiguresRead(wanted, figures, begun_from, begun_before, is_shift), facts

    def _saved(
        self,
        database: Database,
        midnight: datetime,
        begun_from: datetime,
        begun_before: datetime,
        now: datetime,
    ) -> tuple[int, int] | None:
        """Returns today's saved calls where all of today's checks lie within a time, else None."""
        counts = self._counts()
        if begun_before < now or begun_from > now or begun_from < midnight:
            return None
        if begun_from > midnight and has_checks(database, midnight, begun_from):
            return None
        counts = counts.on(now.astimezone().date())
        return counts.saved_cloud, counts.saved_local

    def _slip(self, wanted: SlipWanted) -> Slip:
        settings = self._settings()
        if wanted.job_id:
            detail = HistoryReader(self._opened()).detail(wanted.job_id)
            if detail is None or detail.row.summary.finished_at is None:
                raise ExportError(ExportTrouble.WRITING)
            one = detail.row.summary
            decisions = [
                value
                for entry in detail.entries
                if entry.kind == "OVERRIDE"
                for name, value in entry.fields
                if name == "decision"
            ]
            at, reference = detail.row.summary.finished_at, one.subject
            result = slip_class(one.outcome, decisions[-1] if decisions else "")
            record = one.finished_sequence or one.submitted_sequence
        else:
            found = other_way(self._opened(), wanted.other_sequence)
            if found is None:
                raise ExportError(ExportTrouble.WRITING)
            at, reference = found
            result, record = SlipClass.OTHER_METHOD, wanted.other_sequence
        until = kept_until(at.astimezone(), settings.person_days)
        local, desk = at.astimezone(), settings.desk_name
        return Slip(reference or "–", local, result, record, until, settings.appeal, desk)

    def _rows(self, numbers: list[int]) -> list[HistoryRow]:
        reader, found = HistoryReader(self._opened()), list[HistoryRow]()
        for at in range(0, len(numbers), _CHUNK):
            found += reversed(reader.these(numbers[at : at + _CHUNK]))
        return found

    def _write(
        self, folder: Path, name: str, content: bytes, export: Export, operator: str
    ) -> Path:
        """Writes a file under the first free name, whole or not at all, once that is recorded."""

        def record(sha256: str) -> None:
            told = Export(
                export.form, export.attempts, export.first_sequence, export.last_sequence,
                sha256, export.filters, export.has_names,
            )  # fmt: skip
            try:
                record_export(self._places, told, operator, self._make_vault)
            except RecordError as error:
                raise ExportError(ExportTrouble.NOT_RECORDED) from error

        sweep(self._places.drafts)
        for number in range(1, _MOST_OF_ONE_NAME + 1):
            target = folder / (f"{name}.pdf" if number == 1 else f"{name}-{number}.pdf")
            try:
                with export_door():
                    write_new(target, content, record, notes=self._places.drafts)
            except ExportError as error:
                if not isinstance(error.__cause__, FileExistsError):
                    raise
            else:
                return target
        raise ExportError(ExportTrouble.EXISTS)

    def _opened(self) -> Database:
        if self._database is None:
            self._database = open_facts(self._places.records)
        return self._database


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _export_of(facts: ShiftFacts, *, has_names: bool) -> Export:
    numbers = [check.sequence for check in facts.checks]
    first, last = (min(numbers), max(numbers)) if numbers else (None, None)
    named = has_names and bool(numbers)
    filters = ("begun_before", "begun_from")
    return Export("pdf", len(numbers), first, last, "", filters, has_names=named)
