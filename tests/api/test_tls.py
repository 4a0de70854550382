"""Which certificate it was: its SHA-256 fingerprint is in the log where it is refused, or new."""

import hashlib
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import trustme

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.secrets import Secret
from tests.api.asking import CODE, OK, PROBE, Authority
from tests.api.raw_server import Visit, always, serving

REFUSED = "liveness_station.api.tls: the certificate of localhost was refused"


def fingerprint(leaf: trustme.LeafCert) -> str:
    der = ssl.PEM_cert_to_DER_cert(leaf.cert_chain_pems[0].bytes().decode())
    return hashlib.sha256(der).hexdigest()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


ISSUERS: dict[str, Callable[[Authority], trustme.LeafCert]] = {
    "wrong host": lambda authority: authority.ca.create_child_ca().issue_cert("other.example"),
    "unknown CA": lambda _: trustme.CA().create_child_ca().issue_cert("localhost"),
}


@pytest.mark.allows_log(REFUSED)
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("fault", ISSUERS)
def test_N5_the_fingerprint_of_a_refused_certificate_is_in_the_log(
    fault: str, version: ssl.TLSVersion, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    leaf = ISSUERS[fault](authority)
    leaf.configure_cert(authority.context)
    authority.context.minimum_version = authority.context.maximum_version = version
    with serving(always(OK), authority.context) as server:
        url = parse_base_url(f"https://localhost:{server.port}")
        endpoint = HttpEndpoint(url, AppCode(Secret(CODE)), ca_file=authority.file)
        with pytest.raises(EndpointError):
            endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    [record] = [record for record in caplog.records if record.name.endswith("api.tls")]
    assert record.levelno == logging.WARNING
    assert record.getMessage().endswith(f"SHA-256 {fingerprint(leaf)}")


def test_N5_the_fingerprint_of_a_changed_certificate_is_in_the_log(
    authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    leaves = [authority.ca.issue_cert("localhost") for _ in range(2)]

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(OK)

    with serving(script, authority.context) as server:
        url = parse_base_url(f"https://localhost:{server.port}")
        endpoint = HttpEndpoint(url, AppCode(Secret(CODE)), ca_file=authority.file)
        for leaf in (leaves[0], leaves[0], leaves[1], leaves[1]):
            leaf.configure_cert(authority.context)
            endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    said = [record.getMessage() for record in caplog.records if record.name.endswith("api.tls")]
    assert said == [
        f"the certificate of localhost was accepted, SHA-256 {fingerprint(leaves[0])}",
        f"the certificate of localhost has changed, SHA-256 {fingerprint(leaves[1])}",
    ]


@pytest.mark.allows_log(REFUSED)
def test_neither_credentials_nor_a_servers_words_are_in_the_log(
    authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    leaf = authority.ca.issue_cert("canary.example", common_name="canary words")
    leaf.configure_cert(authority.context)
    with serving(always(OK), authority.context) as server:
        url = parse_base_url(f"https://localhost:{server.port}")
        endpoint = HttpEndpoint(url, AppCode(Secret(CODE)), ca_file=authority.file)
        with suppress(EndpointError):
            endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
    assert "was refused" in caplog.text
    assert "canary" not in caplog.text
