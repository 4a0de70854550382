"""The local service as a child process that cannot outlive the station.

The child is given its per-launch secrets and a pipe on its standard input; the pipe closes when the
station ends, however it ends, and the child leaves by itself. Its first line on standard output is
one JSON object: where it listens, or why it cannot.
"""

import json
import queue
import secrets
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.errors import EngineError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 3.0
MAX_STARTS = 3
START_WINDOW_S = 60.0
_MAX_LINE_BYTES = 4096
# On Windows a console program would open a black window of its own.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class RunningService:
    """Where the local service listens, what it runs, and the secrets of this launch.

    Attributes:
        base_url: where it listens.
        engine: engine and model versions.
        appcode: what it wants to hear.
        reply_key: what its replies are bound with, 32 bytes as hex digits. It never travels with
            a request, so that whoever takes the port cannot learn it.
    """

    base_url: str
    engine: str
    appcode: Secret
    reply_key: Secret


class ServiceSupervisor:
    """Starts the service, starts it again when it has died, and stops it.

    Used by one thread at a time. A start reads the child's first line on a short-lived thread,
    because a pipe can be waited for with a time limit in no other way on every system.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        clock: Callable[[], float] = time.monotonic,
        start_timeout_s: float = START_TIMEOUT_S,
        stop_timeout_s: float = STOP_TIMEOUT_S,
    ) -> None:
        self._command = list(command)
        self._clock = clock
        self._start_timeout_s = start_timeout_s
        self._stop_timeout_s = stop_timeout_s
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._running: RunningService | None = None
        self._starts_s: list[float] = []

    def ensure_running(self) -> RunningService:
        """Returns the running service, starting it where needed.

        Raises:
            EngineError: it does not start, or has died three times within a minute.
        """
        if self._running is not None and self._child is not None and self._child.poll() is None:
            return self._running
        self.stop()
        now_s = self._clock()
        self._starts_s = [at_s for at_s in self._starts_s if now_s - at_s < START_WINDOW_S]
        if len(self._starts_s) >= MAX_STARTS:
            raise EngineError(Reason.ENGINE_DOWN, "the local service keeps stopping")
        self._starts_s.append(now_s)
        self._running = self._start()
        return self._running

    def stop(self) -> None:
        """Closes the pipe, waits a little for the child to leave, then kills it."""
        child, self._child, self._running = self._child, None, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        try:
            child.wait(self._stop_timeout_s)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        self._close_output(child)

    def _start(self) -> RunningService:
        appcode, reply_key = secrets.token_hex(32), secrets.token_hex(32)
        try:
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise EngineError(Reason.ENGINE_DOWN, "the local service cannot be started") from error
        self._child = child
        try:
            _send_line(child, {"appcodes": [appcode], "reply_key": reply_key})
            said = self._first_line(child)
            return RunningService(
                base_url=_text(said, "address"),
                engine=_text(said, "engine"),
                appcode=Secret(appcode),
                reply_key=Secret(reply_key),
            )
        except EngineError:
            self.stop()
            raise

    def _close_output(self, child: subprocess.Popen[bytes]) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            # It ends with the child, unless a process that the child left behind holds the pipe:
            # then both are left alone, because a file is not closed under a thread that reads it.
            reader.join(self._stop_timeout_s)
            if reader.is_alive():
                return
        if child.stdout is not None:
            child.stdout.close()

    def _first_line(self, child: subprocess.Popen[bytes]) -> dict[str, object]:
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(
            target=_read_line, args=(child, lines), name="service-start", daemon=True
        )
        self._reader.start()
        try:
            untrusted_line = lines.get(timeout=self._start_timeout_s)
        except queue.Empty as error:
            raise EngineError(Reason.ENGINE_DOWN, "the local service does not answer") from error
        if not untrusted_line:
            raise EngineError(Reason.ENGINE_DOWN, "the local service ended at once")
        try:
            said = parse_object(untrusted_line)
        except MalformedJsonError as error:
            detail = "the local service speaks another language"
            raise EngineError(Reason.ENGINE_DOWN, detail) from error
        if "error" in said:
            raise EngineError(Reason.ENGINE_DOWN, str(said["error"])[:200])
        return said


def _send_line(child: subprocess.Popen[bytes], value: dict[str, object]) -> None:
    if child.stdin is None:
        raise EngineError(Reason.ENGINE_DOWN, "no pipe to the local service")
    try:
        child.stdin.write(json.dumps(value).encode() + b"\n")
    except OSError as error:
        raise EngineError(Reason.ENGINE_DOWN, "the local service ended at once") from error


def _read_line(child: subprocess.Popen[bytes], lines: "queue.SimpleQueue[bytes]") -> None:
    # Unbuffered, so that nothing after the first line is swallowed; ends when the child ends.
    lines.put(child.stdout.readline(_MAX_LINE_BYTES) if child.stdout is not None else b"")


def _text(said: dict[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise EngineError(Reason.ENGINE_DOWN, f"the local service does not say its {name}")
    return value
