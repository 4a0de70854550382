"""Results and evaluations made by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from liveness_station.domain.policies import Policy
from liveness_station.evaluation.document import Circumstances, Evaluation, evaluate
from liveness_station.evaluation.presentations import Label, Presentation, PresentationList
from liveness_station.evaluation.results import Classification, Look, Result

THRESHOLD = 0.8
_REASONS = {
    Classification.BONA_FIDE: "above_threshold",
    Classification.ATTACK: "below_threshold",
    Classification.REVIEW: "review",
    Classification.NO_RESPONSE: "no_face",
    Classification.FAILED: "network",
}


def presentation(
    name: str, species: str = "", *, group: str = "", framing: str = "", sha256: str = ""
) -> Presentation:
    """Returns a presentation; an attack where a species is given."""
    label = Label.ATTACK if species else Label.BONA_FIDE
    return Presentation(Path(name), name, label, species, group or name, framing, sha256 or name)


def result(
    name: str,
    species: str = "",
    *,
    score: float | None = None,
    to: Classification | None = None,
    group: str = "",
    framing: str = "",
    engine: str = "fake/1",
) -> Result:
    """Returns a result, classified by its score unless told otherwise."""
    if to is None:
        is_above = score is not None and score > THRESHOLD
        to = Classification.BONA_FIDE if is_above else Classification.ATTACK
    shown = presentation(name, species, group=group, framing=framing)
    look = Look(0, to, _REASONS[to], score=score)
    return Result(shown, to, score, look.reason, "", "local", engine, (look,))


def evaluation(
    results: Sequence[Result],
    *,
    end: str = "",
    has_groups: bool = True,
    policy: Policy | None = None,
) -> Evaluation:
    """Returns the evaluation of results."""
    shown = tuple(one.presentation for one in results)
    listed = PresentationList(Path("pictures"), shown, (("label hostile", 2),), has_groups)
    circumstances = Circumstances(
        listed,
        conditions=(),
        endpoint="local",
        models=(("model.onnx", "0" * 64),),
        policy=policy or Policy(THRESHOLD),
        clip_frames=5,
        begun_utc=datetime(2026, 3, 4, 5, 6, tzinfo=UTC),
        version="1.2.3",
        end=end,
    )
    return evaluate(circumstances, results)
