"""The local service as a child: small real processes that behave, and some that do not."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.supervisor import MAX_STARTS, START_WINDOW_S, ServiceSupervisor

READY = '{"event": "ready", "address": "http://127.0.0.1:9", "engine": "fake/1"}'
# Notes its start, what it is told, and that it left by itself.
GOOD = """
import os, sys
place = sys.argv[1]
with open(place + "/starts", "a") as file:
    file.write(f"{os.getpid()}\\n")
with open(place + "/told", "w") as file:
    file.write(sys.stdin.readline())
print(sys.argv[2], flush=True)
sys.stdin.read()
with open(place + "/left", "w") as file:
    file.write("left")
"""
SAYS = "import sys; sys.stdout.buffer.write(bytes.fromhex(sys.argv[2]) + b'\\n')"
SILENT = "import sys; open(sys.argv[1] + '/starts', 'a').write('1\\n'); sys.stdin.read()"
DIES = "import sys; open(sys.argv[1] + '/starts', 'a').write('1\\n')"
DEAF = """
import os, sys, time
open(sys.argv[1] + "/starts", "w").write(str(os.getpid()))
print(sys.argv[2], flush=True)
while True:
    time.sleep(60)
"""


class Nursery:
    """Makes supervisors of small scripts and stops all of them at the end."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.now_s = 1000.0
        self._made: list[ServiceSupervisor] = []

    def supervisor(
        self, script: str, said: str = READY, *, start_timeout_s: float = 20.0
    ) -> ServiceSupervisor:
        command = [sys.executable, "-I", "-S", "-c", script, str(self.place), said]
        made = ServiceSupervisor(
            command, clock=lambda: self.now_s, start_timeout_s=start_timeout_s, stop_timeout_s=0.5
        )
        self._made.append(made)
        return made

    def starts(self) -> list[int]:
        path = self.place / "starts"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def end(self) -> None:
        for made in self._made:
            made.stop()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    made = Nursery(tmp_path)
    yield made
    made.end()


def failure(call: Callable[[], object]) -> str:
    """Returns the detail of the EngineError that a call ends with."""
    with pytest.raises(EngineError) as caught:
        call()
    assert caught.value.reason is Reason.ENGINE_DOWN
    return caught.value.detail


def test_a_service_that_says_where_it_is_runs(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(GOOD)
    service = supervisor.ensure_running()
    assert (service.base_url, service.engine) == ("http://127.0.0.1:9", "fake/1")
    assert supervisor.ensure_running() is service
    assert len(nursery.starts()) == 1


def test_the_secrets_go_through_the_pipe_and_nowhere_else(nursery: Nursery) -> None:
    service = nursery.supervisor(GOOD).ensure_running()
    appcode, reply_key = service.appcode.reveal(), service.reply_key.reveal()
    told = json.loads((nursery.place / "told").read_text())
    assert told == {"appcodes": [appcode], "reply_key": reply_key}
    (pid,) = nursery.starts()
    for secret in (appcode, reply_key):
        assert len(bytes.fromhex(secret)) == 32
        assert secret not in repr(service)
        for name in ("cmdline", "environ"):
            seen = Path(f"/proc/{pid}/{name}")
            if seen.exists():
                assert secret.encode() not in seen.read_bytes()


def test_each_launch_has_secrets_of_its_own(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(GOOD)
    first = supervisor.ensure_running()
    supervisor.stop()
    second = supervisor.ensure_running()
    secrets = [first.appcode, first.reply_key, second.appcode, second.reply_key]
    assert len({secret.reveal() for secret in secrets}) == 4


def test_a_stopped_service_leaves_by_itself(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(GOOD)
    supervisor.ensure_running()
    supervisor.stop()
    assert (nursery.place / "left").read_text() == "left"
    supervisor.stop()


def test_a_service_that_will_not_leave_is_killed(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(DEAF)
    supervisor.ensure_running()
    (pid,) = nursery.starts()
    supervisor.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL to send")
def test_a_service_that_was_killed_is_started_again(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(GOOD)
    first = supervisor.ensure_running()
    (pid,) = nursery.starts()
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    second = supervisor.ensure_running()
    assert second is not first
    assert len(nursery.starts()) == 2
    assert not (nursery.place / "left").exists()


def test_a_service_that_keeps_dying_is_let_be_for_a_while(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(DIES)
    for _ in range(MAX_STARTS):
        assert "ended at once" in failure(supervisor.ensure_running)
    assert "keeps stopping" in failure(supervisor.ensure_running)
    assert len(nursery.starts()) == MAX_STARTS
    nursery.now_s += START_WINDOW_S
    assert "ended at once" in failure(supervisor.ensure_running)
    assert len(nursery.starts()) == MAX_STARTS + 1


def test_a_silent_service_is_given_up(nursery: Nursery) -> None:
    supervisor = nursery.supervisor(SILENT, start_timeout_s=0.3)
    started_s = time.monotonic()
    assert "does not answer" in failure(supervisor.ensure_running)
    assert 0.3 <= time.monotonic() - started_s < 3.0


def test_a_service_that_stops_in_the_middle_of_a_word_is_given_up(nursery: Nursery) -> None:
    half = "import sys, time; sys.stdout.write('{'); sys.stdout.flush(); sys.stdin.read()"
    supervisor = nursery.supervisor(half, start_timeout_s=0.3)
    assert "does not answer" in failure(supervisor.ensure_running)


def test_a_service_that_says_why_not_is_quoted(nursery: Nursery) -> None:
    said = json.dumps({"error": "wrong hash: " + "x" * 500})
    detail = failure(nursery.supervisor(GOOD, said).ensure_running)
    assert detail == "wrong hash: " + "x" * 188


@pytest.mark.parametrize(
    "line",
    [
        b"hello",
        b"[1]",
        b"\xff\xfe{}",
        b"[" * 4000,
        b'{"address": "a", "address": "b"}',
        b"x" * 10_000,
        b"{" + b'"a":1,' * 1000,
    ],
    ids=lambda line: line[:8].hex(),
)
def test_a_service_that_talks_nonsense_is_given_up(nursery: Nursery, line: bytes) -> None:
    detail = failure(nursery.supervisor(SAYS, line.hex()).ensure_running)
    assert "speaks another language" in detail


@pytest.mark.parametrize("missing", ["address", "engine"])
def test_a_service_that_leaves_something_out_is_given_up(nursery: Nursery, missing: str) -> None:
    said = json.dumps({name: 1 if name == missing else "x" for name in ("address", "engine")})
    assert failure(nursery.supervisor(GOOD, said).ensure_running).endswith(f"its {missing}")
    assert (nursery.place / "left").exists()


def test_a_program_that_is_not_there_is_no_crash(nursery: Nursery) -> None:
    supervisor = ServiceSupervisor([str(nursery.place / "nothing")])
    assert "cannot be started" in failure(supervisor.ensure_running)
    supervisor.stop()
