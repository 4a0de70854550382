"""What a server that was started anew makes of what its predecessor was sent."""

from pathlib import Path

import pytest

from liveness_station.contract.signing import signature_headers
from liveness_station.service.stamps import StampFile
from liveness_station.service.troubles import Refusal, RefusedError, ServiceSetupError
from tests.service.running import APP_KEY, APP_SECRET, body_of, now_ms, running, wait_until


def test_T38_a_signature_is_not_good_again_at_a_server_that_was_restarted() -> None:
    with running() as before:
        signed = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms())
        assert before.post(json=body_of(), headers=signed).status_code == 200
    with running() as after:
        refused = after.post(json=body_of(), headers=signed)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
        assert "before this server started" in refused.json()["msg"]
        anew = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms())
        assert after.post(json=body_of(), headers=anew).status_code == 200


def test_a_signature_made_while_the_server_was_built_may_have_been_used_at_the_last_one() -> None:
    made: list[dict[str, str]] = []

    def sign() -> None:
        made.append(signature_headers(APP_KEY, APP_SECRET, timestamp_ms=now_ms()))
        made_ms = now_ms()
        wait_until(lambda: now_ms() > made_ms)

    with running(on_built=sign) as client:
        assert client.post(json=body_of(), headers=made[0]).status_code == 429


@pytest.mark.parametrize("ahead_ms", [1000, 60_000, 290_000])
def test_nor_is_one_that_was_made_by_a_clock_ahead(tmp_path: Path, ahead_ms: int) -> None:
    path = tmp_path / "data" / "stamp"
    named_ms = now_ms() + ahead_ms
    signed = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=named_ms)
    with running(stamps=StampFile(path)) as before:
        assert before.post(json=body_of(), headers=signed).status_code == 200
        assert before.post(json=body_of(), headers=signed).status_code == 401
        earlier = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=named_ms - 500)
        assert before.post(json=body_of(), headers=earlier).status_code == 200
    assert path.read_text("ascii") == str(named_ms)
    assert [file.name for file in path.parent.iterdir()] == ["stamp"]
    with running(stamps=StampFile(path)) as after:
        assert after.post(json=body_of(), headers=signed).status_code == 429
        anew = signature_headers(APP_KEY, APP_SECRET, timestamp_ms=named_ms + 1)
        assert after.post(json=body_of(), headers=anew).status_code == 200


def test_what_was_refused_keeps_no_time(tmp_path: Path) -> None:
    stamps = StampFile(tmp_path / "stamp")
    with running(stamps=stamps) as client:
        forged = signature_headers(APP_KEY, "not-the-secret", timestamp_ms=now_ms() + 1000)
        assert client.post(json=body_of(), headers=forged).status_code == 401
    assert not (tmp_path / "stamp").exists()


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "9" * 16, "\u0663"])
def test_a_file_that_holds_no_time_is_no_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamp").write_text(text, "utf-8")
    with pytest.raises(ServiceSetupError, match="stamp"):
        StampFile(tmp_path / "stamp").load()


@pytest.mark.allows_log("cannot be kept")
def test_what_cannot_be_kept_does_not_go_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RefusedError) as caught:
        StampFile(tmp_path / "file" / "stamp").keep(1)
    assert caught.value.refusal is Refusal.BUSY
