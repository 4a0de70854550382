"""The contract over a real socket, with a fake engine behind it."""

import base64
import json
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

import pytest
import requests
from schemathesis import openapi

from liveness_station.contract.limits import ENDPOINT_PATH, MAX_BODY_BYTES, MAX_IMAGE_BYTES
from liveness_station.contract.signing import signature_headers
from liveness_station.domain.assessments import Assessment
from liveness_station.domain.errors import EngineError
from liveness_station.domain.verdicts import Reason
from liveness_station.service.openapi import describe
from liveness_station.service.work import THREADS, WAITING
from tests.fakes.engine import FACE, PICTURE, FakeEngine, scored
from tests.service.running import (
    APP_KEY,
    APP_SECRET,
    APPCODE,
    Client,
    body_of,
    now_ms,
    running,
    start_all_workers,
    wait_until,
)

DESCRIBED = openapi.from_dict(describe("0.0.0"))[ENDPOINT_PATH]["POST"]


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Client, FakeEngine]]:
    engine = FakeEngine()
    with running(engine) as client:
        start_all_workers(client, engine)
        yield client, engine


@pytest.fixture
def engine(shared: tuple[Client, FakeEngine]) -> FakeEngine:
    engine = shared[1]
    engine.assessment, engine.error, engine.hold = scored(0.93), None, None
    return engine


@pytest.fixture
def client(shared: tuple[Client, FakeEngine], engine: FakeEngine) -> Client:
    assert engine is shared[1]  # asked for so that it is what it was
    return shared[0]


def check_shape(response: requests.Response, *, status: int, code: int) -> dict[str, Any]:
    """Checks what every reply has, and returns it."""
    reply: dict[str, Any] = json.loads(response.content)
    assert (response.status_code, reply["code"]) == (status, code), reply
    assert reply["success"] is (code == 200)
    assert re.fullmatch("[0-9a-f]{32}", reply["request_id"])
    assert reply["msg"]
    assert reply["msg_cn"]
    assert response.headers["X-Liveness-Engine"] == "fake-engine/1 made-up-model/2"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "application/json"
    if response.request.method == "POST" and response.request.path_url == ENDPOINT_PATH:
        assert str(status) in describe("0.0.0")["paths"][ENDPOINT_PATH]["post"]["responses"]
        DESCRIBED.validate_response(response)
    return reply


def test_a_live_picture_gets_the_contracts_reply(client: Client) -> None:
    reply = check_shape(client.post(json=body_of()), status=200, code=200)
    assert reply["data"] == {"liveness_score": 0.93, "is_live": True, "risk_reason": ""}
    assert (reply["msg"], reply["msg_cn"]) == ("ok", "成功")


def test_the_signed_authentication_is_accepted(client: Client) -> None:
    headers = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms())
    check_shape(client.post(json=body_of(), headers=headers), status=200, code=200)


def test_T38_a_signature_is_good_once(client: Client) -> None:
    headers = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms() + 250_000)
    check_shape(client.post(json=body_of(), headers=headers), status=200, code=200)
    for body in (body_of(), body_of(thresh=0.5)):
        reply = check_shape(client.post(json=body, headers=headers), status=401, code=401)
        assert "used before" in reply["msg"]
    later = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms())
    check_shape(client.post(json=body_of(), headers=later), status=200, code=200)


def test_request_ids_are_unique(client: Client) -> None:
    ids = {client.post(json=body_of()).json()["request_id"] for _ in range(20)}
    assert len(ids) == 20


@pytest.mark.parametrize(
    ("score", "threshold", "is_live"),
    [(0.8, None, False), (0.8000001, None, True), (0.7, 0.7, False), (0.7, 0.69, True)],
)
def test_only_a_score_strictly_above_the_threshold_is_live(
    client: Client, engine: FakeEngine, score: float, threshold: float | None, is_live: bool
) -> None:
    engine.assessment = scored(score)
    reply = check_shape(client.post(json=body_of(thresh=threshold)), status=200, code=200)
    assert reply["data"]["is_live"] is is_live
    assert reply["data"]["liveness_score"] == score


@pytest.mark.parametrize("score", [0.0, 0.2, 0.5])
def test_no_threshold_makes_a_likely_attack_live(
    client: Client, engine: FakeEngine, score: float
) -> None:
    engine.assessment = scored(score)
    low = client.post(json=body_of(thresh=0.0))
    if score == 0.0:
        assert check_shape(low, status=200, code=200)["data"]["is_live"] is False
        return
    data = check_shape(low, status=200, code=4004)["data"]
    assert (data["liveness_score"], data["is_live"]) == (score, False)
    assert (data["risk_reason"], data["evidence"][0]["limit"]) == ("live_score", 0.5)
    usual = check_shape(client.post(json=body_of()), status=200, code=200)
    assert usual["data"]["is_live"] is False


def test_risk_reasons_are_named(client: Client, engine: FakeEngine) -> None:
    engine.assessment = scored(0.95, "multiple_faces", "small_face")
    reply = client.post(json=body_of()).json()
    assert reply["data"]["risk_reason"] == "multiple_faces,small_face"


def test_no_face_is_4002(client: Client, engine: FakeEngine) -> None:
    engine.assessment = Assessment((), None)
    assert "data" not in check_shape(client.post(json=body_of()), status=200, code=4002)


@pytest.mark.parametrize("score", [None, float("nan"), -0.1, 1.1])
@pytest.mark.allows_log("uvicorn.error: a request failed: EngineError")
def test_a_score_that_is_no_probability_is_5000(
    client: Client, engine: FakeEngine, caplog: pytest.LogCaptureFixture, score: float | None
) -> None:
    engine.assessment = Assessment((FACE,), score)
    check_shape(client.post(json=body_of()), status=500, code=5000)
    wait_until(lambda: "a request failed" in caplog.text)


@pytest.mark.parametrize(
    ("error", "name"),
    [(EngineError(Reason.INTERNAL, "gone"), "EngineError"), (RuntimeError("gone"), "RuntimeError")],
)
@pytest.mark.allows_log("uvicorn.error: a request failed: (Engine|Runtime)Error$")
def test_a_broken_engine_is_5000_without_a_traceback(
    client: Client,
    engine: FakeEngine,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    name: str,
) -> None:
    engine.error = error
    response = client.post(json=body_of())
    check_shape(response, status=500, code=5000)
    assert "gone" not in response.text
    wait_until(lambda: f"a request failed: {name}" in caplog.text)
    assert "Traceback" not in caplog.text
    assert "gone" not in caplog.text


@pytest.mark.parametrize(
    ("image", "words"),
    [(b"SMALL", "below 15"), (b"LARGE", "above 8192"), (b"GIF89a", "cannot be decoded")],
)
def test_an_unusable_picture_is_4001(client: Client, image: bytes, words: str) -> None:
    reply = check_shape(client.post(json=body_of(image)), status=200, code=4001)
    assert words in reply["msg"]


@pytest.mark.parametrize("text", ["%%%", "QQ", "QUJD\nQUJD", "QUJDR===", "人脸"])
def test_what_is_not_strict_base64_is_4001(client: Client, text: str) -> None:
    reply = check_shape(client.post(json={"image_base64": text}), status=200, code=4001)
    assert "base64" in reply["msg"]


def test_a_data_uri_prefix_is_taken_off(client: Client) -> None:
    text = "data:image/jpeg;base64," + base64.b64encode(PICTURE).decode()
    check_shape(client.post(json={"image_base64": text}), status=200, code=200)


def test_a_picture_must_be_smaller_than_20_mb(client: Client) -> None:
    almost = PICTURE + bytes(MAX_IMAGE_BYTES - 1 - len(PICTURE))
    check_shape(client.post(json=body_of(almost)), status=200, code=200)
    reply = check_shape(client.post(json=body_of(almost + b"!")), status=200, code=4001)
    assert "20 MB" in reply["msg"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{",
        b'\xef\xbb\xbf{"image_base64":"UElD"}',
        b'{"image_base64":"UElD","image_base64":"UElD"}',
        b"{}",
        b'{"image_base64":""}',
        b'{"image_base64":"UElD","image_url":"https://pictures.example/a.jpg"}',
        b'{"image_base64":7}',
        b'{"image_base64":"UElD","thresh":1.01}',
        b'{"image_base64":"UElD","thresh":-0.01}',
        b'{"image_base64":"UElD","thresh":"0.8"}',
        b'{"image_base64":"UElD","thresh":true}',
        b'{"image_base64":"UElD","thresh":NaN}',
    ],
)
def test_a_body_that_is_no_request_is_400_and_4001(client: Client, body: bytes) -> None:
    check_shape(client.post(data=body), status=400, code=4001)


def test_a_picture_by_address(client: Client) -> None:
    good = client.post(json={"image_url": "https://pictures.example/a.jpg"})
    check_shape(good, status=200, code=200)
    bad = client.post(json={"image_url": "https://elsewhere.example/a.jpg"})
    assert "fake rule" in check_shape(bad, status=200, code=4001)["msg"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "APPCODE wrong-appcode"},
        {"Authorization": APPCODE},
        {"Authorization": f"appcode {APPCODE}"},
        {"x-ca-key": APP_KEY},
        signature_headers(APP_KEY, "another-secret", timestamp_ms=now_ms()),
        signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms() - 400_000),
        {"Authorization": f"APPCODE {APPCODE}", "x-ca-key": APP_KEY},
    ],
)
def test_who_is_unknown_is_turned_away(client: Client, headers: dict[str, str]) -> None:
    response = client.post(json=body_of(), headers=headers)
    check_shape(response, status=401, code=401)
    assert response.headers["WWW-Authenticate"] == "APPCODE"


def test_a_refusal_reaches_who_sends_a_large_picture(client: Client) -> None:
    body = json.dumps(body_of(PICTURE + bytes(6_000_000)))
    response = client.post(data=body, headers={"Authorization": "APPCODE wrong"})
    check_shape(response, status=401, code=401)


@pytest.mark.parametrize(
    "media_type",
    ["application/json; charset=utf-8", "Application/JSON", 'application/json;charset="UTF-8"'],
)
def test_json_may_say_its_charset(client: Client, media_type: str) -> None:
    headers = {**client.headers, "Content-Type": media_type}
    response = client.post(data=json.dumps(body_of()), headers=headers)
    check_shape(response, status=200, code=200)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "application/json; boundary=x"},
        {"Content-Type": "application/json, text/plain"},
        {"Content-Type": "application/jsonp"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Encoding": "gzip"},
    ],
)
def test_other_kinds_of_bodies_are_415(client: Client, headers: dict[str, str]) -> None:
    response = client.post(data=json.dumps(body_of()), headers={**client.headers, **headers})
    check_shape(response, status=415, code=415)


def test_an_oversize_body_is_413_whether_announced_or_not(client: Client) -> None:
    check_shape(client.post(data=bytes(MAX_BODY_BYTES + 1)), status=413, code=413)
    pieces = (bytes(1 << 20) for _ in range(MAX_BODY_BYTES // (1 << 20) + 1))
    check_shape(client.post(data=pieces), status=413, code=413)


def send_head(client: Client, *headers: str) -> bytes:
    """Sends the head of a request and no body; returns the first line of the answer."""
    address = ("127.0.0.1", int(client.base_url.rpartition(":")[2]))
    host = f"Host: 127.0.0.1:{address[1]}"
    head = [f"POST {ENDPOINT_PATH} HTTP/1.1", host, *headers, "", ""]
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall("\r\n".join(head).encode())
        return connection.recv(65536).partition(b"\r\n")[0]


def test_an_announced_oversize_body_is_not_waited_for(client: Client) -> None:
    length = f"Content-Length: {MAX_BODY_BYTES + 1}"
    assert b" 413 " in send_head(client, f"Authorization: APPCODE {APPCODE}", length)


def test_an_authentication_header_given_twice_is_refused(client: Client) -> None:
    good = f"Authorization: APPCODE {APPCODE}"
    assert b" 400 " in send_head(client, good, "Content-Length: 0")
    assert b" 401 " in send_head(client, good, good, "Content-Length: 0")


def test_other_paths_and_methods_are_refused_in_the_contracts_shape(client: Client) -> None:
    check_shape(client.get("/"), status=404, code=404)
    check_shape(client.get("/api/face_liveness/v1/"), status=404, code=404)
    response = client.get("/api/face_liveness/v1")
    check_shape(response, status=405, code=405)
    assert response.headers["Allow"] == "POST"


def test_beyond_the_queue_is_429(client: Client, engine: FakeEngine) -> None:
    engine.hold = threading.Event()
    places = THREADS + WAITING
    with ThreadPoolExecutor(places + 1) as pool:
        asked = [pool.submit(client.post, json=body_of()) for _ in range(places + 1)]
        # All but one wait for the engine, so the one that has been answered was turned away.
        response = next(as_completed(asked, timeout=20)).result()
        assert check_shape(response, status=429, code=429)
        assert response.headers["Retry-After"] == "1"
        engine.hold.set()
        codes = sorted(future.result().json()["code"] for future in asked)
    assert codes == [200] * places + [429]


def test_health_and_readiness() -> None:
    engine = FakeEngine(hold=threading.Event())
    with running(engine) as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        early = client.get("/readyz")
        assert (early.status_code, early.json()) == (503, {"status": "starting"})
        assert engine.hold is not None
        engine.hold.set()
        client.wait_ready()
        assert client.get("/readyz").json() == {"status": "ready"}


@pytest.mark.allows_log("the engine's self-check failed: EngineError")
def test_an_engine_that_fails_its_check_is_never_ready() -> None:
    engine = FakeEngine(error=EngineError(Reason.INTERNAL, "no model"))
    with running(engine) as client:
        statuses = [client.get("/readyz") for _ in range(50)]
        assert {response.status_code for response in statuses} == {503}
        assert statuses[-1].json() == {"status": "failed"}
