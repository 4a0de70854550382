"""The last resort: an error that nobody foresaw ends what was under way, is told once, and no more.

Where such an error came from is not known, and so neither is what it has left half done. A running
check is given up, with its terminal row; the desk goes on.
"""

import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from liveness_station.ui.unforeseen_dialog import UnforeseenDialog
from liveness_station.ui.veil import Host
from liveness_station.ui.words.base import Words

MOST_TOLD: Final = 3
"""So often the operator is told within one run of the program; the log has all of them."""

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger(__name__)

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
QtHandler = Callable[[QtMsgType, QMessageLogContext, str], object]
Front = Callable[[], tuple[Words, Host] | None]
"""Returns language and window for a dialog; None while nobody may see one."""


class CrashGuard(QObject):
    """Stands behind the hooks of the interpreter and of Qt. Lives in the gui thread.

    Args:
        front: where a dialog can be shown.
        log_file: what the dialog names.

    Signals:
        caught(): give up what is under way.
    """

    caught = Signal()
    _happened = Signal(str)

    def __init__(self, front: Front, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._log_file = log_file
        self._told: set[str] = set()
        self._is_installed = False
        self._before: ExceptHook = sys.excepthook
        self._before_thread = threading.excepthook
        self._before_qt: QtHandler | None = None
        self.dialog: UnforeseenDialog | None = None
        # Queued: the error may come from a painting, or from another thread.
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begins to listen; what was there before is asked first, and writes the log."""
        self._before = sys.excepthook
        self._before_thread = threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        self._before_qt = qInstallMessageHandler(_on_qt_message)
        self._is_installed = True

    def remove(self) -> None:
        """Puts the hooks back; may be called twice."""
        if not self._is_installed:
            return
        self._is_installed = False
        sys.excepthook = self._before
        threading.excepthook = self._before_thread
        qInstallMessageHandler(self._before_qt)
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._before(kind, error, trace)
        self._note(kind, trace)

    def _on_thread_error(self, told: threading.ExceptHookArgs) -> None:
        self._before_thread(told)
        self._note(told.exc_type, told.exc_traceback)

    def _note(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        # The program may be past the end of its windows.
        with suppress(RuntimeError):
            self._happened.emit(f"{kind.__name__} {_place_of(trace)}")

    @Slot(str)
    def _on_happened(self, place: str) -> None:
        self.caught.emit()
        if place in self._told or len(self._told) >= MOST_TOLD or self.dialog is not None:
            return
        front = self._front()
        if front is None or not self._is_installed:
            return
        self._told.add(place)
        words, host = front
        self.dialog = UnforeseenDialog(words, str(self._log_file), host)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _place_of(trace: TracebackType | None) -> str:
    """Returns where an error was raised, by which one and the same is told once."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Has what Qt complains of in the log; before a fatal one the program ends right after."""
    category = context.category or "qt"
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)
    if kind is QtMsgType.QtFatalMsg:
        logging.shutdown()
