"""Who answers a drill's attempt at the workbench: its simulator, or nobody, but nobody real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liveness_station.app.paths import find_places
from liveness_station.app.training_bench import NAME, DrillBench
from liveness_station.app.training_pictures import DrillPictures
from liveness_station.app.workbench import StationWorkbench
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.drills import Play, Scene
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.imaging.encode import encode_probe
from liveness_station.session.states import EngineReady
from liveness_station.settings.values import EndpointChoice, Settings
from tests.fakes.vault import FakeVault


def _job(number: int, *, is_training: bool = True) -> Job:
    return Job(f"job-{number}", Subject("DRILL-01"), 1, Policy(), is_training=is_training)


def _frame() -> Frame:
    return DrillPictures(Scene.PERSON).frame(waking_clock_s())


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def bench(tmp_path: Path, vault: FakeVault) -> Iterator[StationWorkbench]:
    settings = Settings(endpoint=EndpointChoice.CLOUD)
    made = StationWorkbench(
        find_places(tmp_path), settings, data_dir=tmp_path, make_vault=lambda: vault
    )
    made.open()
    yield made
    made.close()


def test_drill_is_answered_as_played_and_asks_for_no_credentials(
    bench: StationWorkbench, vault: FakeVault
) -> None:
    asked = [name for _, name in vault.calls if name.startswith("cloud")]
    bench.train(Play("live"))
    assert bench.prepare() == EngineReady(NAME)
    bench.keep_warm()
    bench.prepare_local()
    bench.prepare_other()
    assert bench.verify(_job(1), _frame()).decision.verdict is Verdict.LIVE
    bench.train(Play("gateway_B403MQ"))
    assert bench.verify(_job(2), _frame()).decision.reason is Reason.QUOTA
    # Who was refused before remembers it; the next step is another one.
    bench.train(Play("attack_4004_looks_live"))
    assert bench.verify(_job(3), _frame()).decision.reason is Reason.ATTACK
    bench.train(Play("live", is_unrecorded=True))
    lost = bench.verify(_job(4), _frame())
    assert (lost.decision.reason, lost.recorded) == (Reason.NOT_RECORDED, False)
    assert [name for _, name in vault.calls if name.startswith("cloud")] == asked
    assert sum(bench.counts().values()) == 0


def test_drills_attempt_after_its_end_meets_nobody(bench: StationWorkbench) -> None:
    bench.train(Play("live"))
    bench.train(None)
    late = bench.verify(_job(1), _frame())
    assert (late.decision.verdict, late.decision.reason) == (Verdict.ERROR, Reason.ENGINE_DOWN)


def test_real_attempt_during_a_drill_never_meets_the_simulator(bench: StationWorkbench) -> None:
    bench.train(Play("live"))
    outcome = bench.verify(_job(1, is_training=False), _frame())
    assert outcome.endpoint != NAME
    assert outcome.decision.reason is Reason.CREDENTIALS_MISSING


def test_bench_without_a_drill_says_why() -> None:
    bench = DrillBench()
    probe: Probe = encode_probe(_frame())
    with pytest.raises(EndpointError) as caught:
        bench.endpoint().ask(probe, threshold=0.8)
    assert caught.value.reason is Reason.ENGINE_DOWN
    assert not bench.is_on
