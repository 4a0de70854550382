"""A camera is known again by maker, model, socket and name, never by a number."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.camera.identities import Identity, find_alike, parse_identity, recognise

PORT = "/sys/devices/pci0000:00/usb1/1-3/1-3:1.0"


@dataclass(frozen=True)
class Listed:
    identity: Identity


C920 = Listed(Identity("HD Pro Webcam C920", PORT, 0x046D, 0x082D))
TWIN = Listed(Identity("HD Pro Webcam C920", "/sys/usb1/1-4/1-4:1.0", 0x046D, 0x082D))
BRIO = Listed(Identity("Logitech BRIO", "/sys/usb1/1-5/1-5:1.0", 0x046D, 0x085E))
IN_ITS_SOCKET = Listed(Identity("Logitech BRIO", PORT, 0x046D, 0x085E))


def test_the_text_is_read_back() -> None:
    assert C920.identity.text == f"046d:082d|{PORT}|HD Pro Webcam C920"
    assert parse_identity(C920.identity.text) == C920.identity
    assert parse_identity("||A | B") == Identity("A | B")


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=80),
    st.none() | st.from_regex(r"[a-z0-9/#&:._-]{1,60}", fullmatch=True),
    st.none() | st.integers(0, 0xFFFF),
)
def test_any_identity_is_read_back(name: str, port: str | None, number: int | None) -> None:
    identity = Identity(name, port, number, number)
    assert parse_identity(identity.text) == identity


@pytest.mark.parametrize("untrusted", ["", "C920", "046d:082d|", "xyz|a|b", "046d|a|b", "||"])
def test_other_text_is_no_identity(untrusted: str) -> None:
    assert parse_identity(untrusted) is None


def test_C11_twins_are_told_apart_by_their_sockets() -> None:
    assert recognise(C920.identity, [TWIN, C920]) is C920
    assert recognise(TWIN.identity, [TWIN, C920]) is TWIN


def test_C10_nothing_else_is_taken_for_the_camera() -> None:
    assert recognise(C920.identity, [TWIN, BRIO]) is None, "not its twin"
    assert recognise(C920.identity, [IN_ITS_SOCKET]) is None, "not what sits in its socket now"
    assert recognise(C920.identity, [C920, C920]) is None, "not one of two that look the same"


def test_the_only_one_of_its_make_may_stand_in() -> None:
    assert find_alike(C920.identity, [BRIO, TWIN]) is TWIN
    assert find_alike(C920.identity, [BRIO]) is None
    assert find_alike(BRIO.identity, [C920, TWIN]) is None
