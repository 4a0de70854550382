"""What the first window listens with: whoever connects has it shown, and can do nothing else."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication

from liveness_station.app.one_window import SHOWN
from liveness_station.ui.veil import Host

_log = logging.getLogger(__name__)


class Doorbell(QObject):
    """Shows a window to whoever starts the program again. Thread: gui.

    Nothing is read from a connection: there is no message that could be wrong or too long.

    Args:
        name: of the socket to listen on.
        front: returns the window that may be seen now, looked up at every ring: while nobody is
            signed in that is the lock screen, and what it hides must stay hidden.
    """

    def __init__(self, name: str, front: Callable[[], Host], parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._front = front
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def listen(self) -> bool:
        """Begins to listen; only for who holds the lock, because it removes another's socket.

        Returns:
            False where that is not possible: a second start then says that this one is starting.
        """
        # What a killed window has left.
        QLocalServer.removeServer(self._name)
        is_listening = self._server.listen(self._name)
        if not is_listening:
            _log.warning("a second start cannot reach this window")
        return is_listening

    def close(self) -> None:
        """Listens no more; may be called twice."""
        self._server.close()

    @Slot()
    def _on_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.write(SHOWN)
            socket.disconnectFromServer()
        self._show()

    def _show(self) -> None:
        window = self._front()
        minimized, active = Qt.WindowState.WindowMinimized, Qt.WindowState.WindowActive
        window.setWindowState((window.windowState() & ~minimized) | active)
        window.show()
        window.raise_()
        window.activateWindow()
        # Where the system lets no program come to the front by itself, its button calls.
        QApplication.alert(window)
