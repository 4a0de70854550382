"""`simulate` by hand, and what becomes of checks that a simulator answered."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.app.endpoints import make_cloud_endpoint
from liveness_station.credentials.store import CloudAppCode
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.verification.checking import Verifier
from tests.app.running import command, run, started


@contextmanager
def simulating(folder: Path, *words: str) -> Iterator[dict[str, str]]:
    """Runs the program and yields its ready line; it must end well when told to."""
    with started(*command(folder, "simulate", *words)) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        yield ready
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (0, "")


@contextmanager
def cloud(ready: dict[str, str]) -> Iterator[HttpEndpoint]:
    settings = Settings(
        endpoint=EndpointChoice.CLOUD, base_url=ready["address"], ca_file=ready["ca_file"] or ""
    )
    endpoint = make_cloud_endpoint(settings, CloudAppCode(Secret("canary-7f3a9c")))
    try:
        yield endpoint
    finally:
        endpoint.close()


def checked(endpoint: HttpEndpoint, records: SqliteRecords, frame: Frame, job_id: str) -> Outcome:
    def encode(frame: Frame) -> Probe:  # noqa: ARG001 - the port's form
        return Probe(b"\xff\xd8 a picture \xff\xd9", 640, 480)

    def utc_now() -> datetime:
        return datetime.now(UTC)

    verifier = Verifier(endpoint, encode, records, clock=lambda: 0.0, utc_now=utc_now)
    return verifier.verify(Job(job_id, Subject("A-1"), 0, Policy(0.8)), frame)


def test_a_script_is_played_marked_and_not_counted(tmp_path: Path, astronaut_bgr: object) -> None:
    frame = Frame(astronaut_bgr, 0.0, 0, "camera")  # type: ignore[arg-type] # an array of uint8
    script = ("live", "reset_after_body", "attack_4004")
    records = open_records(tmp_path / "r.db", run_id="run-1", utc_now=lambda: datetime.now(UTC))
    folder = tmp_path / "simulator"
    with simulating(folder, "--script", ",".join(script)) as ready, cloud(ready) as endpoint:
        assert endpoint.name.startswith("simulator 127.0.0.1:")
        outcomes = [checked(endpoint, records, frame, name) for name in script]
    assert [o.decision.verdict for o in outcomes] == [Verdict.LIVE, Verdict.RETRY, Verdict.SPOOF]
    assert [records.find(name).is_simulated for name in script] == [True] * 3  # type: ignore[union-attr] # all were submitted
    assert records.counts_today().total == 0
    records.close()
    # Nothing of what was sent is kept: the simulator writes no file at all.
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_over_tls_it_is_known_too(tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    words = ("--tls", "good", "--ca-out", str(ca_file), "--scenario", "no_face")
    with simulating(tmp_path, *words) as ready, cloud(ready) as endpoint:
        assert ready["address"].startswith("https://")
        assert endpoint.name.startswith("simulator ")
        exchange = endpoint.ask(Probe(b"\xff\xd8\xff\xd9", 640, 480), threshold=0.8)
        assert b"4002" in exchange.untrusted_body


@pytest.mark.parametrize(
    "words",
    [
        ("--host", "0.0.0.0"),  # noqa: S104 - it is refused
        ("--host", "example.com"),
        ("--port", "70000"),
        ("--tls", "good", "--ca-out", "/dev/null/ca.pem"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = run(tmp_path, "simulate", *words)
    assert ended.returncode == 3
    assert "error" in json.loads(ended.stdout)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "words",
    [("--scenario", "nobody"), ("--script", "nobody"), ("--mix", "live"), ("--delay-ms", "-1")],
)
def test_a_mistake_on_the_command_line_has_its_own_exit_code(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = run(tmp_path, "simulate", *words)
    assert ended.returncode == 64
    assert "error" in json.loads(ended.stdout)


def test_the_catalogue_is_listed(tmp_path: Path) -> None:
    ended = run(tmp_path, "simulate", "--list", "--json")
    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {"live", "--tls expired"} <= {row["name"] for row in rows}
    assert all(row["english"] and row["chinese"] for row in rows)
    assert "live" in run(tmp_path, "simulate", "--list").stdout
