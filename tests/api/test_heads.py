"""Headers that Python would drop without a word are no reply."""

import pytest

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, PROBE, asking
from tests.api.raw_server import always, serving

GATEWAY = b"X-Ca-Error-Code: B403MQ\r\n"


def _reply(headers: bytes) -> bytes:
    length = b"Content-Length: %d\r\n" % len(BODY)
    return b"HTTP/1.1 200 OK\r\n" + length + headers + b"\r\n" + BODY


@pytest.mark.parametrize(
    "headers",
    [b"garbage no colon\r\n" + GATEWAY, b"X-Ca-Error-Code : B403MQ\r\n", b"garbage\r\n"],
    ids=["before a header", "space before the colon", "alone"],
)
def test_N17_a_line_that_is_no_header_is_malformed(headers: bytes) -> None:
    with serving(always(_reply(headers))) as server, asking(server.port) as endpoint:
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert caught.value.reason is Reason.MALFORMED


def test_a_gateway_whose_words_are_cut_has_spoken_all_the_same() -> None:
    told = _reply(b"X-Ca-Error-Message: StringToSign:POST\\napplication\r\n")
    with serving(always(told)) as server, asking(server.port) as endpoint:
        assert endpoint.ask(PROBE, threshold=0.8).gateway_message == "?"


def test_sound_headers_are_sound() -> None:
    with serving(always(_reply(GATEWAY))) as server, asking(server.port) as endpoint:
        assert endpoint.ask(PROBE, threshold=0.8).gateway_code == "B403MQ"
