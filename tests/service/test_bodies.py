"""Bodies that come slowly, or not whole."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from liveness_station.service.bodies import read_body
from liveness_station.service.troubles import Refusal, RefusedError


def read(messages: list[Message], *, deadline_s: float = 5.0) -> bytes:
    """Reads a body from these messages; after the last one nothing comes any more."""

    async def receive() -> Message:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)
    return asyncio.run(read_body(request, deadline_s=deadline_s))


def piece(body: bytes, *, is_last: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": not is_last}


def test_pieces_are_joined() -> None:
    assert read([piece(b"ab"), piece(b""), piece(b"c", is_last=True)]) == b"abc"


def test_a_body_that_does_not_come_to_an_end_is_given_up() -> None:
    with pytest.raises(RefusedError) as caught:
        read([piece(b"ab")], deadline_s=0.05)
    assert caught.value.refusal is Refusal.TIMEOUT


def test_a_body_that_ends_early_is_given_up() -> None:
    with pytest.raises(RefusedError) as caught:
        read([piece(b"ab"), {"type": "http.disconnect"}])
    assert caught.value.refusal is Refusal.TIMEOUT
