"""What every endpoint must do: the scripted one and the client alike."""

import itertools
from collections.abc import Iterator

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.decide import decide
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Endpoint
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason, Verdict
from tests.api.asking import CODE, PROBE
from tests.api.raw_server import Script, Visit, reply, serving
from tests.fakes.endpoint import FakeEndpoint, result_exchange

LIVE = result_exchange()


def _live_then_hang_up() -> Script:
    numbers = itertools.count()

    def script(visit: Visit) -> None:
        visit.read_request()
        if next(numbers) < 2:
            visit.say(reply(LIVE.untrusted_body, "X-Liveness-Engine: fake/1"))

    return script


@pytest.fixture(params=["fake", "real"])
def endpoint(request: pytest.FixtureRequest) -> Iterator[Endpoint]:
    """Answers twice, and then not any more."""
    if request.param == "fake":
        yield FakeEndpoint(LIVE, LIVE, EndpointError(Reason.NETWORK))
        return
    with serving(_live_then_hang_up()) as server:
        base_url = parse_base_url(f"http://127.0.0.1:{server.port}")
        yield HttpEndpoint(base_url, AppCode(Secret(CODE)), name="local", deadline_s=30)


def test_what_was_given_up_before_is_not_asked(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8, is_cancelled=lambda: True)
    assert caught.value.reason is Reason.CANCELLED
    with pytest.raises(EndpointError) as caught:
        endpoint.ask_url("https://a.example/b.jpg", threshold=0.8, is_cancelled=lambda: True)
    assert caught.value.reason is Reason.CANCELLED
    assert endpoint.ask(PROBE, threshold=0.8, is_cancelled=lambda: False) == LIVE
    endpoint.close()


def test_an_endpoint(endpoint: Endpoint) -> None:
    assert endpoint.name == "local"
    answers = [
        endpoint.ask(PROBE, threshold=0.8),
        endpoint.ask_url("https://a.example/face.jpg", threshold=0.8),
    ]
    assert answers == [LIVE, LIVE]
    verdict = decide(answers[0], Policy(), seen_request_ids=frozenset()).verdict
    assert verdict is Verdict.LIVE
    with pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8)
    assert caught.value.reason is Reason.NETWORK
    endpoint.close()
    endpoint.close()
