"""What a command says when the record refuses: which file it is about, and what to do next."""

from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.storage.door import Trouble

_NEXT: Final = {
    Trouble.CANNOT_OPEN: "is it there, and may this account read it? --data-dir names its folder",
    Trouble.CORRUPT: "no record of a station, or a damaged one; see docs/ledger.md",
    Trouble.FOREIGN: "see that it is the file you mean",
    Trouble.LEFT_OPEN: "copy it, with all files beside it, to where this account may write",
    Trouble.LOCKED: "try again when that program is done",
    Trouble.NEWER_VERSION: "use that version",
    Trouble.READ_ONLY: "this account may not write there",
}


def told(error: RecordError, path: Path) -> str:
    """Returns what is wrong with a record, by its file, and the next step where there is one."""
    detail = error.detail or error.reason.value
    word = detail.partition(" by process ")[0]
    step = next((text for trouble, text in _NEXT.items() if trouble.value == word), "")
    return f"{path}: {detail}" + (f"; {step}" if step else "")
