"""Our client and our service, over real sockets: what one promises, the other keeps."""

import time
from pathlib import Path

import pytest
import trustme

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey, Authentication
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.decide import decide
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason, Verdict
from tests.api.asking import until
from tests.fakes.engine import PICTURE
from tests.service.running import APP_KEY, APP_SECRET, APPCODE, running

SIGNED = AppKey(APP_KEY, Secret(APP_SECRET))
PROBE = Probe(PICTURE, 64, 48)
KEY = "5c" * 32


def verdict_of(exchange: Exchange) -> tuple[Verdict, Reason]:
    decision = decide(exchange, Policy(), seen_request_ids=frozenset())
    return decision.verdict, decision.reason


@pytest.mark.parametrize("who", [AppCode(Secret(APPCODE)), SIGNED], ids=["appcode", "signature"])
@pytest.mark.parametrize("reply_key", [None, KEY])
def test_both_authentications_are_understood(who: Authentication, reply_key: str | None) -> None:
    bound = None if reply_key is None else Secret(reply_key)
    with running(reply_key=bound) as client:
        client.wait_ready()
        endpoint = HttpEndpoint(
            parse_base_url(client.base_url),
            who,
            reply_key=None if reply_key is None else bytes.fromhex(reply_key),
        )
        for _ in range(3):
            exchange = endpoint.ask(PROBE, threshold=0.8)
            assert verdict_of(exchange)[0] is Verdict.LIVE
            assert exchange.channel is Channel.OWN_LOOPBACK
        endpoint.close()


def test_a_service_without_the_key_is_not_ours() -> None:
    with running() as client:
        client.wait_ready()
        endpoint = HttpEndpoint(
            parse_base_url(client.base_url), AppCode(Secret(APPCODE)), reply_key=bytes(32)
        )
        exchange = endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    assert verdict_of(exchange) == (Verdict.ERROR, Reason.UNTRUSTED_CHANNEL)


def test_refusals_are_bound_too() -> None:
    with running(reply_key=Secret(KEY)) as client:
        client.wait_ready()
        endpoint = HttpEndpoint(
            parse_base_url(client.base_url),
            AppCode(Secret("nobody-knows-me")),
            reply_key=bytes.fromhex(KEY),
        )
        exchange = endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    assert verdict_of(exchange) == (Verdict.ERROR, Reason.AUTH)


@pytest.mark.parametrize("skew_ms", [600_000, -600_000])
def test_a_wrong_clock_is_made_good_over_tls(tmp_path: Path, skew_ms: int) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    certificate, key, ca_file = tmp_path / "cert.pem", tmp_path / "key.pem", tmp_path / "ca.pem"
    leaf.private_key_pem.write_to_path(str(key))
    for blob in leaf.cert_chain_pems:
        blob.write_to_path(str(certificate), append=True)
    authority.cert_pem.write_to_path(str(ca_file))
    with running(tls=(certificate, key)) as client:
        endpoint = HttpEndpoint(
            parse_base_url(client.base_url),
            SIGNED,
            ca_file=ca_file,
            now_ms=lambda: time.time_ns() // 1_000_000 + skew_ms,
        )
        endpoint.warm()
        until(lambda: not endpoint._warmer.is_busy)
        # The `Date` is good to a second, and what is signed for a time before the start is refused.
        ready_s = time.time()
        until(lambda: time.time() > ready_s + 2)
        tried: list[object] = []
        with pytest.raises(EndpointError) as refused:
            endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append)
        verdicts = [
            verdict_of(endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append))[0]
            for _ in range(2)
        ]
        endpoint.close()
    # The refused picture is not sent again; the next press is signed with the service's time.
    assert refused.value.reason is Reason.CLOCK
    assert verdicts == [Verdict.LIVE, Verdict.LIVE]
    assert tried == []


def test_neither_end_holds_packets_back() -> None:
    """Forty milliseconds is what either end could add by waiting for the other."""
    with running(reply_key=Secret(KEY)) as client:
        client.wait_ready()
        endpoint = HttpEndpoint(
            parse_base_url(client.base_url),
            AppCode(Secret(APPCODE)),
            reply_key=bytes.fromhex(KEY),
        )
        times_s = []
        for _ in range(21):
            started_s = time.perf_counter()
            endpoint.ask(PROBE, threshold=0.8)
            times_s.append(time.perf_counter() - started_s)
        endpoint.close()
    assert sorted(times_s)[10] < 0.03
