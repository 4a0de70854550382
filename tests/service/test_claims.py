"""What may be used once is remembered for as long as it matters, and no more than fits."""

import pytest

from liveness_station.service.access import SIGNATURE_WINDOW_MS
from liveness_station.service.claims import KEPT_S, Claims
from liveness_station.service.troubles import Refusal, RefusedError


class Clock:
    """A clock that stands until it is set."""

    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def refusal(claims: Claims, token: str) -> Refusal | None:
    try:
        claims.claim(token, what="nonce")
    except RefusedError as error:
        return error.refusal
    return None


def test_a_token_is_good_once_until_it_cannot_matter() -> None:
    clock = Clock()
    claims = Claims(clock)
    assert refusal(claims, "a") is None
    for later_s in (0.0, 1.0, KEPT_S):
        clock.now_s = 1000.0 + later_s
        assert refusal(claims, "a") is Refusal.UNAUTHORISED
    clock.now_s = 1000.1 + KEPT_S
    assert refusal(claims, "a") is None


def test_signatures_are_remembered_over_their_whole_window() -> None:
    assert KEPT_S * 1000 >= 2 * SIGNATURE_WINDOW_MS


def test_a_flood_makes_it_forget_nothing() -> None:
    clock = Clock()
    claims = Claims(clock, capacity=3)
    assert [refusal(claims, token) for token in "abc"] == [None, None, None]
    assert refusal(claims, "d") is Refusal.BUSY
    assert refusal(claims, "a") is Refusal.UNAUTHORISED
    clock.now_s += KEPT_S + 1
    assert refusal(claims, "d") is None


def test_the_refusal_says_what_was_used() -> None:
    claims = Claims(Clock())
    claims.claim("a", what="signature")
    with pytest.raises(RefusedError, match="this signature was used before"):
        claims.claim("a", what="signature")
