"""The sentences in which figures are told, the same in the terminal and in the report.

They follow the templates of ISO/IEC 30107-3's vocabulary: the species is always named, the number
of presentations always said, and no error found is never told as a rate of nought alone.
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Final

from liveness_station.domain.fusion import MAX_DISSENTERS, MIN_SCORED
from liveness_station.domain.policies import Policy
from liveness_station.evaluation.curves import Point
from liveness_station.evaluation.document import Evaluation
from liveness_station.evaluation.intervals import Interval
from liveness_station.evaluation.latency import Latency
from liveness_station.evaluation.metrics import Kind, Measurement
from liveness_station.evaluation.presentations import Label, Presentation
from liveness_station.evaluation.shares import Figure, Share

NOT_MEASURED: Final = "not measured"
WHAT_IT_IS: Final = (
    "This is an evaluation of the PAD subsystem (capture data and presentation attack detection) "
    "on labelled files. It is no record of the desk, no laboratory's test, and says nothing about "
    "injected video or about recognising a person."
)


def spelt_out(line: str) -> str:
    """Returns a line for a terminal: what one would obey rather than show as JSON escapes it.

    Names and species come from files of anybody.
    """
    return "".join(
        letter if letter.isprintable() else json.dumps(letter)[1:-1].replace("\x7f", "\\u007f")
        for letter in line
    )


def percent(rate: float | None) -> str:
    """Returns a rate with one decimal, with two where one would hide it."""
    if rate is None:
        return NOT_MEASURED
    return f"{_number(rate)} %"


def _number(rate: float) -> str:
    is_tiny = 0 < rate < 0.001 or 0.999 < rate < 1
    return f"{100 * rate:.2f}" if is_tiny else f"{100 * rate:.1f}"


def interval_words(interval: Interval) -> str:
    """Returns an interval as "0.1–17.2 %"."""
    return f"{_number(interval.low)}–{_number(interval.high)} %"


def share_words(share: Share) -> str:
    """Returns a share with its interval; with no error found, what the true rate may still be."""
    interval = share.interval
    if interval is None or share.one_sided_high is None:
        return NOT_MEASURED
    if share.count == 0:
        return (
            f"0 of {share.total}; true rate may be up to {percent(interval.high)} two-sided / "
            f"{percent(share.one_sided_high)} one-sided"
        )
    return f"{percent(share.rate)} (95 % CI {interval_words(interval)})"


def group_words(figure: Figure) -> str:
    """Returns the same counted by group: one is counted if any of its files is."""
    groups = figure.groups
    counted = f"{groups.count} of {groups.total} groups: " if groups.count else "by group "
    return f"{counted}{share_words(groups)}"


def apcer_words(kind: Kind) -> str:
    """Returns "APCER (print, n=30): 3.3 % (95 % CI 0.1–17.2 %)"."""
    share = kind.error.files
    return f"APCER ({kind.name}, n={share.total}): {share_words(share)}"


def highest_apcer_words(measurement: Measurement) -> str:
    """Returns "Highest APCER: 6.7 % (tablet replay, n=30)"."""
    worst = measurement.worst
    if worst is None:
        return f"Highest APCER: {NOT_MEASURED}"
    share = worst.error.files
    if share.count == 0:
        return f"Highest APCER: {share_words(share)} ({worst.name}, n={share.total})"
    return f"Highest APCER: {percent(share.rate)} ({worst.name}, n={share.total})"


def bpcer_words(measurement: Measurement) -> str:
    """Returns "BPCER: 2.0 % (n=50, CI 0.05–10.6 %)"."""
    share = measurement.bona_fide.error.files
    if share.count == 0 or share.interval is None:
        return f"BPCER: {share_words(share)}"
    interval = interval_words(share.interval)
    return f"BPCER: {percent(share.rate)} (n={share.total}, CI {interval})"


def no_decision_words(kind: Kind) -> str:
    """Returns "No decision: 4 of 54 live presentations (7.4 %)"."""
    share = kind.no_response.files
    return f"No decision: {share.count} of {share.total} {_presented(kind)} ({percent(share.rate)})"


def review_words(kind: Kind) -> str:
    """Returns how many were sent to review, of those with a decision."""
    share = kind.review.files
    return f"Review: {share.count} of {share.total} {_presented(kind)} ({percent(share.rate)})"


def _presented(kind: Kind) -> str:
    return f"{kind.name} presentations" if kind.name else "live presentations"


def threshold_words(threshold: float) -> str:
    """Returns a threshold; the one below every score has no number."""
    if not math.isfinite(threshold):
        return "below every score"
    # A score just below 1 must not read as 1, which nothing can exceed.
    return f"{threshold:.6f}" if 0.9995 <= threshold < 1 else f"{threshold:.3f}"


def point_words(point: Point | None) -> str:
    """Returns the BPCER of an operating point, and where that is."""
    if point is None:
        return NOT_MEASURED
    return f"{percent(point.bpcer)} (threshold {threshold_words(point.threshold)})"


def latency_words(latency: Latency) -> str:
    """Returns "Latency, encode (n=86): p50 2.1 ms, p95 3.0 ms, max 9.8 ms"."""
    return (
        f"Latency, {latency.stage} (n={latency.count}): p50 {latency.p50_ms:.1f} ms, "
        f"p95 {latency.p95_ms:.1f} ms, max {latency.max_ms:.1f} ms"
    )


def circumstances_words(evaluation: Evaluation) -> str:
    """Returns "Threshold 0.80, engine local-x.y, pictures from files, 2026-03-04."."""
    about = evaluation.circumstances
    engine = " and ".join(evaluation.engines) or "not named by the endpoint"
    policy = about.policy
    limit = policy.review_limit
    review = "" if limit is None else f"review from {limit:.2f}, "
    return (
        f"Threshold {policy.threshold:.2f}, {review}{_benign(policy)}engine {engine}, "
        f"endpoint {about.endpoint}, pictures from files, {about.begun_utc:%Y-%m-%d}."
    )


def _benign(policy: Policy) -> str:
    reasons = ", ".join(sorted(policy.benign_risk_reasons))
    return f"held for harmless: {reasons}, " if reasons else ""


def clips_words(evaluation: Evaluation) -> str:
    """Returns how a clip is judged."""
    return (
        f"one presentation each: {evaluation.circumstances.clip_frames} frames spread over it, "
        f"judged together as a desk judges a burst (the median passes, at most {MAX_DISSENTERS} "
        f"frame does not, at least {MIN_SCORED} have a score)"
    )


def extent_words(evaluation: Evaluation) -> str:
    """Returns what was presented: files, groups, species."""
    measurement = evaluation.measurement
    bona_fide = measurement.bona_fide.presented
    attacks = sum(kind.presented.files.total for kind in measurement.species)
    return (
        f"{_many(bona_fide.files.total, 'bona fide presentation')} of "
        f"{_many(bona_fide.groups.total, 'group')}; {_many(attacks, 'attack presentation')} of "
        f"{len(measurement.species)} PAI species."
    )


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def warnings(evaluation: Evaluation) -> Iterator[str]:
    """Yields what a reader must know before any figure."""
    about = evaluation.circumstances
    if evaluation.is_simulated:
        yield "A simulator answered: no picture was looked at, and no figure here means anything."
    if about.policy.benign_risk_reasons:
        reasons = ", ".join(sorted(about.policy.benign_risk_reasons))
        yield (
            "The settings hold these risk reasons for harmless, so none of them kept a "
            f"presentation from being accepted: {reasons}."
        )
    if about.end:
        total = len(about.listed.presentations)
        yield (
            f"Not whole: {about.end}; {len(evaluation.results)} of {total} presentations were "
            "asked about. Run it again to go on."
        )
    for reason, count in evaluation.measurement.failed:
        yield f"{_many(count, 'presentation')}: judged by nobody ({reason}), and in no rate."
    if len(evaluation.engines) > 1:
        yield "More than one engine answered; these are the figures of none of them."
    yield from _warnings_about_list(evaluation)


def _warnings_about_list(evaluation: Evaluation) -> Iterator[str]:
    presented = [result.presentation for result in evaluation.results]
    labels = {shown.label for shown in presented}
    if Label.BONA_FIDE not in labels:
        yield "There is no bona fide presentation: BPCER and all that builds on it is not measured."
    if Label.ATTACK not in labels:
        yield "There is no attack presentation: APCER and all that builds on it is not measured."
    if not evaluation.circumstances.listed.has_groups:
        yield (
            "No groups are given, so each file counts as one. Files of one person or session are "
            "not independent, and the intervals are too narrow then."
        )
    hashes = {shown.sha256 for shown in presented}
    if len(hashes) < len(presented):
        yield f"{_many(len(presented) - len(hashes), 'file')}: the same bytes as another one."
    yield from _alike(presented)
    framings = {shown.framing for shown in presented}
    if len(framings) > 1:
        yield (
            "Several framings are mixed in the figures (they stand apart under Parts); a tight "
            "face crop shows no surroundings. --where framing=full_scene measures whole scenes."
        )


def _alike(presented: Iterable[Presentation]) -> Iterator[str]:
    """Warns of species that differ in letters' case only; each is counted by itself."""
    spellings: dict[str, set[str]] = {}
    for species in {shown.species for shown in presented}:
        spellings.setdefault(species.casefold(), set()).add(species)
    for names in spellings.values():
        if len(names) > 1:
            yield (
                f"Counted as different species: {', '.join(sorted(names))}. Where they are one, "
                "write them alike."
            )
