"""From a search to a file: the same steps for the window and the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from liveness_station.exports.drafts import Draft, write_draft
from liveness_station.exports.tables import TableWriter, write_csv, write_xlsx
from liveness_station.storage.event_bodies import Export
from liveness_station.storage.history import HistoryReader
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.ui.words.base import Words


class Form(StrEnum):
    """What kind of file an export is; the values are its endings."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """An export as it was asked for.

    Attributes:
        query: what it is to hold.
        form: what kind of file.
        target: where it is to go.
        can_replace: whether a file may stand there already.
        words: the language of a report; tables have one of their own.
    """

    query: HistoryQuery
    form: Form
    target: Path
    can_replace: bool
    words: Words


def draft_export(
    reader: HistoryReader, order: ExportOrder, is_cancelled: Callable[[], bool]
) -> Draft:
    """Writes the file beside its place.

    Raises:
        ExportError: there is no draft.
        RecordError: the record cannot be read; likewise.
    """
    write: TableWriter = {Form.CSV: write_csv, Form.XLSX: write_xlsx}.get(order.form) or _report(
        reader, order
    )
    return write_draft(
        order.target,
        reader.rows(order.query),
        write,
        can_replace=order.can_replace,
        is_cancelled=is_cancelled,
    )


def entry_of(order: ExportOrder, draft: Draft) -> Export:
    """Returns what the record says of an export: whatever names a person stays out of it."""
    return Export(
        form=order.form.value,
        attempts=draft.attempts,
        first_sequence=draft.first_sequence,
        last_sequence=draft.last_sequence,
        sha256=draft.sha256,
        filters=_criteria(order.query),
        has_names=draft.attempts > 0,
    )


def _criteria(query: HistoryQuery) -> tuple[str, ...]:
    criteria = {
        "subject": query.subject,
        "operator": query.operator,
        "source": query.source,
        "outcome": query.outcomes,
        "reason": query.reason,
        "begun_from": query.begun_from,
        "begun_before": query.begun_before,
    }
    return tuple(name for name, value in criteria.items() if value)


def _report(reader: HistoryReader, order: ExportOrder) -> TableWriter:
    # Painting needs Qt, which a table does not.
    from liveness_station.ui.history_presenter import filter_text, time_text
    from liveness_station.ui.history_report import ReportHead, ReportWriter
    from liveness_station.ui.words.history import history_words

    own = history_words(order.words)
    head = ReportHead(
        time_text(datetime.now(UTC)), filter_text(order.query, order.words, own), reader.mark()
    )
    return ReportWriter(head, order.words, own).write
