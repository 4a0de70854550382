"""How a short WAV file is played, on each system, with what is there anyway.

Qt's own way is not among the shipped parts of Qt. Nothing here is heard of a failure but silence.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

PLAYERS: Final[Mapping[str, Sequence[tuple[str, ...]]]] = MappingProxyType(
    {
        "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
        "darwin": (("afplay",),),
    }
)
LONGEST_S: Final = 3.0
"""A player that takes longer waits for a device that somebody else holds."""


class SoundPlayer:
    """Plays one file at a time, and remembers what works. Thread: the sound's own."""

    def __init__(self, platform: str = sys.platform, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._commands = list(PLAYERS.get(platform, ()))
        self._is_windows = platform == "win32"

    def play(self, path: Path) -> bool:
        """Plays a file to its end; False where it could not be."""
        if self._is_windows:
            return _play_on_windows(path)
        while self._commands:
            if self._run(self._commands[0], path):
                return True
            # Without a device it will fail the next time, too.
            self._commands.pop(0)
        return False

    def _run(self, command: tuple[str, ...], path: Path) -> bool:
        program = shutil.which(command[0])
        if program is None:
            return False
        try:
            done = subprocess.run(
                [program, *command[1:], str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self._longest_s,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def _play_on_windows(path: Path) -> bool:
    is_played = False
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            is_played = True
    return is_played
