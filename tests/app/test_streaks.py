"""What the last answers were, over several checks of one workbench."""

from collections import deque
from pathlib import Path

from liveness_station.domain.verdicts import Reason
from liveness_station.settings.values import EndpointChoice, Settings
from tests.api.raw_server import Visit, reply, serving
from tests.app.test_endpoints import bench_of, check

REFUSED, RENAMED, NO_FACE = b'{"code":4001}', b'{"result_code":200}', b'{"code":4002}'
SCRIPT = (
    (REFUSED, Reason.BAD_IMAGE),
    (REFUSED, Reason.BAD_IMAGE_AGAIN),
    (NO_FACE, Reason.NO_FACE),
    (REFUSED, Reason.BAD_IMAGE),
    (RENAMED, Reason.SCHEMA),
    (RENAMED, Reason.SCHEMA),
    (RENAMED, Reason.API_CHANGED),
    (RENAMED, Reason.API_CHANGED),
    (NO_FACE, Reason.NO_FACE),
    (RENAMED, Reason.SCHEMA),
)


def test_P14_the_station_tells_a_changed_api_and_a_refused_encoder_from_single_answers(
    tmp_path: Path,
) -> None:
    bodies = deque(body for body, _ in SCRIPT)

    def answering(visit: Visit) -> None:
        while request := visit.read_request():
            is_check = request.startswith(b"POST ")
            visit.say(reply(bodies.popleft() if is_check else b""))

    with serving(answering) as server:
        address = f"http://127.0.0.1:{server.port}"
        settings = Settings(endpoint=EndpointChoice.CLOUD, base_url=address)
        with bench_of(tmp_path, settings) as bench:
            reasons = [check(bench, number).decision.reason for number in range(len(SCRIPT))]
            assert reasons == [reason for _, reason in SCRIPT]


def test_other_settings_start_the_count_anew(tmp_path: Path) -> None:
    def refusing(visit: Visit) -> None:
        while request := visit.read_request():
            visit.say(reply(REFUSED if request.startswith(b"POST ") else b""))

    with serving(refusing) as server:
        address = f"http://127.0.0.1:{server.port}"
        settings = Settings(endpoint=EndpointChoice.CLOUD, base_url=address)
        with bench_of(tmp_path, settings) as bench:
            assert check(bench, 0).decision.reason is Reason.BAD_IMAGE
            bench.change(settings)
            assert check(bench, 1).decision.reason is Reason.BAD_IMAGE
            assert check(bench, 2).decision.reason is Reason.BAD_IMAGE_AGAIN
