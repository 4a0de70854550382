"""The receipt of an erasure: what went, and the entries of the chain that say so. Pure."""

import json
from dataclasses import asdict, dataclass
from typing import Final

from liveness_station.storage.purges import Purge

_FORM: Final = "liveness-station/erasure-receipt/v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased on a request. It names nobody: whoever asked adds that to their copy.

    Attributes:
        station: the random id of the record's station, in hex.
        made_utc: when.
        request: the request's own number or word, "" for none.
        purges: what was erased, by PURGE entry.
        checkpoint: the signed note that sums those entries up.
        log_emptied: whether the database's log was emptied as well.
        copies_removed: copies of the record that went, too.
        not_reached: files beside the record that may hold a copy, and were left.
    """

    station: str
    made_utc: str
    request: str
    purges: tuple[Purge, ...]
    checkpoint: str
    log_emptied: bool
    copies_removed: int
    not_reached: tuple[str, ...]

    @property
    def names(self) -> int:
        """How many private values went."""
        return sum(purge.names for purge in self.purges)

    @property
    def pictures(self) -> int:
        """How many pictures went."""
        return sum(purge.pictures for purge in self.purges)


def receipt_json(receipt: Receipt) -> str:
    """Returns a receipt for machines."""
    return json.dumps({"form": _FORM, **asdict(receipt)}, indent=1, ensure_ascii=True) + "\n"


def receipt_text(receipt: Receipt) -> str:
    """Returns a receipt for people."""
    entries = [
        f"  entry {purge.sequence}  {purge.hash}  "
        f"({purge.names} values, {purge.pictures} pictures of {len(purge.keys)})"
        for purge in receipt.purges
    ]
    log = "emptied" if receipt.log_emptied else "NOT emptied: in use; run the command again"
    return "\n".join(
        [
            "Receipt of an erasure",
            "",
            f"station    {receipt.station}",
            f"made       {receipt.made_utc}",
            f"request    {receipt.request or '-'}",
            f"erased     {receipt.names} private values with their salts, "
            f"{receipt.pictures} pictures with their keys",
            f"log        {log}",
            f"copies     {receipt.copies_removed} removed; left, and to be looked at: "
            f"{', '.join(receipt.not_reached) or 'none'}",
            "",
            "Entries of the ledger that say so, with their hashes:",
            *(entries or ["  none: there was nothing to erase"]),
            "",
            "What remains is entries with salted digests, whose salts are gone.",
            "Backups that were made elsewhere are not reached; keys in them are wrapped.",
            "",
        ]
    )
