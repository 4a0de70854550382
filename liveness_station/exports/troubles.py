"""The room's door: whatever the disk or the spreadsheet library says leaves as an ExportError."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from xlsxwriter.exceptions import FileCreateError, XlsxWriterException


class ExportTrouble(StrEnum):
    """What can go wrong with an export; the values are for whoever typed the command."""

    DISK_FULL = "the disk is full"
    READ_ONLY = "nothing may be written there"
    EXISTS = "there is a file of that name"
    GONE = "the folder is not there"
    TOO_MANY = "too many attempts for one report; narrow the filter"
    CANCELLED = "given up"
    NOT_RECORDED = "the export could not be recorded, so no file was made"
    WRITING = "the file could not be written"


class ExportError(Exception):
    """No file was made; where one stood under the name, it still does."""

    def __init__(self, trouble: ExportTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


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
