"""From attempts of the record to what lists and reports show. Pure; no Qt."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryQuery,
    HistoryRow,
)
from liveness_station.ui.dates import second_text
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.history import HistoryCounted, HistoryPhrase, HistoryWords
from liveness_station.ui.words.setting_up import SetupPhrase, setup_words
from liveness_station.ui.words.visits import visit_words

_VERDICTS = {verdict.value: verdict for verdict in Verdict}
VERDICT_CODES = tuple(_VERDICTS)
_REASONS = {reason.value: reason for reason in Reason}


class Column(Enum):
    """The columns of the list, in their order."""

    TIME = HistoryPhrase.TIME
    SUBJECT = Phrase.SUBJECT
    OUTCOME = HistoryPhrase.OUTCOME
    REASON = HistoryPhrase.REASON
    SCORE = HistoryPhrase.SCORE
    OPERATOR = HistoryPhrase.OPERATOR
    SOURCE = HistoryPhrase.SOURCE
    RECORD = HistoryPhrase.RECORD


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of the list; `verdict` is None where there was none, `cells` follow `Column`."""

    job_id: str
    cells: tuple[str, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a search, as it was typed; days are those of this computer."""

    subject: str = ""
    operator: str = ""
    source: str = ""
    outcome: str | None = None
    reason: str = ""
    first_day: str = ""
    last_day: str = ""


def query_of(typed: Typed) -> HistoryQuery:
    """Returns the search that was typed.

    Raises:
        ValueError: a day is none.
    """
    return HistoryQuery(
        subject=typed.subject.strip(),
        operator=typed.operator.strip(),
        source=typed.source.strip(),
        outcomes=frozenset() if typed.outcome is None else frozenset({typed.outcome}),
        reason=typed.reason,
        begun_from=_start_of(typed.first_day, days_after=0),
        begun_before=_start_of(typed.last_day, days_after=1),
    )


def column_names(words: Words, own: HistoryWords) -> tuple[str, ...]:
    """Returns the heads of the columns."""
    return tuple(
        words.say(column.value) if isinstance(column.value, Phrase) else own.say(column.value)
        for column in Column
    )


def present_row(row: HistoryRow, words: Words, own: HistoryWords) -> RowView:
    """Returns one line of the list, in this computer's time."""
    summary = row.summary
    erased = own.say(HistoryPhrase.ERASED)
    outcome = outcome_word(summary.outcome, words, own)
    if summary.is_training:
        outcome = f"{outcome} · {visit_words(words).training}"
    elif summary.is_setup:
        outcome = f"{outcome} · {setup_words(words).say(SetupPhrase.TITLE)}"
    elif summary.is_simulated or summary.is_demo:
        mark = words.say(Phrase.SIMULATOR if summary.is_simulated else Phrase.DEMO)
        outcome = f"{outcome} · {mark}"
    return RowView(
        summary.job_id,
        (
            second_text(summary.submitted_at, words),
            erased if summary.subject is None else summary.subject,
            outcome,
            reason_text(summary.reason, words, own),
            "" if summary.score is None else f"{summary.score:.2f}",
            row.operator or "",
            erased if summary.source is None else summary.source,
            str(summary.finished_sequence or summary.submitted_sequence),
        ),
        _VERDICTS.get(summary.outcome),
    )


def present_detail(detail: AttemptDetail, words: Words, own: HistoryWords) -> str:
    """Returns all that is recorded of an attempt, as plain text."""
    view = present_row(detail.row, words, own)
    head = [
        words.say(Phrase.NAMED, what=name, which=cell)
        for name, cell in zip(column_names(words, own), view.cells, strict=True)
        if cell
    ]
    lines = [*head, _route_text(detail, words)]
    for entry in detail.entries:
        moment = second_text(datetime.fromisoformat(entry.utc), words)
        lines += ["", f"{entry.sequence} · {own.entries.get(entry.kind, entry.kind)} · {moment}"]
        lines += [
            f"    {name}: {value}" for name, value in entry.fields if value not in {"", "null"}
        ]
    return "\n".join(lines)


def _route_text(detail: AttemptDetail, words: Words) -> str:
    """Returns whether the pictures left this computer, as the verdict's entry says.

    Older entries do not say; then it is told by whom they were meant for.
    """
    said = {name: value for entry in detail.entries for name, value in entry.fields}
    endpoint = detail.row.summary.endpoint
    left = said.get("left", "no" if endpoint == "local" else "maybe")
    if left == "no":
        return words.say(Phrase.STAYED_HERE)
    phrase = Phrase.WENT_TO if left == "yes" else Phrase.MAY_HAVE_GONE_TO
    host = said.get("left_to", endpoint)
    return words.say(phrase, host=endpoint if host == "null" else host)


def outcome_word(outcome: str, words: Words, own: HistoryWords) -> str:
    """Returns the word for an outcome; its code where there is none."""
    verdict = _VERDICTS.get(outcome)
    return own.outcomes.get(outcome, outcome) if verdict is None else words.verdicts[verdict]


def reason_text(reason: str, words: Words, own: HistoryWords) -> str:
    """Returns what happened; the code where there are no words for it."""
    known = _REASONS.get(reason)
    if known is None:
        return own.run_ended if reason == "run_ended" else reason
    return words.reasons[known].happened


def count_text(count: HistoryCount, own: HistoryWords) -> str:
    """Returns how many attempts there are; an estimate has two figures that are meant."""
    if count.is_exact:
        return own.say_count(HistoryCounted.COUNT, count.count)
    digits = max(len(str(count.count)) - 2, 0)
    return own.say_count(HistoryCounted.COUNT_ABOUT, round(count.count, -digits))


def filter_text(query: HistoryQuery, words: Words, own: HistoryWords) -> str:
    """Returns what was looked for, in words."""
    say = own.say
    outcomes = ", ".join(outcome_word(code, words, own) for code in sorted(query.outcomes))
    parts = [
        words.say(Phrase.NAMED, what=say(phrase), which=value)
        for phrase, value in (
            (HistoryPhrase.SUBJECT, query.subject),
            (HistoryPhrase.OPERATOR, query.operator),
            (HistoryPhrase.SOURCE, query.source),
            (HistoryPhrase.OUTCOME, outcomes),
            (HistoryPhrase.REASON, reason_text(query.reason, words, own)),
            (HistoryPhrase.FROM, _limit_text(query.begun_from, words)),
            (HistoryPhrase.TO, _limit_text(query.begun_before, words)),
        )
        if value
    ]
    return "; ".join(parts) or say(HistoryPhrase.NO_FILTER)


def _limit_text(moment: datetime | None, words: Words) -> str:
    return "" if moment is None else second_text(moment, words)


def _start_of(day: str, *, days_after: int) -> datetime | None:
    if not day.strip():
        return None
    try:
        wanted = date.fromisoformat(day.strip()) + timedelta(days=days_after)
        return datetime.combine(wanted, time.min).astimezone()
    except OverflowError as error:
        raise ValueError(day) from error
