"""One setting's row: what it is called, where it is typed, and what is wrong with it."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.settings.fields import Kind
from liveness_station.settings.typing_in import Draft
from liveness_station.ui.choice_box import ChoiceBox
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.settings_presenter import FieldView
from liveness_station.ui.theme import Theme

_EDITOR_PX: Final = 310
_MAX_TYPED: Final = 4096


class SettingRow(QFrame):
    """Renders one field. Holds no truth.

    Signals:
        drafted(str, object): a setting's name, and what stands in its place now.
        reset(str): its default is wanted.
    """

    drafted = Signal(str, object)
    reset = Signal(str)

    def __init__(self, view: FieldView, reset_word: str, theme: Theme) -> None:
        super().__init__()
        self._name = view.name
        self.setObjectName("row")
        self.title, self.explanation = PlainLabel("title", is_wrapping=True), _quiet()
        self.hint, self.trouble = _quiet(), PlainLabel("trouble", is_wrapping=True)
        self.trouble.setStyleSheet(f"color: {theme.not_live}; font-weight: 600")
        self.editor: ChoiceBox | QLineEdit | QCheckBox | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.reset_button = QPushButton(reset_word)
        self.reset_button.setAutoDefault(False)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self._lay_out(self._make_editor(view))
        self.title.setText(view.title)
        self.explanation.setText(view.explanation)
        self.reset_button.setAccessibleName(f"{reset_word}: {view.title}")

    def render_view(self, view: FieldView) -> None:
        """Shows a view; what is being typed is left as it is."""
        self.setVisible(view.is_shown)
        self.hint.setText(view.hint)
        self.trouble.setText(view.trouble)
        self.trouble.setVisible(bool(view.trouble))
        self.reset_button.setVisible(view.can_reset)
        spoken = " ".join(filter(None, (view.explanation, view.hint, view.trouble)))
        if self.editor is not None:
            self.editor.setEnabled(view.can_change)
            self.editor.setAccessibleDescription(spoken)
        self._show_draft(view)

    def focus_editor(self) -> None:
        """Puts the focus where the setting is typed."""
        editor = self.editor or next(iter(self.boxes.values()))
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_draft(self, view: FieldView) -> None:
        editor, draft = self.editor, view.draft
        if isinstance(editor, QLineEdit):
            if editor.text() != draft:
                editor.setText(str(draft))
        elif isinstance(editor, ChoiceBox):
            editor.setCurrentIndex(editor.findData(str(draft)))
        elif editor is not None:
            editor.setChecked(draft is True)
        for code, box in self.boxes.items():
            held = draft if isinstance(draft, frozenset) else frozenset[str]()
            box.setChecked(code in held | view.held)
            box.setEnabled(view.can_change and code not in view.held)
            box.setAccessibleDescription(f"{view.title}. {view.explanation}")

    def _make_editor(self, view: FieldView) -> QWidget:
        match view.kind:
            case Kind.CHOICES:
                return self._make_boxes(view)
            case Kind.FLAG:
                flag = QCheckBox()
                flag.clicked.connect(self._on_flag_clicked)
                self.editor = flag
            case Kind.CHOICE:
                choice = _QuietBox()
                for code, text in view.choices:
                    choice.addItem(text, code)
                choice.activated.connect(self._on_choice_activated)
                self.editor = choice
            case _:
                line = QLineEdit()
                line.setMaxLength(_MAX_TYPED)
                line.textEdited.connect(self._on_text_edited)
                self.editor = line
        self.editor.setAccessibleName(view.title)
        return self.editor

    def _make_boxes(self, view: FieldView) -> QWidget:
        together = QWidget()
        rows = QVBoxLayout(together)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for code, text in view.choices:
            box = QCheckBox(text)
            box.clicked.connect(self._on_box_clicked)
            self.boxes[code] = box
            rows.addWidget(box)
        return together

    def _lay_out(self, editor: QWidget) -> None:
        editor.setFixedWidth(_EDITOR_PX)
        self.reset_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 8, 8)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.explanation, 1, 0)
        grid.addWidget(self.hint, 2, 0)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(editor)
        right.addWidget(self.trouble)
        right.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        self.trouble.setFixedWidth(_EDITOR_PX)
        # What is left over goes below the words, not between them.
        grid.setRowStretch(3, 1)
        grid.addLayout(right, 0, 1, 4, 1)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self._draft(text)

    @Slot(int)
    def _on_choice_activated(self, _: int) -> None:
        if isinstance(self.editor, ChoiceBox):
            self._draft(str(self.editor.currentData()))

    @Slot(bool)
    def _on_flag_clicked(self, is_on: bool) -> None:
        self._draft(is_on)

    @Slot()
    def _on_box_clicked(self) -> None:
        self._draft(frozenset(code for code, box in self.boxes.items() if box.isChecked()))

    @Slot()
    def _on_reset_clicked(self) -> None:
        # The button goes with the click; the focus stays with the setting.
        self.focus_editor()
        self.reset.emit(self._name)

    def _draft(self, draft: Draft) -> None:
        self.drafted.emit(self._name, draft)


class _QuietBox(ChoiceBox):
    """A box that does not change while somebody scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the list of rows."""
        event.ignore()


def _quiet() -> PlainLabel:
    return PlainLabel("quiet", is_wrapping=True)


def settings_style(theme: Theme) -> str:
    """Returns the style of the rows and of the window round them."""
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
#group {{ font-size: 16px; font-weight: 600; padding: 10px 0 2px 0; }}
#title {{ font-weight: 600; }}
QComboBox:disabled, QLineEdit:disabled, QCheckBox:disabled {{
    color: {theme.quiet}; background: {theme.ground};
}}
#row {{ border: none; border-bottom: 1px solid {theme.line}; }}
QCheckBox {{ border: 2px solid transparent; border-radius: 4px; padding: 2px; }}
QCheckBox:focus {{ border-color: {theme.accent}; }}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 2px solid {theme.quiet}; border-radius: 4px;
    background: {theme.card};
}}
QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; }}
QCheckBox::indicator:checked:disabled {{
    background: {theme.quiet}; border-color: {theme.quiet};
}}
QPushButton#accent:enabled {{
    background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
    font-weight: 600;
}}
QPushButton#accent:focus {{ border: 2px solid {theme.text}; }}
"""
