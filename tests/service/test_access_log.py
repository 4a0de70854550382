"""What the log says of a request, and what it never says."""

import base64
import hashlib
import json
import logging
from typing import Any

import pytest
import requests

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.contract.signing import signature_headers
from liveness_station.service.access_log import LOGGER_NAME
from tests.fakes.engine import PICTURE, FakeEngine
from tests.service.running import (
    APP_KEY,
    APP_SECRET,
    APPCODE,
    Client,
    body_of,
    now_ms,
    running,
    wait_until,
)


def lines_of(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [
        json.loads(record.getMessage()) for record in caplog.records if record.name == LOGGER_NAME
    ]


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    """Even at debug level nothing secret may appear."""
    caplog.set_level(logging.DEBUG)


def test_each_request_is_one_line_of_json(caplog: pytest.LogCaptureFixture) -> None:
    with running() as client:
        reply = client.post(json=body_of())
        client.get("/no/such/path?with=query")
        client.post(json=body_of(), headers={"Authorization": "APPCODE wrong"})
        wait_until(lambda: len(lines_of(caplog)) == 3)
    first, second, third = lines_of(caplog)
    assert first.pop("elapsed_ms") > 0
    assert first == {
        "event": "request",
        "method": "POST",
        "path": ENDPOINT_PATH,
        "status": 200,
        "code": 200,
        "received_bytes": len(json.dumps(body_of())),
        "sent_bytes": len(reply.content),
        "request_id": reply.json()["request_id"],
        "caller": "appcode-2",
        "client": "127.0.0.1",
    }
    assert (second["path"], second["status"], second["code"]) == ("(unknown)", 404, 404)
    assert (third["status"], third["code"], third["caller"]) == (401, 401, "")


def test_who_asks_cannot_choose_what_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with running() as client:
        requests.request("FORGED", client.base_url + '/"}%0a{"event":"request"}\u202e', timeout=5)
        headers = {**client.headers, "X-Forwarded-For": "203.0.113.9", "Forwarded": "for=8.8.8.8"}
        client.post(json=body_of(), headers=headers)
        wait_until(lambda: len(lines_of(caplog)) == 2)
    forged, forwarded = lines_of(caplog)
    assert (forged["method"], forged["path"]) == ("(other)", "(unknown)")
    assert forwarded["client"] == "127.0.0.1"


def canaries() -> set[str]:
    """Everything secret of the requests below, in the encodings a log could hold it in."""
    picture = base64.b64encode(PICTURE).decode()
    found = {picture[20:60], PICTURE.decode()[:20], PICTURE.hex()[:40]}
    for secret in (APPCODE, APP_SECRET, APP_KEY):
        raw = secret.encode()
        found |= {
            secret,
            secret[::-1],
            raw.hex(),
            base64.b64encode(raw).decode().rstrip("="),
            base64.b32encode(raw).decode().rstrip("="),
            hashlib.md5(raw, usedforsecurity=False).hexdigest(),
            hashlib.sha256(raw).hexdigest(),
            "".join(f"%{byte:02x}" for byte in raw),
            secret.encode("utf-16-le").decode("latin-1"),
        }
    return found


@pytest.mark.allows_log("uvicorn.error: ")
def test_no_secret_and_no_picture_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    engine = FakeEngine()
    with running(engine) as client:
        client.wait_ready()
        signed = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms())
        signed_again = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms() + 1)
        late = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms() - 10**6)
        _ask_in_every_way(client, signed, late)
        engine.error = RuntimeError(f"broke on {PICTURE!r} for {APPCODE} and {APP_SECRET}")
        client.post(json=body_of(), headers=signed_again)
        wait_until(lambda: any("RuntimeError" in line for line in caplog.messages))
    text = "\n".join(
        f"{record.getMessage()} {record.exc_text} {record.__dict__}"
        for record in caplog.records
        if not record.name.startswith("urllib3")  # the client of this very test
    )
    assert "request_id" in text
    signatures = {headers["x-ca-signature"] for headers in (signed, signed_again, late)}
    for canary in canaries() | signatures:
        assert canary.lower() not in text.lower()


def _ask_in_every_way(client: Client, *signed: dict[str, str]) -> None:
    for headers in ({}, *signed, {"Authorization": f"APPCODE {APPCODE}x"}, dict(client.headers)):
        client.post(json=body_of(), headers=headers)
        client.post(json=body_of(b"GIF" + PICTURE), headers=headers)
        client.post(data=json.dumps(body_of())[:-9], headers=headers)
        client.post(json={"image_url": f"https://{APPCODE}.example/{APP_SECRET}"}, headers=headers)
        client.post(json=body_of(), headers=headers, params={"appcode": APPCODE})
    client.get(f"/{APPCODE}/{APP_SECRET}?key={APP_KEY}")
    requests.request(APPCODE, client.base_url, timeout=5)
