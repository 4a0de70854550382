"""Errors of the station. Each adapter raises its own kind at its door, with the cause kept."""

from enum import Enum

from liveness_station.domain.verdicts import Reason


class StationError(Exception):
    """An expected failure with a stable reason; its text is for the log, never for the screen."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail


class EndpointError(StationError):
    """The endpoint could not be asked, or its answer did not arrive whole."""


class ImageError(StationError):
    """A picture cannot be used: undecodable, too small, too large."""


class EngineError(StationError):
    """The on-device engine cannot work: a model is missing or is not the one that was shipped."""


class RecordError(StationError):
    """A record could not be written or read."""


class CredentialError(StationError):
    """The keyring gave no secret; the reason tells missing, locked, refused and broken apart."""


class CameraTrouble(Enum):
    """What can be wrong with a source. The values are stable codes."""

    NOT_FOUND = "not_found"
    NO_FILE = "no_file"
    BUSY = "busy"
    DENIED = "denied"
    LOST = "lost"
    UNREADABLE = "unreadable"
    TIMEOUT = "timeout"
    ENDED = "ended"
    HANGING = "hanging"
    COVERED = "covered"
    FROZEN = "frozen"
    GARBLED = "garbled"
    TOO_SMALL = "too_small"
    TOO_SLOW = "too_slow"


class CameraError(Exception):
    """A source cannot be opened or read."""

    def __init__(self, trouble: CameraTrouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble = trouble
        self.detail = detail
