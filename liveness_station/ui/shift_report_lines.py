"""What stands in a shift report, section by section. Pure functions; no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from liveness_station.reporting.figures import ShiftFigures
from liveness_station.storage.history_query import HistoryRow
from liveness_station.storage.ledger_marks import LedgerMark
from liveness_station.ui.dates import second_text
from liveness_station.ui.history_presenter import outcome_word, reason_text
from liveness_station.ui.shift_bars import charts_of
from liveness_station.ui.shift_presenter import (
    milliseconds,
    money,
    p95_text,
    percent,
    seconds,
)
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.history import HistoryCounted, HistoryPhrase, history_words
from liveness_station.ui.words.shift import ShiftPhrase, shift_words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines: what, how much, and what is to be known of it."""

    title: str
    rows: tuple[tuple[str, str, str], ...]


def report_sections(
    figures: ShiftFigures, words: Words, *, currency: str
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Returns the sections of the left and of the right column."""
    own = shift_words(words)
    outcomes, reasons, tries, overrides, others = (
        Section(chart.title, tuple((bar.label, f"{bar.count:,}", "") for bar in chart.bars))
        for chart in charts_of(figures, words)
    )
    total = (own.say(ShiftPhrase.CHECKS), f"{figures.checks:,}", "")
    people = (own.say(ShiftPhrase.SUBJECTS), f"{figures.subjects:,}", "")
    counts = Section(outcomes.title, (people, total, *outcomes.rows))
    again = (own.say(ShiftPhrase.RETRIES), f"{figures.retries:,}", "")
    tried = Section(tries.title, (*tries.rows, again))
    left = (counts, _rates(figures, words), _times(figures, words), tried)
    right = (_use(figures, words, currency), reasons, overrides, others)
    return left, tuple(section for section in right if section.rows)


def ledger_lines(mark: LedgerMark, words: Words) -> tuple[str, ...]:
    """Returns where the ledger stood, as text."""
    history = history_words(words)
    head = history.say(HistoryPhrase.LEDGER, station=mark.station, entry=mark.entry, head=mark.head)
    if mark.checkpoint is None:
        return head, history.say(HistoryPhrase.NO_CHECKPOINT)
    values = {"number": mark.checkpoint, "root": mark.root}
    return head, history.say_count(HistoryCounted.CHECKPOINT, mark.size, **values)


def ledger_code(mark: LedgerMark) -> str:
    """Returns where the ledger stood, for a code; the same in every language."""
    text = f"liveness-station ledger station={mark.station} entry={mark.entry} head={mark.head}"
    if mark.checkpoint is None:
        return text
    return f"{text} checkpoint={mark.checkpoint} size={mark.size} root={mark.root}"


def name_rows(rows: Iterable[HistoryRow], words: Words) -> tuple[tuple[str, ...], ...]:
    """Returns checks one by one: time, reference, outcome, reason, record."""
    own, history = shift_words(words), history_words(words)
    found = []
    for row in rows:
        one = row.summary
        found.append(
            (
                second_text(one.submitted_at, words),
                own.say(ShiftPhrase.ERASED) if one.subject is None else one.subject,
                outcome_word(one.outcome, words, history),
                reason_text(one.reason, words, history),
                str(one.finished_sequence or one.submitted_sequence),
            )
        )
    return tuple(found)


def _rates(figures: ShiftFigures, words: Words) -> Section:
    own = shift_words(words)
    rows = []
    for phrase, share in (
        (ShiftPhrase.REJECTS, figures.rejects),
        (ShiftPhrase.ATTACKS, figures.attacks),
        (ShiftPhrase.OVERRIDDEN, figures.overridden),
    ):
        count, total = f"{share.count:,}", f"{share.total:,}"
        note = own.say(ShiftPhrase.NOTE_SHARE, count=count, total=total)
        rows.append((own.say(phrase), percent(share), note))
    return Section(own.say(ShiftPhrase.RATES), tuple(rows))


def _times(figures: ShiftFigures, words: Words) -> Section:
    own = shift_words(words)
    subject, check = figures.subject_s, figures.check_ms
    return Section(
        own.say(ShiftPhrase.TIMES),
        (
            (
                own.say(ShiftPhrase.PER_SUBJECT),
                seconds(subject.median, own),
                p95_text(subject, own, seconds(subject.p95, own)),
            ),
            (
                own.say(ShiftPhrase.PER_CHECK),
                milliseconds(check.median, own),
                p95_text(check, own, milliseconds(check.p95, own)),
            ),
        ),
    )


def _use(figures: ShiftFigures, words: Words, currency: str) -> Section:
    own, calls = shift_words(words), figures.calls
    saved = "–" if calls.saved_cloud is None else f"{calls.saved_cloud:,}"
    is_counted = calls.saved_cloud is not None
    note = "" if is_counted else own.say(ShiftPhrase.NOTE_SAVED_UNKNOWN)
    here = own.say(ShiftPhrase.NOTE_CALLS, count=f"{calls.local:,}")
    cost_note = currency if calls.cost is not None else own.say(ShiftPhrase.NOTE_NO_PRICE)
    return Section(
        own.say(ShiftPhrase.USE),
        (
            (own.say(ShiftPhrase.CALLS), f"{calls.cloud:,}", here),
            (own.say(ShiftPhrase.SAVED), saved, note),
            (own.say(ShiftPhrase.COST), money(calls.cost), cost_note),
            (own.say(ShiftPhrase.CONSENT_REFUSED), f"{figures.consent_refused:,}", ""),
            (own.say(ShiftPhrase.IN_REVIEW), f"{figures.in_review:,}", ""),
        ),
    )
