"""The body of a request, built for sending and parsed when received."""

import binascii
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object

_CHUNK_BYTES: Final = 3 * 16 * 1024
"""A multiple of three, so that the pieces' base64 joins without padding between them."""


@dataclass(frozen=True, slots=True)
class LivenessRequest:
    """One request of the contract.

    Exactly one of the two pictures is set. `threshold` is None where the caller left it to the
    server (which then takes 0.8).
    """

    image_base64: str | None
    image_url: str | None
    threshold: float | None


class BadRequestError(ValueError):
    """The body is no request of the contract; the message says what is wrong, in English."""


def image_body(jpeg: bytes, *, threshold: float) -> bytearray:
    """Returns the JSON body for a picture. Base64 needs no escaping, so the parts are joined.

    The base64 is written piece by piece to where it is sent from: beside the picture itself there
    is one copy in memory, which the caller can wipe.
    """
    head, tail = b'{"image_base64":"', b'","thresh":%b}' % repr(threshold).encode()
    body = bytearray(len(head) + (len(jpeg) + 2) // 3 * 4 + len(tail))
    body[: len(head)] = head
    place = len(head)
    picture = memoryview(jpeg)
    for start in range(0, len(jpeg), _CHUNK_BYTES):
        text = binascii.b2a_base64(picture[start : start + _CHUNK_BYTES], newline=False)
        body[place : place + len(text)] = text
        place += len(text)
    body[place:] = tail
    return body


def url_body(image_url_json: bytes, *, threshold: float) -> bytes:
    """Returns the JSON body for an address that is already a JSON string."""
    return b'{"image_url":%b,"thresh":%b}' % (image_url_json, repr(threshold).encode())


def parse_request(untrusted_body: bytes) -> LivenessRequest:
    """Parses the body of a request.

    Unknown fields are ignored, as servers of this kind do; a known field of the wrong type is not.

    Raises:
        BadRequestError: the body is not JSON, not an object, or a field is missing or wrong.
    """
    try:
        fields = parse_object(untrusted_body)
    except MalformedJsonError as error:
        raise BadRequestError(f"the body is not a JSON object: {error}") from error
    image_base64 = _text(fields, "image_base64")
    image_url = _text(fields, "image_url")
    if (image_base64 is None) == (image_url is None):
        raise BadRequestError("give exactly one of image_base64 and image_url")
    return LivenessRequest(image_base64, image_url, _threshold(fields))


def _text(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadRequestError(f"{name} must be a string")
    return value


def _threshold(fields: dict[str, object]) -> float | None:
    value = fields.get("thresh")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadRequestError("thresh must be a number from 0 to 1")
    return float(value)
