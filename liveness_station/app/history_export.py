"""From a search to a file: the same steps for the window and the command line."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places
from liveness_station.domain.ports import Vault
from liveness_station.exports.drafts import Draft, write_draft
from liveness_station.exports.leftovers import sweep
from liveness_station.exports.tables import TableWriter, write_csv, write_xlsx
from liveness_station.storage.event_bodies import Export
from liveness_station.storage.events import EventLog
from liveness_station.storage.history import HistoryReader
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.records import open_records
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
        notes: the folder in which drafts under way are noted.
    """

    query: HistoryQuery
    form: Form
    target: Path
    can_replace: bool
    words: Words
    notes: Path


def draft_export(
    reader: HistoryReader, order: ExportOrder, is_cancelled: Callable[[], bool]
) -> Draft:
    """Writes the file beside its place, and removes first what killed exports have left.

    Raises:
        ExportError: there is no draft.
        RecordError: the record cannot be read; likewise.
    """
    sweep(order.notes)
    write: TableWriter = {Form.CSV: write_csv, Form.XLSX: write_xlsx}.get(order.form) or _report(
        reader, order
    )
    return write_draft(
        order.target,
        reader.rows(order.query),
        write,
        can_replace=order.can_replace,
        is_cancelled=is_cancelled,
        notes=order.notes,
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


def record_export(
    places: Places, export: Export, operator: str, make_vault: Callable[[], Vault]
) -> int:
    """Says in the record what is being taken out of it, before anybody can have it.

    It is a run of its own, also beside a station: whoever exports waits for nobody's check, and
    nobody's check for this, but for the one write.

    Raises:
        RecordError: it is not on disk.
    """
    shelf = KeyringShelf(make_vault)
    records = open_records(
        places.records, run_id=uuid.uuid4().hex, utc_now=_utc_now, shelf=shelf, operator=operator
    )
    try:
        return EventLog(records.appender).export(export)
    finally:
        records.close()
        shelf.close()


def form_of(target: Path) -> Form | None:
    """Returns what a file is to be, by its ending; None for none that is known."""
    ending = target.suffix.lower().removeprefix(".")
    return Form(ending) if ending in {form.value for form in Form} else None


def _utc_now() -> datetime:
    return datetime.now(UTC)


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
    from liveness_station.ui.dates import second_text
    from liveness_station.ui.history_presenter import filter_text
    from liveness_station.ui.history_report import ReportHead, ReportWriter
    from liveness_station.ui.words.history import history_words

    own = history_words(order.words)
    head = ReportHead(
        second_text(datetime.now(UTC), order.words),
        filter_text(order.query, order.words, own),
        reader.mark(),
    )
    return ReportWriter(head, order.words, own).write
