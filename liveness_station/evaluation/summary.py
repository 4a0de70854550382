"""An evaluation in a terminal: the figures in sentences, the headline first."""

from collections.abc import Iterator

from liveness_station.evaluation import wording
from liveness_station.evaluation.document import Evaluation
from liveness_station.evaluation.metrics import Kind, Measurement
from liveness_station.evaluation.presentations import Medium


def summarise(evaluation: Evaluation) -> Iterator[str]:
    """Yields the lines."""
    yield "Evaluation of presentation attack detection (PAD subsystem)"
    yield wording.circumstances_words(evaluation)
    yield wording.extent_words(evaluation)
    for why, count in evaluation.circumstances.listed.skipped:
        yield f"Left out: {count} ({why})."
    if any(result.presentation.medium is Medium.CLIP for result in evaluation.results):
        yield f"Clips: {wording.clips_words(evaluation)}."
    for warning in wording.warnings(evaluation):
        yield f"! {warning}"
    yield ""
    yield from _figures(evaluation.measurement)
    for stage in evaluation.latencies.stages:
        yield wording.latency_words(stage)
    for part in evaluation.parts:
        yield ""
        yield f"Part: {part.name}"
        yield f"  {wording.highest_apcer_words(part.measurement)}"
        yield f"  {wording.bpcer_words(part.measurement)}"
        yield f"  {_separation_words(part.measurement)}"


def _figures(measurement: Measurement) -> Iterator[str]:
    yield wording.highest_apcer_words(measurement)
    yield wording.bpcer_words(measurement)
    yield f"  {wording.group_words(measurement.bona_fide.error)}"
    yield from _beside(measurement.bona_fide)
    for kind in measurement.species:
        yield wording.apcer_words(kind)
        yield f"  {wording.group_words(kind.error)}"
        yield from _beside(kind)
    yield f"ACER (max-APCER form): {wording.percent(measurement.acer)}"
    yield _separation_words(measurement)
    for limit, point in measurement.separation.at_apcer:
        at = f"BPCER at APCER {100 * limit:.0f} % (worst species, scores alone)"
        yield f"{at}: {wording.point_words(point)}"


def _beside(kind: Kind) -> Iterator[str]:
    yield f"  {wording.no_decision_words(kind)}"
    for reason, count in kind.reasons:
        yield f"    {count} {reason}"
    if kind.review.files.count:
        yield f"  {wording.review_words(kind)}"


def _separation_words(measurement: Measurement) -> str:
    separation = measurement.separation
    if separation.eer is None or separation.auc is None:
        return f"EER, AUC: {wording.NOT_MEASURED}"
    at = wording.threshold_words(separation.eer.threshold)
    rate = wording.percent(separation.eer.rate)
    return f"EER: {rate} (threshold {at}), AUC: {separation.auc:.4f}"
