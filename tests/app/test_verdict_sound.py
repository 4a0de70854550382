"""Sounds of the verdicts: four that differ, quiet, and nothing ever waits for one."""

import io
import os
import stat
import sys
import threading
import time
import wave
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.sound_players import SoundPlayer
from liveness_station.app.verdict_sound import VerdictSound
from liveness_station.domain.verdicts import Verdict
from tools import make_sounds

posix = pytest.mark.skipif(sys.platform == "win32", reason="players are scripts here")


class FakePlayer:
    """Notes what it is asked to play; waits while it is told to."""

    def __init__(self, *, can_play: bool = True) -> None:
        self.played: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self._can_play = can_play

    def play(self, path: Path) -> bool:
        self.played.append(path.name)
        self.free.wait(10)
        return self._can_play


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def sound(qapp: QApplication, player: FakePlayer) -> Iterator[VerdictSound]:
    made = VerdictSound(make_sounds.FOLDER, qapp, player=player)
    yield made
    player.free.set()
    assert made.stop()


def script(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_sound_as_the_tool_makes_it(verdict: Verdict) -> None:
    path = make_sounds.FOLDER / f"{verdict.value.lower()}.wav"
    assert path.read_bytes() == make_sounds.sound(verdict)
    with wave.open(io.BytesIO(path.read_bytes())) as file:
        length_s = file.getnframes() / file.getframerate()
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
    assert 0.2 <= length_s <= 0.5
    # Quiet, and without a click at either end.
    assert 0.1 <= np.abs(heard).max() <= 0.25
    assert max(abs(heard[0]), abs(heard[-1])) < 0.01
    assert np.abs(np.diff(heard)).max() < 0.1


def test_no_two_sounds_are_alike() -> None:
    for one, other in combinations(Verdict, 2):
        assert make_sounds.MELODIES[one] != make_sounds.MELODIES[other]
    rising, falling = (make_sounds.MELODIES[v] for v in (Verdict.LIVE, Verdict.SPOOF))
    assert rising[0][0] < rising[-1][0]
    assert falling[0][0] > falling[-1][0]


def test_a_verdict_is_played_on_a_thread_of_its_own(
    sound: VerdictSound, player: FakePlayer, qtbot: QtBot
) -> None:
    sound.play(Verdict.LIVE)
    qtbot.waitUntil(lambda: player.played == ["live.wav"])


def test_nobody_waits_for_a_player_that_hangs(
    sound: VerdictSound, player: FakePlayer, qtbot: QtBot
) -> None:
    player.free.clear()
    began = time.process_time()
    sound.play(Verdict.LIVE)
    qtbot.waitUntil(lambda: player.played == ["live.wav"])
    for verdict in (Verdict.SPOOF, Verdict.RETRY, Verdict.ERROR):
        sound.play(verdict)
    assert time.process_time() - began < 1
    player.free.set()
    # The newest is what the desk is about; what came between is of no use.
    qtbot.waitUntil(lambda: player.played == ["live.wav", "error.wav"])


def test_it_is_silent_where_the_settings_say_so(sound: VerdictSound, player: FakePlayer) -> None:
    sound.set_on(is_on=False)
    sound.play(Verdict.LIVE)
    assert sound._thread is None
    assert player.played == []


def test_a_beep_stands_for_what_cannot_be_played(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(threading.current_thread().name))
    made = VerdictSound(make_sounds.FOLDER, qapp, player=FakePlayer(can_play=False))
    made.play(Verdict.ERROR)
    qtbot.waitUntil(lambda: bool(beeps))
    assert beeps == [threading.main_thread().name]
    assert made.stop()


def test_a_player_that_hangs_for_good_is_left_behind(
    qapp: QApplication, player: FakePlayer, qtbot: QtBot
) -> None:
    made = VerdictSound(make_sounds.FOLDER, qapp, player=player)
    player.free.clear()
    made.play(Verdict.LIVE)
    thread = made._thread
    assert thread is not None
    assert thread.daemon
    qtbot.waitUntil(lambda: bool(player.played))
    assert not made.stop()
    player.free.set()
    thread.join(5)
    assert not thread.is_alive()
    assert made.stop()


@posix
def test_the_first_player_that_works_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard"
    script(tmp_path, "pw-play", f'echo "pw $1" >> "{heard}"; exit 1')
    script(tmp_path, "aplay", f'echo "alsa $1 $2" >> "{heard}"')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    player = SoundPlayer("linux")
    wav = tmp_path / "a sound.wav"
    assert player.play(wav)
    assert player.play(wav)
    assert heard.read_text(encoding="utf-8").splitlines() == [
        f"pw {wav}",
        f"alsa -q {wav}",
        f"alsa -q {wav}",
    ]


@posix
def test_a_player_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path, "aplay", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    began = time.monotonic()
    assert not SoundPlayer("linux", longest_s=0.2).play(tmp_path / "x.wav")
    assert time.monotonic() - began < 20


def test_without_a_player_there_is_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not SoundPlayer("linux").play(tmp_path / "x.wav")
    assert not SoundPlayer("plan9").play(tmp_path / "x.wav")
    if sys.platform != "win32":
        assert not SoundPlayer("win32").play(tmp_path / "x.wav")
