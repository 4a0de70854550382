"""Faults of servers, lines and proxies, over real sockets on loopback."""

import socket
import threading
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from liveness_station.domain.frames import Probe
from liveness_station.domain.verdicts import Reason, Verdict
from tests.api.asking import Authority, until
from tests.api.raw_server import RawServer, Script, Visit, always, reply, serving
from tests.faults.desk import CODE, all_end_in, live_body, sitting, trials

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def address(server: RawServer) -> str:
    return f"http://127.0.0.1:{server.port}"


def says(answer: bytes) -> Script:
    """Returns a script that answers one request and hangs up."""

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(answer)

    return script


def live(visit: Visit) -> None:
    """Answers every request with a LIVE reply of its own."""
    while visit.read_request():
        visit.say(reply(live_body()))


def test_a_sound_line_is_live() -> None:
    """The trials below can tell a verdict: this one is."""
    with serving(live) as server:
        all_end_in(trials(address(server), deadline_s=10), Verdict.LIVE, Reason.ABOVE_THRESHOLD)


def test_N4_a_refused_port_is_known_within_three_seconds() -> None:
    with serving(live) as server:
        url = address(server)
    done = trials(url, deadline_s=15)
    all_end_in(done, Verdict.ERROR, Reason.OFFLINE)
    assert max(trial.took_s for trial in done) <= 3.0


@pytest.mark.allows_log("the certificate of localhost was refused")
@pytest.mark.parametrize("fault", ["expired", "wrong host", "unknown CA", "self-signed", "TLS 1.1"])
def test_N5_bad_certificates_get_no_picture(
    fault: str, authority: Authority, tmp_path: Path
) -> None:
    context = type(authority.context)(authority.context.protocol)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    match fault:
        case "expired":
            leaf = authority.ca.issue_cert(
                "localhost", not_before=yesterday - timedelta(days=1), not_after=yesterday
            )
            leaf.configure_cert(context)
        case "wrong host":
            authority.ca.issue_cert("other.example").configure_cert(context)
        case "unknown CA":
            trustme.CA().issue_cert("localhost").configure_cert(context)
        case "self-signed":
            other = trustme.CA()
            chain = tmp_path / "self.pem"
            other.private_key_pem.write_to_path(str(chain))
            other.cert_pem.write_to_path(str(chain), append=True)
            context.load_cert_chain(str(chain))
        case _:
            authority.ca.issue_cert("localhost").configure_cert(context)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.minimum_version.TLSv1
                context.maximum_version = context.maximum_version.TLSv1_1
            context.set_ciphers("ALL:@SECLEVEL=0")
    with serving(live, context) as server:
        url = f"https://localhost:{server.port}"
        done = trials(url, ca_file=authority.file, deadline_s=10)
        assert server.requests == []
        assert server.visits == []
    all_end_in(done, Verdict.ERROR, Reason.TLS)


def test_N6_a_stalled_handshake_ends(authority: Authority, *, is_full: bool) -> None:
    with serving(lambda visit: assert_gone(visit)) as server:
        url = f"https://localhost:{server.port}"
        if is_full:
            done = trials(url, ca_file=authority.file, deadline_s=15)
            all_end_in(done, Verdict.RETRY, Reason.NETWORK)
            assert max(trial.took_s for trial in done) <= 5.0
        else:
            done = trials(url, ca_file=authority.file)
            all_end_in(done, Verdict.ERROR, Reason.LATE)


def assert_gone(visit: Visit) -> None:
    """Reads in silence until the other end goes away."""
    while visit.connection.recv(65536):
        pass


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(b"<html>Sign in</html>", "Content-Type: text/html"), Reason.MALFORMED),
        (reply(b"", "Location: http://portal.example/", status="302 Found"), Reason.REDIRECT),
        (reply(b"<html>", status="511 Network Authentication Required"), Reason.REDIRECT),
    ],
)
def test_N7_a_captive_portal_is_no_answer(answer: bytes, reason: Reason) -> None:
    with serving(says(answer)) as server:
        done = trials(address(server), deadline_s=10)
        assert server.connections == len(done)
    all_end_in(done, Verdict.ERROR, reason)


@pytest.mark.parametrize("is_dead", [True, False])
def test_N8_a_proxy_that_will_not_or_is_not(authority: Authority, *, is_dead: bool) -> None:
    def deny(visit: Visit) -> None:
        seen.append(visit.connection.recv(65536))
        visit.say(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")

    seen: list[bytes] = []
    with serving(live, authority.context) as origin, serving(deny) as proxy:
        way = f"http://127.0.0.1:{proxy.port}"
        if is_dead:
            proxy.close()
        done = trials(
            f"https://localhost:{origin.port}",
            ca_file=authority.file,
            proxy=way,
            deadline_s=10,
        )
        assert origin.connections == 0
    all_end_in(done, Verdict.ERROR, Reason.PROXY)
    assert CODE.encode() not in b"".join(seen)


def test_N9_the_environment_decides_nothing(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login thief password stolen\n")
    with serving(live, authority.context) as server, serving(live) as evil:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{evil.port}")
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
        url = f"https://localhost:{server.port}"
        done = trials(url, ca_file=authority.file, deadline_s=10)
        assert evil.connections == 0
        assert all(f"APPCODE {CODE}".encode() in request for request in server.requests)
    all_end_in(done, Verdict.LIVE, Reason.ABOVE_THRESHOLD)
    assert not keys.exists()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_N10_a_burst_of_5xx_is_retried_at_most_once(status: int) -> None:
    answer = reply(b"<html>oops</html>", status=f"{status} Oops")
    with serving(always(answer)) as server:
        done = trials(address(server), deadline_s=15)
        assert len(server.requests) == len(done) * (2 if status == 503 else 1)
    all_end_in(done, Verdict.RETRY, Reason.SERVER)
    assert {trial.tries for trial in done} == {2 if status == 503 else 1}


def reset_mid(visit: Visit) -> None:
    visit.connection.recv(1000)
    visit.reset()


def reset_after(visit: Visit) -> None:
    visit.read_request()
    visit.reset()


def reset_in_the_reply(visit: Visit) -> None:
    visit.read_request()
    visit.say(HEAD + b"Content-Length: 500\r\n\r\n{")
    visit.reset()


RESETS: dict[str, Script] = {
    "before": Visit.reset,
    "mid": reset_mid,
    "after": reset_after,
    "in the reply": reset_in_the_reply,
}


@pytest.mark.parametrize("when", RESETS)
def test_N11_a_reset_is_the_networks_and_nothing_is_sent_again(when: str) -> None:
    probe = Probe(b"x" * 1_500_000, 1, 1)
    with serving(RESETS[when]) as server:
        done = trials(address(server), probe=probe, deadline_s=10)
        assert server.connections == len(done)
    all_end_in(done, Verdict.RETRY, Reason.NETWORK)


def drips(before: bytes, text: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(before)
        visit.drip(text, every_s=0.1)

    return script


def all_are_late(script: Script, deadline_s: float) -> None:
    with serving(script) as server:
        done = trials(address(server), deadline_s=deadline_s)
    all_end_in(done, Verdict.ERROR, Reason.LATE)


def test_N12_slow_loris_headers(deadline_s: float) -> None:
    all_are_late(drips(HEAD, b"X"), deadline_s)


def test_N12_slow_loris_body(deadline_s: float) -> None:
    all_are_late(drips(HEAD + b"Content-Length: 60000\r\n\r\n", b" "), deadline_s)


def test_N12_slow_loris_chunks(deadline_s: float) -> None:
    all_are_late(drips(CHUNKED, b"1\r\n \r\n"), deadline_s)


def test_N12_slow_loris_100_continue(deadline_s: float) -> None:
    all_are_late(drips(b"HTTP/1.1 100 Continue\r\n", b"X"), deadline_s)


def test_N12_100_continue_for_ever() -> None:
    """The second is one too many, so that this ends long before the deadline."""
    with serving(drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n")) as server:
        done = trials(address(server), deadline_s=10)
    all_end_in(done, Verdict.ERROR, Reason.MALFORMED)
    assert max(trial.took_s for trial in done) < 5.0


def test_N13_an_upload_that_nobody_reads_ends_and_lets_its_thread_go(deadline_s: float) -> None:
    def deaf(visit: Visit) -> None:
        visit.closing.wait(60)

    probe = Probe(b"x" * 6_000_000, 1, 1)
    with serving(deaf) as server:
        done = trials(address(server), probe=probe, deadline_s=deadline_s)
        until(lambda: not [t for t in threading.enumerate() if t.name == "request"])
    all_end_in(done, Verdict.ERROR, Reason.LATE)


@pytest.mark.parametrize(
    ("answer", "verdict", "reason"),
    [
        (reply(live_body("cut")[:40]), Verdict.ERROR, Reason.MALFORMED),
        (HEAD + b"Content-Length: 999\r\n\r\n" + live_body("a"), Verdict.RETRY, Reason.NETWORK),
        (HEAD + b"\r\n" + live_body("b"), Verdict.RETRY, Reason.NETWORK),
        (CHUNKED + b"zz\r\n" + live_body("c"), Verdict.ERROR, Reason.MALFORMED),
        (CHUNKED + b'5\r\n{"cod\r\n', Verdict.RETRY, Reason.NETWORK),
    ],
)
def test_N16_a_truncated_reply_is_none(answer: bytes, verdict: Verdict, reason: Reason) -> None:
    with serving(says(answer)) as server:
        all_end_in(trials(address(server), deadline_s=10), verdict, reason)


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"".join(b"X-%d: x\r\n" % n for n in range(200)) + b"\r\n",
        HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n",
        b"HTTP/9 banana\r\n\r\n",
        b"\x00\xff\x00\r\n\r\n",
    ],
)
def test_N17_headers_beyond_all_measure_are_malformed(answer: bytes) -> None:
    with serving(says(answer)) as server:
        all_end_in(trials(address(server), deadline_s=10), Verdict.ERROR, Reason.MALFORMED)


def slow(port: int, *, latency_s: float, bytes_per_s: float) -> Script:
    """Returns a script that passes on what is said, late and slowly, in both directions."""

    def pump(source: socket.socket, sink: socket.socket, closing: threading.Event) -> None:
        try:
            while part := source.recv(4096):
                closing.wait(latency_s + len(part) / bytes_per_s)
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def script(visit: Visit) -> None:
        with socket.create_connection(("127.0.0.1", port)) as far:
            back = threading.Thread(target=pump, args=(far, visit.connection, visit.closing))
            back.start()
            pump(visit.connection, far, visit.closing)
            back.join(10)

    return script


def test_N18_a_slow_line_ends_in_a_verdict_or_in_time(*, is_full: bool) -> None:
    """Latency and bandwidth; loss is in test_namespaces.py."""
    latency_s, deadline_s = (2.4, 15.0) if is_full else (0.3, 3.0)
    probe = Probe(b"x" * 3_000, 1, 1)
    with serving(live) as server:
        line = slow(server.port, latency_s=latency_s, bytes_per_s=50_000)
        with serving(line) as far:
            done = trials(address(far), probe=probe, deadline_s=deadline_s)
            all_end_in(done, Verdict.LIVE, Reason.ABOVE_THRESHOLD)
        with serving(slow(server.port, latency_s=deadline_s, bytes_per_s=50_000)) as far:
            done = trials(address(far), deadline_s=1.0, count=5)
            all_end_in(done, Verdict.ERROR, Reason.LATE)


def test_N20_a_reply_delivered_twice_makes_one_verdict(authority: Authority) -> None:
    """The second copy is never taken for the answer to the next check."""

    def twice(visit: Visit) -> None:
        while visit.read_request():
            answer = reply(live_body())
            visit.say(answer + answer)

    with serving(twice, authority.context) as server:
        url = f"https://localhost:{server.port}"
        with sitting(url, ca_file=authority.file, deadline_s=10) as desk:
            for _ in range(20):
                assert desk.check().verdict is Verdict.LIVE
            ids = [
                entry.outcome.decision.request_id
                for entry in desk.records.entries
                if entry.outcome is not None
            ]
            assert len(set(ids)) == 20


def test_N20_a_repeated_id_is_a_replay() -> None:
    with (
        serving(always(reply(live_body("always-the-same")))) as server,
        sitting(address(server), deadline_s=10) as desk,
    ):
        assert desk.check().verdict is Verdict.LIVE
        for _ in range(19):
            trial = desk.check()
            assert (trial.verdict, trial.reason) == (Verdict.ERROR, Reason.REPLAY)
