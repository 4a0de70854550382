"""The line at one desk: typed, listed, scanned; kept on disk, and shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.list_desk import ListDesk
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.queue import NOBODY_WAITS, Queue, QueueError, QueueTrouble, Waiting
from liveness_station.domain.references import ReferenceRefusedError
from liveness_station.domain.scans import ScanRefusedError, ScanTrouble, reference_of_scan
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.code_reader import CodeHub, ReadCodes
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.queue_thread import KeptQueue, QueueThread, utc_now
from liveness_station.session.leaving import line_with_present
from liveness_station.session.states import CameraLive, DeskState, Showing
from liveness_station.session.visits import OtherWay
from liveness_station.ui.queue_panel import QueuePanel
from liveness_station.ui.queue_presenter import QueueNews, QueueNotice, present_queue
from liveness_station.ui.scanner_watch import ScannerWatch, Window
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

JOIN_S: Final = 1.0


def make_code_reader() -> ReadCodes:
    """Returns what reads codes."""
    # Here: the library is nothing that a window should wait for.
    from liveness_station.codes.reader import read_codes

    return read_codes


class QueueDesk(QObject):
    """Makes wishes of the panel, scanners, lists and the camera a queue. Lives in the gui thread.

    The desk's state holds the line; what is wished here goes there and comes back with the state.
    Whoever is scanned while nobody is at the desk is called at once, and put in line otherwise.

    Attributes:
        tap: where the camera's frames are to be handed in, by any thread.

    Signals:
        scanning_changed(bool): whether the camera is looking for codes.
    """

    scanning_changed = Signal(bool)

    def __init__(
        self,
        application: QApplication,
        window: Window,
        panel: QueuePanel,
        controller: StationController,
        alerts: AlertBoard,
        path: Path,
        parent: QObject | None = None,
        *,
        make_reader: Callable[[], ReadCodes] = make_code_reader,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._controller, self._alerts = controller, alerts
        self._words: Words | None = None
        self._notice: QueueNotice | None = None
        self._generation = controller.state.generation
        self._decided = -1
        self.lists = ListDesk(window, self._state, self)
        self.codes = CodeHub(make_reader, self)
        self.thread_of_file = QueueThread(path, self, now=now)
        self.watch = ScannerWatch(application, window, self)
        self._connect()

    @property
    def tap(self) -> FrameTap:
        """Where the camera's frames are to be handed in."""
        return self.codes.tap

    def start(self) -> None:
        """Brings back who was in line when the program ended."""
        self.thread_of_file.start()

    def stop(self) -> bool:
        """Keeps the line and ends the threads; False where one hangs."""
        self.watch.stop()
        self.lists.close()
        self.codes.set_scanning(is_scanning=False)
        has_ended = self.codes.join(JOIN_S)
        return self.thread_of_file.stop() and has_ended

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours."""
        self._words = words
        self.lists.set_words(words)
        self._panel.set_words(words)
        self._panel.set_theme(theme)
        self._show()

    def toggle_scanning(self) -> None:
        """Has the camera look for codes, or no longer."""
        state = self._controller.state
        is_live = isinstance(state.camera, CameraLive) and not state.camera.is_blocked
        if not self.codes.is_scanning and (not is_live or state.is_locked):
            self._tell(QueueNotice(QueueNews.SCAN_NO_CAMERA))
            self._panel.show_scanning(is_scanning=False)
            return
        self.codes.set_scanning(is_scanning=not self.codes.is_scanning)

    def _connect(self) -> None:
        panel, worker = self._panel, self.thread_of_file.worker
        panel.add_typed.connect(self._on_add_typed)
        panel.call_requested.connect(self._on_call_requested)
        panel.remove_requested.connect(self._on_remove_requested)
        panel.move_requested.connect(self._on_move_requested)
        panel.clear_requested.connect(self._on_clear_requested)
        panel.import_requested.connect(self._on_import_requested)
        panel.scan_requested.connect(self._on_scan_requested)
        self.watch.scanned.connect(self._on_scanned)
        self.codes.scanned.connect(self._on_scanned)
        self.codes.refused.connect(self._on_scan_refused)
        self.codes.scanning_changed.connect(self._on_scanning_changed)
        self.lists.listed.connect(self._on_listed)
        self.lists.told.connect(self._on_told)
        self._controller.state_changed.connect(self._on_state_changed)
        worker.read.connect(self._on_read)
        worker.unreadable.connect(self._on_unreadable)
        worker.kept.connect(self._on_kept)
        worker.not_kept.connect(self._on_not_kept)

    def _tell(self, notice: QueueNotice | None) -> None:
        self._notice = notice
        self._show()

    def _show(self) -> None:
        if self._words is not None:
            state = self._controller.state
            self._panel.render_view(present_queue(state, self._notice, self._words))

    def _state(self) -> DeskState:
        return self._controller.state

    def _edit(self, queue: Queue) -> None:
        self._controller.visits.on_queue_edited(queue)

    def _waiting(self, untrusted_text: str) -> Waiting | None:
        """Returns who a reference names, as the line knows them; None where it was refused."""
        state = self._controller.state
        try:
            subject = state.rules.references.subject(untrusted_text)
        except ReferenceRefusedError as error:
            self._tell(QueueNotice(error.trouble, untrusted_text.strip()))
            return None
        known = (one for one in state.queue.line if one.subject == subject)
        return next(known, Waiting(subject))

    def _add(self, waiting: Waiting) -> bool:
        state = self._controller.state
        reference = waiting.subject.reference
        if waiting.subject == state.subject:
            self._tell(QueueNotice(QueueTrouble.ALREADY_THERE, reference))
            return False
        try:
            queue = state.queue.add(waiting)
        except QueueError as error:
            self._tell(QueueNotice(error.trouble, reference))
            return False
        self._edit(queue)
        self._tell(QueueNotice(QueueNews.ADDED, reference))
        return True

    def _call(self, waiting: Waiting) -> None:
        self._tell(None)
        self._controller.visits.on_subject_called(waiting)

    @Slot(str)
    def _on_add_typed(self, untrusted_text: str) -> None:
        waiting = self._waiting(untrusted_text)
        if waiting is not None and self._add(waiting):
            self._panel.clear_entry()

    @Slot(str)
    def _on_scanned(self, untrusted_text: str) -> None:
        state = self._controller.state
        if state.is_locked:
            return
        try:
            text = reference_of_scan(untrusted_text)
        except ScanRefusedError as error:
            self._tell(QueueNotice(error.trouble))
            return
        waiting = self._waiting(text)
        if waiting is None:
            return
        if state.subject is not None:
            self._add(waiting)
            return
        # The camera is the subject's from now on.
        self.codes.set_scanning(is_scanning=False)
        self._call(waiting)

    @Slot(object)
    def _on_scan_refused(self, trouble: ScanTrouble) -> None:
        self._tell(QueueNotice(trouble))

    @Slot()
    def _on_scan_requested(self) -> None:
        self.toggle_scanning()

    @Slot(bool)
    def _on_scanning_changed(self, is_scanning: bool) -> None:
        self._panel.show_scanning(is_scanning=is_scanning)
        self._tell(QueueNotice(QueueNews.SCANNING) if is_scanning else None)
        self.scanning_changed.emit(is_scanning)

    @Slot(object)
    def _on_call_requested(self, waiting: Waiting) -> None:
        self._call(waiting)

    @Slot(object)
    def _on_remove_requested(self, waiting: Waiting) -> None:
        self._edit(self._controller.state.queue.without(waiting.subject))
        self._tell(None)

    @Slot(object, int)
    def _on_move_requested(self, waiting: Waiting, to: int) -> None:
        self._edit(self._controller.state.queue.moved(waiting.subject, to=to))

    @Slot()
    def _on_clear_requested(self) -> None:
        self._edit(NOBODY_WAITS)
        self._tell(None)

    @Slot(object)
    def _on_listed(self, waiting: tuple[Waiting, ...]) -> None:
        self._edit(self._controller.state.queue.add(*waiting))

    @Slot(object)
    def _on_told(self, notice: QueueNotice | None) -> None:
        self._tell(notice)

    @Slot()
    def _on_import_requested(self) -> None:
        self.lists.choose()

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        # A drill's line is nobody's; the real one stays in the file meanwhile.
        if not state.is_training:
            if isinstance(state.phase, Showing | OtherWay):
                self._decided = state.generation
            is_decided = self._decided == state.generation
            # Whoever is undecided is next again after a crash.
            self.thread_of_file.keep(state.queue if is_decided else line_with_present(state))
        if state.generation != self._generation:
            self._generation = state.generation
            is_trouble = self._notice is not None and not isinstance(self._notice.about, QueueNews)
            self._notice = None if is_trouble else self._notice
        if state.is_locked:
            self.codes.set_scanning(is_scanning=False)
            self.lists.close()
        self._show()

    @Slot(object)
    def _on_read(self, queue: Queue) -> None:
        self.thread_of_file.begin_with(queue)
        state = self._controller.state
        # Whoever came before the file was read stands behind those who were in line already.
        present = {one.subject for one in queue.line}
        new = tuple(one for one in state.queue.line if one.subject not in present)
        if queue.line:
            self._edit(replace(queue, line=(*queue.line, *new)))

    @Slot()
    def _on_unreadable(self) -> None:
        self._alerts.on_raised(Alert(AlertCode.QUEUE_UNREADABLE))

    @Slot()
    def _on_not_kept(self) -> None:
        self._alerts.on_raised(Alert(AlertCode.QUEUE_NOT_KEPT))

    @Slot(object)
    def _on_kept(self, written: KeptQueue) -> None:
        self._alerts.on_cleared(AlertCode.QUEUE_NOT_KEPT)
        self._alerts.on_cleared(AlertCode.QUEUE_UNREADABLE)
        kept = {one.subject for one in written.kept.line}
        gone = {one.subject for one in written.asked.line} - kept
        if gone:
            line = self._controller.state.queue.line
            self._edit(Queue(tuple(one for one in line if one.subject not in gone)))
