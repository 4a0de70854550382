"""What a server that was started anew makes of what its predecessor was sent."""

from liveness_station.contract.signing import signature_headers
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
