"""Nobody but a program that means this service gets past its door."""

import asyncio
import json
import logging
import random
import socket
from collections.abc import Iterator

import pytest
import requests
from starlette.applications import Starlette
from starlette.types import Message

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.service.access_log import LOGGER_NAME
from liveness_station.service.guard import LOOPBACK, Hosts, parse_hosts
from liveness_station.service.troubles import ServiceSetupError
from liveness_station.service.web import build_app
from tests.fakes.engine import FakeEngine, fake_decode
from tests.service.running import (
    APPCODE,
    CREDENTIALS,
    Client,
    FakeFetcher,
    body_of,
    now_ms,
    running,
    start_all_workers,
)

PORT = 40404
GOOD_BODY = json.dumps(body_of()).encode()
RANDOM_MIXES = 10_000
Headers = list[tuple[str, str]]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:40404", "localhost:40404", "[::1]:40404", "LocalHost:40404"]
)
def test_the_names_of_the_loopback_are_ours(host: str) -> None:
    assert LOOPBACK.covers(host, port=PORT, scheme="http")


@pytest.mark.parametrize(
    "host",
    [
        "", " ", "127.0.0.1", "127.0.0.1:40405", "127.0.0.1:040404", "127.0.0.1:",
        "127.0.0.1:40404 ",
        "127.0.0.1:40404,evil.example", "127.0.0.1:40404@evil.example", "user@127.0.0.1:40404",
        "evil.example", "evil.example:40404", "localhost.:40404", "localhost.evil.example:40404",
        "127.0.0.1.evil.example:40404", "127.1:40404", "2130706433:40404", "0x7f000001:40404",
        "0.0.0.0:40404", "[::]:40404", "[::ffff:127.0.0.1]:40404", "::1:40404", "127.0.0.2:40404",
        "127.0.0.1:40404/", "ｌocalhost:40404", "localhost:4０404", "127.0.0.1:40404\n",
    ],
)  # fmt: skip
def test_no_other_name_is(host: str) -> None:
    assert not LOOPBACK.covers(host, port=PORT, scheme="http")


def test_the_port_of_the_scheme_need_not_be_said() -> None:
    assert LOOPBACK.covers("localhost", port=80, scheme="http")
    assert LOOPBACK.covers("localhost", port=443, scheme="https")
    assert not LOOPBACK.covers("localhost", port=443, scheme="http")


def test_an_administrator_can_name_more() -> None:
    hosts = parse_hosts(["Desk.Example", "desk.example:8443"], is_loopback=True)
    assert hosts.covers("desk.example", port=PORT, scheme="https")
    assert hosts.covers("DESK.example:8443", port=PORT, scheme="https")
    assert hosts.covers("127.0.0.1:40404", port=PORT, scheme="https")
    assert not hosts.covers("desk.example:40404", port=PORT, scheme="https")
    assert not hosts.covers("else.example", port=PORT, scheme="https")


def test_elsewhere_any_well_formed_name_will_do_until_one_is_named() -> None:
    anywhere = Hosts(is_loopback=False)
    assert anywhere.covers("desk.example:8443", port=PORT, scheme="https")
    assert not anywhere.covers("desk example", port=PORT, scheme="https")
    named = parse_hosts(["desk.example"], is_loopback=False)
    assert named.covers("desk.example", port=PORT, scheme="https")
    assert not named.covers("else.example", port=PORT, scheme="https")


@pytest.mark.parametrize(
    "name", ["", "https://desk.example", "desk.example/", "*.desk.example", "a b"]
)
def test_what_is_no_name_is_a_setup_error(name: str) -> None:
    with pytest.raises(ServiceSetupError, match="--allow-host"):
        parse_hosts([name], is_loopback=True)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    engine = FakeEngine()
    with running(engine) as client:
        start_all_workers(client, engine)
        yield client


def send_raw(client: Client, method: str, *lines: str) -> tuple[int, bytes]:
    """Sends a request with exactly these header lines; returns the status and all of the answer."""
    port = int(client.base_url.rpartition(":")[2])
    filled = [line.replace("{port}", str(port)) for line in lines]
    length = [f"Content-Length: {len(GOOD_BODY)}", "Connection: close"]
    head = "\r\n".join([f"{method} {ENDPOINT_PATH} HTTP/1.1", *filled, *length, "", ""])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head.encode() + GOOD_BODY)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer


HOST = "Host: 127.0.0.1:{port}"
CODE = f"Authorization: APPCODE {APPCODE}"
JSON = "Content-Type: application/json"


@pytest.mark.parametrize(
    ("status", "method", "lines"),
    [
        (200, "POST", (HOST, CODE, JSON)),
        (401, "POST", (HOST, JSON)),
        (403, "POST", (HOST, CODE, "Content-Type: text/plain", "Origin: https://evil.example")),
        (403, "POST", ("Host: evil.example:{port}", CODE, JSON)),
        (400, "POST", (HOST, "Host: evil.example", CODE, JSON)),
        (403, "POST", (HOST, CODE, JSON, "Sec-Fetch-Site: cross-site")),
        (
            403,
            "OPTIONS",
            (HOST, "Origin: https://evil.example", "Access-Control-Request-Method: POST"),
        ),
    ],
)
@pytest.mark.allows_log("uvicorn.error: Invalid HTTP request received.")
def test_T8_the_seven_requests(
    client: Client, status: int, method: str, lines: tuple[str, ...]
) -> None:
    got, answer = send_raw(client, method, *lines)
    assert got == status, answer
    assert b"access-control" not in answer.lower()


def test_T8_options_is_refused_without_any_sign_of_a_page(client: Client) -> None:
    response = requests.options(client.base_url + ENDPOINT_PATH, timeout=10)
    assert response.status_code == 403
    assert not {name for name in response.headers if name.lower().startswith("access-control")}
    assert "Allow" not in response.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json", "/nowhere"])
def test_T8_a_page_learns_nothing_of_the_service(client: Client, path: str) -> None:
    for headers in ({"Origin": "null"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "same-site"}):
        response = requests.get(client.base_url + path, headers=headers, timeout=10)
        assert (response.status_code, response.json()["code"]) == (403, 403)
        assert response.json()["msg_cn"]


# Each choice is the header lines and whether they are right; right ones come first.
CHOICES: list[list[tuple[Headers, bool]]] = [
    [
        ([("host", f"127.0.0.1:{PORT}")], True),
        ([("host", f"localhost:{PORT}")], True),
        ([("host", f"[::1]:{PORT}")], True),
        ([], False),
        ([("host", "")], False),
        ([("host", "evil.example")], False),
        ([("host", f"evil.example:{PORT}")], False),
        ([("host", "127.0.0.1")], False),
        ([("host", f"127.0.0.1:{PORT + 1}")], False),
        ([("host", f"127.0.0.1:{PORT}"), ("host", f"127.0.0.1:{PORT}")], False),
        ([("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")], False),
        ([("host", "evil.example"), ("host", f"127.0.0.1:{PORT}")], False),
    ],
    [
        ([], True),
        ([("origin", "null")], False),
        ([("origin", "")], False),
        ([("origin", f"http://127.0.0.1:{PORT}")], False),
        ([("origin", "https://evil.example")], False),
    ],
    [
        ([], True),
        ([("sec-fetch-site", "none")], True),
        ([("sec-fetch-site", "same-origin")], False),
        ([("sec-fetch-site", "same-site")], False),
        ([("sec-fetch-site", "cross-site")], False),
        ([("sec-fetch-site", "")], False),
        ([("sec-fetch-site", "none"), ("sec-fetch-site", "none")], False),
    ],
    [
        ([("content-type", "application/json")], True),
        ([("content-type", "application/json; charset=utf-8")], True),
        ([], True),
        ([("content-type", "text/plain")], False),
        ([("content-type", "application/x-www-form-urlencoded")], False),
        ([("content-type", "multipart/form-data; boundary=x")], False),
        ([("content-type", "text/plain; application/json")], False),
        ([("content-type", "application/json"), ("content-type", "text/plain")], False),
    ],
    [
        ([("authorization", f"APPCODE {APPCODE}")], True),
        ([], False),
        ([("authorization", "APPCODE ")], False),
        ([("authorization", f"Bearer {APPCODE}")], False),
        ([("authorization", "APPCODE wrong-code")], False),
        ([("authorization", f"APPCODE {APPCODE}"), ("authorization", "APPCODE x")], False),
        ([("authorization", f"APPCODE {APPCODE}"), ("x-ca-key", "")], False),
        ([("cookie", f"appcode={APPCODE}")], False),
    ],
    [
        ([("content-length", str(len(GOOD_BODY)))], True),
        ([("transfer-encoding", "chunked")], True),
        ([("content-length", "1"), ("content-length", "2")], False),
        ([("content-length", "1"), ("transfer-encoding", "chunked")], False),
    ],
    [
        ([], True),
        ([("x-forwarded-host", f"127.0.0.1:{PORT}")], True),
        ([("referer", "https://evil.example/")], True),
        ([("cookie", "a=b")], True),
        ([("content-encoding", "gzip")], False),
    ],
]
METHODS = [("POST", True), ("GET", False), ("PUT", False), ("OPTIONS", False), ("post", False)]


def mixed(dice: random.Random) -> tuple[str, Headers, bool]:
    """Returns a method, headers in any order, and whether all of it is right."""
    # Mostly right parts, so that most wrong requests are wrong in one thing alone.
    method, is_right = METHODS[0] if dice.random() < 0.9 else dice.choice(METHODS)
    headers: Headers = []
    for choices in CHOICES:
        right = [choice for choice in choices if choice[1]]
        lines, is_part_right = dice.choice(right if dice.random() < 0.85 else choices)
        headers += lines
        is_right = is_right and is_part_right
    dice.shuffle(headers)
    return method, headers, is_right


async def ask(app: Starlette, method: str, headers: Headers) -> tuple[int, Headers]:
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": ENDPOINT_PATH,
        "raw_path": ENDPOINT_PATH.encode(),
        "query_string": b"",
        "root_path": "",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50505),
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": GOOD_BODY, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], [(k.decode(), v.decode()) for k, v in sent[0]["headers"]]


async def count_passed(seed: int) -> tuple[int, list[str]]:
    app = build_app(
        FakeEngine(),
        fake_decode,
        CREDENTIALS,
        fetcher=FakeFetcher(),
        version="0",
        clock_ms=now_ms,
    )
    assert isinstance(app, Starlette)
    dice = random.Random(seed)
    passed, wrong = 0, []
    async with app.router.lifespan_context(app):
        for _ in range(RANDOM_MIXES):
            method, headers, is_right = mixed(dice)
            status, got = await ask(app, method, headers)
            passed += status == 200
            if (status == 200) is not is_right or any("access-control" in n for n, _ in got):
                wrong.append(f"{status} {method} {headers}")
    return passed, wrong


def test_T8_of_ten_thousand_mixes_of_headers_only_the_right_ones_pass() -> None:
    log = logging.getLogger(LOGGER_NAME)
    before, log.level = log.level, logging.WARNING  # ten thousand lines say nothing
    try:
        passed, wrong = asyncio.run(count_passed(seed=20261122))
    finally:
        log.level = before
    assert wrong == []
    assert RANDOM_MIXES // 20 < passed < RANDOM_MIXES // 2
