"""How scenarios of wrong content are made: a live reply with something changed in it."""

import json
from collections.abc import Callable
from typing import Final

from liveness_station.simulator.results import Fields, answering, live_data, live_fields
from liveness_station.simulator.scenarios import Group, Scenario
from liveness_station.simulator.stage import HttpReply, Turn

MARK: Final = "@@"
"""Stands in a reply where something that is no JSON value is to be written."""

ABSENT: Final = object()
"""Leaves a field out."""


def content_scenario(
    row: tuple[str, str, str, str, str], make: Callable[[Turn], bytes], *faults: str
) -> Scenario:
    """Makes a scenario of (name, verdict, reason, English, Chinese) and the bytes of its body."""
    name, verdict, reason, english, chinese = row
    play = answering(lambda turn: HttpReply(200, make(turn)))
    return Scenario(name, Group.CONTENT, english, chinese, verdict, reason, play, faults)


def json_text(fields: Fields) -> str:
    """Returns fields as JSON text, in UTF-8 characters."""
    return json.dumps(fields, ensure_ascii=False)


def live_with(**changes: object) -> Callable[[Turn], bytes]:
    """Returns a live reply with fields replaced, or left out where the change says so."""

    def make(turn: Turn) -> bytes:
        fields = live_fields(turn) | changes
        kept = {name: value for name, value in fields.items() if value is not ABSENT}
        return json_text(kept).encode()

    return make


def live_with_data(**changes: object) -> Callable[[Turn], bytes]:
    """Returns a live reply with inner fields replaced or left out."""

    def make(turn: Turn) -> bytes:
        data = live_data(turn) | changes
        changed = {name: value for name, value in data.items() if value is not ABSENT}
        return json_text(live_fields(turn) | {"data": changed}).encode()

    return make
