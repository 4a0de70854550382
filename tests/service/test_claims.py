"""What may be used once is remembered for as long as it matters, and no more than fits."""

import pytest

from liveness_station.service.access import SIGNATURE_WINDOW_MS
from liveness_station.service.claims import CAPACITY, KEPT_MS, LONGEST_MS, Claims
from liveness_station.service.troubles import Refusal, RefusedError


class Clocks:
    """A wall clock and a waking one that stand until they are set."""

    def __init__(self) -> None:
        self.ms = 1_000_000_000_000
        self.s = 1000.0

    def pass_ms(self, ms: int) -> None:
        self.ms += ms
        self.s += ms / 1000

    def claims(self, capacity: int = CAPACITY) -> Claims:
        return Claims(wall_ms=lambda: self.ms, waking_s=lambda: self.s, capacity=capacity)


def refusal(claims: Claims, token: str) -> Refusal | None:
    try:
        claims.claim(token, what="nonce")
    except RefusedError as error:
        return error.refusal
    return None


def test_a_token_is_good_once_until_it_cannot_matter() -> None:
    clocks = Clocks()
    claims = clocks.claims()
    assert refusal(claims, "a") is None
    for later_ms in (0, 1000, KEPT_MS - 1000):
        clocks.pass_ms(later_ms)
        assert refusal(claims, "a") is Refusal.UNAUTHORISED
    clocks.pass_ms(1)
    assert refusal(claims, "a") is None


def test_signatures_are_remembered_over_their_whole_window() -> None:
    assert KEPT_MS >= 2 * SIGNATURE_WINDOW_MS


def test_a_wall_clock_that_is_set_back_makes_nothing_fresh() -> None:
    clocks = Clocks()
    claims = clocks.claims()
    assert refusal(claims, "a") is None
    clocks.pass_ms(KEPT_MS)
    clocks.ms -= 3_600_000
    clocks.pass_ms(3_600_000)
    assert refusal(claims, "a") is Refusal.UNAUTHORISED


def test_nor_does_one_that_is_set_forward() -> None:
    clocks = Clocks()
    claims = clocks.claims()
    assert refusal(claims, "a") is None
    clocks.ms += 3_600_000
    assert refusal(claims, "a") is Refusal.UNAUTHORISED


def test_a_wall_clock_a_year_back_does_not_fill_the_memory_for_ever() -> None:
    clocks = Clocks()
    claims = clocks.claims(capacity=1)
    assert refusal(claims, "a") is None
    clocks.ms -= 365 * 86_400_000
    clocks.pass_ms(LONGEST_MS)
    assert refusal(claims, "b") is Refusal.BUSY
    clocks.pass_ms(1)
    assert refusal(claims, "b") is None


def test_what_was_used_before_the_start_is_forgotten_and_said_so() -> None:
    clocks = Clocks()
    claims = clocks.claims()
    clocks.pass_ms(5000)
    claims.begin()
    began_ms = clocks.ms
    assert claims.forgotten_until_ms == began_ms
    clocks.pass_ms(KEPT_MS)
    assert claims.forgotten_until_ms == began_ms
    clocks.pass_ms(1)
    assert claims.forgotten_until_ms == 0


@pytest.mark.parametrize("is_wall", [True, False])
def test_either_clock_ends_the_time_of_what_is_forgotten(*, is_wall: bool) -> None:
    """The wall clock, where the other stood still; the other, where the wall clock was set back."""
    clocks = Clocks()
    claims = clocks.claims()
    clocks.ms += KEPT_MS + 1 if is_wall else -3_600_000
    clocks.s += 0.0 if is_wall else KEPT_MS / 1000 + 1
    assert claims.forgotten_until_ms == 0


def test_a_flood_makes_it_forget_nothing() -> None:
    clocks = Clocks()
    claims = clocks.claims(capacity=3)
    assert [refusal(claims, token) for token in "abc"] == [None, None, None]
    assert refusal(claims, "d") is Refusal.BUSY
    assert refusal(claims, "a") is Refusal.UNAUTHORISED
    clocks.pass_ms(KEPT_MS + 1)
    assert refusal(claims, "d") is None


def test_the_refusal_says_what_was_used() -> None:
    claims = Clocks().claims()
    claims.claim("a", what="signature")
    with pytest.raises(RefusedError, match="this signature was used before"):
        claims.claim("a", what="signature")
