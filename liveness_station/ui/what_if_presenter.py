"""What the window about other thresholds shows. Pure functions; no Qt."""

from dataclasses import dataclass
from typing import Final

from liveness_station.reporting.what_if import BINS, GRID, Bin, Family, Tally, WhatIf
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.what_if import (
    WhatIfCounted,
    WhatIfPhrase,
    WhatIfWords,
    what_if_words,
)

FIRST_STEP: Final = round(GRID[0] * 100)
LAST_STEP: Final = round(GRID[-1] * 100)


@dataclass(frozen=True, slots=True)
class HistogramView:
    """Scores in bars, and two thresholds over them.

    Attributes:
        title: above it.
        bins: from 0 to 1.
        present: the threshold in force.
        chosen: the one looked at.
        spoken: the bars in words.
    """

    title: str
    bins: tuple[Bin, ...]
    present: float
    chosen: float
    spoken: str


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """The window at one place of its slider.

    Attributes:
        headline: what the other threshold would have done, in one sentence.
        columns: heads of the table: in force, and looked at.
        rows: name, number in force, number at the other threshold.
        histogram: the scores.
        remarks: what is to be known of the numbers.
    """

    headline: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    histogram: HistogramView
    remarks: str


def step_of(threshold: float) -> int:
    """Returns the place of a threshold on the slider, the nearest one there is."""
    return min(max(round(threshold * 100), FIRST_STEP), LAST_STEP)


def family_text(family: Family, words: Words) -> str:
    """Returns whose scores these are, in one line."""
    own = what_if_words(words)
    is_here = family.endpoint == "local"
    return own.say_count(
        WhatIfCounted.FAMILY_ITEM,
        family.count,
        endpoint=own.say(WhatIfPhrase.THIS_COMPUTER) if is_here else family.endpoint,
        engine=family.engine or own.say(WhatIfPhrase.UNNAMED_ENGINE),
    )


def present_what_if(found: WhatIf, step: int, words: Words) -> WhatIfView:
    """Returns the window for a place of the slider; the one nearest to the present is the present.

    Args:
        found: one family's scores.
        step: a threshold in hundredths, 50 to 99.
        words: the language.
    """
    own, now = what_if_words(words), found.present
    is_same = step == step_of(now.threshold)
    then = now if is_same else found.tallies[step - FIRST_STEP]
    columns = (
        own.say(WhatIfPhrase.COLUMN_NOW, value=_text(now.threshold)),
        own.say(WhatIfPhrase.COLUMN_THEN, value=_text(then.threshold)),
    )
    return WhatIfView(
        _headline(now, then, own),
        columns,
        _rows(now, then, own),
        _histogram(found, now, then, own),
        _remarks(found, then, words),
    )


def _headline(now: Tally, then: Tally, own: WhatIfWords) -> str:
    limits = {"present": _text(now.threshold), "chosen": _text(then.threshold)}
    if now.threshold == then.threshold:
        return own.say(WhatIfPhrase.SAME, present=limits["present"])
    more = then.passed - now.passed
    if then.threshold < now.threshold:
        refused = then.passed_refused - now.passed_refused
        tail = own.say_count(WhatIfCounted.MORE_REFUSED, refused)
        return own.say_count(WhatIfCounted.MORE, more, **limits) + tail
    accepted = now.passed_accepted - then.passed_accepted
    tail = own.say_count(WhatIfCounted.FEWER_ACCEPTED, accepted)
    return own.say_count(WhatIfCounted.FEWER, -more, **limits) + tail


def _rows(now: Tally, then: Tally, own: WhatIfWords) -> tuple[tuple[str, str, str], ...]:
    rows = (
        (WhatIfPhrase.ROW_PASSED, now.passed, then.passed),
        (WhatIfPhrase.ROW_REVIEW, now.review, then.review),
        (WhatIfPhrase.ROW_BELOW, now.below, then.below),
        (WhatIfPhrase.ROW_PASSED_REFUSED, now.passed_refused, then.passed_refused),
        (WhatIfPhrase.ROW_FAILED_ACCEPTED, now.failed_accepted, then.failed_accepted),
    )
    return tuple((own.say(phrase), f"{one:,}", f"{other:,}") for phrase, one, other in rows)


def _histogram(found: WhatIf, now: Tally, then: Tally, own: WhatIfWords) -> HistogramView:
    lines = []
    for place, one in enumerate(found.bins):
        count = one.passed + one.failed + one.refused + one.accepted
        if count:
            low, high = place / BINS, (place + 1) / BINS
            values = {"low": f"{low:.2f}", "high": f"{high:.2f}", "count": f"{count:,}"}
            lines.append(own.say(WhatIfPhrase.BIN, **values))
    title = own.say(WhatIfPhrase.SCORES)
    return HistogramView(title, found.bins, now.threshold, then.threshold, "\n".join(lines))


def _remarks(found: WhatIf, then: Tally, words: Words) -> str:
    own = what_if_words(words)
    told = [
        own.say_count(text, count)
        for text, count in (
            (WhatIfCounted.FIXED, found.fixed),
            (WhatIfCounted.UNEXPLAINED, found.unexplained),
            (WhatIfCounted.OTHER_RULES, found.other_rules),
        )
        if count
    ]
    if then.threshold < found.review_limit:
        told.append(own.say(WhatIfPhrase.BELOW_BAND))
    return words.sentence_gap.join(told)


def _text(threshold: float) -> str:
    """Returns a threshold with two decimals, or as many as it has."""
    rounded = f"{threshold:.2f}"
    return rounded if float(rounded) == threshold else repr(threshold)
