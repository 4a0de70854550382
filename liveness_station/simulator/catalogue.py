"""All scenarios, by their names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liveness_station.simulator.content import CONTENTS
from liveness_station.simulator.frames import FRAMES
from liveness_station.simulator.gateway import GATEWAYS
from liveness_station.simulator.http_answers import HTTP_ANSWERS
from liveness_station.simulator.leniencies import LENIENCIES
from liveness_station.simulator.results import RESULTS
from liveness_station.simulator.scenarios import Scenario
from liveness_station.simulator.transport import TRANSPORTS
from liveness_station.simulator.troubles import SimulatorSetupError
from liveness_station.simulator.values import VALUES

_ALL: Final = (
    *RESULTS,
    *VALUES,
    *CONTENTS,
    *HTTP_ANSWERS,
    *GATEWAYS,
    *FRAMES,
    *LENIENCIES,
    *TRANSPORTS,
)

CATALOGUE: Final[Mapping[str, Scenario]] = MappingProxyType(
    {scenario.name: scenario for scenario in _ALL}
)


def find_scenario(name: str) -> Scenario:
    """Returns a scenario.

    Raises:
        SimulatorSetupError: there is none of that name.
    """
    scenario = CATALOGUE.get(name.strip())
    if scenario is None:
        raise SimulatorSetupError(f"no scenario is called {name.strip()!r}; --list shows all")
    return scenario
