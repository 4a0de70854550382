"""What the libraries underneath must not do."""

import sys

from PySide6.QtCore import QObject, Signal


class _Sender(QObject):
    said = Signal(int)


def test_emit_keeps_the_count_of_true() -> None:
    """PySide6 6.12.0 lost one reference per emit, which ends the interpreter on Python 3.11."""
    sender = _Sender()
    before = sys.getrefcount(True)
    for number in range(1000):
        sender.said.emit(number)
    assert sys.getrefcount(True) > before - 500
