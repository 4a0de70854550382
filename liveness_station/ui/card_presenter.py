"""From a job or its outcome to the verdict card. Pure."""

from dataclasses import replace

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import SourceVerdict
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.simulation import is_simulated
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.ui.dates import clock_text
from liveness_station.ui.evidence_presenter import (
    evidence_of,
    present_evidence,
    present_source,
    strongest_line,
)
from liveness_station.ui.views import CardMode, CardView
from liveness_station.ui.words.base import Explanation, Phrase, Words
from liveness_station.ui.words.guiding import guiding_words
from liveness_station.ui.words.provenance import provenance_words
from liveness_station.ui.words.record import explain_trouble
from liveness_station.ui.words.visits import visit_words

# Reasons that are found out before a picture is sent, or instead of sending it.
_NOTHING_LEFT = frozenset(
    {
        Reason.IMAGE_TOO_SMALL,
        Reason.IMAGE_TOO_LARGE,
        Reason.STALE_FRAME,
        Reason.SOURCE_REFUSED,
        Reason.CONSENT_MISSING,
        Reason.FILE_UNREADABLE,
        Reason.OFFLINE,
        Reason.ADDRESS,
        Reason.CREDENTIALS_MISSING,
        Reason.CREDENTIALS_LOCKED,
        Reason.CREDENTIALS_REFUSED,
        Reason.CREDENTIALS_BROKEN,
        Reason.ENGINE_DOWN,
        # Without an HTTP status these say that earlier refusals kept the picture here.
        Reason.AUTH,
        Reason.NOT_AUTHORISED,
        Reason.QUOTA,
        Reason.BREAKER,
    }
)

_SHOWN_WITH_EVIDENCE = frozenset({Reason.RISK_REASON, Reason.ATTACK, Reason.BELOW_THRESHOLD})

_EXPLAINED = frozenset({Verdict.SPOOF, Verdict.RETRY})


def present_checking(
    job: Job, still: Frame, words: Words, doing: Phrase = Phrase.CHECKING
) -> CardView:
    """Returns the card of a job that is under way; `doing` says what is being done."""
    return CardView(
        CardMode.CHECKING,
        message=words.say(doing),
        still=still,
        subject=job.subject.reference,
        watermark=_mark_of(job, words),
    )


def present_outcome(outcome: Outcome, still: Frame, words: Words) -> CardView:
    """Returns the card of an outcome; LIVE and NOT LIVE only where a committed row backs it."""
    decision = _showable(outcome)
    explanation = _explanation(outcome, decision, words)
    threshold = outcome.job.policy.threshold
    is_undecided = decision.verdict in {Verdict.RETRY, Verdict.ERROR}
    return CardView(
        CardMode.VERDICT,
        still=still,
        region=_region(outcome, decision),
        verdict=decision.verdict,
        word=words.verdicts[decision.verdict],
        word_below=words.say(Phrase.NOT_VERIFIED) if is_undecided else "",
        score=decision.score,
        threshold=threshold,
        review_limit=outcome.job.policy.review_limit,
        measured=_measured(outcome, decision, words),
        score_text=_score_text(outcome, decision, words),
        threshold_text=words.say(Phrase.THRESHOLD, threshold=f"{threshold:.2f}"),
        subject=outcome.job.subject.reference,
        time=_time_text(outcome),
        happened=explanation.happened,
        next_step=explanation.next_step,
        route=_route_text(outcome, decision, words),
        record=_record_text(outcome, decision, words),
        details=_details(outcome, decision, words),
        watermark=_watermark(outcome, words),
    )


def _watermark(outcome: Outcome, words: Words) -> str:
    """Says over everything else that a verdict is none; a simulator's is the least of one."""
    if not is_simulated(endpoint=outcome.endpoint, engine=outcome.engine):
        return _mark_of(outcome.job, words)
    simulator = words.say(Phrase.SIMULATOR)
    drill = visit_words(words).training
    return f"{drill} · {simulator}" if outcome.job.is_training else simulator


def _mark_of(job: Job, words: Words) -> str:
    """Returns what a check is that counts nowhere; "" for a real one."""
    marks = (
        visit_words(words).training if job.is_training else "",
        words.say(Phrase.DEMO) if job.is_demo else "",
    )
    return " · ".join(mark for mark in marks if mark)


def _showable(outcome: Outcome) -> Decision:
    decision = outcome.decision
    if outcome.recorded or decision.verdict in {Verdict.RETRY, Verdict.ERROR}:
        return decision
    return replace(decide_failure(Reason.NOT_RECORDED), request_id=decision.request_id)


def _score_text(outcome: Outcome, decision: Decision, words: Words) -> str:
    if decision.score is None and outcome.scores:
        return words.say(Phrase.NOT_BY_SCORE)
    if decision.score is None:
        return words.say(Phrase.NO_SCORE)
    return words.say(Phrase.SCORE, score=f"{decision.score:.3f}")


def _time_text(outcome: Outcome) -> str:
    if outcome.finished_utc is None:
        return ""
    return clock_text(outcome.finished_utc)


def _route_text(outcome: Outcome, decision: Decision, words: Words) -> str:
    """Says where the picture went: a promise to the subject, so never more than is known."""
    if outcome.endpoint in {"", "local"}:
        return words.say(Phrase.STAYED_HERE) if outcome.endpoint else ""
    if decision.http_status is not None:
        return words.say(Phrase.WENT_TO, host=outcome.endpoint)
    # A certificate is refused before anything is sent, and is named; other trouble with TLS may
    # come in the middle.
    is_certificate = decision.reason is Reason.TLS and bool(decision.detail)
    if decision.reason in _NOTHING_LEFT or is_certificate:
        return words.say(Phrase.STAYED_HERE)
    return words.say(Phrase.MAY_HAVE_GONE_TO, host=outcome.endpoint)


def _record_text(outcome: Outcome, decision: Decision, words: Words) -> str:
    if outcome.recorded:
        record = words.say(Phrase.RECORD, number=outcome.record_sequence)
        if outcome.origin.report.verdict is SourceVerdict.WARN:
            record = f"{provenance_words(words).in_doubt}\n{record}"
        if outcome.job.method is Method.BURST:
            record = f"{guiding_words(words).without_movement}\n{record}"
        if is_simulated(endpoint=outcome.endpoint, engine=outcome.engine):
            return f"{record}\n{words.say(Phrase.SIMULATOR_CARD)}"
        return f"{record}\n{words.say(Phrase.DEMO_CARD)}" if outcome.job.is_demo else record
    return words.say(Phrase.NOT_RECORDED) if decision.reason is Reason.NOT_RECORDED else ""


def _details(outcome: Outcome, decision: Decision, words: Words) -> str:
    method = outcome.job.method
    message = decision.message_cn if words.code == "zh_CN" else decision.message
    rows = (
        ("reason", decision.reason.value),
        ("detail", decision.detail),
        ("method", "" if method is Method.STILL else method.value),
        ("risk_reason", decision.risk_reason),
        ("request_id", decision.request_id or ""),
        ("gateway_request_id", decision.gateway_request_id or ""),
        ("code", "" if decision.code is None else str(decision.code)),
        ("http", "" if decision.http_status is None else str(decision.http_status)),
        ("retry_after_s", "" if decision.retry_after_s is None else str(decision.retry_after_s)),
        ("msg", message),
        ("engine", outcome.engine),
        ("ms", f"{outcome.elapsed_ms:.0f}" if outcome.elapsed_ms else ""),
    )
    # What may not be shown as a verdict is not shown in parts either.
    evidence = present_evidence(outcome, words) if decision is outcome.decision else ()
    named = (f"{name}: {value}" for name, value in rows if value)
    return "\n".join((*evidence, *named, *present_source(outcome, words)))


def _explanation(outcome: Outcome, decision: Decision, words: Words) -> Explanation:
    """Returns the words for a verdict, and for the strongest evidence against the subject.

    A score that is too low is most often a poor picture of a live subject, so there the evidence is
    named without the step that goes with it where it is sure.
    """
    usual = words.reasons[decision.reason]
    if decision.reason is Reason.NOT_RECORDED:
        why = explain_trouble(decision.detail, words.code)
        return usual if why is None else replace(why, happened=_both(usual, why, words))
    evidence = _strongest(outcome, decision, words)
    if evidence is None:
        return usual
    if decision.reason in {Reason.RISK_REASON, Reason.ATTACK}:
        return evidence
    if decision.reason is Reason.BELOW_THRESHOLD:
        return replace(usual, happened=_both(usual, evidence, words))
    return usual


def _measured(outcome: Outcome, decision: Decision, words: Words) -> str:
    """Returns the strongest evidence against the subject, as a number against its limit."""
    if decision is not outcome.decision or decision.verdict not in _EXPLAINED:
        return ""
    return strongest_line(outcome, words)


def _both(usual: Explanation, more: Explanation, words: Words) -> str:
    return f"{usual.happened}{words.sentence_gap}{more.happened}"


def _region(outcome: Outcome, decision: Decision) -> Face | None:
    """Returns where the strongest evidence of a refusal lies, where it lies in the shown still.

    A burst's evidence is of any of its frames, and of these only the first is shown.
    """
    if outcome.job.method is not Method.STILL or decision.reason not in _SHOWN_WITH_EVIDENCE:
        return None
    against = [signal.region for signal in evidence_of(outcome) if signal.is_against]
    return against[0] if against else None


def _strongest(outcome: Outcome, decision: Decision, words: Words) -> Explanation | None:
    """Returns the words for the first evidence that has any: what the engine named goes first."""
    measured = [signal.code for signal in evidence_of(outcome) if signal.is_against]
    for code in (*decision.risk_reason.split(","), *measured):
        if code in words.risks:
            return words.risks[code]
    return None
