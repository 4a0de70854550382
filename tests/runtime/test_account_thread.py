"""The thread of accounts: one answer to each wish, in their order."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.domain.people import OWNER
from liveness_station.runtime.account_thread import AccountThread
from liveness_station.runtime.account_wishes import AccountAnswer, ListPeople
from tests.fakes.accounts import Desk


def test_the_thread_answers_every_wish_once_and_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    files = Desk(tmp_path / "people.json")
    accounts = AccountThread(files.book)
    answers: list[AccountAnswer] = []

    class Ear(QObject):
        def on_answered(self, answer: AccountAnswer) -> None:
            answers.append(answer)

    ear = Ear()
    accounts.answered.connect(ear.on_answered)
    accounts.start()
    numbers = [accounts.ask(ListPeople(), by=OWNER) for _ in range(3)]
    qtbot.waitUntil(lambda: [one.number for one in answers] == numbers)
    files.path.write_bytes(b"")
    accounts.ask(ListPeople(), by=OWNER)
    qtbot.waitUntil(lambda: answers[-1].trouble is AccountTrouble.DAMAGED)
    assert answers[-1].people is None
    assert accounts.stop()
    assert accounts.stop()
