"""Several requests may share one limit: each is told what is left of it."""

import time

import pytest

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason
from tests.api.asking import PROBE, asking
from tests.api.raw_server import Visit, serving


def _silent(visit: Visit) -> None:
    visit.read_request()
    visit.closing.wait(30.0)


@pytest.mark.parametrize(("deadline_s", "within_s"), [(30.0, 0.3), (0.3, 30.0), (0.3, None)])
def test_a_request_ends_with_what_is_left_and_never_after_its_own_limit(
    deadline_s: float, within_s: float | None
) -> None:
    with serving(_silent) as server, asking(server.port, deadline_s=deadline_s) as endpoint:
        started_s = time.monotonic()
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8, within_s=within_s)
        assert caught.value.reason is Reason.LATE
        assert time.monotonic() - started_s < 10.0
