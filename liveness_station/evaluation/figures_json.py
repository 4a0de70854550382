"""An evaluation as JSON: rates in 0..1, null where something was not measured."""

import json
import math
from typing import Any

from liveness_station.domain.fusion import MAX_DISSENTERS, MIN_SCORED
from liveness_station.evaluation import wording
from liveness_station.evaluation.curves import Point
from liveness_station.evaluation.document import Evaluation
from liveness_station.evaluation.latency import Latencies
from liveness_station.evaluation.metrics import Kind, Measurement, Separation
from liveness_station.evaluation.results import Result
from liveness_station.evaluation.shares import Figure, Share

FORMAT = "liveness-station-evaluation/1"
"""Changes when a field changes its meaning."""


def to_json(evaluation: Evaluation) -> str:
    """Returns the whole evaluation as one JSON object."""
    about = evaluation.circumstances
    fields = {
        "format": FORMAT,
        "what": wording.WHAT_IT_IS,
        "is_whole": evaluation.is_whole,
        "is_simulated": evaluation.is_simulated,
        "warnings": list(wording.warnings(evaluation)),
        "version": about.version,
        "begun_utc": about.begun_utc.isoformat(timespec="seconds"),
        "source": str(about.listed.source),
        "conditions": list(about.conditions),
        "listed": len(about.listed.presentations),
        "skipped": dict(about.listed.skipped),
        "endpoint": about.endpoint,
        "engines": list(evaluation.engines),
        "models": dict(about.models),
        "threshold": about.policy.threshold,
        "review_limit": about.policy.review_limit,
        "benign_risk_reasons": sorted(about.policy.benign_risk_reasons),
        "clip_frames": about.clip_frames,
        "clip_rule": {"least_scored": MIN_SCORED, "most_dissenters": MAX_DISSENTERS},
        "figures": _measurement(evaluation.measurement),
        "latency_ms": _latencies(evaluation.latencies),
        "parts": {part.name: _measurement(part.measurement) for part in evaluation.parts},
        "results": [_result(result) for result in evaluation.results],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1, allow_nan=False)


def _measurement(measurement: Measurement) -> dict[str, Any]:
    worst = measurement.worst
    by_species = dict(measurement.by_species)
    return {
        "highest_apcer": None if worst is None else worst.error.files.rate,
        "highest_apcer_species": None if worst is None else worst.name,
        "acer_max_apcer_form": measurement.acer,
        **_separation(measurement.separation),
        "bona_fide": _kind(measurement.bona_fide, "bpcer", "bpnrr"),
        "species": {
            kind.name: _kind(kind, "apcer", "apnrr") | _separation(by_species[kind.name])
            for kind in measurement.species
        },
        "failed": dict(measurement.failed),
    }


def _kind(kind: Kind, error: str, no_response: str) -> dict[str, Any]:
    return {
        "presented": kind.presented.files.total,
        "groups": kind.presented.groups.total,
        error: _figure(kind.error),
        "review": _figure(kind.review),
        no_response: _figure(kind.no_response),
        "no_response_reasons": dict(kind.reasons),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"by_file": _share(figure.files), "by_group": _share(figure.groups)}


def _share(share: Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "count": share.count,
        "total": share.total,
        "rate": share.rate,
        "low_95": None if interval is None else interval.low,
        "high_95": None if interval is None else interval.high,
        "one_sided_high_95": share.one_sided_high,
    }


def _separation(separation: Separation) -> dict[str, Any]:
    eer = separation.eer
    return {
        "auc": separation.auc,
        "eer": None if eer is None else eer.rate,
        "eer_apcer": None if eer is None else eer.apcer,
        "eer_bpcer": None if eer is None else eer.bpcer,
        "eer_threshold": None if eer is None else _threshold(eer.threshold),
        "bpcer_at_apcer": {
            f"{limit:.2f}": None if point is None else _point(point)
            for limit, point in separation.at_apcer
        },
        "sweep": [_point(point) for point in separation.sweep],
    }


def _latencies(found: Latencies) -> dict[str, Any]:
    stages = {
        stage.stage: {
            "count": stage.count,
            "p50": stage.p50_ms,
            "p95": stage.p95_ms,
            "max": stage.max_ms,
        }
        for stage in found.stages
    }
    return {"stages": stages, "repeated": found.repeated, "unanswered": found.unanswered}


def _point(point: Point) -> dict[str, Any]:
    return {
        "threshold": _threshold(point.threshold),
        "highest_apcer": point.apcer,
        "species": point.species,
        "bpcer": point.bpcer,
    }


def _threshold(threshold: float) -> float | None:
    return threshold if math.isfinite(threshold) else None


def _result(result: Result) -> dict[str, Any]:
    shown = result.presentation
    return {
        "file": shown.name,
        "sha256": shown.sha256,
        "label": shown.label.value,
        "species": shown.species,
        "group": shown.group,
        "framing": shown.framing,
        "medium": shown.medium.value,
        "classification": result.classification.value,
        "score": result.score,
        "reason": result.reason,
        "risk_reason": result.risk_reason,
        "engine": result.engine,
        "frames": [
            {
                "position": look.position,
                "score": look.score,
                "classification": look.classification.value,
                "reason": look.reason,
            }
            for look in result.looks
        ],
    }
