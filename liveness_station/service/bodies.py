"""Reads the body of a request, never more of it than the contract can mean."""

import asyncio
import re
from typing import Final

from starlette.requests import ClientDisconnect, Request

from liveness_station.contract.limits import MAX_BODY_BYTES
from liveness_station.service.troubles import Refusal, RefusedError

BODY_DEADLINE_S: Final = 30.0
_JSON: Final = re.compile(
    r"\Aapplication/json[ \t]*(?:;[ \t]*charset=(?:utf-?8|\"utf-?8\"))?[ \t]*\Z",
    re.ASCII | re.IGNORECASE,
)


def check_media_type(request: Request) -> None:
    """Checks that the body, if it says what it is, says JSON in UTF-8.

    Raises:
        RefusedError: MEDIA_TYPE.
    """
    given = request.headers.get("content-type")
    if given is not None and not _JSON.match(given):
        raise RefusedError(Refusal.MEDIA_TYPE)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedError(Refusal.MEDIA_TYPE, "content encodings are not accepted")


async def read_body(request: Request, *, deadline_s: float = BODY_DEADLINE_S) -> bytes:
    """Returns the whole body.

    Raises:
        RefusedError: TOO_LARGE as soon as that is known, TIMEOUT where it comes too slowly or
            ends early.
    """
    # The server has proven that the length is a number.
    if int(request.headers.get("content-length", "0")) > MAX_BODY_BYTES:
        raise RefusedError(Refusal.TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(deadline_s):
            async for chunk in request.stream():
                if len(body) + len(chunk) > MAX_BODY_BYTES:
                    raise RefusedError(Refusal.TOO_LARGE)
                body += chunk
    except TimeoutError as error:
        raise RefusedError(Refusal.TIMEOUT) from error
    except ClientDisconnect as error:
        raise RefusedError(Refusal.TIMEOUT, "the body ended early") from error
    return bytes(body)
