"""What the subject sees: on a screen of its own, or behind the curtain of the only one."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot

from liveness_station.app.screens import ScreenPlace, ScreenWatch, home_for, other_than
from liveness_station.domain.frames import Frame
from liveness_station.ui.curtain import Covered, Curtain
from liveness_station.ui.subject_canvas import SubjectCanvas
from liveness_station.ui.subject_display import SubjectDisplay
from liveness_station.ui.subject_presenter import present_subject
from liveness_station.ui.subject_views import SubjectLayout, SubjectScene, SubjectView
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.subject import subject_words

_MOVES: Final = frozenset(
    {
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.ScreenChangeInternal,
        QEvent.Type.WindowActivate,
    }
)


class SubjectDesk(QObject):
    """Keeps the subject's view where the subject can see it and the operator's is not. Thread: gui.

    The display is open while it is wanted and there is a screen that shows nothing of the console;
    it moves when the console moves onto its screen, and goes with its screen. A console whose own
    screen is unplugged is brought to one that is left, so that a verdict is always in sight.

    Signals:
        display_changed(bool): there is a display now, or no more.
        page_shown(int, int): the subject sees this page, counted from 1, of so many; (0, 0): no
            text.
    """

    display_changed = Signal(bool)
    page_shown = Signal(int, int)

    def __init__(
        self,
        console: Covered,
        watch: ScreenWatch,
        parent: QObject | None = None,
        *,
        is_wanted: bool = True,
    ) -> None:
        super().__init__(parent)
        self._console = console
        self._watch = watch
        self._is_wanted = is_wanted
        self._view = SubjectView(SubjectLayout.NEUTRAL)
        self._theme: Theme = LIGHT
        self._words: Words | None = None
        self._place: ScreenPlace | None = None
        self._told_page = (0, 0)
        self.display: SubjectDisplay | None = None
        self.curtain = Curtain(console)
        self.curtain.canvas.page_shown.connect(self._on_curtain_page_shown)
        watch.changed.connect(self._on_screens_changed)
        console.installEventFilter(self)

    @property
    def has_display(self) -> bool:
        """Tells whether the subject has a screen of their own."""
        return self._place is not None

    @property
    def is_curtain_drawn(self) -> bool:
        """Tells whether the operator's window shows what the subject may see."""
        return not self.curtain.isHidden()

    @property
    def painted_frame(self) -> Frame | None:
        """The frame on the curtain, which hides the console's own; None while it is open."""
        return self.curtain.canvas.painted_frame if self.is_curtain_drawn else None

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes the operator's language, for the curtain's foot, and the colours for both."""
        self._words, self._theme = words, theme
        if self.display is not None:
            self.display.set_theme(theme)
            self.display.setWindowTitle(subject_words(words.code).title)
        if self.is_curtain_drawn:
            self._dress_curtain()

    def render_scene(self, scene: SubjectScene) -> None:
        """Shows the subject where the visit is."""
        self._view = present_subject(scene)
        for canvas in self._canvases():
            canvas.render_view(self._view)
        if self._view.layout is not SubjectLayout.PAGES:
            self._tell_page(0, 0)

    def show_frame(self, frame: Frame) -> None:
        """Shows a newer frame, where the subject sees a mirror."""
        for canvas in self._canvases():
            canvas.show_frame(frame)

    def turn_page(self, step: int) -> None:
        """Turns the question's pages."""
        for canvas in self._canvases():
            canvas.turn_page(step)

    def set_curtain(self, *, is_drawn: bool) -> None:
        """Draws the curtain over the console, or opens it; as often as one likes."""
        if is_drawn == self.is_curtain_drawn:
            return
        if is_drawn:
            self._dress_curtain()
            self.curtain.canvas.render_view(self._view)
            return
        self.curtain.hide()
        # Nobody's picture waits behind it for the next one.
        self.curtain.canvas.render_view(SubjectView(SubjectLayout.NEUTRAL))
        if not self.has_display:
            self._tell_page(0, 0)

    def _dress_curtain(self) -> None:
        self.curtain.set_theme(self._theme)
        language = self._words.code if self._words is not None else ""
        self.curtain.draw(subject_words(language).curtain_end)

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Opens the display on a second screen, or leaves that screen alone."""
        self._is_wanted = is_wanted
        self._settle()

    def stop(self) -> None:
        """Closes the display; it opens no more."""
        self._watch.changed.disconnect(self._on_screens_changed)
        self._console.removeEventFilter(self)
        self._is_wanted = False
        self._settle()
        if self.display is not None:
            self.display.deleteLater()
            self.display = None

    def _canvases(self) -> list[SubjectCanvas]:
        shown = [self.curtain.canvas] if self.is_curtain_drawn else []
        if self.display is not None and self.has_display:
            shown.append(self.display.canvas)
        return shown

    def _settle(self) -> None:
        """Has the display where it belongs now."""
        places = self._watch.places()
        is_open = self._is_wanted and self._console.isVisible()
        own = self._watch.own(self._console.frameGeometry(), self._console.screen())
        wanted = other_than(places, own) if is_open else None
        had, self._place = self._place, wanted
        if wanted is None:
            if self.display is not None:
                self.display.hide()
        elif had is None or had.geometry != wanted.geometry:
            self._open_on(wanted)
        if (had is None) != (wanted is None):
            self.display_changed.emit(wanted is not None)

    def _open_on(self, place: ScreenPlace) -> None:
        if self.display is None:
            language = self._words.code if self._words is not None else ""
            self.display = SubjectDisplay(subject_words(language).title)
            self.display.canvas.page_shown.connect(self._on_display_page_shown)
            self.display.installEventFilter(self)
        self.display.set_theme(self._theme)
        self.display.show_on(place.screen, place.geometry)
        self.display.canvas.render_view(self._view)

    @Slot()
    def _on_screens_changed(self) -> None:
        frame = self._console.frameGeometry()
        is_lost = self._watch.own(frame, self._console.screen()) is None
        home = home_for(self._watch.places(), frame) if is_lost else None
        if home is not None and self._console.isVisible():
            self._console.setWindowState(
                self._console.windowState() & ~Qt.WindowState.WindowMaximized
            )
            self._console.setGeometry(home)
        self._settle()

    def _tell_page(self, page: int, pages: int) -> None:
        if (page, pages) != self._told_page:
            self._told_page = (page, pages)
            self.page_shown.emit(page, pages)

    @Slot(int, int)
    def _on_display_page_shown(self, page: int, pages: int) -> None:
        self._tell_page(page, pages)

    @Slot(int, int)
    def _on_curtain_page_shown(self, page: int, pages: int) -> None:
        # Larger or smaller than the display, it may have other pages.
        if not self.has_display:
            self._tell_page(page, pages)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the console from screen to screen, and notes a display that others closed.

        It must let itself be closed, or the program could not be asked to quit; it is opened again
        as soon as the console is active.
        """
        if watched is self._console and event.type() in _MOVES:
            self._settle()
        elif watched is self.display and event.type() is QEvent.Type.Hide and self.has_display:
            self._place = None
            self.display_changed.emit(False)
        return super().eventFilter(watched, event)
