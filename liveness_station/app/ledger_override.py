"""`liveness-station ledger override`: an operator's decision, put beside the station's."""

import argparse
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.rules import account_name
from liveness_station.app.workbench import utc_now
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.ports import Vault
from liveness_station.storage.events import EventLog
from liveness_station.storage.records import open_records


def override(arguments: argparse.Namespace, path: Path, make_vault: Callable[[], Vault]) -> int:
    """Records the decision and prints the entry's number.

    Raises:
        RecordError: it is not on disk; "contradicts the record" where no such attempt has ended.
    """
    decided = Override(
        OverrideDecision(arguments.decision),
        OverrideReason(arguments.reason),
        arguments.operator,
        arguments.note,
    )
    shelf = KeyringShelf(make_vault)
    records = open_records(
        path, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf, operator=account_name()
    )
    try:
        found = records.find(arguments.job)
        if found is None:
            print(f"liveness-station ledger: there is no attempt {arguments.job}", file=sys.stderr)
            return 1
        number = EventLog(records.appender).override(arguments.job, decided)
    finally:
        records.close()
        shelf.close()
    print(f"entry {number}; the station's own finding stays: {found.outcome or 'none'}")
    return 0
