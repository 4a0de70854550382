"""An operator's day with the real station: line, question, keys, decisions, the record of it."""

import json
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.domain.consents import ConsentAnswer
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject
from liveness_station.session.states import DeskState, EngineReady, Idle, Notice, Showing
from liveness_station.session.visits import ConsentStep, OtherWay
from liveness_station.settings.values import CheckChoice, EndpointChoice, Language, Settings
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.other_dialog import OtherDialog
from liveness_station.ui.override_dialog import OverrideDialog
from tests.fakes.vault import FakeVault

LIMIT_MS = 30_000
Open = Callable[..., AbstractContextManager[Station]]


@pytest.fixture
def open_desk(qapp: QApplication, tmp_path: Path) -> Open:
    @contextmanager
    def opened(**changes: object) -> Iterator[Station]:
        wall = tmp_path / "wall.png"
        cv2.imwrite(str(wall), np.full((480, 640, 3), 90, np.uint8))
        places = find_places(tmp_path / "data")
        appearance.load_fonts(qapp, places.fonts)
        chosen: dict[str, object] = {
            "source": str(wall),
            "language": Language.ENGLISH,
            "check": CheckChoice.STILL,
            "sounds": False,
        }
        settings = Settings(**(chosen | changes))  # type: ignore[arg-type]  # fields by name
        bench = LazyWorkbench(places, settings, data_dir=tmp_path / "data", make_vault=FakeVault)
        station = Station(qapp, places, settings, bench)
        station.start()
        try:
            yield station
        finally:
            station.console.close()
            assert station.stop()
            station.console.deleteLater()
            station.deleteLater()
            QTest.qWait(0)

    return opened


class Hand:
    """Presses keys as an operator does, and counts them."""

    def __init__(self, qtbot: QtBot, station: Station) -> None:
        self.qtbot, self.station = qtbot, station
        self.presses = 0
        self.wait(lambda state: isinstance(state.engine, EngineReady) and not state.is_locked)
        qtbot.waitUntil(lambda: station.console.preview.painted_frame is not None, timeout=LIMIT_MS)

    @property
    def state(self) -> DeskState:
        return self.station.controller.state

    def wait(self, is_so: Callable[[DeskState], bool]) -> None:
        self.qtbot.waitUntil(lambda: is_so(self.state), timeout=LIMIT_MS)

    def press(self, key: Qt.Key) -> None:
        self.presses += 1
        focused: QWidget | None = self.station.console.focusWidget()
        QTest.keyClick(focused if focused is not None else self.station.console, key)

    def line_up(self, *names: str) -> None:
        waiting = tuple(Waiting(Subject(name)) for name in names)
        self.station.controller.visits.on_queue_edited(Queue(waiting))

    def call_the_next(self) -> None:
        before = self.state.generation
        self.press(Qt.Key.Key_N)
        self.wait(lambda state: state.generation > before and state.subject is not None)
        self.wait(lambda state: state.visit.is_looked_up)

    def agree(self) -> None:
        # Nobody can agree to what no screen has shown them.
        yes = self.station.console.consent.yes
        self.qtbot.waitUntil(yes.isEnabled, timeout=LIMIT_MS)
        self.press(Qt.Key.Key_Y)
        self.wait(lambda state: state.visit.step is ConsentStep.SETTLED)

    def check(self) -> Showing:
        self.press(Qt.Key.Key_Space)
        self.wait(lambda state: isinstance(state.phase, Showing))
        phase = self.state.phase
        assert isinstance(phase, Showing)
        return phase

    def dialog(self, kind: type[QDialog]) -> QDialog:
        def shown() -> list[QDialog]:
            return [one for one in self.station.console.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: len(shown()) == 1)
        return shown()[0]


def kinds_of(folder: Path) -> list[tuple[str, dict[str, object]]]:
    with closing(sqlite3.connect(folder / "data" / "records.sqlite3")) as connection:
        rows = connection.execute("SELECT kind, body FROM entry ORDER BY seq").fetchall()
    return [(kind, json.loads(body)) for kind, body in rows]


def test_from_next_to_done_with_three_keys_and_no_mouse(
    qtbot: QtBot, open_desk: Open, tmp_path: Path
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042", "B-7")
        hand.call_the_next()
        hand.presses = 0
        hand.agree()
        assert hand.check().outcome.job.subject == Subject("A-1042")
        hand.press(Qt.Key.Key_Return)
        hand.wait(lambda state: state.subject is None)
        assert hand.presses == 3
        assert station.console.preview.hasFocus(), "the next key is N"
        hand.call_the_next()
        assert hand.state.subject == Subject("B-7")
        assert hand.state.visit.step is ConsentStep.ASKING, "asked anew"
    kinds = kinds_of(tmp_path)
    order = [kind for kind, _ in kinds if kind in {"CONSENT", "SUBMITTED", "VERDICT"}]
    assert order == ["CONSENT", "SUBMITTED", "VERDICT"], "recorded before anything is captured"
    consent = next(body for kind, body in kinds if kind == "CONSENT")
    submitted = next(body for kind, body in kinds if kind == "SUBMITTED")
    assert consent["answer"] == "given"
    assert str(consent["text_version"]).startswith("2026-")
    assert submitted["consent_id"] == consent["consent_id"]


def test_whoever_refuses_is_not_captured_and_goes_another_way(
    qtbot: QtBot, open_desk: Open, tmp_path: Path
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.press(Qt.Key.Key_X)
        hand.wait(lambda state: state.visit.step is ConsentStep.SETTLED)
        hand.press(Qt.Key.Key_Space)
        hand.wait(lambda state: state.notice is Notice.CONSENT_REFUSED)
        hand.press(Qt.Key.Key_O)
        qtbot.waitUntil(
            lambda: any(d.isVisible() for d in station.console.findChildren(OtherDialog))
        )
        dialog = hand.dialog(OtherDialog)
        assert isinstance(dialog, OtherDialog)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        hand.wait(lambda state: isinstance(state.phase, OtherWay) and state.phase.is_recorded)
        assert not station.console.card.scale.isVisible(), "no score"
        hand.press(Qt.Key.Key_Return)
        hand.wait(lambda state: state.subject is None)
    kinds = kinds_of(tmp_path)
    assert [kind for kind, _ in kinds if kind in {"SUBMITTED", "OTHER"}] == ["OTHER"]
    other = next(body for kind, body in kinds if kind == "OTHER")
    assert other["reason"] == OtherReason.CONSENT_REFUSED.value


def test_the_question_is_shown_where_there_is_one_screen_and_can_be_taken_back(
    qtbot: QtBot, open_desk: Open, tmp_path: Path
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.wait(lambda state: state.is_curtained)
        hand.agree()
        hand.wait(lambda state: not state.is_curtained)
        hand.press(Qt.Key.Key_X)
        hand.wait(lambda state: state.visit.consent.answer is ConsentAnswer.WITHDRAWN)
        hand.wait(lambda state: state.visit.step is ConsentStep.SETTLED)
        hand.press(Qt.Key.Key_Space)
        hand.wait(lambda state: state.notice is Notice.CONSENT_REFUSED)
    answers = [body["answer"] for kind, body in kinds_of(tmp_path) if kind == "CONSENT"]
    assert answers == ["given", "withdrawn"]


def test_the_fourth_attempt_waits_for_a_supervisor_also_after_a_restart(
    qtbot: QtBot, open_desk: Open, tmp_path: Path
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.agree()
        for number in range(3):
            shown = hand.check()
            assert bool(shown.outcome.job.follows) == (number > 0)
            hand.press(Qt.Key.Key_R)
            hand.wait(lambda state: isinstance(state.phase, Idle))
        hand.press(Qt.Key.Key_Space)
        hand.wait(lambda state: state.notice is Notice.ATTEMPTS_SPENT)
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.agree()
        hand.press(Qt.Key.Key_Space)
        hand.wait(lambda state: state.notice is Notice.ATTEMPTS_SPENT)
        # Where nobody is known by name the owner is everybody, supervisors too.
        hand.press(Qt.Key.Key_A)
        hand.wait(lambda state: state.visit.allowed_more == 1)
        assert hand.check().outcome.recorded
    kinds = [kind for kind, _ in kinds_of(tmp_path)]
    assert kinds.count("SUBMITTED") == 4
    assert kinds.count("VERDICT") == 4, "no attempt overwrites another"
    assert kinds.count("ALLOW") == 1


def test_a_decision_and_a_note_stand_beside_the_verdict(
    qtbot: QtBot, open_desk: Open, tmp_path: Path
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.agree()
        before = hand.check().outcome
        hand.press(Qt.Key.Key_D)
        dialog = hand.dialog(OverrideDialog)
        assert isinstance(dialog, OverrideDialog)
        dialog.decided.emit(OverrideDecision.ACCEPT, OverrideReason.IDENTITY_DOCUMENT, "passport")
        dialog.close()
        hand.wait(
            lambda state: isinstance(state.phase, Showing) and state.phase.override is not None
        )
        assert "identity document" in station.console.card.decided.text()
        hand.press(Qt.Key.Key_F2)
        note = hand.dialog(NoteDialog)
        assert isinstance(note, NoteDialog)
        note.written.emit("came with a friend")
        note.close()
        hand.wait(lambda state: isinstance(state.phase, Showing) and state.phase.has_note)
        phase = hand.state.phase
        assert isinstance(phase, Showing)
        assert phase.outcome == before, "the verdict stays what it is"
    kinds = kinds_of(tmp_path)
    assert [kind for kind, _ in kinds if kind in {"OVERRIDE", "NOTE"}] == ["OVERRIDE", "NOTE"]
    assert "passport" not in json.dumps(kinds)
    assert "friend" not in json.dumps(kinds)


def test_what_was_asked_about_one_subject_is_not_answered_about_the_next(
    qtbot: QtBot, open_desk: Open
) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.agree()
        hand.check()
        hand.press(Qt.Key.Key_D)
        dialog = hand.dialog(OverrideDialog)
        station.controller.visits.on_subject_called(Waiting(Subject("B-7")))
        qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())


def test_the_curtain_hides_what_is_the_operators(qtbot: QtBot, open_desk: Open) -> None:
    with open_desk() as station:
        hand = Hand(qtbot, station)
        hand.line_up("A-1042")
        hand.call_the_next()
        hand.agree()
        hand.wait(lambda state: not state.is_curtained)
        hand.press(Qt.Key.Key_F9)
        hand.wait(lambda state: state.is_curtained)
        curtain = station.desks.day.display.curtain
        assert curtain.isVisible()
        assert curtain.geometry().contains(station.console.rect())
        QTest.keyClick(station.console, Qt.Key.Key_F9)
        hand.wait(lambda state: not state.is_curtained)
        assert not curtain.isVisible()


class HangingVault(FakeVault):
    """A keyring that waits for a prompt which nobody answers."""

    gate: ClassVar[threading.Event] = threading.Event()

    def get(self, name: str) -> Secret:
        self.gate.wait(60)
        return super().get(name)


def test_the_window_can_be_used_though_keyring_camera_and_network_hang(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """FAULTS.md: nothing that hangs holds up the desk."""
    HangingVault.gate.clear()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        places = find_places(tmp_path)
        appearance.load_fonts(qapp, places.fonts)
        settings = Settings(
            source=f"{address}/stream",
            endpoint=EndpointChoice.CLOUD,
            base_url=address,
            language=Language.ENGLISH,
            attempts_most=10,
            sounds=False,
        )
        bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=HangingVault)
        station = Station(qapp, places, settings, bench)
        station.start()
        try:
            controller = station.controller
            qtbot.waitUntil(lambda: not controller.state.is_locked, timeout=LIMIT_MS)
            station.console.subject.entry.setFocus()
            QTest.keyClicks(station.console.subject.entry, "A-1042")
            QTest.keyClick(station.console.subject.entry, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: controller.state.subject is not None, timeout=LIMIT_MS)
            qtbot.waitUntil(lambda: station.console.consent.isVisible())
            qtbot.waitUntil(lambda: controller.state.is_curtained)
            assert not isinstance(controller.state.engine, EngineReady), "they hang still"
        finally:
            HangingVault.gate.set()
            station.console.close()
            assert station.stop()
            station.console.deleteLater()
            station.deleteLater()
            QTest.qWait(0)
