"""The station's own scores, and what operators decided beside them. Read only."""

import json
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import Trouble, failure

MOST_SCORES: Final = 20_000
"""The newest so many checks are looked at; older ones tell of another season and other models."""


@dataclass(frozen=True, slots=True)
class StoredScore:
    """One check that was judged.

    Attributes:
        endpoint: who judged: "local" or a host.
        engine: engine and models, or "".
        reason: the stable code.
        threshold: in force at that moment.
        review_limit: likewise; None without a review band.
        scores: of each frame that has one; of a still, one.
        unscored: frames that were answered without a score.
        is_burst: whether several frames were asked for.
        is_held_back: True where something else than the score spoke against it, or nobody was
            shown what it came to.
        decision: what an operator decided last: "accept", "refuse" or "".
    """

    endpoint: str
    engine: str
    reason: str
    threshold: float
    review_limit: float | None
    scores: tuple[float, ...]
    unscored: int
    is_burst: bool
    is_held_back: bool
    decision: str


SCORES_SQL: Final = """
SELECT json_extract(t.body, '$.endpoint'), json_extract(t.body, '$.engine'), h.reason, h.outcome,
    json_extract(t.body, '$.threshold'), json_extract(s.body, '$.review_limit'),
    json_extract(t.body, '$.score'), json_extract(t.body, '$.scores'),
    json_extract(t.body, '$.signals'), json_extract(t.body, '$.risk_reason'),
    json_extract(s.body, '$.benign_risk_reasons'), json_extract(t.body, '$.has_anomaly'),
    (SELECT count(*) FROM json_each(t.body, '$.frames')
        WHERE json_extract(value, '$.answered') AND json_extract(value, '$.score') IS NULL),
    (SELECT json_extract(o.body, '$.decision') FROM entry AS o
        WHERE o.job = s.job AND o.job IS NOT NULL
            AND o.kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED') AND o.kind = 'OVERRIDE'
        ORDER BY o.seq DESC LIMIT 1)
FROM history AS h NOT INDEXED
JOIN entry AS s ON s.seq = h.seq
JOIN attempt AS a ON a.submitted_seq = h.seq
JOIN entry AS t ON t.seq = a.ended_seq
WHERE h.mode = 'NORMAL' AND h.outcome IN ('LIVE', 'SPOOF', 'RETRY', 'LATE')
ORDER BY h.seq DESC LIMIT ?
"""


def read_scores(database: Database, *, most: int = MOST_SCORES) -> tuple[StoredScore, ...]:
    """Returns the newest checks that were judged, the newest first.

    Raises:
        RecordError: the record cannot be read, or is not as this program writes it.
    """
    rows = database.query(SCORES_SQL, (most,))
    try:
        return tuple(map(_score, rows))
    except (ValueError, TypeError) as error:
        raise failure(Trouble.CORRUPT) from error


def _score(row: Row) -> StoredScore:
    endpoint, engine, reason, outcome, threshold, limit, score, scores, *rest = row
    signals, risk, benign, has_anomaly, unscored, decision = rest
    found = _texts(scores) if scores is not None else [] if score is None else [str(score)]
    doubts = any("!" in signal for signal in _texts(signals))
    is_risk = bool(str(risk or "").strip()) and str(risk) not in _texts(benign)
    # What has passed has passed with all that was said of it.
    has_passed = reason == "above_threshold"
    return StoredScore(
        endpoint=str(endpoint),
        engine=str(engine or ""),
        reason=str(reason),
        threshold=float(str(threshold)),
        review_limit=None if limit is None else float(str(limit)),
        scores=tuple(float(text) for text in found),
        unscored=0 if scores is None else int(str(unscored)),
        is_burst=scores is not None,
        is_held_back=outcome == "LATE"
        or (not has_passed and (doubts or is_risk or bool(has_anomaly))),
        decision=str(decision or ""),
    )


def _texts(untrusted_list: object) -> list[str]:
    """Returns the texts of a list in JSON; none of what is no list."""
    if untrusted_list is None:
        return []
    found = json.loads(str(untrusted_list))
    return [str(text) for text in found] if isinstance(found, list) else []
