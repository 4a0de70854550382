"""What needs a person's second look, and what second opinions said. Read only.

Each question looks at no more than the newest so many entries of a kind, which an index holds in
their order, however long the record is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from liveness_station.storage.attempts import ATTEMPT_SQL, AttemptSummary, attempt_of
from liveness_station.storage.database import Database, Row

MOST_OPINIONS: Final = 5_000
"""So many second opinions are looked at, the newest: a month of a busy desk."""
MOST_DECISIONS: Final = 2_000
"""So many decisions of operators, and so many checks of the review band, likewise."""

_SUSPECTING: Final = "('attack', 'risk_reason')"


class Cause(StrEnum):
    """Why somebody has to look. The values are stable codes."""

    DISAGREEMENT = "disagreement"
    BAND = "band"
    AGAINST_ATTACK = "against_attack"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One second opinion that said something about the picture.

    Attributes:
        sequence: its entry's number.
        at: when.
        pair: who judged and who was asked besides, sorted.
        agrees: whether both say pass, or neither does.
    """

    sequence: int
    at: datetime
    pair: tuple[str, str]
    agrees: bool


@dataclass(frozen=True, slots=True)
class CauseFact:
    """One reason to look at one attempt that counts.

    Attributes:
        cause: which kind.
        job_id: the attempt.
        sequence: the entry that is the cause.
        at: when that was made.
        outcome: the attempt's, as `AttemptSummary.outcome`.
        is_settled: True where the record holds an answer of the lane after it.
        verdict: of a second opinion.
        reason: of a second opinion or a decision, as its code.
        score: of a second opinion, as text; "" without one.
        endpoint: of a second opinion.
        engine: of a second opinion; "" where it did not say.
        by: of a decision: who made it; "" where that is erased.
    """

    cause: Cause
    job_id: str
    sequence: int
    at: datetime
    outcome: str
    is_settled: bool
    verdict: str = ""
    reason: str = ""
    score: str = ""
    endpoint: str = ""
    engine: str = ""
    by: str = ""


# An index is used only where the kinds stand in the statement as they do in the index.
_NEWEST: Final = (
    "(SELECT seq, utc, job, body FROM entry WHERE"
    " kind IN ('OVERRIDE', 'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING', 'SHADOW')"
    " AND kind = '{0}' ORDER BY seq DESC LIMIT ?)"
)
_SETTLED: Final = (
    "EXISTS (SELECT 1 FROM entry AS o WHERE o.job = a.job AND o.job IS NOT NULL"
    " AND o.kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED') AND o.kind IN ('OVERRIDE', 'NOTE')"
    " AND json_extract(o.body, '$.review') AND o.seq {0})"
)
_SAID: Final = (
    "a.mode = 'NORMAL' AND json_extract(e.body, '$.verdict') IS NOT NULL"
    " AND json_extract(e.body, '$.trouble') IS NULL"
)

OPINIONS_SQL: Final = f"""
SELECT e.seq, e.utc, json_extract(t.body, '$.endpoint'), json_extract(e.body, '$.endpoint'),
    json_extract(e.body, '$.agrees')
FROM {_NEWEST.format("SHADOW")} AS e
JOIN attempt AS a ON a.job = e.job JOIN entry AS t ON t.seq = a.ended_seq
WHERE {_SAID} ORDER BY e.seq DESC
"""  # noqa: S608 - made of own words

DISAGREEMENTS_SQL: Final = f"""
SELECT a.job, e.seq, e.utc, a.outcome, {_SETTLED.format("> e.seq")},
    json_extract(e.body, '$.verdict'), json_extract(e.body, '$.reason'),
    json_extract(e.body, '$.score'), json_extract(e.body, '$.endpoint'),
    json_extract(e.body, '$.engine'), NULL
FROM {_NEWEST.format("SHADOW")} AS e JOIN attempt AS a ON a.job = e.job
WHERE {_SAID} AND NOT json_extract(e.body, '$.agrees') ORDER BY e.seq DESC
"""  # noqa: S608 - likewise

BAND_SQL: Final = f"""
SELECT a.job, t.seq, t.utc, a.outcome, {_SETTLED.format("> t.seq")}, NULL, NULL, NULL, NULL, NULL,
    NULL
FROM (SELECT seq, mode FROM history INDEXED BY history_reason WHERE reason = 'review'
    ORDER BY seq DESC LIMIT ?) AS h
JOIN attempt AS a ON a.submitted_seq = h.seq JOIN entry AS t ON t.seq = a.ended_seq
WHERE h.mode = 'NORMAL' ORDER BY h.seq DESC
"""  # noqa: S608 - likewise

# Whoever confirmed it has looked at it already: only those may confirm who may also review.
AGAINST_SQL: Final = f"""
SELECT a.job, e.seq, e.utc, a.outcome,
    json_extract(e.body, '$.second') IS NOT NULL OR {_SETTLED.format("> e.seq")},
    NULL, json_extract(e.body, '$.reason'), NULL, NULL, NULL,
    (SELECT value FROM private WHERE job = a.job AND name = 'operator@' || e.seq)
FROM {_NEWEST.format("OVERRIDE")} AS e
JOIN attempt AS a ON a.job = e.job JOIN history AS h ON h.seq = a.submitted_seq
WHERE a.mode = 'NORMAL' AND json_extract(e.body, '$.decision') = 'accept'
    AND json_extract(e.body, '$.review') IS NULL
    AND (a.outcome = 'SPOOF' OR h.reason IN {_SUSPECTING}) ORDER BY e.seq DESC
"""  # noqa: S608 - likewise

CAUSES: Final = (
    (Cause.DISAGREEMENT, DISAGREEMENTS_SQL, MOST_OPINIONS),
    (Cause.BAND, BAND_SQL, MOST_DECISIONS),
    (Cause.AGAINST_ATTACK, AGAINST_SQL, MOST_DECISIONS),
)


def read_opinions(database: Database, *, most: int = MOST_OPINIONS) -> tuple[Opinion, ...]:
    """Returns the newest second opinions that said something, the oldest of them first.

    Raises:
        RecordError: the record cannot be read.
    """
    rows = database.query(OPINIONS_SQL, (most,))
    return tuple(_opinion(row) for row in reversed(rows))


def read_causes(database: Database) -> tuple[CauseFact, ...]:
    """Returns why somebody should look at which attempts, also what is settled.

    Raises:
        RecordError: the record cannot be read.
    """
    return tuple(
        _cause(cause, row) for cause, sql, most in CAUSES for row in database.query(sql, (most,))
    )


def read_attempts(database: Database, jobs: tuple[str, ...]) -> dict[str, AttemptSummary]:
    """Returns what the record tells of some attempts, by their jobs.

    Raises:
        RecordError: the record cannot be read.
    """
    marks = ", ".join("?" * len(jobs))
    rows = database.query(f"{ATTEMPT_SQL} WHERE a.job IN ({marks})", jobs)
    return {summary.job_id: summary for summary in map(attempt_of, rows)}


def _opinion(row: Row) -> Opinion:
    sequence, utc, judged, asked, agrees = row
    first, second = sorted((str(judged), str(asked)))
    return Opinion(
        int(str(sequence)), datetime.fromisoformat(str(utc)), (first, second), bool(agrees)
    )


def _cause(cause: Cause, row: Row) -> CauseFact:
    job, sequence, utc, outcome, is_settled, *said = row
    verdict, reason, score, endpoint, engine, by = ("" if v is None else str(v) for v in said)
    return CauseFact(
        cause=cause,
        job_id=str(job),
        sequence=int(str(sequence)),
        at=datetime.fromisoformat(str(utc)),
        outcome="" if outcome is None else str(outcome),
        is_settled=bool(is_settled),
        verdict=verdict,
        reason=reason,
        score=score,
        endpoint=endpoint,
        engine=engine,
        by=by,
    )
