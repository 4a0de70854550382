"""The room's door: whatever the disk or the spreadsheet library says leaves as an ExportError."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

from liveness_station.exports.errors import ExportError, ExportTrouble

_TROUBLES = {
    errno.ENOSPC: ExportTrouble.DISK_FULL,
    errno.EDQUOT: ExportTrouble.DISK_FULL,
    errno.EROFS: ExportTrouble.READ_ONLY,
    errno.EACCES: ExportTrouble.READ_ONLY,
    errno.EPERM: ExportTrouble.READ_ONLY,
    errno.EEXIST: ExportTrouble.EXISTS,
    errno.ENOENT: ExportTrouble.GONE,
    errno.ENOTDIR: ExportTrouble.GONE,
}


@contextmanager
def export_door() -> Iterator[None]:
    """Turns errors of the file system and of the spreadsheet library into ExportError."""
    try:
        yield
    except OSError as error:
        raise ExportError(_trouble_of(error)) from error
    except FileCreateError as error:
        # It wraps what the file system said.
        inner = error.args[0] if error.args else None
        trouble = _trouble_of(inner) if isinstance(inner, OSError) else ExportTrouble.WRITING
        raise ExportError(trouble) from error
    except XlsxWriterException as error:
        raise ExportError(ExportTrouble.WRITING) from error


def _trouble_of(error: OSError) -> ExportTrouble:
    return _TROUBLES.get(error.errno or 0, ExportTrouble.WRITING)
