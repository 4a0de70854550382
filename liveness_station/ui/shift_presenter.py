"""What the window of the shift shows. Pure functions; no Qt, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liveness_station.domain.people import Person, Right
from liveness_station.reporting.figures import ShiftFigures
from liveness_station.reporting.rates import Share, Spread
from liveness_station.runtime.shift_requests import FiguresRead, FiguresWanted, Span
from liveness_station.storage.shift_facts import HandOver
from liveness_station.ui.dates import minute_text
from liveness_station.ui.shift_bars import BarsView, charts_of
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.record import explain_trouble
from liveness_station.ui.words.shift import ShiftCounted, ShiftPhrase, ShiftWords, shift_words

MOST_RANGE_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure."""

    title: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShiftView:
    """The window's figures.

    Attributes:
        headline: which time this is.
        tiles: in the order of reading, two rows of six.
        charts: outcomes, reasons, tries, decisions of operators, other ways.
        footnote: what the figures are not, and what is in none of them.
        is_empty: whether nothing happened.
    """

    headline: str
    tiles: tuple[Tile, ...]
    charts: tuple[BarsView, ...]
    footnote: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    """What whoever is at the desk may do in these windows."""

    report: bool
    names: bool
    what_if: bool


def allowed_to(person: Person) -> Allowed:
    """Returns what somebody may do: figures are everybody's, references and scores are not."""
    return Allowed(
        report=person.may(Right.CHECK) or person.may(Right.EXPORT),
        names=person.may(Right.EXPORT),
        what_if=person.may(Right.REVIEW),
    )


def wanted_of(search: int, span: Span, first: str, last: str) -> FiguresWanted:
    """Returns the wish that was typed.

    Raises:
        ValueError: a day is none (it then has a cause), or the range is none.
    """
    if span is not Span.DAYS:
        return FiguresWanted(search, span)
    begin, end = _day(first), _day(last or first)
    if not timedelta() <= end - begin < timedelta(days=MOST_RANGE_DAYS):
        raise ValueError("range")
    return FiguresWanted(search, span, begin, end)


def present_shift(read: FiguresRead, words: Words, *, currency: str) -> ShiftView:
    """Returns the figures of a time."""
    own, figures = shift_words(words), read.figures
    return ShiftView(
        headline_of(read, words),
        (*_counts(figures, own), *_efforts(figures, own, currency)),
        charts_of(figures, words),
        footnote_of(figures, words),
        figures.is_empty,
    )


def footnote_of(figures: ShiftFigures, words: Words) -> str:
    """Returns what figures of daily work are not, and what is in none of them."""
    own = shift_words(words)
    honest = own.say(ShiftPhrase.HONEST)
    if not figures.unanswered:
        return honest
    left_out = own.say_count(ShiftCounted.UNANSWERED, figures.unanswered)
    return f"{left_out}{words.sentence_gap}{honest}"


def unreadable_text(detail: str, words: Words) -> str:
    """Returns why there are no figures, and what to do."""
    told = shift_words(words).say(ShiftPhrase.UNREADABLE)
    why = explain_trouble(detail, words.code)
    return told if why is None else f"{told}{words.sentence_gap}{words.explain(why)}"


def headline_of(read: FiguresRead, words: Words) -> str:
    """Returns which time figures are of, in this computer's time."""
    missed = read.wanted.span is Span.SHIFT and not read.is_shift
    phrase = ShiftPhrase.NO_SHIFT if missed else ShiftPhrase.RANGE
    # The end of a day is told as that day's, not as the next one's beginning.
    end = read.begun_before - timedelta(seconds=read.wanted.span is Span.DAYS)
    begin, last = minute_text(read.begun_from, words), minute_text(end, words)
    return shift_words(words).say(phrase, begin=begin, end=last)


def percent(share: Share) -> str:
    """Returns a share with one decimal; a dash where there is nothing to divide by."""
    return "–" if share.part is None else f"{share.part * 100:.1f} %"


def hand_over_head(given: HandOver, words: Words) -> str:
    """Returns who handed over, and when."""
    own = shift_words(words)
    name = given.operator or own.say(ShiftPhrase.OPERATOR)
    return own.say(ShiftPhrase.NOTE_LAST, time=minute_text(given.at, words), name=name)


def _counts(figures: ShiftFigures, own: ShiftWords) -> tuple[Tile, ...]:
    say = own.say
    shares = (
        (ShiftPhrase.REJECTS, figures.rejects),
        (ShiftPhrase.ATTACKS, figures.attacks),
        (ShiftPhrase.OVERRIDDEN, figures.overridden),
    )
    retries = own.say_count(ShiftCounted.NOTE_SUBJECTS, figures.retries)
    return (
        Tile(say(ShiftPhrase.SUBJECTS), f"{figures.subjects:,}", retries),
        Tile(
            say(ShiftPhrase.CHECKS),
            f"{figures.checks:,}",
            own.say_count(ShiftCounted.NOTE_PASSED, figures.live),
        ),
        *(
            Tile(
                say(phrase),
                percent(share),
                say(ShiftPhrase.NOTE_SHARE, count=f"{share.count:,}", total=f"{share.total:,}"),
            )
            for phrase, share in shares
        ),
        Tile(say(ShiftPhrase.IN_REVIEW), f"{figures.in_review:,}", say(ShiftPhrase.NOTE_REVIEW)),
    )


def _efforts(figures: ShiftFigures, own: ShiftWords, currency: str) -> tuple[Tile, ...]:
    say, calls = own.say, figures.calls
    is_counted = calls.saved_cloud is not None
    saved_note = ShiftPhrase.NOTE_SAVED if is_counted else ShiftPhrase.NOTE_SAVED_UNKNOWN
    other = say(ShiftPhrase.NOTE_CONSENT, count=f"{figures.other_method:,}")
    return (
        Tile(
            say(ShiftPhrase.PER_SUBJECT),
            seconds(figures.subject_s.median, own),
            p95_text(figures.subject_s, own, seconds(figures.subject_s.p95, own)),
        ),
        Tile(
            say(ShiftPhrase.PER_CHECK),
            milliseconds(figures.check_ms.median, own),
            p95_text(figures.check_ms, own, milliseconds(figures.check_ms.p95, own)),
        ),
        Tile(
            say(ShiftPhrase.CALLS),
            f"{calls.cloud:,}",
            say(ShiftPhrase.NOTE_CALLS, count=f"{calls.local:,}"),
        ),
        Tile(say(ShiftPhrase.COST), money(calls.cost), saved_text(figures, own, currency)),
        Tile(
            say(ShiftPhrase.SAVED),
            "–" if not is_counted else f"{calls.saved_cloud:,}",
            say(saved_note),
        ),
        Tile(say(ShiftPhrase.CONSENT_REFUSED), f"{figures.consent_refused:,}", other),
    )


def seconds(value: float | None, own: ShiftWords) -> str:
    """Returns seconds, or a dash."""
    return "–" if value is None else own.say(ShiftPhrase.SECONDS, value=f"{value:.0f}")


def milliseconds(value: float | None, own: ShiftWords) -> str:
    """Returns milliseconds, or a dash."""
    return "–" if value is None else own.say(ShiftPhrase.MILLISECONDS, value=f"{value:,.0f}")


def money(value: float | None) -> str:
    """Returns a sum of money with two decimals, or a dash."""
    return "–" if value is None else f"{value:,.2f}"


def p95_text(spread: Spread, own: ShiftWords, p95: str) -> str:
    """Returns what stands below a median; nothing where nothing was measured."""
    return own.say(ShiftPhrase.NOTE_P95, p95=p95) if spread.count else ""


def saved_text(figures: ShiftFigures, own: ShiftWords, currency: str) -> str:
    """Returns what stands below the cost."""
    if figures.calls.cost is None:
        return own.say(ShiftPhrase.NOTE_NO_PRICE)
    if figures.calls.cost_saved is None:
        return own.say(ShiftPhrase.NOTE_COST, currency=currency)
    saved = money(figures.calls.cost_saved)
    return own.say(ShiftPhrase.NOTE_COST_SAVED, currency=currency, saved=saved)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError("day") from error
