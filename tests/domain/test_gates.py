"""Measures against limits, and hints that hold still."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.faces import Face
from liveness_station.domain.gate_readings import reading_of
from liveness_station.domain.gates import LIMITS, Component, Gate, Look, measure
from liveness_station.domain.steadying import APPEAR_S, LATER_S, RESTART_S, STAY_S, Steady

STEP_S = 1 / 15
FACE = Face(10, 10, 150, 190, 0.9)
WELL = {
    Component.FACE_FOUND: 1.0,
    Component.SINGLE_FACE: 0.0,
    Component.HEAD_SIZE: 150.0,
    Component.LUMINANCE: 120.0,
    Component.EYES_OPEN: 0.9,
}
BAD = {
    Gate.SEVERAL_FACES: (Component.SINGLE_FACE, 0.6),
    Gate.TOO_FAR: (Component.HEAD_SIZE, 60.0),
    Gate.TOO_DARK: (Component.LUMINANCE, 20.0),
    Gate.EYES_CLOSED: (Component.EYES_OPEN, 0.1),
}


def look(at_s: float, *gates: Gate, stretch: int = 0) -> Look:
    if Gate.NO_FACE in gates:
        return Look(at_s, None, 640, 480, (measure(Component.FACE_FOUND, 0),), stretch=stretch)
    values = WELL | {BAD[gate][0]: BAD[gate][1] for gate in gates}
    measures = tuple(measure(component, value) for component, value in values.items())
    return Look(at_s, FACE, 640, 480, measures, stretch=stretch)


def watched(*spans: tuple[float, tuple[Gate, ...]]) -> list[Steady]:
    steady, now_s, seen = Steady(), 100.0, []
    for seconds, gates in spans:
        for _ in range(round(seconds / STEP_S)):
            steady = steady.advance(look(now_s, *gates))
            seen.append(steady)
            now_s += STEP_S
    return seen


def test_every_component_has_a_limit_that_means_something() -> None:
    assert set(LIMITS) == set(Component)
    for component, limit in LIMITS.items():
        assert (limit.low is None) == (limit.below is None), component
        assert (limit.high is None) == (limit.above is None), component
    told = {component for component, limit in LIMITS.items() if not (limit.below or limit.above)}
    assert told == {Component.SIDE_OF_LIGHT}, "only the light's side is told and never judged"


def test_the_most_useful_comes_first() -> None:
    found = look(0.0, Gate.TOO_DARK, Gate.TOO_FAR, Gate.EYES_CLOSED, Gate.SEVERAL_FACES).reds()
    assert found == (Gate.SEVERAL_FACES, Gate.TOO_FAR, Gate.TOO_DARK, Gate.EYES_CLOSED)


def test_of_a_dark_face_before_a_window_the_window_is_said() -> None:
    measures = (measure(Component.LUMINANCE, 20), measure(Component.BACKLIGHT, 9))
    assert Look(0.0, FACE, 640, 480, measures).reds() == (Gate.BACKLIT,)


def test_what_is_no_number_is_never_well() -> None:
    for component in set(Component) - {Component.SIDE_OF_LIGHT}:
        assert not measure(component, float("nan")).is_well, component


def test_at_the_limit_what_was_said_is_not_taken_back() -> None:
    one = measure(Component.HEAD_SIZE, 122)
    assert one.gate() is None
    assert one.gate(Gate.TOO_FAR) is Gate.TOO_FAR
    assert measure(Component.HEAD_SIZE, 125).gate(Gate.TOO_FAR) is None


def test_a_hint_appears_after_a_quarter_of_a_second_and_stays_to_be_read() -> None:
    seen = watched((1.0, ()), (0.34, (Gate.TOO_FAR,)), (1.0, ()))
    hints = [steady.hint for steady in seen]
    first = hints.index(Gate.TOO_FAR)
    assert seen[first].seen_at_s == pytest.approx(101.0 + APPEAR_S, abs=STEP_S)
    assert hints.count(Gate.TOO_FAR) * STEP_S == pytest.approx(STAY_S, abs=STEP_S)
    assert seen[0].is_green
    assert not seen[first].is_green
    assert seen[-1].is_green


@pytest.mark.parametrize(
    ("gate", "harmless_s"), [(Gate.SEVERAL_FACES, 0.33), (Gate.EYES_CLOSED, 0.4)]
)
def test_a_passer_by_and_a_blink_are_not_said(gate: Gate, harmless_s: float) -> None:
    seen = watched((1.0, ()), (harmless_s, (gate,)), (1.0, ()))
    assert {steady.hint for steady in seen} == {None}
    assert all(steady.is_green for steady in seen)
    assert gate in {steady.hint for steady in watched((LATER_S[gate] + 0.2, (gate,)))}


def test_closed_eyes_are_no_picture_at_once_although_nothing_is_said_yet() -> None:
    steady = watched((1.0, ()), (0.1, (Gate.EYES_CLOSED,)))[-1]
    assert steady.hint is None
    assert steady.blocking == (Gate.EYES_CLOSED,)
    assert steady.green_since_s is None


def test_green_counts_from_the_first_look_that_found_nothing() -> None:
    seen = watched((0.5, (Gate.TOO_DARK,)), (2.0, ()))
    assert seen[-1].green_since_s is not None
    assert seen[-1].green_since_s >= 100.5
    assert watched((2.0, ()))[-1].green_since_s == pytest.approx(100.0)


def test_a_gap_starts_anew() -> None:
    steady = watched((2.0, ()))[-1]
    after = steady.advance(look(102.0 + 2 * RESTART_S))
    assert after.green_since_s == pytest.approx(102.0 + 2 * RESTART_S)


def test_absence_is_told_with_its_beginning() -> None:
    seen = watched((1.0, ()), (2.0, (Gate.NO_FACE,)))
    assert reading_of(seen[0]).absent_since_s is None
    since_s = reading_of(seen[-1]).absent_since_s
    assert since_s == pytest.approx(101.0, abs=2 * STEP_S)


@given(st.lists(st.lists(st.sampled_from([*BAD, Gate.NO_FACE]), max_size=3), max_size=90))
def test_nothing_ever_flickers(frames: list[list[Gate]]) -> None:
    steady, told = Steady(), None
    changes: list[tuple[float, Gate | None]] = []
    for number, gates in enumerate(frames):
        now_s = 100.0 + number * STEP_S
        steady = steady.advance(look(now_s, *gates))
        assert not (steady.is_green and steady.hint is not None)
        if steady.hint is not told:
            told = steady.hint
            changes.append((now_s, told))
    for (began_s, hint), (ended_s, _) in pairwise(changes):
        if hint is not None:
            assert ended_s - began_s >= STAY_S - 1e-6
