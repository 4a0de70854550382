"""`liveness-station ledger adopt`: a person vouches for entries that bear no code."""

import argparse
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.rules import account_name
from liveness_station.app.workbench import utc_now
from liveness_station.domain.ports import Vault
from liveness_station.ledger.vouching import Ranges
from liveness_station.storage.records import open_records


def adopt(arguments: argparse.Namespace, path: Path, make_vault: Callable[[], Vault]) -> int:
    """Records that these entries are the station's own.

    Raises:
        RecordError: it is not on disk.
    """
    first, last = arguments.entries
    shelf = KeyringShelf(make_vault)
    records = open_records(
        path, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf, operator=account_name()
    )
    try:
        has_keys = records.adopt(Ranges(((first, last),)))
    finally:
        records.close()
        shelf.close()
    if not has_keys:
        print("liveness-station ledger: the keyring gave no keys to adopt with", file=sys.stderr)
        return 1
    print(f"adopted: {first}..{last}; `ledger verify` says what is left")
    return 0
