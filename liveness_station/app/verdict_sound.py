"""A short sound for each verdict, which nothing waits for."""

import queue
import threading
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.sound_players import SoundPlayer
from liveness_station.domain.verdicts import Verdict

_JOIN_S: Final = 0.5


class Player(Protocol):
    """What plays one file, on whatever thread it is asked."""

    def play(self, path: Path) -> bool:
        """Plays a file to its end; False where it could not be."""
        ...


class VerdictSound(QObject):
    """Plays what was asked for last, on a thread of its own named "sound". Thread: gui.

    Where no sound can be played the system's own beep stands for it; that fails in silence, too.
    """

    _beep_wanted = Signal()

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        *,
        is_on: bool = True,
        player: Player | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._is_on = is_on
        self._player: Player = player or SoundPlayer()
        self._wishes: queue.SimpleQueue[Verdict | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._beep_wanted.connect(self._on_beep_wanted)

    def set_on(self, *, is_on: bool) -> None:
        """Takes the setting."""
        self._is_on = is_on

    def play(self, verdict: Verdict) -> None:
        """Has a verdict's sound played; returns at once."""
        if not self._is_on:
            return
        if self._thread is None:
            # A daemon: a player that hangs in a driver must not hold the program.
            self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
            self._thread.start()
        self._wishes.put(verdict)

    def stop(self) -> bool:
        """Ends the thread; False where it is left behind in a player that hangs."""
        self._is_on = False
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._wishes.put(None)
        thread.join(_JOIN_S)
        return not thread.is_alive()

    def _run(self) -> None:
        """Plays the newest wish; those that it came after are of no use any more."""
        while True:
            verdict = self._wishes.get()
            while verdict is not None and not self._wishes.empty():
                verdict = self._wishes.get()
            if verdict is None:
                return
            if not self._player.play(self._folder / f"{verdict.value.lower()}.wav"):
                self._beep_wanted.emit()

    @Slot()
    def _on_beep_wanted(self) -> None:
        if self._is_on:
            QApplication.beep()
