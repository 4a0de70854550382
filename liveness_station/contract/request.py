"""The body of a request, built for sending and parsed when received."""

import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object

_PIECE_BYTES: Final = 3 * 16 * 1024
"""A multiple of three, so that the pieces' base64 joins without padding between them."""

_WIPE_BYTES: Final = 64 * 1024


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


class OutgoingBody:
    """A body that is written while it is sent: a piece is on its way before the next is made.

    Beside the picture itself there is one copy in memory, which the sender wipes.
    """

    def __init__(self, head: bytes, picture: bytes = b"", tail: bytes = b"") -> None:
        """Takes what goes before and after the base64 of a picture, which needs no escaping."""
        self._head, self._picture, self._tail = head, memoryview(picture), tail
        self._written = bytearray()

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""
        return len(self._head) + (len(self._picture) + 2) // 3 * 4 + len(self._tail)

    def __bytes__(self) -> bytes:
        return b"".join(self)

    def __iter__(self) -> Iterator[memoryview]:
        """Yields the body piece by piece; what was yielded stays as it is until it is wiped."""
        self._written = bytearray(self.size_bytes)
        # Through a view, because a bytearray copies what is assigned to a part of it.
        written = memoryview(self._written)
        sent, place = 0, len(self._head)
        written[:place] = self._head
        for start in range(0, len(self._picture), _PIECE_BYTES):
            text = binascii.b2a_base64(self._picture[start : start + _PIECE_BYTES], newline=False)
            written[place : place + len(text)] = text
            place += len(text)
            yield written[sent:place]
            sent = place
        written[place:] = self._tail
        yield written[sent:]

    def wipe(self) -> None:
        """Overwrites what was written."""
        written, self._written = memoryview(self._written), bytearray()
        zeros = bytes(_WIPE_BYTES)
        for start in range(0, len(written), _WIPE_BYTES):
            end = min(start + _WIPE_BYTES, len(written))
            written[start:end] = zeros[: end - start]


def image_body(jpeg: bytes, *, threshold: float) -> OutgoingBody:
    """Returns the JSON body for a picture."""
    return OutgoingBody(b'{"image_base64":"', jpeg, b'","thresh":%b}' % repr(threshold).encode())


def url_body(image_url_json: bytes, *, threshold: float) -> OutgoingBody:
    """Returns the JSON body for an address that is already a JSON string."""
    return OutgoingBody(
        b'{"image_url":%b,"thresh":%b}' % (image_url_json, repr(threshold).encode())
    )


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
