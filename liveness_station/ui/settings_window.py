"""The settings window: searched, typed over, looked at once more, and only then saved."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.settings.values import Settings
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.settings_presenter import (
    Editing,
    SettingsView,
    default_draft,
    drafts_over,
    present_settings,
)
from liveness_station.ui.settings_row import SettingRow, settings_style
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.settings import settings_words
from liveness_station.ui.words.settings_base import SettingPhrase

_GROUPS_PX: Final = 190
_MAX_QUERY: Final = 100


class SettingsWindow(QWidget):
    """Renders what is edited, and tells what is wished for. Nothing is in force before it is saved.

    Signals:
        save_wanted(Editing): what stands here is to be in force.
        export_wanted(Path, bool): into that file; with what is this desk's own, or not.
        import_wanted(Path): from that file.
    """

    save_wanted = Signal(object)
    export_wanted = Signal(object, bool)
    import_wanted = Signal(object)

    def __init__(
        self, editing: Editing, words: Words, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own, self._theme = words, settings_words(words), theme
        self.editing = editing
        self._is_warned = False
        own = self._own
        self.setWindowTitle(own.say(SettingPhrase.TITLE))
        self.setMinimumSize(940, 600)
        self.resize(1024, 700)
        self.search = QLineEdit(editing.query)
        self.search.setMaxLength(_MAX_QUERY)
        self.search.setPlaceholderText(own.say(SettingPhrase.SEARCH))
        self.search.setAccessibleName(own.say(SettingPhrase.SEARCH))
        self.groups = QListWidget()
        self.groups.setAccessibleName(own.say(SettingPhrase.GROUPS))
        self.sentence = PlainLabel("quiet", is_wrapping=True)
        self.body = QScrollArea()
        self.rows: dict[str, SettingRow] = {}
        self.headings: list[PlainLabel] = []
        self.changes = PlainLabel("changes", is_wrapping=True)
        self.message = PlainLabel("message", is_wrapping=True)
        self.with_own = QCheckBox(own.say(SettingPhrase.WITH_OWN))
        self.export_button = self._button(SettingPhrase.EXPORT)
        self.import_button = self._button(SettingPhrase.IMPORT)
        self.discard = self._button(SettingPhrase.DISCARD)
        self.save = self._button(SettingPhrase.SAVE)
        self.save.setObjectName("accent")
        self.close_button = self._button(SettingPhrase.CLOSE)
        self.message.hide()
        view = present_settings(editing, words)
        self._make_rows(view)
        self._lay_out(view)
        self.setStyleSheet(settings_style(theme))
        self._connect()
        self._render(view)

    def begin(self) -> None:
        """Puts the focus where the first key belongs."""
        self.search.setFocus()

    def take(self, editing: Editing, message: str = "", level: Level = Level.GOOD) -> None:
        """Takes what is in force or typed from now on, with a sentence on it."""
        self.editing = editing
        self.tell(message, level)
        self._show()

    def tell(self, message: str, level: Level = Level.GOOD) -> None:
        """Says what came of something."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.message.setStyleSheet(f"color: {self._theme.level(level).name()}; font-weight: 600")

    def leave(self) -> None:
        """Closes without asking; what was typed is gone."""
        self._is_warned = True
        self.close()

    def propose(self, wanted: Settings) -> bool:
        """Has other settings stand here, unsaved; False where they differ in nothing."""
        drafts = drafts_over(self.editing.now, wanted)
        self.editing = replace(self.editing, drafts=drafts, query="")
        self.search.clear()
        self._show()
        return bool(drafts)

    def _show(self) -> None:
        self._is_warned = False
        self._render(present_settings(self.editing, self._words))

    def _render(self, view: SettingsView) -> None:
        for place, (_, rows) in enumerate(view.groups):
            is_shown = any(row.is_shown for row in rows)
            self.headings[place].setVisible(is_shown)
            self.groups.item(place).setHidden(not is_shown)
            for row in rows:
                self.rows[row.name].render_view(row)
        self.sentence.setText(view.sentence)
        self.changes.setText(view.changes)
        colour = self._theme.not_live if view.is_bad else self._theme.text
        self.changes.setStyleSheet(f"color: {colour}")
        self.save.setEnabled(view.can_save)
        self.discard.setEnabled(view.can_discard)

    def _make_rows(self, view: SettingsView) -> None:
        for title, rows in view.groups:
            heading = PlainLabel("group")
            heading.setText(title)
            heading.setIndent(0)
            self.headings.append(heading)
            self.groups.addItem(title)
            for row in rows:
                made = SettingRow(row, self._own.say(SettingPhrase.RESET), self._theme)
                made.drafted.connect(self._on_drafted)
                made.reset.connect(self._on_reset)
                self.rows[row.name] = made

    def _button(self, phrase: SettingPhrase) -> QPushButton:
        button = QPushButton(self._own.say(phrase))
        button.setAutoDefault(False)
        return button

    def _lay_out(self, view: SettingsView) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for heading, (_, rows) in zip(self.headings, view.groups, strict=True):
            column.addWidget(heading)
            for row in rows:
                column.addWidget(self.rows[row.name])
        column.addStretch(1)
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.groups.setObjectName("panel")
        self.groups.setFixedWidth(_GROUPS_PX)
        self.groups.setSpacing(3)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.groups)
        columns.addWidget(self.body, 1)
        rows_ = QVBoxLayout(self)
        rows_.setContentsMargins(16, 14, 16, 12)
        rows_.setSpacing(10)
        rows_.addWidget(self.search)
        rows_.addWidget(self.sentence)
        rows_.addLayout(columns, 1)
        rows_.addWidget(self.changes)
        rows_.addWidget(self.message)
        rows_.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.import_button, self.export_button, self.with_own):
            foot.addWidget(widget)
        foot.addStretch(1)
        for button in (self.close_button, self.discard, self.save):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_query_changed)
        self.groups.itemActivated.connect(self._on_group_chosen)
        self.groups.currentRowChanged.connect(self._on_group_row_changed)
        self.save.clicked.connect(self._on_save_clicked)
        self.discard.clicked.connect(self._on_discard_clicked)
        self.close_button.clicked.connect(self.close)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.import_button.clicked.connect(self._on_import_clicked)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._on_save_clicked)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    @Slot(str)
    def _on_query_changed(self, query: str) -> None:
        self.editing = replace(self.editing, query=query)
        self._show()

    @Slot(str, object)
    def _on_drafted(self, name: str, draft: object) -> None:
        if isinstance(draft, bool | str | frozenset):
            drafts = {**self.editing.drafts, name: draft}
            self.take(replace(self.editing, drafts=drafts))

    @Slot(str)
    def _on_reset(self, name: str) -> None:
        self._on_drafted(name, default_draft(name, self.editing.floor))

    @Slot(int)
    def _on_group_row_changed(self, place: int) -> None:
        if place >= 0:
            bar, heading = self.body.verticalScrollBar(), self.headings[place]
            bar.setValue(heading.y())

    @Slot()
    def _on_group_chosen(self) -> None:
        """Goes on to the group's first setting."""
        group = self.groups.currentRow()
        for row in present_settings(self.editing, self._words).groups[group][1]:
            if row.is_shown and row.can_change:
                self.rows[row.name].focus_editor()
                return

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.save.isEnabled():
            self.save_wanted.emit(self.editing)

    @Slot()
    def _on_discard_clicked(self) -> None:
        self.search.setFocus()
        self.take(replace(self.editing, drafts={}))

    @Slot()
    def _on_export_clicked(self) -> None:
        title, files = self._own.say(SettingPhrase.EXPORT), self._own.say(SettingPhrase.FILES)
        name, _ = QFileDialog.getSaveFileName(self, title, "liveness-station-profile.json", files)
        if name:
            self.export_wanted.emit(Path(name), self.with_own.isChecked())

    @Slot()
    def _on_import_clicked(self) -> None:
        title, files = self._own.say(SettingPhrase.IMPORT), self._own.say(SettingPhrase.FILES)
        name, _ = QFileDialog.getOpenFileName(self, title, "", files)
        if name:
            self.import_wanted.emit(Path(name))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks once where something is typed and not saved."""
        if self._is_warned or not self.isVisible() or not self.discard.isEnabled():
            event.accept()
            return
        event.ignore()
        self.tell(self._own.say(SettingPhrase.LEAVE_SURE), Level.WAITING)
        self._is_warned = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clears the search on Escape, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.close()
