"""The io worker tells what lasts longer than a check: alerts as they come and go, and witnesses."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.io_worker import IoWorker
from tests.fakes.workbench import FakeWorkbench

ALTERED = Alert(AlertCode.RECORD_ALTERED, "#7")
OLD = Alert(AlertCode.WITNESS_OLD, "24 h")
OLDER = Alert(AlertCode.WITNESS_OLD, "25 h")


@pytest.mark.usefixtures("qtbot")
def test_alerts_are_raised_once_changed_and_cleared() -> None:
    workbench = FakeWorkbench()
    worker, board = IoWorker(workbench), AlertBoard()
    worker.alert_raised.connect(board.on_raised)
    worker.alert_cleared.connect(board.on_cleared)
    for wrong, shown in (
        ((), ()),
        ((OLD,), (OLD,)),
        ((OLD,), (OLD,)),
        ((OLDER, ALTERED), (ALTERED, OLDER)),
        ((OLDER,), (OLDER,)),
        ((), ()),
    ):
        workbench.wrong = wrong
        worker._warming.timeout.emit()
        assert board.alerts == shown


def test_the_age_of_the_outside_checkpoint_is_told(qtbot: QtBot) -> None:
    workbench = FakeWorkbench(witnessed=WitnessState(1, timedelta(hours=3)))
    worker = IoWorker(workbench)
    with qtbot.waitSignal(worker.witnessed) as told:
        worker._warming.timeout.emit()
    assert told.args == [workbench.witnessed]
