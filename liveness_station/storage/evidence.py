"""What a burst and a guided check add to the bodies of their entries; a still adds nothing."""

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.signals import Signal

Evidence = dict[str, str | list[str]]


def method_of(job: Job) -> Evidence:
    """Returns what tells how a capture was taken, nothing for a still."""
    return {} if job.method is Method.STILL else {"method": job.method.value}


def evidence_of(outcome: Outcome) -> Evidence:
    """Returns scores, signals and the ids of the replies, as far as there are any.

    A still has one score and one id, which its entry has held from the first version on.
    """
    found: Evidence = {**method_of(outcome.job)}
    signals = (*outcome.signals, *outcome.decision.signals)
    if outcome.job.method is not Method.STILL:
        found["scores"] = [repr(score) for score in outcome.scores]
        found["request_ids"] = list(request_ids_of(outcome))
    if signals:
        found["signals"] = [signal_text(signal) for signal in signals]
    return found


def request_ids_of(outcome: Outcome) -> tuple[str, ...]:
    """Returns the ids of all replies that went into an outcome, each once."""
    own = outcome.decision.request_id
    return tuple(dict.fromkeys((*outcome.request_ids, *(() if own is None else (own,)))))


def signal_text(signal: Signal) -> str:
    """Returns a signal as text, such as `movement_depth=0.12/0.3!@10.0,20.0,64.0,64.0`.

    The mark says that it speaks against a live subject; after the @ stand left, top, width and
    height of the region, where there is one.
    """
    mark = "!" if signal.is_against else ""
    return f"{signal.code}={signal.value!r}/{signal.limit!r}{mark}{_region_text(signal.region)}"


def _region_text(region: Face | None) -> str:
    if region is None:
        return ""
    sides = (region.left_px, region.top_px, region.width_px, region.height_px)
    return "@" + ",".join(f"{float(side):.1f}" for side in sides)
