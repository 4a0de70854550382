"""Whether a reply was another attempt's, looked at once more right before it is recorded."""

import sqlite3
from dataclasses import replace
from typing import Final

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.storage.evidence import request_ids_of

_ATTACKS: Final = frozenset({Reason.ATTACK, Reason.FLAT_MOVEMENT})


def unless_replayed(connection: sqlite3.Connection, outcome: Outcome) -> Outcome:
    """Returns an outcome as it may be recorded: no pass, no fail by another attempt's reply.

    The ids were looked up before they were judged; another program may have recorded one since.
    An attack that was found stays one, whatever else its reply repeats.
    """
    answered = outcome.decision
    is_bound = answered.verdict in {Verdict.LIVE, Verdict.SPOOF} and answered.reason not in _ATTACKS
    if not is_bound or not _is_any_kept(connection, request_ids_of(outcome)):
        return outcome
    decision = replace(
        decide_failure(Reason.REPLAY, detail="while it was judged"),
        request_id=answered.request_id,
        code=answered.code,
        http_status=answered.http_status,
    )
    return replace(outcome, decision=decision)


def _is_any_kept(connection: sqlite3.Connection, request_ids: tuple[str, ...]) -> bool:
    sql = "SELECT 1 FROM reply WHERE request_id = ? LIMIT 1"
    found = (connection.execute(sql, (request_id,)).fetchone() for request_id in request_ids)
    return any(row is not None for row in found)
