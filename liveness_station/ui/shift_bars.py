"""The charts of the shift: what happened, and how often. Pure functions; no Qt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.reporting.figures import TRIES, ShiftFigures
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.shift import ShiftCounted, ShiftPhrase, ShiftWords, shift_words

MOST_BARS: Final = 7
"""More kinds than that are summed up in the last bar."""

_REASONS: Final = {reason.value: reason for reason in Reason}


class Paint(Enum):
    """What a bar stands for; its words say so, too."""

    PASSED = "live"
    NOT_LIVE = "not_live"
    TRY_AGAIN = "try_again"
    ERROR = "error"
    PLAIN = "quiet"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the last one may stand for several kinds."""

    label: str
    count: int
    paint: Paint = Paint.PLAIN


@dataclass(frozen=True, slots=True)
class BarsView:
    """One chart.

    Attributes:
        title: above it.
        bars: from top to bottom.
        none: what stands there where there are none.
    """

    title: str
    bars: tuple[Bar, ...]
    none: str

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        if not self.bars:
            return self.none
        return "\n".join(f"{bar.label}: {bar.count:,}" for bar in self.bars)


def charts_of(figures: ShiftFigures, words: Words) -> tuple[BarsView, ...]:
    """Returns the charts: outcomes, reasons, tries, decisions of operators, other ways."""
    own = shift_words(words)
    none = own.say(ShiftPhrase.NONE)
    overrides = {reason.value: word for reason, word in own.overrides.items()}
    ways = {reason.value: word for reason, word in own.other_ways.items()}
    decided = _bars(figures.overrides, overrides.get, own)
    others = _bars(figures.other_reasons, ways.get, own)
    reasons = _bars(figures.reasons, lambda code: reason_text(code, words), own)
    return (
        BarsView(own.say(ShiftPhrase.OUTCOMES), _outcomes(figures, words, own), none),
        BarsView(own.say(ShiftPhrase.REASONS), reasons, none),
        BarsView(own.say(ShiftPhrase.TRIES), _tries(figures, own), none),
        BarsView(own.say(ShiftPhrase.OVERRIDES), decided, none),
        BarsView(own.say(ShiftPhrase.OTHER_REASONS), others, none),
    )


def reason_text(code: str, words: Words) -> str:
    """Returns what happened, without its full stop; the code where there are no words for it."""
    known = _REASONS.get(code)
    return code if known is None else words.reasons[known].happened.rstrip("。.")


def _outcomes(figures: ShiftFigures, words: Words, own: ShiftWords) -> tuple[Bar, ...]:
    if figures.is_empty:
        return ()
    # In the order in which the verdicts stand.
    counts = (
        (figures.live, Paint.PASSED),
        (figures.not_live, Paint.NOT_LIVE),
        (figures.try_again, Paint.TRY_AGAIN),
        (figures.error, Paint.ERROR),
    )
    names = [words.verdicts[verdict] for verdict in Verdict]
    rest = (
        (ShiftPhrase.OTHER_METHOD, figures.other_method),
        (ShiftPhrase.BROKEN_OFF, figures.broken_off),
        (ShiftPhrase.PENDING, figures.pending),
    )
    bars = [Bar(name, *counted) for name, counted in zip(names, counts, strict=True)]
    always = ShiftPhrase.OTHER_METHOD
    bars += [Bar(own.say(phrase), count) for phrase, count in rest if count or phrase is always]
    return tuple(bars)


def _tries(figures: ShiftFigures, own: ShiftWords) -> tuple[Bar, ...]:
    if not figures.checks:
        return ()
    labels = [own.say_count(ShiftCounted.TRIES, count) for count in range(1, TRIES)]
    labels.append(own.say_count(ShiftCounted.TRIES_MORE, TRIES))
    return tuple(map(Bar, labels, figures.tries))


def _bars(
    counted: Iterable[tuple[str, int]], word: Callable[[str], str | None], own: ShiftWords
) -> tuple[Bar, ...]:
    """Returns the most frequent kinds, and all others in one."""
    found = [Bar(word(code) or code, count) for code, count in counted]
    if len(found) <= MOST_BARS:
        return tuple(found)
    rest = found[MOST_BARS - 1 :]
    label = own.say_count(ShiftCounted.AND_MORE, len(rest))
    return (*found[: MOST_BARS - 1], Bar(label, sum(bar.count for bar in rest)))
