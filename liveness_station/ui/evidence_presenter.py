"""From scores and signals to the lines of the details pane. Pure."""

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.signals import Signal
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.provenance import provenance_words


def present_evidence(outcome: Outcome, words: Words) -> tuple[str, ...]:
    """Returns a line for a burst's scores and one for each signal, the strongest against first."""
    scores = " ".join(f"{score:.3f}" for score in outcome.scores)
    # A single one stands above the scale already.
    lines = (words.say(Phrase.SCORES, scores=scores),) if len(outcome.scores) > 1 else ()
    return lines + tuple(_line(signal, words) for signal in evidence_of(outcome))


def present_source(outcome: Outcome, words: Words) -> tuple[str, ...]:
    """Returns what was made of the source, and a line for each signal about it."""
    report = outcome.origin.report
    verdict = provenance_words(words).verdicts[report.verdict]
    lines = tuple(_line(signal, words) for signal in by_strength(report.signals))
    return (verdict, *lines) if verdict else lines


def strongest_line(outcome: Outcome, words: Words) -> str:
    """Returns the clearest evidence against a live subject as one line; "" where there is none."""
    against = next((signal for signal in evidence_of(outcome) if signal.is_against), None)
    return "" if against is None else _evidence(against, words)


def evidence_of(outcome: Outcome) -> tuple[Signal, ...]:
    """Returns what was measured of the subject and, by our own service, of the judged picture."""
    return by_strength(tuple(dict.fromkeys((*outcome.signals, *outcome.decision.signals))))


def by_strength(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Returns signals with those against a live subject first, and of these the clearest first."""
    return tuple(sorted(signals, key=_rank))


def _rank(signal: Signal) -> tuple[bool, float]:
    distance = abs(signal.value - signal.limit) / max(abs(signal.limit), 1e-6)
    return not signal.is_against, -distance if signal.is_against else 0.0


def _evidence(signal: Signal, words: Words) -> str:
    return words.say(
        Phrase.EVIDENCE,
        name=words.evidence.get(signal.code, signal.code),
        value=f"{signal.value:.3g}",
        limit=f"{signal.limit:.3g}",
    )


def _line(signal: Signal, words: Words) -> str:
    evidence = _evidence(signal, words)
    return words.say(Phrase.EVIDENCE_AGAINST, evidence=evidence) if signal.is_against else evidence
