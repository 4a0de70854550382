"""The marks by which a simulator is known: a header in its replies, and a path that says so."""

from typing import Final

from liveness_station import __version__
from liveness_station.domain.simulation import ENGINE_PREFIX

IDENTITY_PATH: Final = "/simulator"
"""Answered in the clear even where all else wants TLS, so that anybody can find out."""

ENGINE_HEADER: Final = "X-Liveness-Engine"
SCENARIO_HEADER: Final = "X-Simulate"


def engine_name(scenario: str) -> str:
    """Returns the value of the engine header of a scenario's replies."""
    return f"{ENGINE_PREFIX}{__version__} scenario={scenario}"
