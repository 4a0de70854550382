"""Runs a simulator in the test's own process and asks it with the real client."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.decide import decide
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Probe
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Decision, decide_failure
from liveness_station.simulator import playlists
from liveness_station.simulator.playlists import Playlist
from liveness_station.simulator.server import Simulator
from liveness_station.simulator.visits import Manner

PROBE = Probe(b"\xff\xd8 a picture \xff\xd9", 640, 480)
TEMPO = 0.05
"""Scenarios in fast motion: a wait of 20 s takes one."""


@contextmanager
def simulating(playlist: Playlist | None = None, **manner: Any) -> Iterator[Simulator]:
    """Runs a simulator for the length of a `with` block."""
    manner = {"tempo": TEMPO} | manner
    simulator = Simulator(
        playlist or playlists.always("live"), Manner(**manner), host="127.0.0.1", port=0
    )
    try:
        yield simulator
    finally:
        simulator.close()


class Desk:
    """Asks and judges, as the station does, and remembers the ids of replies."""

    def __init__(self, endpoint: HttpEndpoint) -> None:
        self.endpoint = endpoint
        self.seen: set[str] = set()
        self.engine = ""

    def check(self, *, threshold: float = 0.8, probe: Probe = PROBE) -> Decision:
        """Makes one check and returns what became of it."""
        self.engine = ""
        try:
            exchange = self.endpoint.ask(probe, threshold=threshold)
        except EndpointError as error:
            return decide_failure(error.reason, detail=error.detail)
        self.engine = exchange.engine
        decision = decide(exchange, Policy(threshold), seen_request_ids=frozenset(self.seen))
        if decision.request_id is not None:
            self.seen.add(decision.request_id)
        return decision


@contextmanager
def desk(address: str, *, deadline_s: float = 10.0, ca_file: Path | None = None) -> Iterator[Desk]:
    """Gives a client of a simulator for the length of a `with` block."""
    endpoint = HttpEndpoint(
        parse_base_url(address),
        AppCode(Secret("canary-7f3a9c")),
        ca_file=ca_file,
        deadline_s=deadline_s,
    )
    try:
        yield Desk(endpoint)
    finally:
        endpoint.close()
