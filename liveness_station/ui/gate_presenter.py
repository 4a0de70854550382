"""From gates and measures to what the window shows. Pure."""

from typing import Final

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.faces import Face
from liveness_station.domain.gate_readings import FIRM
from liveness_station.domain.gates import Component, Gate, Look, Measure
from liveness_station.domain.steadying import Steady
from liveness_station.domain.verdicts import Verdict
from liveness_station.session.states import DeskState, Idle, Showing
from liveness_station.ui.views import CardView, FaceMark, MeasureRow, WaitView
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.gates import gate_words

LEAST_WAIT_S: Final = 0.4


def present_hint(state: DeskState, words: Words) -> str:
    """Returns what the gates say over the picture; "" where nothing is to be said.

    Nothing is, while nobody is to be checked and over a verdict that needs no other picture.
    """
    said = gate_words(words)
    if not _is_of_use(state):
        return ""
    if state.refusal is not None:
        firm = next((gate for gate in state.refusal.gates if gate in FIRM), None)
        if firm is not None:
            # A press that does nothing and says nothing would look like a key that is broken.
            return f"{said.hints[firm]}\n{said.firm}"
        gate = state.gates.hint or state.refusal.gates[0]
        return f"{said.hints[gate]}\n{said.insist}"
    if state.gates.is_broken:
        return said.broken
    return said.hints[state.gates.hint] if state.gates.hint is not None else ""


def present_mark(state: DeskState, look: Look, steady: Steady) -> FaceMark | None:
    """Returns the frame about the face, None where there is none to be drawn."""
    if look.face is None or not _is_of_use(state):
        return None
    return FaceMark(_around(look.face), look.width_px, look.height_px, steady.is_green)


def present_measures(look: Look, steady: Steady, words: Words) -> tuple[MeasureRow, ...]:
    """Returns one row for each measure, with what it means where it is beyond its limits."""
    return tuple(_row(one, steady.hint, words) for one in look.measures)


def present_wait(
    waited_s: float | None, after_s: float, words: Words, *, is_movement_awaited: bool = False
) -> WaitView | None:
    """Returns the arc of a capture by itself; None where none is waited for.

    What is over within a blink is not shown: an arc that only flashes is no help.
    """
    if waited_s is not None and is_movement_awaited:
        return WaitView(1.0, gate_words(words).move)
    if waited_s is None or after_s < LEAST_WAIT_S:
        return None
    share = min(max(waited_s / after_s, 0.0), 1.0)
    return WaitView(share, gate_words(words).auto.format(seconds=max(after_s - waited_s, 0.0)))


def present_calls(counts: CallCounts, words: Words) -> tuple[str, str]:
    """Returns the meter and what it counts; "" until there is something to tell."""
    said = gate_words(words)
    parts = []
    if counts.spent_cloud or counts.saved_cloud:
        parts.append(said.cloud.format(spent=counts.spent_cloud, saved=counts.saved_cloud))
    if counts.spent_local or counts.saved_local:
        parts.append(said.local.format(spent=counts.spent_local, saved=counts.saved_local))
    return " · ".join(parts), said.meter_hint


def as_left(card: CardView, words: Words) -> CardView:
    """Returns a card whose subject has gone: nobody is to pass on it, so it shows no LIVE."""
    said = gate_words(words)
    return CardView(
        card.mode,
        still=card.still,
        verdict=Verdict.RETRY,
        word=words.verdicts[Verdict.RETRY],
        word_below=said.left,
        threshold=card.threshold,
        threshold_text=card.threshold_text,
        subject=card.subject,
        time=card.time,
        happened=said.left_happened,
        next_step=said.left_next,
        route=card.route,
        record=card.record,
        details=card.details,
        watermark=card.watermark,
    )


def _is_of_use(state: DeskState) -> bool:
    if state.subject is None:
        return False
    phase = state.phase
    if isinstance(phase, Showing):
        return phase.outcome.decision.verdict in {Verdict.RETRY, Verdict.ERROR}
    return isinstance(phase, Idle)


def _around(face: Face) -> Face:
    """Returns a box with some room round the face, so that the line runs through no feature."""
    room_px = 0.08 * face.width_px
    return Face(
        face.left_px - room_px,
        face.top_px - room_px,
        face.width_px + 2 * room_px,
        face.height_px + 2 * room_px,
        face.confidence,
    )


def _row(one: Measure, hint: Gate | None, words: Words) -> MeasureRow:
    said = gate_words(words)
    gate = one.gate(hint)
    name = said.components[Component(one.code)]
    return MeasureRow(
        name=name,
        code=one.code,
        value=_number(one.value),
        limits=_limits(one),
        meaning=said.well if gate is None else said.hints[gate],
        is_well=gate is None,
    )


def _limits(one: Measure) -> str:
    low = "" if one.low is None else _number(one.low)
    high = "" if one.high is None else _number(one.high)
    if low and high:
        return f"{low} … {high}"
    if not low and not high:
        return "–"
    return f"≥ {low}" if low else f"≤ {high}"


def _number(value: float) -> str:
    is_large = abs(value) >= 10 or value == int(value)
    return f"{value:.0f}" if is_large else f"{value:.2f}"
