"""Every scenario, through the real client and the real judgement, ends as the catalogue says."""

import gc
import re
import warnings

import pytest

from liveness_station.domain.frames import Probe
from liveness_station.domain.simulation import is_simulated
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.simulator import playlists
from liveness_station.simulator.catalogue import CATALOGUE
from liveness_station.simulator.scenarios import Group, Pace, Scenario
from tests.simulator.playing import PROBE, desk, simulating

SHORT_DEADLINE_S = 0.4
LARGE = Probe(b"\xff\xd8" + b"x" * 8_000_000, 4000, 3000)
LIVE = {
    "live",
    "latency_5s",
    "slow_link",
    "fields_added",
    "http_200_unmarked_charset",
    "live_chunked",
    "lossy_line",
    "duplicate_delivery",
    "duplicate_delivery_late",
}


def played(scenario: Scenario) -> tuple[str, str, str]:
    """Plays a scenario after a plain result; returns verdict, reason and the engine's name."""
    is_slow = scenario.pace is not Pace.PROMPT
    deadline_s = SHORT_DEADLINE_S if is_slow else 10.0
    probe = LARGE if scenario.name == "never_reading" else PROBE
    script = playlists.scripted(f"spoof,{scenario.name}", is_cycled=False)
    with simulating(script) as simulator, desk(simulator.address, deadline_s=deadline_s) as client:
        client.check()
        decision = client.check(probe=probe)
        with warnings.catch_warnings():
            # urllib3 leaves some broken replies to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
        return decision.verdict.value, decision.reason.value, client.engine


def named(scenario: Scenario) -> str:
    return "-".join((*scenario.faults, scenario.name))


@pytest.mark.parametrize("scenario", CATALOGUE.values(), ids=named)
def test_a_scenario_ends_as_the_catalogue_says(scenario: Scenario) -> None:
    expected = (scenario.verdict, scenario.reason)
    if scenario.pace is not Pace.PROMPT:
        # With a deadline shorter than the client's patience for a byte, silence is late, too.
        expected = (Verdict.ERROR.value, Reason.LATE.value)
    verdict, reason, engine = played(scenario)
    assert (verdict, reason) == expected
    if engine:
        assert engine.endswith(f" scenario={scenario.name}")
        assert is_simulated(endpoint="127.0.0.1", engine=engine)
    else:
        # No reply was read that could have borne the mark.
        assert scenario.group is Group.TRANSPORT or scenario.pace is not Pace.PROMPT


def test_nothing_but_these_is_ever_live() -> None:
    assert {name for name, scenario in CATALOGUE.items() if scenario.verdict == "LIVE"} == LIVE


def test_verdicts_and_reasons_are_ones_of_the_station() -> None:
    for scenario in CATALOGUE.values():
        assert scenario.verdict in {verdict.value for verdict in Verdict}
        assert scenario.reason in {reason.value for reason in Reason}


def test_every_scenario_is_explained_in_both_languages() -> None:
    for scenario in CATALOGUE.values():
        assert re.fullmatch(r"[A-Za-z0-9_.]+", scenario.name)
        assert 3 < len(scenario.english) <= 80, scenario.name
        assert "\n" not in scenario.english + scenario.chinese
        assert re.search(r"[\u4e00-\u9fff]", scenario.chinese), scenario.name


@pytest.mark.parametrize("threshold", [0.5, 0.65, 0.93, 0.99])
@pytest.mark.parametrize(
    "name",
    [
        "live",
        "spoof",
        "boundary",
        "boundary_live",
        "score_equals_threshold",
        "contradiction_live_low",
        "contradiction_spoof_high",
    ],
)
def test_scores_follow_the_threshold_that_was_sent(name: str, threshold: float) -> None:
    scenario = CATALOGUE[name]
    with simulating(playlists.always(name)) as simulator, desk(simulator.address) as client:
        decision = client.check(threshold=threshold)
    assert (decision.verdict.value, decision.reason.value) == (scenario.verdict, scenario.reason)


def test_the_first_result_is_no_replay_and_not_live() -> None:
    always = playlists.always("replayed_request_id")
    with simulating(always) as simulator, desk(simulator.address) as client:
        assert client.check().verdict is Verdict.SPOOF
        assert client.check().reason is Reason.REPLAY


@pytest.mark.parametrize(
    "name",
    ["duplicate_delivery", "duplicate_delivery_late"],
)
def test_N20_a_second_delivery_is_not_the_next_answer(name: str) -> None:
    script = playlists.scripted(f"{name},spoof", is_cycled=True)
    with simulating(script) as simulator, desk(simulator.address) as client:
        for _ in range(5):
            assert client.check().verdict is Verdict.LIVE
            assert client.check().verdict is Verdict.SPOOF
