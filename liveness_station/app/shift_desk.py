"""The shift's windows and the thread behind them, made when they are first asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot

from liveness_station.app.paths import Places
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.desk_events import ShiftEvent, ShiftStep
from liveness_station.domain.people import OWNER, Person
from liveness_station.domain.ports import Vault
from liveness_station.runtime.shift_requests import (
    FiguresWanted,
    HandOverRead,
    ReportWanted,
    ScoresWanted,
    SlipWanted,
    Written,
)
from liveness_station.settings.values import Settings
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words

if TYPE_CHECKING:
    from liveness_station.reporting.what_if import Family
    from liveness_station.runtime.shift_thread import ShiftThread
    from liveness_station.ui.handover_dialog import HandOverDialog
    from liveness_station.ui.handover_note import HandOverNote
    from liveness_station.ui.shift_window import ShiftWindow
    from liveness_station.ui.what_if_window import WhatIfWindow


class ShiftDesk(QObject):
    """Opens the windows of the shift, and has its files written. Thread: gui.

    Args:
        places: where the record is.
        settings: those in force; called from this thread and from the shift's.
        counts: today's calls; likewise.
        make_vault: for recording what was exported; None for the system's keyring.

    Signals:
        hand_over_given(ShiftEvent): the shift is to end with this note; nothing is recorded here.
        hand_over_read(HandOverRead): what was handed over last, as asked for.
        slip_written(Written): how writing a slip went.
    """

    hand_over_given = Signal(object)
    hand_over_read = Signal(object)
    slip_written = Signal(object)
    _figures_wanted = Signal(object)
    _scores_wanted = Signal(object)
    _hand_over_wanted = Signal()
    _file_wanted = Signal(object)

    def __init__(
        self,
        places: Places,
        settings: Callable[[], Settings],
        counts: Callable[[], CallCounts],
        parent: QObject | None = None,
        *,
        make_vault: Callable[[], Vault] | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._settings = settings
        self._counts = counts
        self._make_vault = make_vault
        self._thread: ShiftThread | None = None
        self._search = 0
        self._look: tuple[Words, Theme] | None = None
        self._person = OWNER
        self._welcome: Words | None = None
        self.window: ShiftWindow | None = None
        self.what_if: WhatIfWindow | None = None
        self.dialog: HandOverDialog | None = None
        self.note: HandOverNote | None = None

    def open(self, words: Words, theme: Theme, person: Person = OWNER) -> None:
        """Shows the figures of the shift, or brings them to the front."""
        # What only this window needs would cost every start of the program.
        from liveness_station.ui.shift_presenter import allowed_to
        from liveness_station.ui.shift_window import ShiftWindow

        self._look, self._person = (words, theme), person
        if self.window is not None:
            _raise(self.window)
            return
        window = ShiftWindow(
            words,
            theme,
            allowed_to(person),
            currency=self._settings().currency,
            first_search=self._search + 1,
        )
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_window_destroyed)
        self.window = window
        worker = self._started().worker
        worker.answered.connect(window.on_answered)
        window.figures_wanted.connect(self._on_figures_wanted)
        window.report_wanted.connect(self._on_report_wanted)
        window.hand_over_wanted.connect(self._on_hand_over_wanted)
        window.what_if_wanted.connect(self._on_what_if_wanted)
        window.show()
        window.begin()

    def open_what_if(self, words: Words, theme: Theme) -> None:
        """Shows what other thresholds would have made of the station's scores."""
        from liveness_station.ui.what_if_window import WhatIfWindow

        self._look = (words, theme)
        if self.what_if is not None:
            _raise(self.what_if)
            return
        window = WhatIfWindow(words, theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_what_if_destroyed)
        self.what_if = window
        self._started().worker.answered.connect(window.on_answered)
        window.family_wanted.connect(self._on_family_wanted)
        window.show()
        self._on_family_wanted(None)

    def open_hand_over(self, words: Words, theme: Theme, person: Person = OWNER) -> None:
        """Asks for a note and, if it is given, says that the shift ends."""
        from liveness_station.ui.handover_dialog import HandOverDialog

        self._person = person
        if self.dialog is not None:
            _raise(self.dialog)
            return
        self.dialog = HandOverDialog(words, theme, self.window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.destroyed.connect(self._on_dialog_destroyed)
        self.dialog.given.connect(self._on_given)
        self.dialog.open()

    def welcome(self, words: Words) -> None:
        """Has the last note read and, where there is one, shown to whoever has just signed in."""
        self._welcome = words
        self.ask_hand_over()

    def ask_hand_over(self) -> None:
        """Has the last note read; `hand_over_read` follows."""
        self._started()
        self._hand_over_wanted.emit()

    def write_slip(self, wanted: SlipWanted) -> None:
        """Has a slip written; `slip_written` follows."""
        self._started()
        self._file_wanted.emit(wanted)

    def dress(self) -> None:
        """Closes the windows where language, colours or operator have changed."""
        for window in (self.note, self.dialog, self.what_if, self.window):
            if window is not None:
                window.close()

    def stop(self) -> bool:
        """Closes the windows and ends the thread; False where it hangs."""
        self.dress()
        thread, self._thread = self._thread, None
        return thread is None or thread.stop()

    def _started(self) -> "ShiftThread":
        from liveness_station.app.shift_bench import StationShift
        from liveness_station.credentials.vault import KeyringVault
        from liveness_station.runtime.shift_thread import ShiftThread

        if self._thread is None:
            vault = self._make_vault or KeyringVault
            bench = StationShift(self._places, vault, self._settings, self._counts)
            self._thread = ShiftThread(bench, self)
            worker = self._thread.worker
            self._figures_wanted.connect(worker.on_figures_wanted)
            self._scores_wanted.connect(worker.on_scores_wanted)
            self._hand_over_wanted.connect(worker.on_hand_over_wanted)
            self._file_wanted.connect(worker.on_file_wanted)
            worker.answered.connect(self._on_answered)
            self._thread.start()
        return self._thread

    @Slot(object)
    def _on_figures_wanted(self, wanted: FiguresWanted) -> None:
        self._search = wanted.search
        # Straight from the gui thread: the wishes before it wait in the other one's queue.
        self._started().worker.supersede(wanted.search)
        self._figures_wanted.emit(wanted)

    @Slot(object, object, bool)
    def _on_report_wanted(self, wanted: FiguresWanted, folder: Path, has_names: object) -> None:
        if self._look is None:
            return
        is_metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
        language, operator = self._look[0].code, self._person.name
        names, is_letter = bool(has_names), not is_metric
        self._file_wanted.emit(ReportWanted(wanted, folder, language, operator, names, is_letter))

    @Slot()
    def _on_hand_over_wanted(self) -> None:
        if self._look is not None:
            self.open_hand_over(*self._look, self._person)

    @Slot()
    def _on_what_if_wanted(self) -> None:
        if self._look is not None:
            self.open_what_if(*self._look)

    @Slot(object)
    def _on_family_wanted(self, family: "Family | None") -> None:
        self._started()
        self._scores_wanted.emit(ScoresWanted(family, self._settings().threshold))

    @Slot(str)
    def _on_given(self, note: str) -> None:
        person = self._person
        self.hand_over_given.emit(ShiftEvent(ShiftStep.ENDED, person.name, person.role, note))

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, HandOverRead):
            self.hand_over_read.emit(answer)
            self._show_note(answer)
        elif isinstance(answer, Written) and answer.is_slip:
            self.slip_written.emit(answer)

    def _show_note(self, read: HandOverRead) -> None:
        from liveness_station.ui.handover_note import HandOverNote

        words, self._welcome, given = self._welcome, None, read.hand_over
        if words is None or given is None or not given.note:
            return
        if self.note is not None:
            self.note.close()
        self.note = HandOverNote(given, words)
        self.note.destroyed.connect(self._on_note_destroyed)
        self.note.open()

    @Slot()
    def _on_note_destroyed(self) -> None:
        self.note = None

    @Slot()
    def _on_window_destroyed(self) -> None:
        self.window = None

    @Slot()
    def _on_what_if_destroyed(self) -> None:
        self.what_if = None

    @Slot()
    def _on_dialog_destroyed(self) -> None:
        self.dialog = None


def _raise(window: "ShiftWindow | WhatIfWindow | HandOverDialog") -> None:
    window.raise_()
    window.activateWindow()
