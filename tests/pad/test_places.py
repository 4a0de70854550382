"""Where a face may stand in a picture, and beside whom."""

from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.pad.places import (
    FACE_CUT_OFF,
    FACE_TOO_LARGE,
    LEAST_MARGIN,
    MULTIPLE_FACES,
    place_signals,
)
from tests.pad.live_pictures import named_in_live_pictures


def face(width: float, height: float, *, left: float = 300, top: float = 300) -> Face:
    return Face(left, top, width, height, confidence=0.9)


def codes_of(*faces: Face) -> tuple[str, ...]:
    found = place_signals(faces, width_px=1000, height_px=1000)
    return tuple(signal.code for signal in found)


def test_a_face_far_behind_is_no_rival() -> None:
    subject = face(200, 200)
    assert codes_of(subject) == ()
    assert codes_of(subject, face(77, 77)) == ()
    assert codes_of(subject, face(78, 78)) == (MULTIPLE_FACES,)


def test_how_large_is_too_large() -> None:
    assert codes_of(face(600, 750, left=200, top=125)) == ()
    assert codes_of(face(600, 751, left=200, top=125)) == (FACE_TOO_LARGE,)
    # It stands at the border as well, but moving back is what mends it.
    assert codes_of(face(600, 751, left=0, top=125)) == (FACE_TOO_LARGE,)


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
@pytest.mark.parametrize(
    ("room_px", "codes"), [(6, ()), (5.9, (FACE_CUT_OFF,)), (-50, (FACE_CUT_OFF,))]
)
def test_a_face_needs_room_on_every_side(side: str, room_px: float, codes: tuple[str, ...]) -> None:
    places = {
        "left": face(200, 300, left=room_px),
        "right": face(200, 300, left=800 - room_px),
        "top": face(300, 200, top=room_px),
        "bottom": face(300, 200, top=800 - room_px),
    }
    assert codes_of(places[side]) == codes


def test_a_signal_says_how_much_room_there_is() -> None:
    beside = face(200, 300, left=-10)
    (signal,) = place_signals((beside,), width_px=1000, height_px=1000)
    assert (signal.value, signal.limit, signal.is_against) == (-0.05, LEAST_MARGIN, True)
    assert signal.region == beside


@pytest.mark.parametrize("share", [0.3, 0.4])
def test_half_a_face_at_the_border_is_no_pass(
    engine: Engine, portrait: Pixels, share: float
) -> None:
    (found,) = engine.assess(portrait).faces
    cut = np.ascontiguousarray(portrait[:, round(found.left_px + share * found.width_px) :])
    assert FACE_CUT_OFF in engine.assess(cut).risk_reasons


@pytest.mark.shared_data
def test_no_live_scene_is_held_up(engine: Engine, shared_data: Path) -> None:
    found = named_in_live_pictures(engine, shared_data, {FACE_CUT_OFF}, framing="full_scene")
    assert found == []
