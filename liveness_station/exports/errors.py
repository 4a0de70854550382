"""What can go wrong with an export."""

from enum import StrEnum


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
