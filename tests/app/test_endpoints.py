"""Whom the station asks: a service it has started and can tell from an impostor, or the cloud."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path

import numpy as np

from liveness_station.app.cancelling import MOST_CANCELLED
from liveness_station.app.endpoints import EndpointProvider
from liveness_station.app.paths import find_places
from liveness_station.app.workbench import StationWorkbench
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.decide import decide
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.supervisor import RunningService, ServiceSupervisor
from liveness_station.settings.values import EndpointChoice, Settings
from tests.api.raw_server import Visit, reply, serving
from tests.fakes.endpoint import result_exchange
from tests.fakes.vault import FakeVault

LIVE = result_exchange().untrusted_body
# Says that it listens where somebody else does.
SQUATTED = """
import json, sys
sys.stdin.readline()
address = "http://127.0.0.1:" + sys.argv[1]
print(json.dumps({"event": "ready", "address": address, "engine": "fake/1"}), flush=True)
sys.stdin.read()
"""


def live(visit: Visit) -> None:
    while visit.read_request():
        visit.say(reply(LIVE))


def test_an_impostor_on_the_port_of_the_service_is_never_believed() -> None:
    with serving(live) as impostor:
        command = [sys.executable, "-I", "-S", "-c", SQUATTED, str(impostor.port)]
        supervisor = ServiceSupervisor(command)
        provider = EndpointProvider(Settings(), supervisor=supervisor, make_vault=FakeVault)
        try:
            exchange = provider.current().ask(Probe(b"face", 64, 48), threshold=0.8)
        finally:
            provider.forget()
            supervisor.stop()
        assert len(impostor.requests) == 1
    assert exchange.untrusted_body == LIVE
    decision = decide(exchange, Policy(), seen_request_ids=frozenset())
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.UNTRUSTED_CHANNEL)


class Cloud:
    """Refuses every picture until it is told better; notes those that reach it."""

    def __init__(self) -> None:
        self.is_paid = False
        self.pictures = 0

    def __call__(self, visit: Visit) -> None:
        while request := visit.read_request():
            if not request.startswith(b"POST "):
                visit.say(reply(b"", status="404 Not Found"))
                continue
            self.pictures += 1
            if self.is_paid:
                visit.say(reply(b'{"code":4002}'))
            else:
                visit.say(reply(b"", "X-Ca-Error-Code: B403MQ", status="403 Forbidden"))


@contextmanager
def bench_of(place: Path, settings: Settings) -> Iterator[StationWorkbench]:
    vault = FakeVault(cloud_appcode="canary-7f3a9c")
    bench = StationWorkbench(find_places(place), settings, data_dir=place, make_vault=lambda: vault)
    bench.open()
    try:
        yield bench
    finally:
        bench.close()


def check(bench: StationWorkbench, number: int) -> Outcome:
    job = Job(f"job-{number}", Subject("A-1042"), 1, Policy())
    return bench.verify(job, Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "scripted camera"))


def test_what_was_not_sent_is_recorded_without_asking_anybody(tmp_path: Path) -> None:
    cloud = Cloud()
    flat = Signal("movement_depth", 0.1, 0.3, is_against=True)
    refused = decide_failure(Reason.MOVEMENT_MISSED)
    job = Job("job-1", Subject("A-1042"), 1, Policy(), method=Method.GUIDED)
    with serving(cloud) as server:
        settings = Settings(
            endpoint=EndpointChoice.CLOUD, base_url=f"http://127.0.0.1:{server.port}"
        )
        with bench_of(tmp_path, settings) as bench:
            outcome = bench.refuse(job, refused, source="cam", signals=(flat,))
        assert server.connections == 0
    assert (outcome.recorded, outcome.endpoint) == (True, "cloud")
    assert (outcome.decision, outcome.signals) == (refused, (flat,))


def test_of_the_jobs_given_up_only_the_last_ones_are_remembered(tmp_path: Path) -> None:
    jobs = [Job(f"job-{n}", Subject("A-1042"), 1, Policy()) for n in range(2 * MOST_CANCELLED)]
    with bench_of(tmp_path, Settings()) as bench:
        for job in jobs:
            bench.cancel(job)
        assert len(bench._cancelling._cancelled) == MOST_CANCELLED
        assert bench._cancelling.is_given_up(jobs[-1])


def test_the_time_of_a_check_goes_on_while_the_machine_sleeps() -> None:
    assert signature(StationWorkbench).parameters["clock"].default is waking_clock_s


def test_the_local_service_is_not_started_for_what_is_not_sent() -> None:
    class Deaf(ServiceSupervisor):
        def ensure_running(self) -> RunningService:
            raise AssertionError("started")

    provider = EndpointProvider(Settings(), supervisor=Deaf(["never"]), make_vault=FakeVault)
    assert provider.standing().name == "local"


def request(settings: Settings, *, typed: str | None = None) -> CredentialRequest:
    appcode = None if typed is None else Secret(typed)
    return CredentialRequest(
        CredentialAction.TEST, is_cloud=True, base_url=settings.base_url, appcode=appcode
    )


def test_no_face_is_sent_in_vain_until_a_test_has_passed(tmp_path: Path) -> None:
    cloud = Cloud()
    with serving(cloud) as server:
        settings = Settings(
            endpoint=EndpointChoice.CLOUD, base_url=f"http://127.0.0.1:{server.port}"
        )
        with bench_of(tmp_path, settings) as bench:
            for number in range(6):
                assert check(bench, number).decision.reason is Reason.QUOTA
            assert cloud.pictures == 3
            assert bench.credentials(request(settings)).result is CredentialResult.FAILED
            assert check(bench, 6).decision.detail == "stopped"
            assert cloud.pictures == 4
            cloud.is_paid = True
            typed = bench.credentials(request(settings, typed="another-code"))
            assert typed.result is CredentialResult.TEST_PASSED
            assert check(bench, 7).decision.detail == "stopped"
            assert bench.credentials(request(settings)).result is CredentialResult.TEST_PASSED
            assert check(bench, 8).decision.reason is Reason.NO_FACE
            assert cloud.pictures == 7
