"""A desk without a window: checks are made as in the station, and its promises are looked after."""

import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, Authentication
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import result_exchange
from tests.fakes.records import FakeRecords

TRIALS = 20
SHORT_DEADLINE_S = 0.5
FULL_DEADLINE_S = 15.0
CODE = "canary-7f3a9c"
_FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "scripted camera")
_numbers = itertools.count()


def live_body(request_id: str = "") -> bytes:
    """Returns the body of a reply that is LIVE, with an id of its own unless one is given."""
    return result_exchange(request_id=request_id or f"request-{next(_numbers)}").untrusted_body


@dataclass(frozen=True, slots=True)
class Trial:
    """One check: what became of it, how long the operator waited, how often it was tried."""

    outcome: Outcome
    took_s: float
    tries: int

    @property
    def verdict(self) -> Verdict:
        return self.outcome.decision.verdict

    @property
    def reason(self) -> Reason:
        return self.outcome.decision.reason


@dataclass(slots=True)
class Desk:
    """Checks one after another with one endpoint and one record.

    Attributes:
        endpoint: the real client.
        probe: what the scripted encoder makes of every frame.
        utc_now: the wall clock.
    """

    endpoint: HttpEndpoint
    probe: Probe = field(default_factory=lambda: Probe(b"\xff\xd8 face \xff\xd9", 640, 480))
    records: FakeRecords = field(default_factory=FakeRecords)
    utc_now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def check(self) -> Trial:
        """Has one capture judged, and sees that it has its rows: one terminal row, last of all."""
        job = Job(f"job-{next(_numbers)}", Subject("A-1042"), 1, Policy())
        verifier = Verifier(
            self.endpoint, lambda _: self.probe, self.records, time.monotonic, self.utc_now
        )
        started_s = time.monotonic()
        outcome = verifier.verify(job, _FRAME)
        took_s = time.monotonic() - started_s
        rows = [entry for entry in self.records.entries if entry.job == job]
        kinds = [row.kind for row in rows]
        tries = kinds.count("TRIED") + 1
        assert kinds == ["SUBMITTED", *["TRIED"] * (tries - 1), "VERDICT"]
        assert tries <= 2
        assert rows[-1].outcome is not None
        assert rows[-1].outcome.decision == outcome.decision
        assert outcome.recorded
        return Trial(outcome, took_s, tries)


@contextmanager
def sitting(
    url: str,
    *,
    deadline_s: float = SHORT_DEADLINE_S,
    authentication: Authentication | None = None,
    ca_file: Path | None = None,
    proxy: str | None = None,
) -> Iterator[Desk]:
    """Gives a desk that asks an address."""
    endpoint = HttpEndpoint(
        parse_base_url(url),
        authentication or AppCode(Secret(CODE)),
        ca_file=ca_file,
        proxy=proxy,
        deadline_s=deadline_s,
    )
    try:
        yield Desk(endpoint)
    finally:
        endpoint.close()


def trials(
    url: str,
    *,
    count: int = TRIALS,
    deadline_s: float = SHORT_DEADLINE_S,
    probe: Probe | None = None,
    ca_file: Path | None = None,
    proxy: str | None = None,
) -> list[Trial]:
    """Makes as many checks at once, each at a desk of its own, and sees that all end in time."""

    def one(_: int) -> Trial:
        with sitting(url, deadline_s=deadline_s, ca_file=ca_file, proxy=proxy) as desk:
            desk.probe = probe or desk.probe
            return desk.check()

    with ThreadPoolExecutor(count) as pool:
        done = list(pool.map(one, range(count)))
    # Half a second is the goal; short deadlines leave more, for the twenty threads of one machine.
    slack_s = 0.5 if deadline_s == FULL_DEADLINE_S else 2.5
    assert max(trial.took_s for trial in done) <= deadline_s + slack_s
    return done


def all_end_in(done: list[Trial], verdict: Verdict, *reasons: Reason) -> None:
    """Fails unless every trial ended in the verdict, with one of the reasons."""
    assert {trial.verdict for trial in done} == {verdict}, done
    assert {trial.reason for trial in done} <= set(reasons), done
