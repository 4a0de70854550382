"""The settings window at one desk, and what follows from every change of settings."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.app.parts import Parts
from liveness_station.app.profile_files import ProfileFiles
from liveness_station.app.rules import is_of_rules
from liveness_station.app.settings_changes import setting_events
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.domain.people import Right
from liveness_station.settings.floor import changed_names
from liveness_station.settings.profiles import Profile, ProfileError
from liveness_station.settings.values import Settings
from liveness_station.ui.settings_presenter import (
    Editing,
    edited,
    say_profile_trouble,
    say_raised,
)
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.settings import settings_words
from liveness_station.ui.words.settings_base import SettingPhrase

if TYPE_CHECKING:
    from liveness_station.ui.settings_window import SettingsWindow


class SettingsDesk(QObject):
    """Opens one settings window at a time, and has every change recorded and take effect.

    Also changes that were made elsewhere, such as on the header's buttons. Lives in the gui thread.

    Signals:
        event_wanted(SettingEvent): settings were changed; record it.
        rules_changed(Settings, Settings): what checks depend on is another.
    """

    event_wanted = Signal(object)
    rules_changed = Signal(object, object)

    def __init__(self, parts: Parts, keeper: SettingsKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._keeper = keeper
        self._words: Words | None = None
        self._theme: Theme = LIGHT
        self._imported: Settings | None = None
        self._of_profile: frozenset[str] = frozenset()
        self._is_unsaved = False
        self.files = ProfileFiles(self)
        self.window: SettingsWindow | None = None
        self.files.read.connect(self._on_read)
        self.files.written.connect(self._on_written)
        # Recorded first, so that the rules which follow from it stand behind it.
        self.event_wanted.connect(parts.worker.on_desk_event_requested)
        self.rules_changed.connect(parts.worker.on_settings_changed)
        keeper.changed.connect(self._on_changed)
        keeper.unsaved.connect(self._on_unsaved)

    def open(self) -> None:
        """Shows the window, or brings it to the front."""
        if self._words is None:
            return
        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
            return
        self._show(Editing(self._keeper.settings, self._keeper.floor))

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes another language or other colours; what was typed is kept."""
        self._words, self._theme = words, theme
        window = self.window
        if window is not None:
            window.destroyed.disconnect(self._on_destroyed)
            window.leave()
            self._show(window.editing)

    def stop(self) -> None:
        """Closes the window."""
        if self.window is not None:
            self.window.leave()
        self.files.stop()

    def _show(self, editing: Editing) -> None:
        # What only this window needs would cost every start of the program.
        from liveness_station.ui.settings_window import SettingsWindow

        if self._words is None:
            return
        window = SettingsWindow(editing, self._words, self._theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._on_destroyed)
        window.save_wanted.connect(self._on_save_wanted)
        window.export_wanted.connect(self._on_export_wanted)
        window.import_wanted.connect(self._on_import_wanted)
        self.window = window
        window.show()
        window.begin()

    def _now(self) -> Editing:
        return Editing(self._keeper.settings, self._keeper.floor)

    def _may_change(self) -> bool:
        return self._parts.controller.state.operator.may(Right.CHANGE_SETTINGS)

    @Slot(object)
    def _on_save_wanted(self, editing: Editing) -> None:
        """Puts in force what stands in the window, looked at once more."""
        result = edited(replace(self._now(), drafts=editing.drafts))
        if result.troubles or not self._may_change():
            return
        wanted, imported = result.settings, self._imported
        if imported is not None:
            names = changed_names(self._keeper.settings, imported)
            of_profile = (one for one in names if getattr(wanted, one) == getattr(imported, one))
            self._of_profile = frozenset(of_profile)
        self._is_unsaved = False
        self._keeper.keep(wanted)
        self._imported, self._of_profile = None, frozenset()
        if self.window is not None:
            self.window.take(replace(self._now(), query=editing.query))
            self._tell_saved(wanted)

    def _tell_saved(self, wanted: Settings) -> None:
        if self.window is None or self._words is None:
            return
        own = settings_words(self._words)
        raised = changed_names(wanted, self._keeper.settings)
        if self._is_unsaved:
            self.window.tell(own.say(SettingPhrase.UNSAVED), Level.BAD)
        elif raised:
            self.window.tell(say_raised(raised, self._words), Level.WAITING)
        else:
            self.window.tell(own.say(SettingPhrase.SAVED))

    @Slot(object, object)
    def _on_changed(self, before: Settings, after: Settings) -> None:
        """Has a change recorded and take effect, wherever it was made."""
        by = self._parts.controller.state.operator.name
        for event in setting_events(before, after, by=by, of_profile=self._of_profile):
            self.event_wanted.emit(event)
        if any(is_of_rules(name) for name in changed_names(before, after)):
            self.rules_changed.emit(before, after)
        if before.policy != after.policy:
            self._parts.controller.on_policy_changed(after.policy)
        if before.auto_capture_s != after.auto_capture_s:
            self._parts.gates.change(after.auto_capture_s)
        if self.window is not None:
            self.window.take(replace(self.window.editing, now=after))

    @Slot()
    def _on_unsaved(self) -> None:
        self._is_unsaved = True

    @Slot(object, bool)
    def _on_export_wanted(self, path: Path, has_own: bool) -> None:
        self.files.put(path, self._keeper.settings, has_own=has_own)

    @Slot(object)
    def _on_import_wanted(self, path: Path) -> None:
        self.files.fetch(path, self._keeper.settings)

    @Slot(object, object)
    def _on_read(self, path: Path, answer: Profile | ProfileError) -> None:
        """Has what a profile says stand in the window, to be looked at and saved."""
        window, words = self.window, self._words
        if window is None or words is None:
            return
        if isinstance(answer, ProfileError):
            window.tell(say_profile_trouble(answer, words), Level.BAD)
            return
        self._imported = answer.over(self._keeper.settings)
        has_news = window.propose(self._imported)
        phrase = SettingPhrase.IMPORTED if has_news else SettingPhrase.IMPORTED_SAME
        window.tell(settings_words(words).say(phrase, name=path.name))

    @Slot(object, object)
    def _on_written(self, path: Path, trouble: ProfileError | None) -> None:
        window, words = self.window, self._words
        if window is None or words is None:
            return
        if trouble is not None:
            window.tell(say_profile_trouble(trouble, words), Level.BAD)
        else:
            window.tell(settings_words(words).say(SettingPhrase.EXPORTED, name=path.name))

    @Slot()
    def _on_destroyed(self) -> None:
        self.window, self._imported = None, None
