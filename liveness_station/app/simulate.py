"""`liveness-station simulate`: an endpoint of this computer that answers as it is told to."""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from liveness_station import __version__
from liveness_station.app.parsing import USAGE_EXIT
from liveness_station.app.simulate_arguments import DEFAULT_SCENARIO
from liveness_station.simulator import playlists
from liveness_station.simulator.catalogue import CATALOGUE
from liveness_station.simulator.playlists import Playlist
from liveness_station.simulator.server import Simulator
from liveness_station.simulator.tls_variants import TLS_MEANINGS, TlsVariant
from liveness_station.simulator.troubles import SimulatorSetupError
from liveness_station.simulator.visits import Manner

_STOP_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGBREAK")
# Signals are not seen on Windows while a lock is waited for without a limit.
_LOOK_S: Final = 0.5


def run(arguments: argparse.Namespace) -> int:
    """Answers until told to stop.

    Exit code 0 after a stop, 3 where it could not start, 64 after a mistake on the command line.
    """
    if arguments.list:
        for row in _rows():
            print(_shown(row, as_json=arguments.json))
        return 0
    try:
        playlist = _playlist(arguments)
    except SimulatorSetupError as error:
        return _refuse(error, USAGE_EXIT)
    try:
        _simulate(arguments, playlist)
    except SimulatorSetupError as error:
        return _refuse(error, 3)
    return 0


def _refuse(error: SimulatorSetupError, code: int) -> int:
    _say({"error": str(error)})
    print(f"liveness-station simulate: {error}", file=sys.stderr)
    return code


def _simulate(arguments: argparse.Namespace, playlist: Playlist) -> None:
    stop = threading.Event()
    for name in _STOP_SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    manner = _manner(arguments)
    simulator = Simulator(playlist, manner, host=arguments.host, port=arguments.port)
    try:
        _say(_greeting(simulator, arguments))
        while not stop.wait(_LOOK_S):
            pass
    finally:
        simulator.close()


def _playlist(arguments: argparse.Namespace) -> Playlist:
    """Returns what the command line asks for.

    Raises:
        SimulatorSetupError: it asks for what there is not.
    """
    if not 0 <= arguments.delay_ms <= 60_000:
        raise SimulatorSetupError("the delay is 0 to 60000 ms")
    if arguments.script is not None:
        return playlists.scripted(arguments.script, is_cycled=arguments.cycle)
    if arguments.mix is not None:
        return playlists.mixed(arguments.mix, seed=arguments.seed)
    return playlists.always(arguments.scenario or DEFAULT_SCENARIO)


def _manner(arguments: argparse.Namespace) -> Manner:
    delay_s = arguments.delay_ms / 1000
    if arguments.tls is None:
        return Manner(delay_s=delay_s)
    # Imported here: without TLS it is not needed, and it costs a tenth of a second.
    from liveness_station.simulator.certificates import make_tls

    variant = TlsVariant(arguments.tls)
    setup = make_tls(variant, now=datetime.now(UTC))
    if arguments.ca_out is not None:
        try:
            arguments.ca_out.write_bytes(setup.authority_pem)
        except OSError as error:
            raise SimulatorSetupError(f"cannot write {arguments.ca_out}: {error}") from error
    is_stalled = variant is TlsVariant.STALLED
    return Manner(
        delay_s=delay_s, tls=None if is_stalled else setup.context, is_tls_stalled=is_stalled
    )


def _greeting(simulator: Simulator, arguments: argparse.Namespace) -> dict[str, object]:
    return {
        "event": "ready",
        "address": simulator.address,
        "simulator": __version__,
        "tls": arguments.tls,
        "ca_file": None if arguments.ca_out is None else str(arguments.ca_out.resolve()),
        "pid": os.getpid(),
    }


def _rows() -> Iterator[dict[str, object]]:
    for scenario in CATALOGUE.values():
        yield {
            "name": scenario.name,
            "group": scenario.group.value,
            "verdict": scenario.verdict,
            "reason": scenario.reason,
            "english": scenario.english,
            "chinese": scenario.chinese,
            "faults": scenario.faults,
            "pace": scenario.pace.value,
        }
    for variant, meaning in TLS_MEANINGS.items():
        yield {"name": f"--tls {variant}", "group": "tls"} | asdict(meaning)


def _shown(row: dict[str, object], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(row, ensure_ascii=False)
    ends = f"{row['verdict'] or 'any':<5} {row['reason'] or 'any':<15}"
    return f"{row['name']:<48} {ends} {row['english']} / {row['chinese']}"


def _say(said: dict[str, object]) -> None:
    print(json.dumps(said, ensure_ascii=True), flush=True)
