"""Who decides what is played next, for all connections together."""

import threading
import uuid
from datetime import UTC, datetime

from liveness_station.simulator.catalogue import find_scenario
from liveness_station.simulator.playlists import Playlist
from liveness_station.simulator.scenarios import Group, Scenario
from liveness_station.simulator.stage import Turn


class Director:
    """Chooses scenarios and keeps the newest request id. Safe to use from several threads."""

    def __init__(self, playlist: Playlist) -> None:
        self._playlist = playlist
        self._lock = threading.Lock()
        self._last_request_id: str | None = None

    def choose(self, wish: str) -> Scenario:
        """Returns the scenario that a request wishes for, else the next of the sequence.

        Raises:
            SimulatorSetupError: there is none of the wished name.
        """
        if wish:
            return find_scenario(wish)
        with self._lock:
            return next(self._playlist)

    def turn(self, scenario: str, *, threshold: float) -> Turn:
        """Returns a new turn, with an id that no reply has had before."""
        with self._lock:
            last = self._last_request_id
        return Turn(scenario, threshold, uuid.uuid4().hex, last, datetime.now(UTC))

    def note(self, scenario: Scenario, turn: Turn) -> None:
        """Keeps the id of a result that was sent, for the scenario that repeats it."""
        if scenario.group is Group.RESULT:
            with self._lock:
                self._last_request_id = turn.request_id
