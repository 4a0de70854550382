"""Whether the rows of one attempt say what its entries say. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import Kind, Mode
from liveness_station.storage.history_rows import SOUGHT_NAMES, fold


@dataclass(slots=True)
class Attempt:
    """One attempt as it was read.

    Attributes:
        job: its id.
        mode: as its derived row has it.
        outcome: likewise.
        end_kind: of its last entry, None for one that has no end.
        began: the fields of its first entry's body.
        ended: of its last one's; none for one that has no end.
    """

    job: str
    mode: object
    outcome: object
    end_kind: object
    began: Mapping[str, object]
    ended: Mapping[str, object]


def attempt_agrees(attempt: Attempt, later: Mapping[str, set[str]]) -> bool:
    """Tells whether the derived row is what the entries make it.

    Args:
        attempt: the attempt.
        later: by kind, the jobs that have LATE and TRIED entries.
    """
    try:
        fits = _mode_fits(attempt, was_tried=attempt.job in later[Kind.TRIED])
        is_late = attempt.job in later[Kind.LATE]
        made = _outcome(attempt.end_kind, attempt.ended, is_late=is_late)
        return fits and attempt.outcome == made
    except (KeyError, TypeError):
        return False


def history_agrees(
    ended: Mapping[str, object], found: Sequence[object], names: Mapping[str, str]
) -> bool:
    """Tells whether the row that an attempt is searched by says what its entries and names say.

    Args:
        ended: the fields of the attempt's last entry.
        found: the reason in that row, and the names that are sought, folded.
        names: what is beside the attempt's first entry, as it was typed.
    """
    reason, *sought = found
    if reason != ended.get("reason", ""):
        return False
    return sought == [fold(names[name]) if name in names else None for name in SOUGHT_NAMES]


def _mode_fits(attempt: Attempt, *, was_tried: bool) -> bool:
    began = attempt.began["mode"]
    ended = attempt.ended.get("mode", began)
    if Mode.SIMULATOR.value in (began, ended):
        return attempt.mode == Mode.SIMULATOR
    return attempt.mode == began or (was_tried and attempt.mode == Mode.SIMULATOR)


def _outcome(kind: object, ended: Mapping[str, object], *, is_late: bool) -> object:
    if kind != Kind.VERDICT:
        return kind
    verdict = ended["verdict"]
    return Kind.LATE.value if is_late and verdict == Verdict.LIVE.value else verdict
