"""A camera is asked for an answer only while nobody waits for it."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from liveness_station.app.quiet import Quiet
from liveness_station.domain.subjects import Subject
from liveness_station.session.states import DeskState
from tests.session.desk import desk


def test_nobody_is_quiet_who_is_called_checked_or_setting_up(qapp: QApplication) -> None:
    assert qapp is not None
    quiet = Quiet()
    quiet.on_state_changed(DeskState())
    assert quiet()
    called = replace(desk(), subject=Subject("A-1"))
    quiet.on_state_changed(called)
    assert not quiet(), "somebody is called"
    quiet.on_state_changed(replace(called, captured_at_s=3.0))
    assert quiet(), "captured, and the verdict is off the screen"
    quiet.on_state_changed(replace(DeskState(), is_subject_being_typed=True))
    assert not quiet()
    quiet.on_state_changed(DeskState())
    quiet.on_setup_changed(is_running=True)
    assert not quiet(), "the desk is being set up"
    quiet.on_setup_changed(is_running=False)
    assert quiet()
