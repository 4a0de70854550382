"""What every entry says of the run and the machine that make it."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

UNKNOWN: Final = "unknown"
_LINUX: Final = Path("/proc/sys/kernel/random/boot_id")


def boot_id(path: Path = _LINUX) -> str:
    """Returns what tells one start of the machine from every other, "unknown" where nothing does.

    Two entries of different runs with the same one were made without a restart in between, so that
    their monotonic times can be compared.
    """
    if not sys.platform.startswith("linux"):
        return UNKNOWN
    try:
        return str(UUID(path.read_text("ascii").strip()))
    except (OSError, ValueError):
        return UNKNOWN


def utc_offset_min(moment: datetime) -> int:
    """Returns by how many minutes this computer's local time is ahead of UTC at a moment."""
    offset = moment.astimezone().utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
