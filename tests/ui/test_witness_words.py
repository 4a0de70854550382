"""How old the checkpoint outside is, in the status line."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from liveness_station.domain.witnesses import WitnessState
from liveness_station.ui.status_line import StatusLine
from liveness_station.ui.views import Level
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.ledger import present_witness
from liveness_station.ui.words.zh_cn import CHINESE


@pytest.mark.parametrize(
    ("state", "text", "level"),
    [
        (WitnessState(), "No witness set up", Level.IDLE),
        (WitnessState(1), "No checkpoint outside yet", Level.WAITING),
        (WitnessState(1, timedelta(seconds=-5)), "Checkpoint outside: just now", Level.GOOD),
        (WitnessState(1, timedelta(minutes=4)), "Checkpoint outside: 4 min ago", Level.GOOD),
        (WitnessState(1, timedelta(hours=23)), "Checkpoint outside: 23 h ago", Level.GOOD),
        (WitnessState(1, timedelta(hours=24)), "Checkpoint outside: 24 h ago", Level.WAITING),
        (WitnessState(2, timedelta(days=3)), "Checkpoint outside: 3 days ago", Level.WAITING),
    ],
)
def test_the_age_is_said_and_an_old_one_stands_out(
    state: WitnessState, text: str, level: Level
) -> None:
    item = present_witness(state, ENGLISH.code)
    assert (item.text, item.level) == (text, level)
    assert present_witness(state, CHINESE.code).text != text


def test_the_status_line_shows_it_once_it_is_known(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    dot, label = line.parts[-1]
    assert label.isHidden()
    line.render_witness(present_witness(WitnessState(), ENGLISH.code))
    assert not label.isHidden()
    assert not dot.isHidden()
