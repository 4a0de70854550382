"""The record in memory, for tests that need no disk; it can be told to fail."""

from dataclasses import dataclass, field, replace

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import LastLook
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure


@dataclass(frozen=True, slots=True)
class FakeEntry:
    """One entry: "SUBMITTED", "TRIED", "VERDICT" or "LATE", and whose it is."""

    kind: str
    job: Job
    endpoint: str
    source: str
    outcome: Outcome | None = None


@dataclass(slots=True)
class FakeRecords:
    """Keeps entries in a list.

    Attributes:
        entries: what was committed, in order; an entry's number is its place from 1.
        troubles: what each method ("submitted", "tried", "finished", "late", "has_request_id")
            is to fail with from now on; the text becomes the error's detail.
        is_closed: True after `close`.
    """

    entries: list[FakeEntry] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)
    is_closed: bool = False

    def submitted(
        self,
        job: Job,
        *,
        endpoint: str,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
        route: Route = HERE,
    ) -> None:
        del origin, route
        self._check("submitted")
        if self._has("SUBMITTED", job):
            raise RecordError(Reason.NOT_RECORDED, "contradicts the record")
        self.entries.append(FakeEntry("SUBMITTED", job, endpoint, source))

    def tried(self, outcome: Outcome) -> None:
        self._check("tried")
        if not self._has("SUBMITTED", outcome.job) or self._has("VERDICT", outcome.job):
            raise RecordError(Reason.NOT_RECORDED, "contradicts the record")
        self.entries.append(FakeEntry("TRIED", outcome.job, outcome.endpoint, "", outcome))

    def finished(
        self, outcome: Outcome, *, source: str, last_look: LastLook | None = None
    ) -> Outcome:
        self._check("finished")
        if not self._has("SUBMITTED", outcome.job) or self._has("VERDICT", outcome.job):
            raise RecordError(Reason.NOT_RECORDED, "contradicts the record")
        written = outcome if last_look is None else last_look(outcome)
        is_attack = written.decision.reason in {Reason.ATTACK, Reason.FLAT_MOVEMENT}
        is_bound = written.decision.verdict in {Verdict.LIVE, Verdict.SPOOF} and not is_attack
        own = (written.decision.request_id, *written.request_ids)
        if is_bound and any(name is not None and self._is_kept(name) for name in own):
            written = replace(written, decision=decide_failure(Reason.REPLAY))
        self.entries.append(FakeEntry("VERDICT", written.job, written.endpoint, source, written))
        return replace(written, recorded=True, record_sequence=len(self.entries))

    def late(self, outcome: Outcome) -> int:
        self._check("late")
        if not self._has("VERDICT", outcome.job):
            raise RecordError(Reason.NOT_RECORDED, "contradicts the record")
        self.entries.append(FakeEntry("LATE", outcome.job, outcome.endpoint, "", outcome))
        return len(self.entries)

    def has_request_id(self, request_id: str) -> bool:
        self._check("has_request_id")
        return self._is_kept(request_id)

    def close(self) -> None:
        self.is_closed = True

    @property
    def kinds(self) -> list[str]:
        """The kinds of the entries, in order."""
        return [entry.kind for entry in self.entries]

    def _is_kept(self, request_id: str) -> bool:
        return any(
            entry.outcome is not None
            and request_id in {entry.outcome.decision.request_id, *entry.outcome.request_ids}
            for entry in self.entries
        )

    def _check(self, method: str) -> None:
        if self.is_closed:
            raise RecordError(Reason.NOT_RECORDED, "closed")
        if method in self.troubles:
            raise RecordError(Reason.NOT_RECORDED, self.troubles[method])

    def _has(self, kind: str, job: Job) -> bool:
        return any(e.kind == kind and e.job.job_id == job.job_id for e in self.entries)
