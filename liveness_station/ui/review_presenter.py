"""What the review lane shows. Pure functions; no Qt."""

from dataclasses import dataclass

from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.reporting.review import Lane, ReviewItem
from liveness_station.storage.history_query import AttemptDetail
from liveness_station.storage.review_query import Cause, CauseFact
from liveness_station.ui.dates import second_text
from liveness_station.ui.history_presenter import (
    outcome_word,
    present_detail,
    reason_text,
)
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.history import history_words
from liveness_station.ui.words.record import explain_trouble
from liveness_station.ui.words.review import ReviewCounted, ReviewPhrase, ReviewWords, review_words

_LOCAL = "local"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the lane; `cells` follow `column_names`."""

    job_id: str
    cells: tuple[str, ...]
    verdict: Verdict | None
    is_incident: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """The lane.

    Attributes:
        headline: how much there is to do.
        rows: what is listed, incidents first.
    """

    headline: str
    rows: tuple[ReviewRow, ...]


def column_names(words: Words) -> tuple[str, ...]:
    """Returns the heads of the columns."""
    own = review_words(words)
    return (
        own.say(ReviewPhrase.WHEN),
        words.say(Phrase.SUBJECT),
        own.say(ReviewPhrase.FOUND),
        own.say(ReviewPhrase.WHY),
    )


def present_lane(lane: Lane, words: Words) -> LaneView:
    """Returns the lane in one language."""
    own = review_words(words)
    rows = tuple(_row(item, words, own) for item in lane.items)
    return LaneView(_headline(lane, words, own), rows)


def present_evidence(item: ReviewItem, detail: AttemptDetail | None, words: Words) -> str:
    """Returns why an attempt is in the lane and all that is recorded of it, as plain text.

    Args:
        item: the attempt.
        detail: what the record says of it; None while it is being read.
        words: the language.
    """
    own, lines = review_words(words), [_station_text(item, words)]
    for fact in item.case.causes:
        lines.append(f"{second_text(fact.at, words)} · {_cause_text(fact, words, own)}")
        if fact.cause is Cause.DISAGREEMENT:
            lines.append(_opinion_text(fact, words, own))
    told = (
        own.say(ReviewPhrase.LOADING)
        if detail is None
        else present_detail(detail, words, history_words(words))
    )
    return "\n".join([*lines, "", told])


def verdict_of(item: ReviewItem) -> tuple[Verdict, Reason]:
    """Returns what the station found, for the rule of the second person.

    A pass that came too late passed nobody, and neither did what this version does not know.
    """
    verdicts = {verdict.value: verdict for verdict in Verdict}
    reasons = {reason.value: reason for reason in Reason}
    summary = item.summary
    return (
        verdicts.get(summary.outcome, Verdict.ERROR),
        reasons.get(summary.reason, Reason.INTERNAL),
    )


def failed_text(detail: str, words: Words) -> str:
    """Returns why there is no lane, and what to do."""
    told = review_words(words).say(ReviewPhrase.UNREADABLE)
    why = explain_trouble(detail, words.code)
    return told if why is None else f"{told}{words.sentence_gap}{words.explain(why)}"


def waiting_text(count: int, words: Words) -> str:
    """Returns how many checks wait, for the window's left column; "" for none."""
    return review_words(words).say(ReviewPhrase.TODAY, count=f"{count:,}") if count else ""


def _headline(lane: Lane, words: Words, own: ReviewWords) -> str:
    if not lane.total:
        return own.say(ReviewPhrase.EMPTY)
    incidents = sum(item.case.is_incident for item in lane.items)
    told = [own.say_count(ReviewCounted.COUNT, lane.total)]
    if incidents:
        told.append(own.say_count(ReviewCounted.INCIDENTS, incidents))
    if len(lane.items) < lane.total:
        told.append(own.say(ReviewPhrase.LISTED, count=f"{len(lane.items):,}"))
    return words.sentence_gap.join(told)


def _row(item: ReviewItem, words: Words, own: ReviewWords) -> ReviewRow:
    summary, case = item.summary, item.case
    history = history_words(words)
    why = own.say(ReviewPhrase.AND).join(
        dict.fromkeys(_cause_text(fact, words, own) for fact in case.causes)
    )
    if case.is_incident:
        why = f"{own.say(ReviewPhrase.INCIDENT)} · {why}"
    known = {verdict.value: verdict for verdict in Verdict}
    return ReviewRow(
        case.job_id,
        (
            second_text(summary.submitted_at, words),
            own.say(ReviewPhrase.ERASED) if summary.subject is None else summary.subject,
            outcome_word(summary.outcome, words, history),
            why,
        ),
        known.get(summary.outcome),
        case.is_incident,
    )


def _cause_text(fact: CauseFact, words: Words, own: ReviewWords) -> str:
    if fact.cause is Cause.DISAGREEMENT:
        verdict = outcome_word(fact.verdict, words, history_words(words))
        return own.say(ReviewPhrase.DISAGREEMENT, verdict=verdict)
    if fact.cause is Cause.BAND:
        return own.say(ReviewPhrase.BAND)
    if not fact.by:
        return own.say(ReviewPhrase.AGAINST_ERASED)
    return own.say(ReviewPhrase.AGAINST, by=fact.by)


def _station_text(item: ReviewItem, words: Words) -> str:
    summary, own = item.summary, review_words(words)
    history = history_words(words)
    return own.say(
        ReviewPhrase.STATION,
        endpoint=endpoint_text(summary.endpoint, words),
        engine=_engine_text(summary.engine),
        verdict=outcome_word(summary.outcome, words, history),
        score=_score_text(summary.score, own),
        reason=reason_text(summary.reason, words, history),
    )


def _opinion_text(fact: CauseFact, words: Words, own: ReviewWords) -> str:
    history = history_words(words)
    return own.say(
        ReviewPhrase.OTHER,
        endpoint=endpoint_text(fact.endpoint, words),
        engine=_engine_text(fact.engine),
        verdict=outcome_word(fact.verdict, words, history),
        score=_score_text(float(fact.score) if fact.score else None, own),
        reason=reason_text(fact.reason, words, history),
    )


def endpoint_text(endpoint: str, words: Words) -> str:
    """Returns whom an endpoint's word names."""
    return review_words(words).say(ReviewPhrase.HERE) if endpoint == _LOCAL else endpoint


def _engine_text(engine: str) -> str:
    return f" ({engine})" if engine else ""


def _score_text(score: float | None, own: ReviewWords) -> str:
    return "" if score is None else own.say(ReviewPhrase.SCORE, score=f"{score:.2f}")
