"""What `image_url` can reach, and what it cannot."""

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

from liveness_station.contract.limits import MAX_IMAGE_BYTES
from liveness_station.service.addresses import is_public, parse_allowed_host, parse_target
from liveness_station.service.fetch import GuardedFetcher, build_fetcher
from liveness_station.service.troubles import PictureRefusedError, ServiceSetupError

NAME = "pictures.example"

HOSTILE_URLS = [
    "http://8.8.8.8/a.jpg",
    "file:///etc/passwd",
    "ftp://8.8.8.8/a.jpg",
    "gopher://8.8.8.8/",
    "data:image/png;base64,AAAA",
    "//8.8.8.8/a.jpg",
    "https:8.8.8.8/a.jpg",
    "https://",
    "https:///a.jpg",
    "https://127.0.0.1/a.jpg",
    "https://127.1/a.jpg",
    "https://0/a.jpg",
    "https://2130706433/a.jpg",
    "https://0x7f000001/a.jpg",
    "https://0x7f.0.0.1/a.jpg",
    "https://0177.0.0.1/a.jpg",
    "https://127.0.0.01/a.jpg",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://192.0.0.8/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://224.0.1.1/",
    "https://255.255.255.255/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::808:808]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:808:808::1]/",
    "https://[2001:0:808:808::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[fc00::1]/",
    "https://[fec0::1]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[ff02::1]/",
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST/",
    "https://user@8.8.8.8/",
    "https://8.8.8.8@127.0.0.1/",
    "https://user:word@8.8.8.8/",
    "https://8.8.8.8:0/",
    "https://8.8.8.8:99999/",
    "https://8.8.8.8:port/",
    "https://8.8.8.8\\@127.0.0.1/",
    "https://8.8.8.8 /",
    "https://8.8.8.8/\r\nX-Injected: 1",
    "https://127.0.0.1/",
    "https://⑧.8.8.8/",
    "https://exa_mple..com/",
    "https://" + "a" * 64 + ".example/",
    "https://8.8.8.8/" + "a" * 2048,
    "",
    " ",
]


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_hostile_addresses_are_refused_without_a_connection(url: str) -> None:
    # The real resolver, and a guard in conftest that fails the test for any connection.
    with pytest.raises(PictureRefusedError):
        asyncio.run(build_fetcher().fetch(url))


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["2600::1", "::ffff:10.0.0.1"]],
)
def test_a_public_name_with_any_private_address_is_refused(addresses: list[str]) -> None:
    fetcher = GuardedFetcher(_trusting_nobody(), resolver=lambda *_: addresses)
    with pytest.raises(PictureRefusedError, match="not a public one"):
        asyncio.run(fetcher.fetch(f"https://{NAME}/a.jpg"))


def test_an_unknown_name_and_a_private_one_sound_the_same() -> None:
    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    words = set()
    for resolver in (unknown, lambda *_: ["192.168.0.9"]):
        fetcher = GuardedFetcher(_trusting_nobody(), resolver=resolver)
        with pytest.raises(PictureRefusedError) as caught:
            asyncio.run(fetcher.fetch(f"https://{NAME}/a.jpg"))
        words.add(caught.value.detail)
    assert len(words) == 1


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2600::1", "2a00:1450::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_an_ordinary_address_is_taken_apart() -> None:
    target = parse_target("https://Pictures.Example:8443/a%20b.jpg?size=2&x=%41#part")
    assert (target.host, target.port) == (NAME, 8443)
    assert target.path == "/a%20b.jpg?size=2&x=%41"
    assert target.host_header == "pictures.example:8443"
    assert parse_target("https://[2600::1]").host_header == "[2600::1]"


@pytest.mark.parametrize(
    "text",
    ["", "*", "*.example", "https://a.example", "a.example/x", "u@a.example", "127.1", "a:x"],
)
def test_the_allow_list_takes_hosts_only(text: str) -> None:
    with pytest.raises(ServiceSetupError, match="image-url-allow"):
        parse_allowed_host(text)


def test_a_missing_ca_file_is_a_setup_error(tmp_path: Path) -> None:
    with pytest.raises(ServiceSetupError, match="PEM"):
        build_fetcher(ca_file=tmp_path / "absent.pem")


@dataclass(slots=True)
class Server:
    """A TLS server on loopback that sends given bytes to whoever asks.

    Attributes:
        reply: the bytes of each answer.
        hold_open: keep the connection open after the reply until the server ends.
        requests: heads of the requests that came.
    """

    certificate: trustme.LeafCert
    reply: bytes = b""
    hold_open: bool = False
    requests: list[bytes] = field(default_factory=list)
    port: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def running(self) -> Iterator["Server"]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certificate.configure_cert(tls)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            thread = threading.Thread(target=self._accept, args=(listener, tls))
            thread.start()
            try:
                yield self
            finally:
                self._ended.set()
                # Wakes the accept().
                with (
                    contextlib.suppress(OSError),
                    socket.create_connection(("127.0.0.1", self.port)),
                ):
                    pass
                thread.join(10)

    def _accept(self, listener: socket.socket, tls: ssl.SSLContext) -> None:
        while True:
            plain, _ = listener.accept()
            with plain:
                if self._ended.is_set():
                    return
                with (
                    contextlib.suppress(OSError),
                    tls.wrap_socket(plain, server_side=True) as connection,
                ):
                    self.requests.append(connection.recv(65536))
                    connection.sendall(self.reply)
                    if self.hold_open:
                        self._ended.wait(20)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[..., Server]]:
    with contextlib.ExitStack() as stack:

        def start(reply: bytes, *, name: str = NAME, hold_open: bool = False) -> Server:
            server = Server(authority.issue_cert(name), reply, hold_open)
            return stack.enter_context(server.running())

        yield start


def fetch(
    authority: trustme.CA, server: Server, *, name: str = NAME, deadline_s: float = 5.0
) -> bytes:
    tls = _trusting_nobody()
    authority.configure_trust(tls)
    fetcher = GuardedFetcher(
        tls,
        (parse_allowed_host(f"{name}:{server.port}"),),
        deadline_s=deadline_s,
        resolver=lambda *_: ["127.0.0.1"],
    )
    return asyncio.run(fetcher.fetch(f"https://{name}:{server.port}/a.jpg?b"))


def _trusting_nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def test_a_picture_is_fetched_from_the_resolved_address_under_its_name(
    authority: trustme.CA, serve: Callable[..., Server]
) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nPIC")
    assert fetch(authority, server) == b"PIC"
    head = server.requests[0].lower()
    assert head.startswith(b"get /a.jpg?b http/1.1\r\n")
    assert f"host: {NAME}:{server.port}".encode() in head
    assert b"cookie" not in head
    assert b"authorization" not in head


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nPIC\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nPIC",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nPIC",
    ],
)
def test_every_way_of_sending_a_body_is_understood(
    authority: trustme.CA, serve: Callable[..., Server], reply: bytes
) -> None:
    assert fetch(authority, serve(reply)) == b"PIC"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: https://8.8.8.8/\r\n\r\n", "redirects"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "did not answer with a picture"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", "encoding"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % MAX_IMAGE_BYTES, "20 MB"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + bytes(MAX_IMAGE_BYTES), "20 MB"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nPIC", "could not be fetched"),
        (b"SSH-2.0-OpenSSH\r\n", "could not be fetched"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "could not be fetched"),
        (b"", "could not be fetched"),
    ],
)
def test_other_answers_are_refused(
    authority: trustme.CA, serve: Callable[..., Server], reply: bytes, words: str
) -> None:
    with pytest.raises(PictureRefusedError, match=words):
        fetch(authority, serve(reply))


def test_a_certificate_for_another_name_is_refused(
    authority: trustme.CA, serve: Callable[..., Server]
) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\n\r\nPIC", name="other.example")
    with pytest.raises(PictureRefusedError, match="could not be fetched"):
        fetch(authority, server)
    assert server.requests == []


def test_an_unknown_authority_is_refused(serve: Callable[..., Server]) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\n\r\nPIC")
    with pytest.raises(PictureRefusedError, match="could not be fetched"):
        fetch(trustme.CA(), server)


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nPI"])
def test_a_silent_server_ends_at_the_deadline(
    authority: trustme.CA, serve: Callable[..., Server], reply: bytes
) -> None:
    server = serve(reply, hold_open=True)
    started_at_s = time.monotonic()
    with pytest.raises(PictureRefusedError, match="could not be fetched"):
        fetch(authority, server, deadline_s=0.5)
    assert time.monotonic() - started_at_s < 2


def test_a_closed_port_sounds_like_a_silent_server(authority: trustme.CA) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = Server(authority.issue_cert(NAME), port=listener.getsockname()[1])
    with pytest.raises(PictureRefusedError, match="could not be fetched"):
        fetch(authority, closed)


def test_a_silent_name_server_ends_at_the_deadline() -> None:
    answered = threading.Event()

    def silent(*_: object) -> list[str]:
        assert answered.wait(10)
        return []

    fetcher = GuardedFetcher(_trusting_nobody(), deadline_s=0.2, resolver=silent)
    started_at_s = time.monotonic()
    with pytest.raises(PictureRefusedError, match="could not be fetched"):
        asyncio.run(fetcher.fetch(f"https://{NAME}/"))
    assert time.monotonic() - started_at_s < 2
    answered.set()


def test_the_allow_list_holds_for_its_port_only() -> None:
    fetcher = GuardedFetcher(
        _trusting_nobody(),
        (parse_allowed_host(f"{NAME}:8443"),),
        resolver=lambda *_: ["127.0.0.1"],
    )
    with pytest.raises(PictureRefusedError, match="not a public one"):
        asyncio.run(fetcher.fetch(f"https://{NAME}/"))
