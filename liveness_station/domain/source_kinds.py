"""What pictures are taken from."""

from enum import StrEnum


class SourceKind(StrEnum):
    """What a picture was taken from. The values are stable codes."""

    UNKNOWN = "unknown"
    DEVICE = "device"
    FILE = "file"
    STREAM = "stream"
    DEMO = "demo"
    ADDRESS = "address"
