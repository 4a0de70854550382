"""Attempts as the record tells them: for lists and statistics, never for a verdict on screen."""

import json
from dataclasses import dataclass
from datetime import datetime

from liveness_station.domain.guiding import Method
from liveness_station.storage.bodies import Mode
from liveness_station.storage.database import Row
from liveness_station.storage.door import Trouble, failure


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """One attempt and how it ended.

    `outcome` is text, so that nothing read from a file can be taken for a verdict just made.

    Attributes:
        job_id: the job's id.
        subject: the subject's reference, None once it is erased.
        source: where the picture came from, None once it is erased.
        endpoint: "local" or a host.
        is_demo: True for a check of the demonstration source.
        threshold: the threshold that was sent.
        submitted_sequence: number of its first entry.
        submitted_at: UTC.
        outcome: "LIVE", "SPOOF", "RETRY", "ERROR", "ABANDONED", "" while it is pending, or "LATE"
            for a pass that nobody was shown, which passes nobody.
        reason: the stable code of the reason, or "".
        detail: which rule, or "".
        score: 0 to 1 where there was one.
        request_id: the server's id where there was one.
        engine: engine and model versions, or "".
        elapsed_ms: duration of the verification, None where it has not ended by itself.
        finished_sequence: number of its terminal entry, None while it is pending.
        finished_at: UTC, None while it is pending.
        is_simulated: True for a check that a simulator answered.
        is_setup: True for a check of the desk itself.
        is_training: True for a check of a drill.
        follows: the attempt of the same subject that this one repeats; "" for the first.
        method: "still", "burst" or "guided".
        scores: of each frame of a burst or a guided check.
        signals: what else was measured, as `storage.evidence.signal_text` writes it.
    """

    job_id: str
    subject: str | None
    source: str | None
    endpoint: str
    is_demo: bool
    threshold: float
    submitted_sequence: int
    submitted_at: datetime
    outcome: str = ""
    reason: str = ""
    detail: str = ""
    score: float | None = None
    request_id: str | None = None
    engine: str = ""
    elapsed_ms: float | None = None
    finished_sequence: int | None = None
    finished_at: datetime | None = None
    is_simulated: bool = False
    is_setup: bool = False
    is_training: bool = False
    follows: str = ""
    method: str = Method.STILL.value
    scores: tuple[float, ...] = ()
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """How many attempts ended how; what is not NORMAL is not among them."""

    live: int = 0
    spoof: int = 0
    retry: int = 0
    error: int = 0
    abandoned: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All attempts that ended."""
        return self.live + self.spoof + self.retry + self.error + self.abandoned + self.late


ATTEMPT_SQL = """
SELECT a.job, s.seq, s.utc, s.body, t.seq, t.utc, a.outcome, t.body,
    (SELECT value FROM private WHERE job = a.job AND name = 'subject'),
    (SELECT value FROM private WHERE job = a.job AND name = 'source'),
    a.mode
FROM attempt AS a
JOIN entry AS s ON s.seq = a.submitted_seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
"""
"""The columns that `attempt_of` reads; a condition and an order may follow."""


def attempt_of(row: Row) -> AttemptSummary:
    """Reads a row of ATTEMPT_SQL.

    Raises:
        RecordError: the row is not as this program writes it.
    """
    try:
        return _parse(row)
    except (ValueError, KeyError, TypeError) as error:
        raise failure(Trouble.CORRUPT) from error


def _parse(row: Row) -> AttemptSummary:
    job_id, sequence, utc, body, end_sequence, end_utc, outcome, end_body, *rest = row
    subject, source, mode = rest
    submitted = json.loads(str(body))
    ended = {} if end_body is None else json.loads(str(end_body))
    return AttemptSummary(
        job_id=str(job_id),
        subject=None if subject is None else str(subject),
        source=None if source is None else str(source),
        endpoint=submitted["endpoint"],
        is_demo=submitted["mode"] == Mode.DEMO,
        threshold=float(submitted["threshold"]),
        submitted_sequence=int(str(sequence)),
        submitted_at=datetime.fromisoformat(str(utc)),
        outcome="" if outcome is None else str(outcome),
        reason=ended.get("reason", ""),
        detail=ended.get("detail", ""),
        score=_number(ended.get("score")),
        request_id=ended.get("request_id"),
        engine=ended.get("engine", ""),
        elapsed_ms=_number(ended.get("elapsed_ms")),
        finished_sequence=None if end_sequence is None else int(str(end_sequence)),
        finished_at=None if end_utc is None else datetime.fromisoformat(str(end_utc)),
        is_simulated=mode == Mode.SIMULATOR,
        is_setup=mode == Mode.SETUP,
        is_training=mode == Mode.TRAINING,
        follows=str(submitted.get("follows", "")),
        method=submitted.get("method", Method.STILL.value),
        scores=tuple(float(text) for text in ended.get("scores", ())),
        signals=tuple(str(text) for text in ended.get("signals", ())),
    )


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)
