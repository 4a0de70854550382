"""What the gates mean for a capture, and for a verdict that is on screen. Pure."""

from dataclasses import replace
from typing import Final

from liveness_station.domain.gate_readings import FIRM, GateReading
from liveness_station.domain.guiding import Method
from liveness_station.domain.verdicts import Verdict
from liveness_station.session.capturing import capture_obstacle
from liveness_station.session.states import (
    DOUBLE_PRESS_S,
    DeskState,
    Idle,
    Notice,
    Refusal,
    Showing,
)

INSIST_S: Final = 3.0
"""So long after a refusal the same key sends the picture all the same."""

LEFT_S: Final = 5.0
"""Whoever has been gone for so long has left (FAULTS.md V3)."""

GONE_S: Final = 20.0
"""After so long no verdict is on screen any more: whoever sits down next is not the one."""


def gate_refusal(state: DeskState, now_s: float, method: Method = Method.STILL) -> DeskState | None:
    """Returns the desk with a capture refused by the gates; None where it may go on.

    It may go on where nothing is red, where nobody looks, and where the operator presses the key
    once more within three seconds: a second press is the same finger on the same key and cannot be
    an oversight, being too late for a double click. Two people are never checked.
    """
    reading = state.gates
    if not reading.is_running or not reading.blocking:
        return None
    if is_insisting(state, now_s) and not FIRM.intersection(reading.blocking):
        return None
    refusal = Refusal(reading.blocking, now_s, method)
    if state.refusal is not None and now_s - state.refusal.at_s < DOUBLE_PRESS_S:
        # A double click: neither another refusal, nor more time to insist.
        return state
    return replace(state, refusal=refusal, refused_count=state.refused_count + 1, notice=None)


def is_insisting(state: DeskState, now_s: float) -> bool:
    """Tells whether a press at this moment overrules the gates."""
    refusal = state.refusal
    return refusal is not None and DOUBLE_PRESS_S <= now_s - refusal.at_s <= INSIST_S


def insisted_codes(state: DeskState) -> tuple[str, ...]:
    """Returns what was red when the operator captured all the same; empty where nothing was."""
    return state.gates.codes if state.gates.is_running else ()


def with_capture(state: DeskState, now_s: float) -> DeskState:
    """Returns the desk once a capture goes on; a refusal that was overruled saved no call."""
    is_overruled = state.refusal is not None and bool(insisted_codes(state))
    return replace(
        state,
        captured_at_s=now_s,
        captured_stretch=state.gates.stretch if state.gates.is_running else None,
        refusal=None,
        refused_count=state.refused_count - is_overruled,
        notice=None,
    )


def gates_changed(state: DeskState, reading: GateReading, now_s: float) -> DeskState:
    """Takes what the gates say now."""
    is_over = state.notice is Notice.GATES_LOADING and not reading.is_loading
    notice = None if is_over else state.notice
    return attended(replace(state, gates=reading, notice=notice), now_s)


def attended(state: DeskState, now_s: float) -> DeskState:
    """Returns the desk with what is still true of it: a refusal ages, and a subject may leave.

    A verdict of LIVE is about the face that was captured. It is taken off the screen where another
    face sits there now, and marked where nobody has for five seconds. Every verdict is taken off
    where nobody has for twenty: the operator had time to read it. What is recorded stays.
    """
    if state.refusal is not None and now_s - state.refusal.at_s > INSIST_S:
        state = replace(state, refusal=None)
    phase, reading = state.phase, state.gates
    if isinstance(phase, Showing) and _is_gone(state, phase, now_s):
        return replace(state, phase=Idle(), notice=Notice.SUBJECT_LEFT)
    if (
        not isinstance(phase, Showing)
        or phase.outcome.decision.verdict is not Verdict.LIVE
        or not reading.is_running
        or state.captured_stretch is None
    ):
        return state
    if reading.stretch != state.captured_stretch:
        return replace(state, phase=Idle(), notice=Notice.SUBJECT_SWAPPED)
    since_s = reading.absent_since_s
    if since_s is not None and now_s - since_s >= LEFT_S and not phase.has_left:
        return replace(state, phase=replace(phase, has_left=True))
    return state


def _is_gone(state: DeskState, showing: Showing, now_s: float) -> bool:
    """Tells whether nobody has been there for long, and was there when the verdict came."""
    since_s = state.gates.absent_since_s
    if not state.gates.is_running or since_s is None:
        return False
    return now_s - max(since_s, showing.since_s) >= GONE_S


def auto_capture_since_s(state: DeskState) -> float | None:
    """Returns since when all has been well for a capture by itself; None where none may come.

    One comes for each subject at most, and never over a verdict.
    """
    is_free = isinstance(state.phase, Idle) and capture_obstacle(state) is None
    if not is_free or state.captured_at_s is not None or not state.gates.is_running:
        return None
    return state.gates.green_since_s
