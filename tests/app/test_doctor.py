"""What the doctor says of the cloud service, its clock included."""

import ssl
import time
from datetime import timedelta
from email.utils import formatdate
from pathlib import Path

import pytest

from liveness_station.app.doctor import look_at_cloud, look_at_witnesses
from liveness_station.app.paths import find_places
from liveness_station.app.workbench import utc_now
from liveness_station.domain.verdicts import Reason
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.storage.bodies import utc_text
from tests.api.asking import Authority
from tests.api.raw_server import Script, Visit, reply, serving
from tests.fakes.vault import FakeVault

NO_FACE = b'{"code":4002}'


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def vault() -> FakeVault:
    return FakeVault(cloud_appcode="canary-7f3a9c")


def ahead(offset_s: float, *, status: str = "200 OK", body: bytes = NO_FACE) -> Script:
    """Returns a service whose clock is ahead of this computer's."""

    def answering(visit: Visit) -> None:
        while visit.read_request():
            date = formatdate(time.time() + offset_s, usegmt=True)
            visit.say(reply(body, f"Date: {date}", status=status))

    return answering


def look(
    script: Script, authority: Authority, context: ssl.SSLContext | None
) -> tuple[str, str, str]:
    with serving(script, context) as server:
        scheme = "http" if context is None else "https"
        settings = Settings(
            endpoint=EndpointChoice.CLOUD,
            base_url=f"{scheme}://127.0.0.1:{server.port}",
            ca_file=str(authority.file),
        )
        finding = look_at_cloud(settings, vault)
    assert finding is not None
    assert finding.name == "cloud"
    return finding.result, finding.detail.partition(": ")[2], finding.next_step


def offset_of(detail: str) -> float:
    return float(detail.partition("its clock is ")[2].partition(" s")[0])


@pytest.mark.parametrize(
    ("offset_s", "result"), [(0, "pass"), (-30, "pass"), (600, "warn"), (-600, "warn")]
)
def test_K1_the_measured_clock_is_shown(authority: Authority, offset_s: float, result: str) -> None:
    found, detail, step = look(ahead(offset_s), authority, authority.context)
    assert found == result
    assert abs(offset_of(detail) - offset_s) <= 1.5
    assert ("clock" in step) == (result == "warn")


def test_a_refusal_tells_the_clock_too(authority: Authority) -> None:
    refusing = ahead(600, status="401 No", body=b"")
    found, detail, _ = look(refusing, authority, authority.context)
    assert found == "fail"
    assert detail.endswith("refused: auth")
    assert abs(offset_of(detail) - 600) <= 1.5


def test_a_clock_that_nobody_vouches_for_is_not_shown(authority: Authority) -> None:
    _, detail, _ = look(ahead(600), authority, None)
    assert detail.startswith("clock unknown")


def test_what_cannot_be_asked_says_why() -> None:
    settings = Settings(endpoint=EndpointChoice.CLOUD, base_url="https://127.0.0.1:9")
    finding = look_at_cloud(settings, FakeVault)
    assert finding is not None
    assert finding.result == "fail"
    assert Reason.CREDENTIALS_MISSING.value in finding.detail


def test_the_local_engine_has_no_cloud_to_look_at() -> None:
    assert look_at_cloud(Settings(), vault) is None


def test_a_station_without_witnesses_is_told_so(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    settings = Settings(witnesses=frozenset({"os-log"}))
    found = look_at_witnesses(places, Settings())
    assert (found.result, found.detail) == ("warn", "none set up")
    found = look_at_witnesses(places, settings)
    assert (found.result, found.detail) == ("warn", "nothing has arrived yet")
    for hours, result in ((0, "pass"), (30, "warn")):
        moment = utc_text(utc_now() - timedelta(hours=hours))
        places.witnessed.write_text(moment, encoding="ascii")
        found = look_at_witnesses(places, settings)
        assert (found.result, found.detail) == (result, f"newest checkpoint {hours} h old")
