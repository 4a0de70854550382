"""Who answers during a drill: a simulator within this program, and never the station's endpoint."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.app.endpoints import DownEndpoint
from liveness_station.domain.drills import Play
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.provenance import HERE
from liveness_station.domain.secrets import Secret
from liveness_station.domain.simulation import DRILL_ENDPOINT
from liveness_station.domain.verdicts import Reason
from liveness_station.session.states import EngineFailed, EngineReady, EngineState

if TYPE_CHECKING:
    from liveness_station.simulator.scenarios import Scenario
    from liveness_station.simulator.server import Simulator

NAME: Final = DRILL_ENDPOINT
"""The endpoint's word for the record."""

_HOST: Final = "127.0.0.1"
_CODE: Final = "drill"
"""The simulator wants well-formed credentials; these are nobody's."""


class DrillBench:
    """Starts a simulator with the first play and stops it with the last. Used by the io thread."""

    def __init__(self) -> None:
        self._play: Play | None = None
        self._simulator: Simulator | None = None
        self._endpoint: HttpEndpoint | None = None
        self._trouble = ""

    @property
    def is_on(self) -> bool:
        """Tells whether a drill is under way."""
        return self._play is not None

    @property
    def is_unrecorded(self) -> bool:
        """Tells whether the next attempt is to end as one that could not be written down."""
        return self._play is not None and self._play.is_unrecorded

    @property
    def state(self) -> EngineState:
        """What the window says of the endpoint during a drill."""
        if self._endpoint is None:
            return EngineFailed(Reason.ENGINE_DOWN, self._trouble)
        return EngineReady(NAME)

    def endpoint(self) -> HttpEndpoint | DownEndpoint:
        """Returns whom a drill's attempt asks; one that only says why where there is none."""
        return self._endpoint or DownEndpoint(NAME, EndpointError(Reason.ENGINE_DOWN))

    def play(self, play: Play | None) -> None:
        """Takes what is answered from now on; None ends the drill."""
        self._play = play
        if play is None:
            self._stop()
            return
        if self._simulator is None:
            self._start()
        self._meet()

    def _meet(self) -> None:
        """Makes the endpoint anew: one that was refused remembers it, and would not ask again."""
        if self._endpoint is not None:
            self._endpoint.close()
        if self._simulator is not None:
            address = parse_base_url(self._simulator.address)
            self._endpoint = HttpEndpoint(address, AppCode(Secret(_CODE)), name=NAME)
            # Within this very program: a picture that may not leave this computer does not.
            self._endpoint.route = HERE

    def _start(self) -> None:
        # Here, because a station that holds no drill needs none of it.
        from liveness_station.simulator.server import Simulator
        from liveness_station.simulator.troubles import SimulatorSetupError
        from liveness_station.simulator.visits import Manner

        try:
            self._simulator = Simulator(self._playlist(), Manner(), host=_HOST, port=0)
        except SimulatorSetupError as error:
            self._trouble = str(error)

    def _stop(self) -> None:
        if self._endpoint is not None:
            self._endpoint.close()
        if self._simulator is not None:
            self._simulator.close()
        self._endpoint = self._simulator = None

    def _playlist(self) -> "Iterator[Scenario]":
        from liveness_station.simulator.catalogue import find_scenario

        while True:
            yield find_scenario((self._play or Play()).scenario)
