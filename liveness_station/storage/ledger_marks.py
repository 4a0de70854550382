"""What a report says of the ledger: where it stood, and the newest checkpoint."""

import json
from dataclasses import dataclass
from typing import Final

from liveness_station.ledger.checkpoints import parse_note
from liveness_station.storage.database import Database

_HEAD_SQL: Final = "SELECT seq, hex(hash) FROM link ORDER BY seq DESC LIMIT 1"
_CHECKPOINT_SQL: Final = """
SELECT c.number, e.body FROM checkpoint AS c JOIN entry AS e ON e.seq = c.seq
ORDER BY c.seq DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class LedgerMark:
    """Where the ledger stood.

    Attributes:
        station: the station's id, in hex.
        entry: the number of the newest entry.
        head: its hash, in hex.
        checkpoint: the number of the newest checkpoint, None before the first.
        size: how many entries that sums up.
        root: the root of their tree, in hex.
    """

    station: str
    entry: int
    head: str
    checkpoint: int | None = None
    size: int = 0
    root: str = ""


def read_mark(database: Database) -> LedgerMark:
    """Reads where the ledger stands; a checkpoint that cannot be read counts as none.

    Raises:
        RecordError: the database cannot be read.
    """
    station = str(database.query("SELECT lower(hex(id)) FROM station")[0][0])
    heads = database.query(_HEAD_SQL)
    entry, head = (int(str(heads[0][0])), str(heads[0][1]).lower()) if heads else (0, "")
    for number, body in database.query(_CHECKPOINT_SQL):
        try:
            checkpoint = parse_note(str(json.loads(str(body))["note"])).checkpoint
        except (ValueError, KeyError, TypeError):
            continue
        return LedgerMark(
            station, entry, head, int(str(number)), checkpoint.size, checkpoint.root.hex()
        )
    return LedgerMark(station, entry, head)
