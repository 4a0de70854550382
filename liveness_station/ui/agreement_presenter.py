"""What the chart of agreement shows. Pure functions; no Qt."""

from dataclasses import dataclass

from liveness_station.reporting.agreement import BASELINE, Agreement, AgreementDay
from liveness_station.reporting.rates import Share
from liveness_station.ui.dates import day_text
from liveness_station.ui.review_presenter import endpoint_text
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.review import ReviewPhrase, ReviewWords, review_words


@dataclass(frozen=True, slots=True)
class Dot:
    """One day.

    Attributes:
        place: from 0, the first day that is drawn, to 1, the last one.
        part: the share that was the same, 0 to 1.
        low: the lower end of its interval.
        high: the upper one.
        tip: the day in words.
    """

    place: float
    part: float
    low: float
    high: float
    tip: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The page about agreement.

    Attributes:
        headline: how it is now.
        pair: between whom; "" where nobody was asked.
        dots: the days, in their order.
        first_day: below the first dot, "" for none.
        last_day: below the last dot; "" where there is one day or none.
        usual: the usual share, 0 to 1; None while that is not known.
        usual_text: what stands at its line.
        has_drifted: True where an alarm is on.
        meaning: what the figures are not.
    """

    headline: str
    pair: str
    dots: tuple[Dot, ...]
    first_day: str
    last_day: str
    usual: float | None
    usual_text: str
    has_drifted: bool
    meaning: str

    @property
    def spoken(self) -> str:
        """All dots in words, for a screen reader."""
        return "\n".join(dot.tip for dot in self.dots)


def present_agreement(found: Agreement, words: Words) -> AgreementView:
    """Returns the page in one language."""
    own = review_words(words)
    days = found.days
    one, other = (endpoint_text(name, words) for name in found.pair)
    usual = found.baseline.part
    return AgreementView(
        headline=_headline(found, own),
        pair=own.say(ReviewPhrase.PAIR, one=one, other=other) if days else "",
        dots=_dots(days, words),
        first_day=day_text(days[0].day, words) if days else "",
        last_day=day_text(days[-1].day, words) if len(days) > 1 else "",
        usual=usual,
        usual_text=f"{own.say(ReviewPhrase.USUAL)} {percent(usual)}" if usual is not None else "",
        has_drifted=found.has_drifted,
        meaning=own.say(ReviewPhrase.MEANING, needed=BASELINE),
    )


def drift_detail(found: Agreement) -> str:
    """Returns the usual share and the present one, for the alert: the same in every language."""
    return f"{percent(found.baseline.part)} → {percent(found.recent.part)}"


def percent(part: float | None) -> str:
    """Returns a share in whole percent; 100 % only where that is meant."""
    if part is None:
        return "–"
    whole = round(part * 100)
    return f"{min(whole, 99) if part < 1 else whole} %"


def _headline(found: Agreement, own: ReviewWords) -> str:
    recent = found.recent
    if not recent.total:
        return own.say(ReviewPhrase.NO_OPINIONS)
    now = percent(recent.part)
    if not found.baseline.total:
        # Fewer than are usual, so the days hold all of them.
        every = Share(
            sum(d.share.count for d in found.days), sum(d.share.total for d in found.days)
        )
        return own.say(
            ReviewPhrase.NO_BASELINE,
            percent=percent(every.part),
            count=every.total,
            needed=BASELINE,
        )
    phrase = ReviewPhrase.DRIFTED if found.has_drifted else ReviewPhrase.AS_USUAL
    return own.say(phrase, percent=now, count=recent.total, usual=percent(found.baseline.part))


def _dots(days: tuple[AgreementDay, ...], words: Words) -> tuple[Dot, ...]:
    if not days:
        return ()
    own, first = review_words(words), days[0].day
    length = max((days[-1].day - first).days, 1)
    return tuple(
        Dot(
            place=(one.day - first).days / length if len(days) > 1 else 0.5,
            part=one.share.part or 0.0,
            low=one.interval.low,
            high=one.interval.high,
            tip=own.say(
                ReviewPhrase.DAY,
                day=day_text(one.day, words),
                same=one.share.count,
                total=one.share.total,
                low=percent(one.interval.low),
                high=percent(one.interval.high),
            ),
        )
        for one in days
    )
