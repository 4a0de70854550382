"""The small values of the domain."""

import copy
import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.errors import CameraError, CameraTrouble, RecordError, StationError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import MAX_SUBJECT_LENGTH, Subject, SubjectError
from liveness_station.domain.verdicts import (
    Actor,
    Reason,
    Verdict,
    actor_of,
    decide_failure,
    failure_verdict,
)

CANARY = "kanarienvogel"


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(CANARY)),
        str(Secret(CANARY)),
        f"{Secret(CANARY)}",
        f"{Secret(CANARY):>40}",
        f"{Secret(CANARY)!r:s}",
        f"{[Secret(CANARY)]} { ({'a': Secret(CANARY)}) }",
        "%s %r" % (Secret(CANARY), Secret(CANARY)),  # noqa: UP031 - the old way must be blank too
    ],
)
def test_a_secret_shows_nothing_of_itself(shown: str) -> None:
    assert CANARY not in shown
    assert "<secret>" in shown


def test_a_secret_is_revealed_only_when_asked() -> None:
    assert Secret(CANARY).reveal() == CANARY


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(CANARY), protocol)


def test_a_secret_is_neither_copied_nor_looked_into() -> None:
    with pytest.raises(TypeError):
        copy.deepcopy(Secret(CANARY))
    with pytest.raises(TypeError):
        vars(Secret(CANARY))


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("A-17", "A-17"),
        ("  A 17\t", "A 17"),
        ("张三", "张三"),
        ("e\u0301", "\u00e9"),
        ("\u3000A\u3000", "A"),
        ("x" * MAX_SUBJECT_LENGTH, "x" * MAX_SUBJECT_LENGTH),
        ("e\u0301" * MAX_SUBJECT_LENGTH, "\u00e9" * MAX_SUBJECT_LENGTH),
        ("=1+1", "=1+1"),
        ("\uff21", "\uff21"),
    ],
)
def test_a_reference_is_trimmed_and_composed(typed: str, reference: str) -> None:
    assert Subject.parse(typed) == Subject(reference)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        (" \t\n", "empty"),
        ("x" * (MAX_SUBJECT_LENGTH + 1), "too long"),
        *(
            (f"a{character}b", "control character")
            for character in "\x00\n\r\x1b\x7f\x85\xad\u200b\u200f\u2028\u2029\u202e\u2066\ufeff"
        ),
        ("a\ud800b", "control character"),
        ("a\ue000b", "control character"),
        ("a\uffffb", "control character"),
    ],
)
def test_a_reference_that_could_disguise_itself_is_refused(typed: str, why: str) -> None:
    with pytest.raises(SubjectError, match=why):
        Subject.parse(typed)


@given(st.text(max_size=80))
def test_a_parsed_reference_parses_to_itself_and_is_one_line(text: str) -> None:
    try:
        subject = Subject.parse(text)
    except SubjectError:
        return
    assert Subject.parse(subject.reference) == subject
    assert len(subject.reference.splitlines()) == 1


def frame(pixels: np.ndarray) -> Frame:
    return Frame(pixels, captured_at_s=1.0, sequence=0, source_label="test")


def test_a_frame_is_read_only_from_birth() -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)
    born = frame(pixels)
    assert (born.width_px, born.height_px) == (6, 4)
    with pytest.raises(ValueError, match="read-only"):
        born.pixels[0, 0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        pixels[0, 0, 0] = 1
    with pytest.raises(FrozenInstanceError):
        born.sequence = 2  # type: ignore[misc]  # what the types forbid is refused at run time too


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 6), np.uint8),
        np.zeros((4, 6, 4), np.uint8),
        np.zeros((1, 4, 6, 3), np.uint8),
        np.zeros((4, 6, 3), np.float32),
    ],
)
def test_anything_but_three_channels_of_bytes_is_no_frame(
    pixels: np.ndarray,
) -> None:
    with pytest.raises(ValueError, match="height x width x 3"):
        frame(pixels)


def test_pictures_and_bodies_are_not_in_a_repr() -> None:
    shown = repr(frame(np.full((2, 2, 3), 77, np.uint8)))
    shown += repr(Probe(b"77", 2, 2)) + repr(Exchange(200, b"77", Channel.UNVERIFIED))
    assert "77" not in shown


def test_the_area_of_a_face() -> None:
    assert Face(1.0, 2.0, 3.0, 4.0, 0.9).area_px == 12.0


@pytest.mark.parametrize(
    ("threshold", "is_valid"),
    [(0.5, True), (0.8, True), (0.999, True), (0.4999, False), (1.0, False), (float("nan"), False)],
)
def test_a_policys_bounds(threshold: float, is_valid: bool) -> None:
    assert Policy(threshold).is_valid is is_valid
    assert not Policy(1).is_valid
    assert not Policy(np.float64(0.8)).is_valid


@pytest.mark.parametrize("reason", list(Reason))
def test_a_failure_is_never_a_result(reason: Reason) -> None:
    assert failure_verdict(reason) in {Verdict.RETRY, Verdict.ERROR}
    assert decide_failure(reason, detail="why").verdict is failure_verdict(reason)
    assert decide_failure(reason, detail="why").detail == "why"
    assert isinstance(actor_of(reason), Actor)


def test_who_can_act() -> None:
    assert actor_of(Reason.NO_FACE) is Actor.OPERATOR
    assert actor_of(Reason.THROTTLED) is Actor.TIME
    assert actor_of(Reason.ABOVE_THRESHOLD) is Actor.NOBODY


def test_an_error_says_its_code_and_detail() -> None:
    assert str(StationError(Reason.TLS)) == "tls"
    error = RecordError(Reason.NOT_RECORDED, "disk full")
    assert (str(error), error.reason, error.detail) == (
        "not_recorded: disk full",
        Reason.NOT_RECORDED,
        "disk full",
    )
    assert str(CameraError(CameraTrouble.BUSY)) == "busy"
    assert str(CameraError(CameraTrouble.BUSY, "index 0")) == "busy: index 0"
