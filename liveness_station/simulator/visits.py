"""One connection: its requests are read, and a scenario is played for each."""

import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liveness_station import __version__
from liveness_station.contract.codes import Code
from liveness_station.contract.limits import DEFAULT_THRESHOLD, ENDPOINT_PATH
from liveness_station.contract.replies import error_reply
from liveness_station.contract.request import BadRequestError
from liveness_station.simulator.direction import Director
from liveness_station.simulator.marks import IDENTITY_PATH, SCENARIO_HEADER
from liveness_station.simulator.requests import RequestHead, RequestReader
from liveness_station.simulator.scenarios import Scenario
from liveness_station.simulator.stage import HttpReply, Stage, json_reply
from liveness_station.simulator.troubles import SimulatorSetupError

_PATIENCE_S: Final = 120.0
_HANDSHAKE_S: Final = 5.0
_TLS_HANDSHAKE: Final = b"\x16"
_NO_SCENARIO: Final = "none"


@dataclass(frozen=True, slots=True)
class Manner:
    """How scenarios are played.

    Attributes:
        delay_s: waited before each answer.
        tempo: what the scenarios' own seconds are multiplied with; below 1 for tests.
        tls: how TLS is spoken, None for plain http.
        is_tls_stalled: True to accept TLS connections and never shake hands.
    """

    delay_s: float = 0.0
    tempo: float = 1.0
    tls: ssl.SSLContext | None = None
    is_tls_stalled: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Tells whether requests are answered over TLS only."""
        return self.tls is not None or self.is_tls_stalled


class Visit:
    """One accepted connection. Thread: its own."""

    def __init__(
        self,
        connection: socket.socket,
        director: Director,
        manner: Manner,
        *,
        closing: threading.Event,
        on_secured: Callable[[socket.socket], None],
    ) -> None:
        """Prepares a visit.

        Args:
            connection: just accepted.
            director: says what to play.
            manner: says how.
            closing: set when the simulator stops.
            on_secured: told of the socket that takes the connection's place under TLS.
        """
        self._connection = connection
        self._director = director
        self._manner = manner
        self._closing = closing
        self._on_secured = on_secured

    def run(self) -> None:
        """Plays until either end has had enough.

        Raises:
            OSError: the other end went away, as many scenarios make it do.
            BadHttpError: what came is not HTTP.
        """
        self._connection.settimeout(_PATIENCE_S)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # TLS begins with this byte, and no request does.
        if self._connection.recv(1, socket.MSG_PEEK) != _TLS_HANDSHAKE:
            self._converse()
        elif self._manner.is_tls_stalled:
            self._closing.wait(_PATIENCE_S)
        elif self._manner.tls is not None:
            self._secure(self._manner.tls)

    def _secure(self, tls: ssl.SSLContext) -> None:
        self._connection.settimeout(_HANDSHAKE_S)
        with tls.wrap_socket(self._connection, server_side=True) as secure:
            self._on_secured(secure)
            self._connection = secure
            secure.settimeout(_PATIENCE_S)
            self._converse()

    def _converse(self) -> None:
        reader = RequestReader(self._connection)
        is_kept = True
        while is_kept and not self._closing.is_set():
            head = reader.read_head()
            if head is None:
                return
            is_kept = self._respond(reader, head)

    def _respond(self, reader: RequestReader, head: RequestHead) -> bool:
        """Answers one request and tells whether the connection is fit for another."""
        settled = self._settled(head)
        if settled is not None:
            return self._refuse(settled)
        threshold = DEFAULT_THRESHOLD
        try:
            scenario = self._director.choose(head.headers.get(SCENARIO_HEADER.lower(), ""))
            if not scenario.is_early:
                threshold = reader.read_threshold(bytes_per_s=scenario.upload_bytes_per_s)
        except (SimulatorSetupError, BadRequestError) as error:
            return self._refuse(json_reply(_refusal(str(error)), status=400))
        return self._play(scenario, threshold)

    def _play(self, scenario: Scenario, threshold: float) -> bool:
        stage = self._stage(scenario.name, threshold)
        stage.wait(self._manner.delay_s / self._manner.tempo)
        scenario.play(stage)
        if stage.is_kept:
            self._director.note(scenario, stage.turn)
        return stage.is_kept

    def _settled(self, head: RequestHead) -> HttpReply | None:
        """Returns the answer to what is no request of the contract."""
        if head.path == IDENTITY_PATH:
            return json_reply({"simulator": __version__})
        if self._manner.is_encrypted and not isinstance(self._connection, ssl.SSLSocket):
            return json_reply(_refusal("use https"), status=400)
        if head.path != ENDPOINT_PATH:
            return json_reply(_refusal("no such path"), status=404)
        if head.method != "POST":
            return json_reply(_refusal("use POST"), status=405)
        if not head.has_credentials:
            return json_reply(_refusal("no well-formed credentials"), status=401)
        return None

    def _refuse(self, reply: HttpReply) -> bool:
        """Answers outside of every scenario; the body may be unread, so the connection ends."""
        stage = self._stage(_NO_SCENARIO, DEFAULT_THRESHOLD)
        stage.answer(reply)
        return False

    def _stage(self, name: str, threshold: float) -> Stage:
        turn = self._director.turn(name, threshold=threshold)
        return Stage(self._connection, turn, closing=self._closing, tempo=self._manner.tempo)


def _refusal(detail: str) -> dict[str, object]:
    return error_reply(Code.BAD_IMAGE, "simulator", detail=detail)
