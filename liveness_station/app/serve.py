"""`liveness-station serve`: the contract over HTTP with the on-device models behind it."""

import argparse
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from liveness_station import __version__
from liveness_station.app.decoder import decoder_command
from liveness_station.app.logs import open_log
from liveness_station.app.paths import Places, find_places
from liveness_station.credentials.store import ServiceCredentials as StoredCallers
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError, EngineError
from liveness_station.domain.ports import Engine
from liveness_station.imaging.allocator import keep_freed_memory
from liveness_station.imaging.isolated import IsolatedDecoder
from liveness_station.pad.models import load_engine
from liveness_station.service.access import (
    ServiceCredentials,
    parse_credentials,
    read_credentials_file,
)
from liveness_station.service.fetch import build_fetcher
from liveness_station.service.guard import parse_hosts
from liveness_station.service.launch import Launch, parse_launch
from liveness_station.service.serving import is_loopback, serve
from liveness_station.service.stamps import StampFile
from liveness_station.service.troubles import CredentialsFileError, ServiceSetupError
from liveness_station.service.web import build_app

_ORPHAN_GRACE_S = 3.0
_MAX_LINE_BYTES = 64 * 1024
_STDIN = 0


class ServeError(Exception):
    """The service cannot start; the message says what to do."""


def run(arguments: argparse.Namespace) -> int:
    """Serves until told to stop. Exit code 0 after a stop, 3 where it could not start."""
    places = find_places(arguments.data_dir)
    open_log(places.logs, "service")
    try:
        _serve(arguments, places)
    except (ServeError, ServiceSetupError, CredentialsFileError, EngineError) as error:
        _say({"error": str(error)})
        print(f"liveness-station serve: {error}", file=sys.stderr)
        return 3
    return 0


def _serve(arguments: argparse.Namespace, places: Places) -> None:
    stop = threading.Event()
    keep_freed_memory()
    launch = _launch(arguments)
    if arguments.supervised:
        _stop_with_parent(stop)
    with contextlib.closing(IsolatedDecoder(decoder_command())) as decoder:
        decoder.start()  # it warms up while the models are loaded
        _listen(arguments, places, launch, decoder, stop)


def _listen(
    arguments: argparse.Namespace,
    places: Places,
    launch: Launch,
    decoder: IsolatedDecoder,
    stop: threading.Event,
) -> None:
    engine = load_engine(places.models, threads=arguments.threads)
    app = build_app(
        engine,
        decoder,
        launch.credentials,
        fetcher=build_fetcher(allow=arguments.image_url_allow, ca_file=arguments.image_url_ca_file),
        version=__version__,
        clock_ms=_utc_ms,
        reply_key=launch.reply_key,
        # A supervised service's secrets are new at each launch: nothing old can be used at it.
        stamps=None if arguments.supervised else _stamps(places),
        hosts=parse_hosts(arguments.allow_host, is_loopback=is_loopback(arguments.host)),
    )

    def announce(address: str) -> None:
        _say(_greeting(address, engine))

    serve(
        app,
        host=arguments.host,
        port=arguments.port,
        on_ready=announce,
        stop=stop,
        tls_cert=arguments.tls_cert,
        tls_key=arguments.tls_key,
        allow_plain_http_behind_proxy=arguments.behind_proxy,
    )


def _stamps(places: Places) -> StampFile:
    """Returns what keeps the times of signatures; read now, because a start is when it can fail."""
    stamps = StampFile(places.stamp)
    stamps.load()
    return stamps


def _launch(arguments: argparse.Namespace) -> Launch:
    if arguments.supervised:
        return parse_launch(_read_line())
    return Launch(_credentials(arguments), reply_key=None)


def _credentials(arguments: argparse.Namespace) -> ServiceCredentials:
    path: Path | None = arguments.credentials_file
    if path is not None:
        return read_credentials_file(path)
    try:
        return parse_credentials(StoredCallers(KeyringVault()).load().reveal().encode())
    except CredentialError as error:
        raise ServeError(
            f"no credentials to check callers with ({error}); give --credentials-file FILE, "
            "or store them with: liveness-station credentials set --for service"
        ) from error


def _read_line() -> bytes:
    """Reads one line from standard input, past Python's buffer.

    The thread that waits for the end of the pipe would else hold that buffer's lock while the
    interpreter shuts down, which is fatal.
    """
    line = b""
    while not line.endswith(b"\n") and len(line) < _MAX_LINE_BYTES:
        piece = os.read(_STDIN, 4096)
        if not piece:
            break
        line += piece
    return line


def _greeting(address: str, engine: Engine) -> dict[str, object]:
    return {
        "event": "ready",
        "address": address,
        "engine": engine.name,
        "version": __version__,
        "pid": os.getpid(),
    }


def _say(said: Mapping[str, object]) -> None:
    print(json.dumps(said, ensure_ascii=True), flush=True)


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


def _stop_with_parent(stop: threading.Event) -> None:
    """Ends the service when the station is gone, however it went.

    Its end of the pipe closes with the process, kill -9 included. Should a request be stuck in
    native code then, the service ends all the same after a short grace.
    """

    def watch() -> None:
        while os.read(_STDIN, 4096):
            pass
        stop.set()
        time.sleep(_ORPHAN_GRACE_S)
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
