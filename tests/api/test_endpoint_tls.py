"""TLS: good certificates are accepted, all others are not, and no picture leaves before that."""

import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.api.sessions import Timeouts
from liveness_station.api.transport import Transport
from liveness_station.contract.request import OutgoingBody
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE
from tests.api.raw_server import RawServer, Script, Visit, always, reply, serving

pytestmark = pytest.mark.allows_log("the certificate of localhost was refused")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def good(authority: trustme.CA) -> ssl.SSLContext:
    return server_context(authority.issue_cert("localhost", "127.0.0.1"))


def trouble(
    port: int, ca_file: Path | None, *, proxy: str | None = None, deadline_s: float = 30.0
) -> EndpointError:
    """Asks once and returns the error."""
    asked = asking_tls(port, ca_file, proxy=proxy, deadline_s=deadline_s)
    with asked as endpoint, pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8)
    return caught.value


@contextmanager
def asking_tls(
    port: int, ca_file: Path | None, *, proxy: str | None = None, deadline_s: float = 30.0
) -> Iterator[HttpEndpoint]:
    endpoint = HttpEndpoint(
        parse_base_url(f"https://localhost:{port}"),
        AppCode(Secret(CODE)),
        ca_file=ca_file,
        proxy=proxy,
        deadline_s=deadline_s,
    )
    try:
        yield endpoint
    finally:
        endpoint.close()


def refusal(server: RawServer, ca_file: Path | None) -> EndpointError:
    error = trouble(server.port, ca_file)
    assert server.connections == 1
    assert server.requests == []
    assert server.visits == []
    return error


def test_a_known_authority_is_accepted(good: ssl.SSLContext, ca_file: Path) -> None:
    versions = []

    def script(visit: Visit) -> None:
        versions.append(visit.connection.version())  # type: ignore[attr-defined] # an SSLSocket
        always(OK)(visit)

    with serving(script, good) as server, asking_tls(server.port, ca_file) as endpoint:
        for _ in range(3):
            exchange = endpoint.ask(PROBE, threshold=0.8)
            assert exchange.untrusted_body == BODY
            assert exchange.channel is Channel.VERIFIED_TLS
        assert server.connections == 3
        assert set(versions) == {"TLSv1.3"}


def test_the_signed_authentication_goes_over_tls(good: ssl.SSLContext, ca_file: Path) -> None:
    with serving(always(OK), good) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"https://127.0.0.1:{server.port}"),
            AppKey("key1", Secret("secret1")),
            ca_file=ca_file,
            now_ms=lambda: 1_700_000_000_123,
        )
        endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
        assert b"x-ca-key: key1\r\nx-ca-timestamp: 1700000000123\r\n" in server.requests[0]


def test_an_unknown_authority_is_refused(good: ssl.SSLContext) -> None:
    with serving(always(OK), good) as server:
        error = refusal(server, None)
    assert (error.reason, error.detail) == (Reason.TLS, "unknown_ca")


def test_an_authority_in_the_environment_is_no_authority(
    good: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(ca_file))
    with serving(always(OK), good) as server:
        assert refusal(server, None).reason is Reason.TLS


def test_another_hosts_certificate_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    context = server_context(authority.issue_cert("other.example"))
    with serving(always(OK), context) as server:
        error = refusal(server, ca_file)
    assert (error.reason, error.detail) == (Reason.TLS, "wrong_host")


def test_an_expired_certificate_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate = authority.issue_cert(
        "localhost", not_before=yesterday - timedelta(days=1), not_after=yesterday
    )
    with serving(always(OK), server_context(certificate)) as server:
        error = refusal(server, ca_file)
    assert (error.reason, error.detail) == (Reason.TLS, "expired")


def test_a_self_signed_certificate_is_refused(tmp_path: Path, ca_file: Path) -> None:
    other = trustme.CA()
    chain = tmp_path / "self.pem"
    other.private_key_pem.write_to_path(str(chain))
    other.cert_pem.write_to_path(str(chain), append=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(str(chain))
    with serving(always(OK), context) as server:
        assert refusal(server, ca_file).reason is Reason.TLS


def test_old_tls_is_refused(ca_file: Path, authority: trustme.CA) -> None:
    context = server_context(authority.issue_cert("localhost"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with serving(always(OK), context) as server:
        assert refusal(server, ca_file).reason is Reason.TLS


def test_plain_http_on_a_tls_port_is_refused(ca_file: Path) -> None:
    def script(visit: Visit) -> None:
        visit.connection.recv(65536)
        visit.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with serving(script) as server:
        assert trouble(server.port, ca_file).reason is Reason.TLS


@pytest.mark.parametrize("content", [None, b"", b"no certificate\n"])
def test_an_authority_file_that_is_none_is_the_administrators(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with asking_tls(9, path) as endpoint, pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8)
    assert (caught.value.reason, caught.value.detail) == (Reason.TLS, "ca_file")


def test_the_keys_are_not_logged(
    good: ssl.SSLContext, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "keys.txt"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    with serving(always(OK), good) as server, asking_tls(server.port, ca_file) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
    assert not log.exists()


def test_a_context_that_verifies_nothing_is_refused(good: ssl.SSLContext) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with serving(always(OK), good) as server:
        transport = Transport(
            parse_base_url(f"https://localhost:{server.port}"),
            tls_context=context,
            proxy=None,
            timeouts=Timeouts(send_s=5),
        )
        with pytest.raises(EndpointError) as caught:
            transport.post({}, OutgoingBody(b"picture"))
        assert caught.value.reason is Reason.TLS
        assert server.requests == []
        assert transport.is_closed


def test_a_stalled_handshake_ends_at_the_deadline(ca_file: Path) -> None:
    def stall(visit: Visit) -> None:
        visit.closing.wait(10)

    with serving(stall) as server:
        assert trouble(server.port, ca_file, deadline_s=0.3).reason is Reason.LATE
    assert not [thread for thread in threading.enumerate() if thread.name == "request"]


def test_a_drip_over_tls_ends_at_the_deadline(good: ssl.SSLContext, ca_file: Path) -> None:
    def drip(visit: Visit) -> None:
        visit.read_request()
        visit.say(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        visit.drip(b" ", every_s=0.02)

    with serving(drip, good) as server:
        assert trouble(server.port, ca_file, deadline_s=0.4).reason is Reason.LATE
    assert not [thread for thread in threading.enumerate() if thread.name == "request"]


@pytest.mark.parametrize("has_length", [True, False])
def test_a_stream_cut_off_inside_tls_is_the_networks(
    good: ssl.SSLContext, ca_file: Path, *, has_length: bool
) -> None:
    def cut(visit: Visit) -> None:
        visit.read_request()
        visit.say(b"HTTP/1.1 200 OK\r\n")
        visit.say(b"Content-Length: 99\r\n\r\n{" if has_length else b"\r\n{")

    with serving(cut, good) as server:
        assert trouble(server.port, ca_file).reason is Reason.NETWORK


def test_a_second_answer_in_the_same_record_is_never_the_next_ones(
    good: ssl.SSLContext, ca_file: Path
) -> None:
    padded = reply(b'{"code":200}'.ljust(9000))
    surplus = [padded[:6000], padded[:6000], padded[:5999] + b"4"]

    def twice(visit: Visit) -> None:
        while visit.read_request():
            visit.say(padded + surplus.pop(0))

    with serving(twice, good) as server, asking_tls(server.port, ca_file) as endpoint:
        for _ in range(2):
            body = endpoint.ask(PROBE, threshold=0.8).untrusted_body
            assert body.strip() == b'{"code":200}'
        assert server.connections == 2
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert (caught.value.reason, caught.value.detail) == (Reason.MALFORMED, "surplus")


def tunnel(port: int, seen: list[bytes]) -> Script:
    """Returns a script that plays a proxy which tunnels to a port of this machine."""

    def pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while part := source.recv(65536):
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def script(visit: Visit) -> None:
        seen.append(visit.connection.recv(65536))
        with socket.create_connection(("127.0.0.1", port)) as far:
            visit.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(far, visit.connection), name="pump")
            back.start()
            pump(visit.connection, far)
            back.join(10)

    return script


def test_a_proxy_from_the_settings_tunnels(good: ssl.SSLContext, ca_file: Path) -> None:
    seen: list[bytes] = []
    with serving(always(OK), good) as server, serving(tunnel(server.port, seen)) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        with asking_tls(server.port, ca_file, proxy=address) as endpoint:
            exchange = endpoint.ask(PROBE, threshold=0.8)
        assert exchange.untrusted_body == BODY
        assert seen[0].startswith(f"CONNECT localhost:{server.port} HTTP/1.".encode())
        assert CODE.encode() not in b"".join(seen)
        assert b"roxy" not in b"".join(server.requests)


def test_a_proxy_that_wants_a_password_is_named(ca_file: Path) -> None:
    def deny(visit: Visit) -> None:
        visit.connection.recv(65536)
        visit.say(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")

    with serving(deny) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        error = trouble(9, ca_file, proxy=address)
    assert (error.reason, error.detail) == (Reason.PROXY, "407")


def test_a_dead_proxy_is_named(ca_file: Path) -> None:
    with serving(always(OK)) as gone:
        address = f"http://127.0.0.1:{gone.port}"
    assert trouble(9, ca_file, proxy=address).reason is Reason.PROXY


def test_a_certificate_behind_a_proxy_is_tls_trouble(good: ssl.SSLContext) -> None:
    with serving(always(OK), good) as server, serving(tunnel(server.port, [])) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        assert trouble(server.port, None, proxy=address).reason is Reason.TLS
        assert server.requests == []


@pytest.mark.parametrize(
    "proxy",
    ["", "a.example:3128", "https://a.example", "socks5://a.example", "http://u:p@a.example",
     "http://a.example/x", "http://a.example:99999", "http://"],
)  # fmt: skip
def test_bad_proxies_are_refused_at_once(proxy: str) -> None:
    with pytest.raises(EndpointError) as caught, asking_tls(9, None, proxy=proxy):
        pass
    assert caught.value.reason is Reason.PROXY
