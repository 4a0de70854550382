"""Scripts and mixtures: in order, and the same again for the same seed."""

from collections import Counter
from itertools import islice

import pytest

from liveness_station.simulator import playlists
from liveness_station.simulator.playlists import Playlist
from liveness_station.simulator.troubles import SimulatorSetupError


def names(playlist: Playlist, count: int) -> list[str]:
    return [scenario.name for scenario in islice(playlist, count)]


def test_a_script_stays_with_its_last_scenario() -> None:
    script = playlists.scripted("live, no_face*2,http_429", is_cycled=False)
    assert names(script, 6) == ["live", "no_face", "no_face", "http_429", "http_429", "http_429"]


def test_a_cycled_script_begins_anew() -> None:
    script = playlists.scripted("live,no_face", is_cycled=True)
    assert names(script, 5) == ["live", "no_face", "live", "no_face", "live"]


def test_a_mixture_follows_its_seed_and_its_weights() -> None:
    def drawn(seed: int) -> list[str]:
        return names(playlists.mixed("live=80,spoof=15,no_face=5", seed=seed), 2000)

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
    counts = Counter(drawn(7))
    assert set(counts) == {"live", "spoof", "no_face"}
    assert 1500 < counts["live"] < 1700
    assert counts["spoof"] > counts["no_face"] > 0


@pytest.mark.parametrize("script", ["", "live,", "no such thing", "live*0", "live*x", "live*-1"])
def test_a_wrong_script_is_refused(script: str) -> None:
    with pytest.raises(SimulatorSetupError):
        playlists.scripted(script, is_cycled=False)


@pytest.mark.parametrize("mix", ["", "live", "live=", "live=0", "live=1.5", "nobody=3", "live=³"])
def test_a_wrong_mixture_is_refused(mix: str) -> None:
    with pytest.raises(SimulatorSetupError):
        playlists.mixed(mix, seed=1)


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(SimulatorSetupError, match="--list"):
        playlists.always("nobody")
