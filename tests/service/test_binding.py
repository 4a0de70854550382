"""Replies bear a MAC over the request they answer, whatever they say."""

import http.client
import json
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from liveness_station.contract.limits import ENDPOINT_PATH, MAX_BODY_BYTES
from liveness_station.contract.reply_mac import MAC_HEADER, NONCE_HEADER, is_reply_mac, reply_mac
from liveness_station.contract.signing import appcode_headers
from liveness_station.domain.errors import EngineError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.fakes.engine import FakeEngine, scored
from tests.service.running import (
    APPCODE,
    Client,
    body_of,
    running,
    start_all_workers,
    wait_until,
)

KEY = "0f" * 32
GOOD = json.dumps(body_of()).encode()


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Client, FakeEngine]]:
    engine = FakeEngine()
    with running(engine, reply_key=Secret(KEY)) as client:
        start_all_workers(client, engine)
        yield client, engine


@pytest.fixture
def client(shared: tuple[Client, FakeEngine]) -> Client:
    shared[1].assessment, shared[1].error = scored(0.93), None
    return shared[0]


def fresh() -> str:
    return os.urandom(16).hex()


def ask(client: Client, body: bytes, nonce: str, **headers: str) -> requests.Response:
    return client.post(data=body, headers={**client.headers, NONCE_HEADER: nonce, **headers})


def is_bound(response: requests.Response, body: bytes, nonce: str) -> bool:
    expected = reply_mac(
        bytes.fromhex(KEY),
        nonce=nonce,
        request_body=body,
        http_status=response.status_code,
        reply_body=response.content,
    )
    return is_reply_mac(response.headers.get(MAC_HEADER, ""), expected)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (GOOD, {}, 200),
        (json.dumps(body_of(b"GIF89a")).encode(), {}, 200),
        (b"{", {}, 400),
        (b"", {}, 400),
        (GOOD, {"Authorization": "APPCODE wrong"}, 401),
        (GOOD + b" " * 3_000_000, {"Authorization": "APPCODE wrong"}, 401),
        (GOOD, {"Content-Type": "text/plain"}, 415),
    ],
)
def test_every_kind_of_reply_is_bound(
    client: Client, body: bytes, headers: dict[str, str], status: int
) -> None:
    nonce = fresh()
    response = ask(client, body, nonce, **headers)
    assert response.status_code == status
    assert is_bound(response, body, nonce)
    assert not is_bound(response, body + b" ", nonce)
    assert not is_bound(response, body, fresh())


@pytest.mark.allows_log("uvicorn.error: a request failed: EngineError")
def test_a_reply_to_what_broke_is_bound(
    shared: tuple[Client, FakeEngine], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    shared[1].error = EngineError(Reason.INTERNAL, "gone")
    nonce = fresh()
    response = ask(client, GOOD, nonce)
    assert response.status_code == 500
    assert is_bound(response, GOOD, nonce)
    wait_until(lambda: "a request failed" in caplog.text)


def test_a_nonce_is_good_once(client: Client) -> None:
    nonce = fresh()
    assert ask(client, GOOD, nonce).status_code == 200
    again = ask(client, GOOD, nonce)
    assert again.status_code == 401
    assert "nonce" in again.json()["msg"]
    assert is_bound(again, GOOD, nonce)


def test_who_is_unknown_uses_up_no_nonce(client: Client) -> None:
    nonce = fresh()
    assert ask(client, GOOD, nonce, Authorization="APPCODE wrong").status_code == 401
    assert ask(client, GOOD, nonce).status_code == 200


@pytest.mark.parametrize("nonce", ["", "0" * 31, "0" * 33, "g" * 32, "A" * 32, "0" * 31 + " "])
def test_without_a_well_formed_nonce_nothing_is_bound(client: Client, nonce: str) -> None:
    response = ask(client, GOOD, nonce)
    assert response.status_code == 200
    assert MAC_HEADER not in response.headers


def test_two_nonces_are_none(client: Client) -> None:
    address = urlsplit(client.base_url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
    connection.putrequest("POST", ENDPOINT_PATH)
    for name, value in appcode_headers(APPCODE).items():
        connection.putheader(name, value)
    connection.putheader(NONCE_HEADER, fresh())
    connection.putheader(NONCE_HEADER, fresh())
    connection.putheader("Content-Length", str(len(GOOD)))
    connection.endheaders(GOOD)
    response = connection.getresponse()
    assert response.read()
    assert response.headers[MAC_HEADER] is None
    connection.close()


def test_what_is_too_large_to_be_hashed_is_refused_unbound(client: Client) -> None:
    pieces = (bytes(1 << 20) for _ in range(MAX_BODY_BYTES // (1 << 20) + 2))
    response = client.post(data=pieces, headers={**client.headers, NONCE_HEADER: fresh()})
    assert response.status_code == 413
    assert MAC_HEADER not in response.headers


def test_health_is_not_bound(client: Client) -> None:
    url = client.base_url + "/healthz"
    response = requests.get(url, headers={NONCE_HEADER: fresh()}, timeout=20)
    assert response.status_code == 200
    assert MAC_HEADER not in response.headers


def test_without_a_key_nothing_is_bound() -> None:
    with running() as client:
        response = ask(client, GOOD, fresh())
    assert response.status_code == 200
    assert MAC_HEADER not in response.headers
