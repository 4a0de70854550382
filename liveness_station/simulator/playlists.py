"""Which scenario comes next: always the same, a script, or a seeded mixture."""

import random
from collections.abc import Iterator
from itertools import chain, cycle, repeat

from liveness_station.simulator.catalogue import find_scenario
from liveness_station.simulator.scenarios import Scenario
from liveness_station.simulator.troubles import SimulatorSetupError

Playlist = Iterator[Scenario]
"""Never ends."""


def always(name: str) -> Playlist:
    """Returns one scenario for ever.

    Raises:
        SimulatorSetupError: there is none of that name.
    """
    return repeat(find_scenario(name))


def scripted(script: str, *, is_cycled: bool) -> Playlist:
    """Returns the scenarios of a script in turn.

    Args:
        script: names with commas between them; `name*3` plays one three times.
        is_cycled: True to begin anew after the last; else the last one stays.

    Raises:
        SimulatorSetupError: a name or a number is wrong.
    """
    steps = [scenario for step in script.split(",") for scenario in _step(step)]
    return cycle(steps) if is_cycled else chain(steps, repeat(steps[-1]))


def mixed(mix: str, *, seed: int) -> Playlist:
    """Returns scenarios at random, the same ones for the same seed.

    Args:
        mix: `name=weight` with commas between them, such as "live=80,spoof=20".
        seed: of the random numbers.

    Raises:
        SimulatorSetupError: a name or a weight is wrong.
    """
    pairs = [part.partition("=") for part in mix.split(",")]
    scenarios = [find_scenario(name) for name, _, _ in pairs]
    weights = [_number(weight, what="weight") for _, _, weight in pairs]
    # Drills, not secrets: the point is that a seed gives the same sequence again.
    numbers = random.Random(seed)  # noqa: S311 - no secret is made of it
    return (numbers.choices(scenarios, weights)[0] for _ in repeat(None))


def _step(step: str) -> list[Scenario]:
    name, _, times = step.partition("*")
    return [find_scenario(name)] * (_number(times, what="count") if times else 1)


def _number(text: str, *, what: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit() or not 1 <= int(text) <= 10_000:
        raise SimulatorSetupError(f"a {what} is a whole number from 1 to 10000")
    return int(text)
