"""What is wrong as long as it lasts: kept, sorted, said, and shown as plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.ui.alert_bar import AlertBar
from liveness_station.ui.alert_presenter import present_alerts
from liveness_station.ui.theme import DARK, LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE


@pytest.mark.usefixtures("qapp")
def test_an_alert_stays_until_its_cause_is_gone() -> None:
    board = AlertBoard()
    said: list[tuple[Alert, ...]] = []
    board.changed.connect(said.append)
    mild, grave = Alert(AlertCode.WITNESS_OLD, "2 h"), Alert(AlertCode.RECORD_ALTERED, "entry 7")
    for alert in (mild, grave, grave):
        board.on_raised(alert)
    assert said == [(mild,), (grave, mild)]
    board.on_cleared(AlertCode.RECORD_ALTERED)
    board.on_cleared(AlertCode.RECORD_ALTERED)
    assert said[2:] == [(mild,)]


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
@pytest.mark.parametrize("code", AlertCode)
def test_every_alert_says_what_and_what_now(words: object, code: AlertCode) -> None:
    assert words in (ENGLISH, CHINESE)
    (line,) = present_alerts((Alert(code, "a{b}c"),), ENGLISH if words is ENGLISH else CHINESE)
    assert "{detail}" not in line.text
    assert line.is_grave == (code.value.startswith("record_") or code.value.startswith("pictures"))


def test_the_bar_shows_lines_as_plain_text_and_hides_without(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = AlertBar(window)
    bar.set_theme(LIGHT)
    assert bar.isHidden()
    hostile = Alert(AlertCode.RECORD_QUARANTINED, "<b>LIVE</b>")
    bar.render_lines(present_alerts((hostile,), ENGLISH))
    assert not bar.isHidden()
    assert "<b>LIVE</b>" in bar.texts[0].text()
    assert bar.texts[0].textFormat() is Qt.TextFormat.PlainText
    bar.set_theme(DARK)
    assert len(bar.texts) == 1
    bar.render_lines(())
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("alert", "english", "chinese"),
    [
        (Alert(AlertCode.WITNESS_OLD, "1 h"), "for 1 hour.", "已有 1 小时没有"),
        (Alert(AlertCode.WITNESS_OLD, "30 h"), "for 30 hours.", "已有 30 小时没有"),
        (Alert(AlertCode.RETENTION_REFUSED, "clock_ahead"), "clock is ahead", "时钟偏快"),
        (Alert(AlertCode.RETENTION_REFUSED, "of later"), "(of later)", "（of later）"),
    ],
)
def test_a_code_in_a_detail_is_told_in_words(alert: Alert, english: str, chinese: str) -> None:
    assert english in present_alerts((alert,), ENGLISH)[0].text
    assert chinese in present_alerts((alert,), CHINESE)[0].text
