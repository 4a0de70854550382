"""`serve` by hand: credentials from a private file, one line when ready, a graceful end."""

import base64
import http.client
import json
import secrets
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np

from liveness_station.app.paths import find_places
from liveness_station.contract.reply_mac import (
    MAC_HEADER,
    NONCE_HEADER,
    is_reply_mac,
    reply_mac,
)
from tests.app.running import command, run, started

APPCODE = "0123456789abcdef0123456789abcdef"


def _credentials(folder: Path, *, mode: int = 0o600) -> Path:
    path = folder / "callers.json"
    path.write_text(json.dumps({"appcodes": [APPCODE], "apps": {}}))
    path.chmod(mode)
    return path


def test_a_caller_with_the_appcode_is_answered(tmp_path: Path, astronaut_bgr: np.ndarray) -> None:
    _, jpeg = cv2.imencode(".jpg", astronaut_bgr)
    body = json.dumps({"image_base64": base64.b64encode(jpeg.tobytes()).decode()})
    words = command(tmp_path, "serve", "--credentials-file", str(_credentials(tmp_path)))
    with started(*words) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        address = urlsplit(ready["address"])
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
        headers = {"Authorization": f"APPCODE {APPCODE}", "Content-Type": "application/json"}
        connection.request("POST", "/api/face_liveness/v1", body, headers)
        reply = json.loads(connection.getresponse().read())
        connection.close()
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert ready["event"] == "ready"
    assert reply["code"] == 200
    assert reply["data"]["is_live"] is (reply["data"]["liveness_score"] > 0.8)
    assert process.returncode == 0, said


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = _credentials(tmp_path, mode=0o644)
    ended = run(tmp_path, "serve", "--credentials-file", str(path))
    assert ended.returncode == 3
    assert "chmod" in ended.stderr or "owner" in ended.stderr
    assert APPCODE not in ended.stderr + ended.stdout


def test_without_the_times_of_the_last_run_it_does_not_start(tmp_path: Path) -> None:
    stamp = find_places(tmp_path).stamp
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text("torn")
    done = run(tmp_path, "serve", "--credentials-file", str(_credentials(tmp_path)))
    assert done.returncode == 3
    assert f"{stamp} holds no time" in done.stderr


def test_beyond_this_computer_it_wants_tls(tmp_path: Path) -> None:
    path = _credentials(tmp_path)
    ended = run(tmp_path, "serve", "--host", "0.0.0.0", "--credentials-file", str(path))  # noqa: S104 - it is refused
    assert ended.returncode == 3
    assert "tls" in ended.stderr.lower()


def test_the_stations_own_service_binds_its_replies(tmp_path: Path) -> None:
    key, nonce = secrets.token_bytes(32), secrets.token_hex(16)
    words = command(tmp_path, "serve", "--supervised")
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = {"appcodes": [APPCODE], "reply_key": key.hex()}
        process.stdin.write(json.dumps(line).encode() + b"\n")
        process.stdin.flush()
        address = urlsplit(json.loads(process.stdout.readline())["address"])
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
        headers = {"Authorization": f"APPCODE {APPCODE}", NONCE_HEADER: nonce}
        connection.request("POST", "/api/face_liveness/v1", b"{}", headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        process.stdin.close()
        assert process.wait(20) == 0
    expected = reply_mac(key, nonce=nonce, request_body=b"{}", http_status=400, reply_body=body)
    assert response.status == 400
    assert is_reply_mac(str(response.headers[MAC_HEADER]), expected)
