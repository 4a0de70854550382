"""Keeps the latest time that an accepted signature named, so that a restart forgets none."""

import logging
from pathlib import Path
from typing import Final

from liveness_station.service.troubles import Refusal, RefusedError, ServiceSetupError

_MAX_DIGITS: Final = 15

_log = logging.getLogger(__name__)


class StampFile:
    """One number in one file: UTC in milliseconds. Used by one service at a time.

    It is written before the request goes on, so that not even a killed service forgets it; not
    synced, so that a power cut may.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._latest_ms = 0

    def load(self) -> int:
        """Returns the latest time that was ever kept, 0 where there is none.

        Raises:
            ServiceSetupError: the file cannot be read, or holds something else.
        """
        try:
            text = self._path.read_text("ascii")
        except FileNotFoundError:
            return 0
        except (OSError, UnicodeDecodeError) as error:
            raise ServiceSetupError(f"{self._path} cannot be read: {error}") from error
        if not text.isdigit() or len(text) > _MAX_DIGITS:
            raise ServiceSetupError(
                f"{self._path} holds no time: remove it, and whatever was signed in the last ten "
                "minutes can be used once more"
            )
        self._latest_ms = int(text)
        return self._latest_ms

    def keep(self, stamp_ms: int) -> None:
        """Keeps a time if it is the latest.

        Raises:
            RefusedError: BUSY, the disk refuses; what it was about must not go on.
        """
        if stamp_ms <= self._latest_ms:
            return
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_text(str(stamp_ms), "ascii")
            part.replace(self._path)
        except OSError as error:
            _log.error("the time of a signature cannot be kept: errno %s", error.errno)
            raise RefusedError(Refusal.BUSY, "the time of the signature cannot be kept") from error
        self._latest_ms = stamp_ms
