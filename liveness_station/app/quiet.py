"""Whether the camera is needed by nobody, so that it may be asked for an answer."""

from PySide6.QtCore import QObject, Slot

from liveness_station.session.states import DeskState, Idle


class Quiet(QObject):
    """Follows the desk in the gui thread; may be asked by any thread.

    Somebody who was called and has not been captured yet needs the camera as well as somebody who
    is being checked, and so does whoever sets the desk up.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_desk_free = True
        self._is_setup_running = False

    def __call__(self) -> bool:
        """Tells whether nobody is called or checked, and no desk set up."""
        return self._is_desk_free and not self._is_setup_running

    @Slot(object)
    def on_state_changed(self, state: DeskState) -> None:
        """Takes how the desk is."""
        is_awaited = state.subject is not None and state.captured_at_s is None
        is_idle = isinstance(state.phase, Idle) and not state.is_subject_being_typed
        self._is_desk_free = is_idle and not is_awaited

    @Slot(bool)
    def on_setup_changed(self, is_running: bool) -> None:
        """Takes whether a desk is being set up."""
        self._is_setup_running = is_running
