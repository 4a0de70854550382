"""An evaluation as one value: what was asked of whom, what came of it, what it amounts to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liveness_station.domain.policies import Policy
from liveness_station.domain.simulation import is_simulated
from liveness_station.evaluation.latency import Latencies, latencies
from liveness_station.evaluation.metrics import Measurement, measure
from liveness_station.evaluation.presentations import Label, Presentation, PresentationList
from liveness_station.evaluation.results import Classification, Result

MOST_MISTAKES: Final = 12
"""Of each kind; who wants all of them finds them in the JSON."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under what an evaluation was made.

    Attributes:
        listed: what was to be measured.
        conditions: what the command line left out, in words.
        endpoint: who was asked.
        models: name and SHA-256 of the model files that the engine's name points to.
        policy: the rules that verdicts were made by.
        clip_frames: how many frames of a clip are asked about.
        begun_utc: when it began.
        version: of the program.
        end: "" where every presentation was asked about, else why it ended before.
    """

    listed: PresentationList
    conditions: tuple[str, ...]
    endpoint: str
    models: tuple[tuple[str, str], ...]
    policy: Policy
    clip_frames: int
    begun_utc: datetime
    version: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some of the presentations, such as those of one framing."""

    name: str
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        circumstances: under what.
        results: in the order of the list.
        engines: every engine that answered; more than one makes the figures of no one's.
        measurement: the figures of all results.
        parts: the figures by medium and framing, where there is more than one of these.
        latencies: how long the answers took.
    """

    circumstances: Circumstances
    results: tuple[Result, ...]
    engines: tuple[str, ...]
    measurement: Measurement
    parts: tuple[Part, ...]
    latencies: Latencies

    @property
    def is_simulated(self) -> bool:
        """Tells whether a simulator answered, which looks at no picture."""
        return any(
            is_simulated(endpoint=result.endpoint, engine=result.engine) for result in self.results
        )

    @property
    def is_whole(self) -> bool:
        """Tells whether every presentation of the list was judged."""
        return not self.circumstances.end and not self.measurement.failed


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The worst of each kind, the worst first; `more` says how many are not shown."""

    title: str
    results: tuple[Result, ...]
    more: int


def evaluate(circumstances: Circumstances, results: Sequence[Result]) -> Evaluation:
    """Makes an evaluation of results."""
    ordered = sorted(results, key=_order(circumstances.listed))
    threshold = circumstances.policy.threshold
    return Evaluation(
        circumstances,
        tuple(ordered),
        tuple(sorted({result.engine for result in ordered if result.engine})),
        measure(ordered, threshold=threshold),
        (
            *_parts(ordered, lambda shown: f"{shown.medium}s", threshold),
            *_parts(ordered, lambda shown: shown.framing or "framing not stated", threshold),
        ),
        latencies(ordered),
    )


def _order(listed: PresentationList) -> Callable[[Result], int]:
    places = {shown.name: place for place, shown in enumerate(listed.presentations)}
    return lambda result: places[result.presentation.name]


def _parts(
    results: Sequence[Result], name_of: Callable[[Presentation], str], threshold: float
) -> tuple[Part, ...]:
    names = sorted({name_of(result.presentation) for result in results})
    if len(names) < 2:
        return ()
    return tuple(
        Part(
            name,
            measure([r for r in results if name_of(r.presentation) == name], threshold=threshold),
        )
        for name in names
    )


def worst_mistakes(evaluation: Evaluation) -> tuple[Mistakes, ...]:
    """Returns attacks that were accepted, and bona fide presentations that were not."""
    kinds = (
        ("Attacks accepted as bona fide", Label.ATTACK, Classification.BONA_FIDE),
        ("Bona fide presentations classified as attacks", Label.BONA_FIDE, Classification.ATTACK),
        ("Bona fide presentations sent to review", Label.BONA_FIDE, Classification.REVIEW),
        ("Bona fide presentations without response", Label.BONA_FIDE, Classification.NO_RESPONSE),
    )
    return tuple(_mistakes(evaluation.results, *kind) for kind in kinds)


def _mistakes(
    results: Sequence[Result], title: str, label: Label, classification: Classification
) -> Mistakes:
    found = [
        result
        for result in results
        if result.presentation.label is label and result.classification is classification
    ]
    is_reversed = label is Label.ATTACK
    found.sort(key=lambda result: result.score if result.score is not None else -1.0)
    ordered = found[::-1] if is_reversed else found
    return Mistakes(title, tuple(ordered[:MOST_MISTAKES]), max(0, len(found) - MOST_MISTAKES))
