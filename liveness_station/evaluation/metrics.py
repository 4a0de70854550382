"""Error rates in the vocabulary of ISO/IEC 30107-3, from results.

Rates of classification are over presentations that got one (bona fide, attack or review); those
that got none have their own rates and are in no other denominator.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from liveness_station.evaluation.curves import (
    EqualErrorRate,
    Point,
    auc,
    curve,
    equal_error_rate,
    point_at_apcer,
    points_at,
)
from liveness_station.evaluation.presentations import Label
from liveness_station.evaluation.results import DECIDED, Classification, Result
from liveness_station.evaluation.shares import Figure, figure

APCER_LIMITS: Final = (0.10, 0.05, 0.01)
SWEPT: Final = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Kind:
    """The figures of one PAI species, or of the bona fide presentations.

    Attributes:
        name: the species, "" for bona fide.
        presented: how many there were, failures left out; every one of them counts.
        error: APCER of the species, or BPCER.
        review: those that were sent to review, of those with a classification.
        no_response: APNRR of the species, or BPNRR.
        reasons: why there was no response, with the endpoint's words, and how often.
        scores: of all that got one.
    """

    name: str
    presented: Figure
    error: Figure
    review: Figure
    no_response: Figure
    reasons: tuple[tuple[str, int], ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Separation:
    """What scores alone say of attacks against bona fide.

    Attributes:
        auc: area under the ROC curve over all pairs.
        eer: over all attacks together.
        points: the curve of all attacks together.
        at_apcer: for each of 10, 5 and 1 % the point where no species exceeds it.
        sweep: BPCER and the highest APCER at a row of thresholds.
    """

    auc: float | None
    eer: EqualErrorRate | None
    points: tuple[Point, ...]
    at_apcer: tuple[tuple[float, Point | None], ...]
    sweep: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything that is measured on one set of results.

    Attributes:
        bona_fide: the figures of bona fide presentations.
        species: those of each PAI species, by name.
        separation: of all species together; its operating points hold for the worst of them.
        by_species: of each species alone.
        failed: presentations that nobody judged, by reason.
    """

    bona_fide: Kind
    species: tuple[Kind, ...]
    separation: Separation
    by_species: tuple[tuple[str, Separation], ...]
    failed: tuple[tuple[str, int], ...]

    @property
    def worst(self) -> Kind | None:
        """The species with the highest APCER; of equals the one whose true rate may be highest."""
        measured = [kind for kind in self.species if kind.error.files.total]
        return max(
            measured,
            key=lambda kind: (kind.error.files.rate or 0.0, -kind.error.files.total),
            default=None,
        )

    @property
    def acer(self) -> float | None:
        """The mean of the highest APCER and BPCER, None where one of them was not measured."""
        bpcer = self.bona_fide.error.files.rate
        apcer = self.worst.error.files.rate if self.worst is not None else None
        return None if apcer is None or bpcer is None else (apcer + bpcer) / 2


def measure(results: Sequence[Result], *, threshold: float) -> Measurement:
    """Measures results.

    Args:
        results: what became of the presentations.
        threshold: the one that they were judged by; a row of the sweeps.
    """
    is_failed = _is(Classification.FAILED)
    judged = [result for result in results if not is_failed(result)]
    failed = Counter(result.reason for result in results if is_failed(result))
    bona_fide = _kind("", [r for r in judged if r.presentation.label is Label.BONA_FIDE])
    names = sorted({r.presentation.species for r in judged if r.presentation.species})
    species = tuple(
        _kind(name, [r for r in judged if r.presentation.species == name]) for name in names
    )
    attacks = {kind.name: kind.scores for kind in species}
    swept = sorted({*SWEPT, threshold})
    return Measurement(
        bona_fide,
        species,
        _separation(bona_fide.scores, attacks, swept),
        tuple(
            (name, _separation(bona_fide.scores, {name: attacks[name]}, swept)) for name in names
        ),
        tuple(failed.most_common()),
    )


def _kind(name: str, results: Sequence[Result]) -> Kind:
    wrong = Classification.BONA_FIDE if name else Classification.ATTACK
    silent = [r for r in results if r.classification is Classification.NO_RESPONSE]
    return Kind(
        name,
        presented=figure(results, of=_every, counts=_every),
        error=figure(results, of=_is_decided, counts=_is(wrong)),
        review=figure(results, of=_is_decided, counts=_is(Classification.REVIEW)),
        no_response=figure(results, of=_every, counts=_is(Classification.NO_RESPONSE)),
        reasons=tuple(Counter(_why(result) for result in silent).most_common()),
        scores=tuple(result.score for result in results if result.score is not None),
    )


def _separation(
    bona_fide: Sequence[float], attacks: dict[str, tuple[float, ...]], swept: Sequence[float]
) -> Separation:
    together = [score for scores in attacks.values() for score in scores]
    points = curve(bona_fide, {"": together})
    worst = curve(bona_fide, attacks)
    return Separation(
        auc(bona_fide, together),
        equal_error_rate(points),
        points,
        tuple((limit, point_at_apcer(worst, limit)) for limit in APCER_LIMITS),
        points_at(swept, bona_fide, attacks),
    )


def _why(result: Result) -> str:
    return f"{result.reason}: {result.risk_reason}" if result.risk_reason else result.reason


def _every(_: Result) -> bool:
    return True


def _is_decided(result: Result) -> bool:
    return result.classification in DECIDED


def _is(classification: Classification) -> Callable[[Result], bool]:
    return lambda result: result.classification is classification
