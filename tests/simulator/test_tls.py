"""TLS variants: only the good one is spoken to, and a simulator can be known in any case."""

import http.client
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from liveness_station.domain.verdicts import Verdict
from liveness_station.simulator.certificates import make_tls
from liveness_station.simulator.tls_variants import TLS_MEANINGS, TlsVariant
from tests.simulator.playing import desk, simulating

NOW = datetime.now(UTC)


def outcome(variant: TlsVariant, folder: Path) -> tuple[str, str, str]:
    setup = make_tls(variant, now=NOW)
    ca_file = folder / "ca.pem"
    ca_file.write_bytes(setup.authority_pem)
    with simulating(tls=setup.context) as simulator:
        address = simulator.address
        assert address.startswith("https://127.0.0.1:")
        with desk(address, ca_file=ca_file) as client:
            decision = client.check()
    return decision.verdict.value, decision.reason.value, decision.detail


def test_the_good_one_is_spoken_to(tmp_path: Path) -> None:
    assert outcome(TlsVariant.GOOD, tmp_path)[:2] == ("LIVE", "above_threshold")


@pytest.mark.allows_log("the certificate of .* was refused")
@pytest.mark.parametrize(
    ("variant", "detail"),
    [
        (TlsVariant.EXPIRED, "expired"),
        (TlsVariant.WRONG_HOST, "wrong_host"),
        (TlsVariant.SELF_SIGNED, "self_signed"),
        (TlsVariant.UNKNOWN_CA, "unknown_ca"),
        (TlsVariant.OLD_VERSION, ""),
    ],
)
def test_N5_the_others_are_refused(variant: TlsVariant, detail: str, tmp_path: Path) -> None:
    meaning = TLS_MEANINGS[variant]
    assert outcome(variant, tmp_path) == (meaning.verdict, meaning.reason, detail)


def test_N6_a_stalled_handshake_ends_in_time() -> None:
    stalled = simulating(is_tls_stalled=True)
    with stalled as simulator, desk(simulator.address, deadline_s=0.4) as client:
        assert client.check().verdict is Verdict.ERROR


def test_every_variant_is_explained() -> None:
    assert set(TLS_MEANINGS) == set(TlsVariant)


@pytest.mark.parametrize("is_stalled", [True, False])
def test_who_it_is_is_said_in_the_clear_and_nothing_else(is_stalled: bool) -> None:
    manner = (
        {"is_tls_stalled": True}
        if is_stalled
        else {"tls": make_tls(TlsVariant.EXPIRED, now=NOW).context}
    )
    with simulating(**manner) as simulator:
        parts = urlsplit(simulator.address)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
        connection.request("GET", "/simulator")
        reply = connection.getresponse()
        assert "simulator" in json.loads(reply.read())
        assert str(reply.getheader("X-Liveness-Engine")).startswith("simulator/")
        connection.close()
        connection.request("POST", "/api/face_liveness/v1", b"{}")
        assert connection.getresponse().status == 400
        connection.close()
