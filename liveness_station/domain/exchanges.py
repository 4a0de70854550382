"""What came back from an endpoint, before anybody believes it."""

from dataclasses import dataclass, field
from enum import Enum


class Channel(Enum):
    """How far the other end is known to be who it should be."""

    VERIFIED_TLS = "verified_tls"
    OWN_LOOPBACK = "own_loopback"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answered request.

    Attributes:
        http_status: the status line's number.
        untrusted_body: the bytes of the body, cut off after the cap.
        is_oversize: True where the body was longer than the cap.
        content_encoding: the header's value, "" where absent.
        channel: how the other end was verified.
        engine: the `X-Liveness-Engine` header: engine and model versions, "" where absent.
        server_date: the `Date` header, "" where absent.
        gateway_request_id: the `X-Ca-Request-Id` header, "" where absent.
        is_late: True where the answer arrived after the deadline.
        gateway_code: the `X-Ca-Error-Code` header, "" where absent; not empty means that the
            gateway in front of the endpoint answered, not the endpoint.
        gateway_message: the `X-Ca-Error-Message` header, "" where absent. It can hold the text
            that was signed; it is for classifying and never kept or logged.
        retry_after: the `Retry-After` header, "" where absent.
        connect_ms: until there was a connection to send on; None where nobody can tell.
        send_ms: from then until the last byte of the request was on its way; likewise.
        wait_ms: from then until the reply was there; likewise.
    """

    http_status: int
    untrusted_body: bytes = field(repr=False)
    channel: Channel
    is_oversize: bool = False
    content_encoding: str = ""
    engine: str = ""
    server_date: str = ""
    gateway_request_id: str = ""
    is_late: bool = False
    gateway_code: str = ""
    gateway_message: str = field(default="", repr=False)
    retry_after: str = ""
    connect_ms: float | None = field(default=None, compare=False)
    send_ms: float | None = field(default=None, compare=False)
    wait_ms: float | None = field(default=None, compare=False)
