"""A reply that was there before all of its request was sent is no answer to it."""

import time
from collections.abc import Iterator

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.api.sessions import Timeouts
from liveness_station.api.transport import Transport
from liveness_station.contract.request import OutgoingBody
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, Authority
from tests.api.raw_server import Script, Visit, always, reply, serving

# More than the system takes off our hands while nobody reads it.
LARGE = Probe(b"\xff\xd8" + bytes(9_000_000), 640, 480)


@pytest.fixture(params=["http", "https"])
def url(request: pytest.FixtureRequest) -> str:
    """The scheme, and a place for the port."""
    return f"{request.param}://localhost:%d"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


def answered(url: str, script: Script, authority: Authority) -> tuple[int, bytes, str]:
    """Returns status, body and gateway message of the answer to a large picture."""
    context = authority.context if url.startswith("https") else None
    with serving(script, context) as server:
        base_url = parse_base_url(url % server.port)
        endpoint = HttpEndpoint(
            base_url, AppCode(Secret(CODE)), ca_file=authority.file, deadline_s=30.0
        )
        try:
            exchange = endpoint.ask(LARGE, threshold=0.8)
        finally:
            endpoint.close()
    return exchange.http_status, exchange.untrusted_body, exchange.gateway_message


def early(answer: bytes, *, after_bytes: int = 0) -> Script:
    """Answers after so much of the request, and reads on."""

    def script(visit: Visit) -> None:
        read_bytes = 0
        while read_bytes < after_bytes:
            read_bytes += len(visit.connection.recv(16_000))
        # In two pieces, so that of the first no more can be read than is looked at.
        visit.say(answer[:1], answer[1:])
        while visit.connection.recv(65_536):
            pass

    return script


@pytest.mark.parametrize("after_bytes", [0, 100_000])
@pytest.mark.parametrize("answer", [OK, reply(BODY, status="302 Over there")])
def test_an_answer_before_all_was_sent_is_none(
    answer: bytes, after_bytes: int, url: str, authority: Authority
) -> None:
    """It may be the answer to another picture, which was late, or made up."""
    with pytest.raises(EndpointError) as caught:
        answered(url, early(answer, after_bytes=after_bytes), authority)
    assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "early")


def test_of_an_early_refusal_only_the_status_counts(url: str, authority: Authority) -> None:
    """What its body says of a picture, it says of one that it has not seen."""
    refusal = reply(b'{"code":4004}', "X-Ca-Error-Message: no", status="400 Bad Request")
    assert answered(url, early(refusal), authority) == (400, b"", "no")


def test_an_early_interim_reply_is_not_waited_behind(url: str, authority: Authority) -> None:
    script = early(b"HTTP/1.1 100 Continue\r\n\r\n")
    began_s = time.monotonic()
    with pytest.raises(EndpointError) as caught:
        answered(url, script, authority)
    assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "early")
    assert time.monotonic() - began_s < 5.0


def test_what_tls_says_for_itself_is_no_reply(url: str, authority: Authority) -> None:
    """A TLS 1.3 server sends session tickets, which come while the picture is sent."""
    assert answered(url, always(OK), authority) == (200, BODY, "")


class BrokenBody(OutgoingBody):
    """A body of which only the beginning can be sent."""

    def __iter__(self) -> Iterator[memoryview]:
        yield next(super().__iter__())
        raise BrokenPipeError


@pytest.mark.parametrize("reply_key", [None, bytes(32)])
def test_an_answer_to_half_an_upload_is_none(reply_key: bytes | None) -> None:
    """A pipe that broke is forgiven by urllib3, for the sake of what may be there to be read."""
    with serving(lambda visit: visit.say(visit.connection.recv(65_536) and OK)) as server:
        transport = Transport(
            parse_base_url(f"http://127.0.0.1:{server.port}"),
            tls_context=None,
            proxy=None,
            timeouts=Timeouts(send_s=5),
            reply_key=reply_key,
        )
        with pytest.raises(EndpointError) as caught:
            transport.post({}, BrokenBody(b"x", b"picture", b"y"))
        assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "early")
