"""The dialog for what an operator decides beside the machine's verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.words.base import Words

REASONS: Final[Mapping[OverrideDecision, tuple[OverrideReason, ...]]] = MappingProxyType(
    {
        OverrideDecision.ACCEPT: (
            OverrideReason.IDENTITY_DOCUMENT,
            OverrideReason.KNOWN_PERSON,
            OverrideReason.SECOND_PERSON_CONFIRMED,
            OverrideReason.CANNOT_BE_CHECKED,
            OverrideReason.EQUIPMENT_FAULT,
            OverrideReason.EMERGENCY,
            OverrideReason.OTHER,
        ),
        OverrideDecision.REFUSE: (
            OverrideReason.SUSPECTED_ATTACK,
            OverrideReason.WRONG_PERSON,
            OverrideReason.SUBJECT_LEFT,
            OverrideReason.CANNOT_BE_CHECKED,
            OverrideReason.EQUIPMENT_FAULT,
            OverrideReason.OTHER,
        ),
    }
)
"""Which reasons fit which decision: nobody is let pass because of a suspected fraud."""

_KEYS: Final = MappingProxyType(
    {OverrideDecision.ACCEPT: Qt.Key.Key_A, OverrideDecision.REFUSE: Qt.Key.Key_R}
)


@dataclass(frozen=True, slots=True)
class DecisionAsk:
    """What the dialog is opened for.

    Attributes:
        verdict: the machine's, as the window's language has it.
        needs_second: the decisions that nobody may make alone.
        has_people: the station knows people, so that a second one can be asked.
    """

    verdict: str
    needs_second: frozenset[OverrideDecision] = frozenset()
    has_people: bool = False


class OverrideDialog(AskDialog):
    """Asks for decision, reason and note.

    Signals:
        decided(OverrideDecision, OverrideReason, str): the note may be "".
    """

    decided = Signal(object, object, str)

    def __init__(self, words: Words, ask: DecisionAsk, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._ask = ask
        self.decision: OverrideDecision | None = None
        self.setWindowTitle(self._said.override_title)
        self.intro.setText(self._said.override_intro.format(verdict=ask.verdict))
        self._group = QButtonGroup(self)
        self.decisions: dict[OverrideDecision, QPushButton] = {}
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        for decision, key in _KEYS.items():
            button = QPushButton(
                f"{self._said.decisions[decision]}  {key.name.removeprefix('Key_')}"
            )
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setObjectName("choice")
            self._group.addButton(button)
            row.addWidget(button, 1)
            self.decisions[decision] = button
        self._group.buttonToggled.connect(self._on_toggled)
        for before, after in pairwise((*self.decisions.values(), self.choices)):
            QWidget.setTabOrder(before, after)
        self._stack(self.intro, ways, self.choices)
        self.decisions[OverrideDecision.ACCEPT].setFocus()

    def _can_save(self) -> bool:
        code = self.choices.code
        return code is not None and (code is not OverrideReason.OTHER or bool(self.note.note))

    def _trouble(self) -> str:
        told = []
        if self.decision in self._ask.needs_second:
            is_asked = self._ask.has_people
            told.append(self._said.second_asked if is_asked else self._said.second_missing)
        if self.choices.code is OverrideReason.OTHER and not self.note.note:
            told.append(self._said.note_needed)
        return "\n".join(told)

    def _answer(self) -> None:
        self.decided.emit(self.decision, self.choices.code, self.note.note)

    @Slot()
    def _on_toggled(self) -> None:
        chosen = next((one for one, button in self.decisions.items() if button.isChecked()), None)
        if chosen is None or chosen is self.decision:
            return
        self.decision = chosen
        reasons = self._said.override_reasons
        self.choices.fill(tuple((code, reasons[code]) for code in REASONS[chosen]))
        self._on_changed()
        self.choices.buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses the decision by letter and the reason by number."""
        for decision, key in _KEYS.items():
            if event.key() == key and not event.isAutoRepeat():
                self.decisions[decision].setChecked(True)
                return
        super().keyPressEvent(event)
