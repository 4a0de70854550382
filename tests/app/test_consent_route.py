"""What the subject said chooses whom a job asks, over real sockets."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from liveness_station.app import workbench
from liveness_station.app.endpoints import EndpointProvider
from liveness_station.app.paths import find_places
from liveness_station.app.workbench import StationWorkbench
from liveness_station.domain.consents import NOT_ASKED, Consent, ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import (
    AllowanceEvent,
    NoteEvent,
    OverrideEvent,
    ShadowTrouble,
)
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.policies import Policy
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.storage.ledger_reading import open_ledger
from tests.api.raw_server import RawServer, serving
from tests.app.test_endpoints import SQUATTED, live
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.vault import FakeVault

FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "scripted camera")
WHO = Subject("A-1042")
GIVEN = Consent(ConsentAnswer.GIVEN, "c-1", "2026-11", ConsentRoute.CLOUD, "en")
HERE_ONLY = replace(GIVEN, route=ConsentRoute.HERE)
REFUSED = replace(GIVEN, answer=ConsentAnswer.REFUSED)
ACCEPTED = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON)


def job(number: int, consent: Consent = NOT_ASKED) -> Job:
    return Job(f"job-{number}", WHO, 1, Policy(), consent=consent)


def never() -> bool:
    return False


@contextmanager
def bench_of(place: Path, settings: Settings) -> Iterator[StationWorkbench]:
    vault = FakeVault(cloud_appcode="canary-7f3a9c")
    bench = StationWorkbench(find_places(place), settings, data_dir=place, make_vault=lambda: vault)
    bench.open()
    try:
        yield bench
    finally:
        bench.close()


@contextmanager
def both(
    monkeypatch: pytest.MonkeyPatch, place: Path, *, is_cloud: bool = True
) -> Iterator[tuple[StationWorkbench, RawServer, RawServer]]:
    """A workbench, the local service (which proves nothing), and the cloud."""
    with serving(live) as here, serving(live) as cloud:
        command = [sys.executable, "-I", "-S", "-c", SQUATTED, str(here.port)]
        monkeypatch.setattr(workbench, "service_command", lambda _: command)
        choice = EndpointChoice.CLOUD if is_cloud else EndpointChoice.LOCAL
        address = f"http://127.0.0.1:{cloud.port}"
        settings = Settings(endpoint=choice, base_url=address, shadow=True)
        with bench_of(place, settings) as bench:
            yield bench, here, cloud


def pictures(server: RawServer) -> int:
    return sum(request.startswith(b"POST ") for request in server.requests)


@pytest.mark.parametrize("is_cloud", [True, False])
@pytest.mark.parametrize(
    ("consent", "goes_away"), [(NOT_ASKED, True), (GIVEN, True), (HERE_ONLY, False)]
)
def test_the_answer_chooses_whom_to_ask(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    consent: Consent,
    *,
    goes_away: bool,
    is_cloud: bool,
) -> None:
    with both(monkeypatch, tmp_path, is_cloud=is_cloud) as (bench, here, cloud):
        outcome = bench.verify(job(1, consent), FRAME)
        assert outcome.recorded
        is_away = goes_away and is_cloud
        assert (pictures(here), pictures(cloud)) == ((0, 1) if is_away else (1, 0))
        assert (outcome.endpoint == "local", outcome.route.left_to is None) == (
            not is_away,
            not is_away,
        )


@pytest.mark.parametrize("is_cloud", [True, False])
def test_who_refuses_is_sent_nowhere_and_nothing_is_started_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, is_cloud: bool
) -> None:
    with both(monkeypatch, tmp_path, is_cloud=is_cloud) as (bench, here, cloud):
        outcome = bench.verify(job(1, REFUSED), FRAME)
        assert (outcome.decision.verdict, outcome.decision.reason) == (
            Verdict.ERROR,
            Reason.CONSENT_MISSING,
        )
        assert outcome.recorded
        assert (here.connections, pictures(cloud)) == (0, 0)


def test_a_workbench_that_chose_wrongly_is_held_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The choice broken on purpose: what is left is the last look, and it is enough."""
    with both(monkeypatch, tmp_path) as (bench, here, cloud):
        monkeypatch.setattr(
            type(bench._endpoints), "_allowed", lambda endpoints, _: endpoints._cloud
        )
        outcome = bench.verify(job(1, HERE_ONLY), FRAME)
        assert outcome.decision.reason is Reason.CONSENT_MISSING
        assert (pictures(here), pictures(cloud)) == (0, 0)


def test_one_answer_after_another_keeps_to_its_own_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with both(monkeypatch, tmp_path) as (bench, here, cloud):
        bench.prepare_local()
        for number, consent in enumerate((GIVEN, HERE_ONLY, REFUSED, GIVEN, HERE_ONLY)):
            bench.verify(job(number, consent), FRAME)
        assert (pictures(here), pictures(cloud)) == (2, 2)


@contextmanager
def fakes(
    monkeypatch: pytest.MonkeyPatch, place: Path, choice: EndpointChoice
) -> Iterator[tuple[StationWorkbench, FakeEndpoint, FakeEndpoint]]:
    """A workbench between two endpoints that are believed."""
    here = FakeEndpoint(*(result_exchange(request_id=f"h-{n}") for n in range(9)))
    answers = (result_exchange(request_id=f"c-{n}", score=0.2, is_live=False) for n in range(9))
    cloud = FakeEndpoint(*answers, name="api.example")

    def of(provider: EndpointProvider) -> FakeEndpoint:
        return here if provider._settings.endpoint == "local" else cloud

    monkeypatch.setattr(EndpointProvider, "current", of)
    monkeypatch.setattr(EndpointProvider, "standing", of)
    with bench_of(place, Settings(endpoint=choice, shadow=True)) as bench:
        yield bench, here, cloud


def checked(bench: StationWorkbench, number: int, consent: Consent = GIVEN) -> Outcome:
    outcome = bench.verify(job(number, consent), FRAME)
    assert outcome.recorded
    return outcome


@pytest.mark.parametrize("choice", list(EndpointChoice))
def test_the_one_that_did_not_judge_is_asked_and_the_attempt_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, choice: EndpointChoice
) -> None:
    with fakes(monkeypatch, tmp_path, choice) as (bench, here, cloud):
        outcome = checked(bench, 1)
        assert bench.wants_other(outcome)
        counts = bench.counts()
        event = bench.ask_other(outcome, FRAME, is_cancelled=never)
        assert event is not None
        is_local = choice is EndpointChoice.LOCAL
        assert (event.endpoint, event.left_to) == (
            ("api.example", "api.example") if is_local else ("local", "")
        )
        assert (event.agrees, event.trouble) == (False, ShadowTrouble.NONE)
        assert (len(here.asked), len(cloud.asked)) == (1, 1)
        recorded = bench.record_event(event)
        assert recorded.sequence is not None
        assert bench.counts() == counts
    ledger = open_ledger(find_places(tmp_path).records)
    assert ledger.contradiction() is None
    ledger.close()


def test_no_second_opinion_leaves_against_the_subjects_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with fakes(monkeypatch, tmp_path, EndpointChoice.CLOUD) as (bench, here, cloud):
        outcome = checked(bench, 1, HERE_ONLY)
        assert outcome.endpoint == "local"
        assert bench.ask_other(outcome, FRAME, is_cancelled=never) is None
        assert (len(here.asked), cloud.asked) == (1, [])


def test_a_setting_that_is_off_wants_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with fakes(monkeypatch, tmp_path, EndpointChoice.LOCAL) as (bench, _, __):
        outcome = checked(bench, 1)
        bench.change(Settings())
        assert not bench.wants_other(outcome)


def test_nobody_is_started_for_a_second_opinion(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with both(monkeypatch, tmp_path) as (bench, here, _):
        outcome = bench.verify(job(1), FRAME)
        assert bench.ask_other(outcome, FRAME, is_cancelled=never) is None
        assert here.connections == 0
        bench.prepare_other()
        assert bench.ask_other(outcome, FRAME, is_cancelled=never) is not None
        assert pictures(here) == 1


@pytest.mark.allows_log("(OverrideEvent|NoteEvent) could not be recorded")
def test_events_and_look_ups_go_through_the_same_door_and_outlive_a_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with fakes(monkeypatch, tmp_path, EndpointChoice.LOCAL) as (bench, _, __):
        checked(bench, 1)
        assert bench.record_event(OverrideEvent("job-1", ACCEPTED, "Søren")).sequence is not None
        for event in (OverrideEvent("nobody", ACCEPTED), NoteEvent("nobody", "x")):
            recorded = bench.record_event(event)
            assert (recorded.event, recorded.sequence) == (event, None)
        assert bench.record_event(AllowanceEvent(WHO, 2, "Søren")).sequence is not None
    with bench_of(tmp_path, Settings()) as again:
        found = again.recent_attempts(WHO, 600.0)
        assert (len(found.ages_s), found.last_job, found.allowed_more) == (1, "job-1", 2)


def test_a_record_that_is_not_open_records_nothing_and_raises_nothing(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    bench = StationWorkbench(places, Settings(), data_dir=tmp_path, make_vault=FakeVault)
    note = NoteEvent("job-1", "x")
    assert bench.record_event(note).sequence is None
    assert bench.recent_attempts(WHO, 600.0) == RecentAttempts()
    refused = bench.refuse(job(1), decide_failure(Reason.CANCELLED), source="camera")
    assert refused.decision.reason is Reason.NOT_RECORDED
    bench.close()
