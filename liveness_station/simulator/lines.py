"""What scenarios of the line have in common."""

from typing import Final

from liveness_station.simulator.results import live_fields
from liveness_station.simulator.scenarios import Group, Pace, Play, Scenario
from liveness_station.simulator.stage import Stage, json_reply

JSON: Final = ("Content-Type", "application/json")


def live_body(stage: Stage) -> bytes:
    """Returns a body that would be LIVE, were it to arrive as it should."""
    return json_reply(live_fields(stage.turn)).body


def live_reply(stage: Stage) -> bytes:
    """Returns a whole reply that would be LIVE, were it to arrive as it should."""
    return stage.render(json_reply(live_fields(stage.turn)))


def line_scenario(
    row: tuple[str, str, str],
    ends: tuple[str, str],
    play: Play,
    *faults: str,
    pace: Pace = Pace.PROMPT,
    is_early: bool = False,
) -> Scenario:
    """Makes a scenario of (name, English, Chinese), verdict and reason, and a play."""
    name, english, chinese = row
    group = Group.TRANSPORT
    return Scenario(
        name, group, english, chinese, *ends, play, faults, pace=pace, is_early=is_early
    )
