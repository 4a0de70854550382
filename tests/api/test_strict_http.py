"""What Python's reader would forgive is no reply; h11 is the judge of what that is."""

import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import h11
import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.api.heads import MAX_HEAD_BYTES
from liveness_station.api.sessions import Timeouts
from liveness_station.api.transport import Transport
from liveness_station.contract.reply_mac import MAC_HEADER, NONCE_HEADER, reply_mac
from liveness_station.contract.request import OutgoingBody
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, Authority, asking
from tests.api.raw_server import RawServer, Visit, reply, serving

OK_LINE: Final = b"HTTP/1.1 200 OK\r\n"
LENGTH: Final = b"Content-Length: %d\r\n" % len(BODY)
CODED: Final = b"Transfer-Encoding: chunked\r\n"
CHUNKED: Final = OK_LINE + CODED + b"\r\n"
CHUNK: Final = b"%x\r\n%b\r\n" % (len(BODY), BODY)
INTERIM: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class Wire:
    """A server that answers every connection with the same bytes, and closes it."""

    def __init__(self) -> None:
        self.says = b""
        self.server = RawServer(self._answer)

    def _answer(self, visit: Visit) -> None:
        visit.read_request()
        visit.say(self.says)
        # Before the client's next request can come: what is unread would end in a reset.
        visit.connection.shutdown(socket.SHUT_WR)

    def heard(self, says: bytes) -> Exchange | EndpointError:
        """Returns what the client makes of bytes on the wire."""
        self.says = says
        transport = Transport(
            parse_base_url(f"http://127.0.0.1:{self.server.port}"),
            tls_context=None,
            proxy=None,
            timeouts=Timeouts(send_s=5),
        )
        try:
            return transport.post({}, OutgoingBody(b"x"))
        except EndpointError as error:
            return error


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    played = Wire()
    yield played
    played.server.close()


def judged_by_h11(says: bytes) -> tuple[int, bytes] | None:
    """Returns status and body as h11 reads them; None where it refuses."""
    judge = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD_BYTES)
    asked = h11.Request(method="POST", target="/", headers=[("Host", "a"), ("Content-Length", "0")])
    judge.send(asked)
    judge.send(h11.EndOfMessage())
    status, body = 0, b""
    try:
        judge.receive_data(says)
        judge.receive_data(b"")
        while True:
            match judge.next_event():
                case h11.Response() as head:
                    status = head.status_code
                case h11.Data() as piece:
                    body += piece.data
                case h11.EndOfMessage():
                    return status, body
                case h11.InformationalResponse():
                    continue
                case _:
                    return None
    except h11.RemoteProtocolError:
        return None


SOUND: Final = {
    "length": OK_LINE + LENGTH + b"\r\n" + BODY,
    "no reason": b"HTTP/1.1 200 \r\n" + LENGTH + b"\r\n" + BODY,
    "no blank after the status": b"HTTP/1.1 200\r\n" + LENGTH + b"\r\n" + BODY,
    "old": b"HTTP/1.0 200 OK\r\n" + LENGTH + b"\r\n" + BODY,
    "chunks": CHUNKED + CHUNK + b"0\r\n\r\n",
    "capitals": OK_LINE + b"TRANSFER-ENCODING:Chunked\t\r\n\r\n" + CHUNK + b"0\r\n\r\n",
    "two chunks": CHUNKED + b'7\r\n{"code"\r\n005\r\n:200}\r\n00\r\n\r\n',
    "extensions": CHUNKED + CHUNK.replace(b"\r\n", b';a="b"\r\n', 1) + b"0;c\r\n\r\n",
    "trailers": CHUNKED + CHUNK + b"0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
    "one interim head": INTERIM + OK_LINE + LENGTH + b"\r\n" + BODY,
    "early hints": b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK_LINE + LENGTH + b"\r\n" + BODY,
    "latin letters": OK_LINE + b"X-Name: \xe9t\xe9\r\n" + LENGTH + b"\r\n" + BODY,
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_to_the_letter_is_a_reply(name: str, wire: Wire) -> None:
    heard = wire.heard(SOUND[name])
    assert isinstance(heard, Exchange)
    assert (heard.http_status, heard.untrusted_body) == judged_by_h11(SOUND[name]) == (200, BODY)


def _head(line: bytes) -> bytes:
    return OK_LINE + line + LENGTH + b"\r\n" + BODY


def _chunk(size: bytes) -> bytes:
    return CHUNKED + size + b"\r\n" + BODY + b"\r\n0\r\n\r\n"


STATUS_LINES: Final = (
    b"HTTP/1.1 2_00 OK",
    b"HTTP/1.1 +200 OK",
    b"HTTP/1.1 0200 OK",
    b"HTTP/1.1  200 OK",
    b"HTTP/1.1\t200 OK",
    b" HTTP/1.1 200 OK",
    b"HTTP/1.1 200\tOK",
    b"HTTP/1.1 200\x0bOK",
    b"HTTP/1.1 200 O\x00K",
    b"HTTP/1.1 200 O\rK",
    b"HTTP/1.1 20 OK",
    b"HTTP/1.1 \xb2\xb0\xb0 OK",
    b"HTTP/1.1 099 OK",
    b"HTTP/1.2 200 OK",
    b"HTTP/2 200 OK",
    b"HTTP/0.9 200 OK",
    b"HTTP/1.10 200 OK",
    b"http/1.1 200 OK",
    b"",
)
FIELDS: Final = (
    b"no colon\r\n",
    b": no name\r\n",
    b"X-A : blank before the colon\r\n",
    b"X A: blank within\r\n",
    b"X-A: folded\r\n  here\r\n",
    b" X-A: folded into the status\r\n",
    b"X-A: bare\rcarriage return\r\n",
    b"X-A: bare newline\n",
    b"X-A: b\x00c\r\n",
    b"X-A: b\x07c\r\n",
    b"X-A: b\x7fc\r\n",
    b"X-\xe9: name\r\n",
)
FRAMING: Final = (
    CODED,
    LENGTH,
    b"Content-Length: 5\r\n",
    b"content-length: %d\r\n" % len(BODY),
    b"Transfer-Encoding: identity\r\n",
)
LENGTHS: Final = (b"+12", b"1_2", b"0x0c", b"12, 12", b"12,13", b"-12", b"12.0", b"", b"1 2")
CODINGS: Final = (b"gzip, chunked", b"chunked, chunked", b"xchunked", b"chunked;a=b", b"identity")
CHUNK_SIZES: Final = (
    *(b"0xc", b"0_c", b"+c", b" c", b"-c", b"c ", b"c\t", b"", b"\xb9", b"00000000c", b";a"),
    *(b"c\x0b", b"c;\x00", b"c;\r"),
)
CHUNK_ENDS: Final = {
    "no end": b"",
    "no empty line": b"0\r\n",
    "half an empty line": b"0\r\n\r",
    "a bare newline": b"0\r\n\n",
    "a trailer that is none": b"0\r\nno trailer\r\n\r\n",
    "a length after the body": b"0\r\n" + LENGTH + b"\r\n",
    "trailers without end": b"0\r\nX-A: b\r\n",
    "trailers beyond all measure": b"0\r\n" + b"X-A: %b\r\n" % (b"x" * 30_000) * 3 + b"\r\n",
    "a bare newline after the size": b"0\n\r\n",
}
UNSOUND: Final = {
    **{f"status {line!r}": line + b"\r\n" + LENGTH + b"\r\n" + BODY for line in STATUS_LINES},
    **{f"field {line!r}": _head(line) for line in FIELDS},
    **{f"framing {line!r}": _head(line) for line in FRAMING},
    **{
        f"length {text!r}": OK_LINE + b"Content-Length: %b\r\n\r\n" % text + BODY
        for text in LENGTHS
    },
    **{
        f"coding {text!r}": OK_LINE + b"Transfer-Encoding: %b\r\n\r\n" % text + CHUNK + b"0\r\n\r\n"
        for text in CODINGS
    },
    **{f"chunk {size!r}": _chunk(size) for size in CHUNK_SIZES},
    **{f"chunks, {name}": CHUNKED + CHUNK + end for name, end in CHUNK_ENDS.items()},
    "a chunk longer than its size": _chunk(b"5"),
    "a chunk shorter than its size": _chunk(b"d"),
    "an endless chunk head": CHUNKED + b"c;" + b"a" * 2000 + b"\r\n" + BODY + b"\r\n0\r\n\r\n",
    "chunks in an old reply": b"HTTP/1.0 200 OK\r\n" + CODED + b"\r\n" + CHUNK + b"0\r\n\r\n",
    "chunks of nothing": b"HTTP/1.1 204 No\r\n" + CODED + b"\r\n" + CHUNK + b"0\r\n\r\n",
    "a body of nothing": b"HTTP/1.1 204 No\r\n" + LENGTH + b"\r\n" + BODY,
    "newlines alone": SOUND["length"].replace(b"\r\n", b"\n"),
    "another protocol": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n" + SOUND["length"],
    "two interim heads": INTERIM + INTERIM + SOUND["length"],
    "an interim head with a length": b"HTTP/1.1 100 Go\r\n" + LENGTH + b"\r\n" + SOUND["length"],
    "an interim head with chunks": b"HTTP/1.1 100 Go\r\n" + CODED + b"\r\n" + SOUND["length"],
    "a head of many long lines": _head(b"X-A: %b\r\n" % (b"x" * 30_000) * 3),
    "a long interim head": b"HTTP/1.1 100 Go\r\nX: %b\r\n\r\n" % (b"x" * 65_500) + _head(b""),
    "more than was announced": SOUND["length"] + b"x",
    "more than the last chunk": SOUND["chunks"] + b"\r\n",
    "a longer text": SOUND["length"] + b',"data":{}}',
}


@pytest.mark.parametrize("name", UNSOUND)
def test_N16_N17_what_is_not_to_the_letter_is_malformed(name: str, wire: Wire) -> None:
    heard = wire.heard(UNSOUND[name])
    assert isinstance(heard, EndpointError)
    assert heard.reason is (Reason.NETWORK if name == "chunks, no end" else Reason.MALFORMED)


CUTS: Final = (OK_LINE, OK_LINE + b"X-A", INTERIM, CHUNKED, CHUNKED + b"c", CHUNKED + CHUNK[:-1])


@pytest.mark.parametrize("says", CUTS)
def test_N16_what_is_cut_off_is_the_networks_trouble(says: bytes, wire: Wire) -> None:
    heard = wire.heard(says)
    assert isinstance(heard, EndpointError)
    assert heard.reason is Reason.NETWORK


def test_a_head_as_long_as_it_may_be_is_one(wire: Wire) -> None:
    rest = len(_head(b"X: \r\n")) - len(BODY)
    whole = _head(b"X: %b\r\n" % (b"x" * (MAX_HEAD_BYTES - rest)))
    assert isinstance(wire.heard(whole), Exchange)
    heard = wire.heard(whole.replace(b"X: ", b"X:  "))
    assert isinstance(heard, EndpointError)
    assert (heard.reason, heard.detail) == (Reason.MALFORMED, "head")


OTHER: Final = reply(b'{"code":4004}')
MANY_CHUNKS: Final = CHUNKED + CHUNK * 900 + b"0\r\nX-Sum: 1\r\n\r\n"
LENGTHY: Final = CHUNKED + (b"1;" + b"a" * 1000 + b"\r\n{\r\n") * 300 + b"0\r\n\r\n"


@pytest.mark.parametrize("first", [OK, SOUND["chunks"], SOUND["early hints"], MANY_CHUNKS])
@pytest.mark.parametrize("cut_off", [0, 1, 20])
def test_N20_the_same_reply_once_more_does_not_touch_the_first(
    first: bytes, cut_off: int, wire: Wire
) -> None:
    alone = wire.heard(first)
    heard = wire.heard(first + first[: len(first) - cut_off])
    assert isinstance(heard, Exchange)
    assert heard == alone
    assert heard.untrusted_body.startswith(BODY)


@pytest.mark.parametrize(
    ("first", "surplus"),
    [
        (OK, OTHER),
        (OTHER, OK),
        (OK, OTHER[:40]),
        (OK, OK[:-1] + b"]"),
        (OK, OK + b"x"),
        (OK, OK + OK),
        (OK, b"HTTP/1.0 200 OK"),
        (OK, SOUND["chunks"]),
        (SOUND["chunks"], OK),
        (MANY_CHUNKS, MANY_CHUNKS[:-10] + b"x"),
        # Too much to be remembered, and so to be compared.
        (LENGTHY, LENGTHY),
    ],
)
def test_N20_two_answers_are_none(first: bytes, surplus: bytes, wire: Wire) -> None:
    """What stands first could be another picture's, delivered late."""
    heard = wire.heard(first + surplus)
    assert isinstance(heard, EndpointError)
    assert (heard.reason, heard.detail) == (Reason.MALFORMED, "surplus")


KEY: Final = bytes(range(32))


def _bound(request: bytes) -> bytes:
    """Returns a reply that bears the MAC of the service for a request."""
    head, _, body = request.partition(b"\r\n\r\n")
    nonce = head.lower().split(NONCE_HEADER.lower().encode() + b": ")[1].split(b"\r\n")[0].decode()
    mac = reply_mac(KEY, nonce=nonce, request_body=body, http_status=200, reply_body=BODY)
    return reply(BODY, f"{MAC_HEADER}: {mac}")


@pytest.mark.parametrize(("times", "connections"), [(1, 1), (2, 3)])
def test_a_connection_on_which_more_was_said_is_not_used_again(
    times: int, connections: int
) -> None:
    """Whoever holds the key may use a connection again, if nothing is left on it."""

    def script(visit: Visit) -> None:
        while request := visit.read_request():
            visit.say(_bound(request) * times)

    with serving(script) as server:
        base_url = parse_base_url(f"http://127.0.0.1:{server.port}")
        endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), reply_key=KEY)
        for _ in range(3):
            assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        endpoint.close()
        assert server.connections == connections


@pytest.mark.parametrize("surplus", [b"", b"x"])
@pytest.mark.parametrize("header", ["Connection: close", "X-Kept: yes"])
def test_more_than_was_announced_shows_through_tls(
    surplus: bytes, header: str, tmp_path: Path
) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(reply(BODY, header) + surplus)
        visit.connection.recv(1)

    authority = Authority(tmp_path)
    with serving(script, authority.context) as server:
        url = parse_base_url(f"https://localhost:{server.port}")
        endpoint = HttpEndpoint(url, AppCode(Secret(CODE)), ca_file=authority.file)
        if surplus:
            with pytest.raises(EndpointError) as caught:
                endpoint.ask(PROBE, threshold=0.8)
            assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "surplus")
        else:
            assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        endpoint.close()


@pytest.mark.parametrize("line", [b"X-A: b\r\n", b"no header\r\n"])
def test_a_proxys_head_is_read_as_strictly(line: bytes, tmp_path: Path) -> None:
    def flood(visit: Visit) -> None:
        visit.connection.recv(65536)
        visit.say(OK_LINE)
        while True:
            visit.say(line * 1000)

    with serving(flood) as proxy:
        url = parse_base_url("https://localhost:1")
        way = f"http://127.0.0.1:{proxy.port}"
        file = Authority(tmp_path).file
        endpoint = HttpEndpoint(url, AppCode(Secret(CODE)), ca_file=file, proxy=way)
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    assert caught.value.reason is Reason.MALFORMED


def test_the_word_says_what_is_wrong() -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(UNSOUND["two interim heads"])

    with serving(script) as server, asking(server.port) as endpoint:
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "interim")


PIECES: Final = (
    *(b"\r\n", b"\n", b"\r", b" ", b"\t", b"\x00", b"_", b"+", b"-", b"0", b"0x", b":", b";", b","),
    *(b"\x0b", b"\x85", b"\xa0", b"HTTP/1.1 ", b"1", b"c", b"\r\n\r\n", b"\r\n ", b"chunked"),
    *(LENGTH, CODED, b"Content-Length: 5\r\n", INTERIM, CHUNK, b"0\r\n\r\n", BODY),
)


def damaged(says: bytes, dice: random.Random) -> bytes:
    """Returns a reply with one change or two."""
    for _ in range(dice.randint(1, 2)):
        place = dice.randrange(len(says) + 1)
        other = dice.randrange(len(says) + 1)
        low, high = min(place, other), max(place, other)
        piece = dice.choice(PIECES)
        match dice.randrange(6):
            case 0:
                says = says[:place] + piece + says[place:]
            case 1:
                says = says[:place] + piece + says[place + len(piece) :]
            case 2:
                says = says[:place] + says[place + 1 :]
            case 3:
                says = says[:high] + says[low:high] + says[high:]
            case 4:
                lines = says.split(b"\r\n")
                lines.insert(dice.randrange(len(lines)), piece.strip() or dice.choice(lines))
                says = b"\r\n".join(lines)
            case _:
                says = says[:place] + bytes([dice.randrange(256)]) + says[place + 1 :]
    return says


def test_whatever_h11_refuses_is_no_reply(wire: Wire, pytestconfig: pytest.Config) -> None:
    """What the client takes, h11 takes, too, and both read the same."""
    count = max(500, int(pytestconfig.getoption("--fuzz-count")) // 100)
    dice = random.Random(20261122)
    seeds = [*SOUND.values(), *(SOUND["length"].replace(b"200", code) for code in (b"403", b"503"))]
    taken = refused = 0
    for _ in range(count):
        says = damaged(dice.choice(seeds), dice)
        heard, judged = wire.heard(says), judged_by_h11(says)
        if isinstance(heard, EndpointError):
            refused += judged is None
            continue
        taken += 1
        assert judged is not None, says
        assert heard.http_status == judged[0], says
        is_read = not 300 <= heard.http_status <= 399 and not heard.content_encoding
        assert not is_read or heard.untrusted_body == judged[1], says
    # Otherwise the damage is too small, or too great, to tell anything.
    assert taken > count // 25
    assert refused > count // 4
