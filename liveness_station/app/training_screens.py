"""What a drill shows: the window to choose one, and the strip over the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.domain.drills import Run, Step
from liveness_station.ui.console import Console
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.training_presenter import present_coach
from liveness_station.ui.training_strip import TrainingStrip
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.training import training_words
from liveness_station.ui.words.training_base import TrainingPhrase

if TYPE_CHECKING:
    from liveness_station.ui.training_window import TrainingWindow


class TrainingScreens(QObject):
    """Makes and drops them. Lives in the gui thread.

    Signals:
        drill_wanted(DrillId): begin this one.
        next_wanted(): go on to the next step.
        end_wanted(): end the drill.
    """

    drill_wanted = Signal(object)
    next_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, console: Console, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._words: Words | None = None
        self._theme: Theme = LIGHT
        self.strip: TrainingStrip | None = None
        self.window: TrainingWindow | None = None

    @property
    def title(self) -> str:
        """What all of this is called; "" before there is a language."""
        return training_words(self._words).say(TrainingPhrase.TITLE) if self._words else ""

    def dress(self, words: Words, theme: Theme) -> None:
        """Takes a language and colours."""
        self._words, self._theme = words, theme
        if self.strip is not None:
            self.strip.set_theme(theme)

    def open_window(self) -> "TrainingWindow | None":
        """Shows the window, or brings it to the front; None before there is a language."""
        # What only this window needs would cost every start of the program.
        from liveness_station.ui.training_window import TrainingWindow

        if self._words is None:
            return None
        if self.window is None:
            window = TrainingWindow(self._words)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(self._on_destroyed)
            window.drill_wanted.connect(self.drill_wanted)
            self.window = window
            window.show()
        else:
            self.window.raise_()
            self.window.activateWindow()
        return self.window

    def close_window(self) -> None:
        """Closes the window."""
        if self.window is not None:
            window, self.window = self.window, None
            window.close()

    def show_summary(self, run: Run) -> None:
        """Shows how a drill went."""
        window = self.open_window()
        if window is not None:
            window.show_summary(run)

    def say_busy(self) -> None:
        """Says that a drill has to wait for a check."""
        if self.window is not None:
            self.window.say_busy()

    def say_shut(self) -> None:
        """Says that there is no such thing during a drill."""
        if self.strip is not None and self._words is not None:
            self.strip.remark.setText(training_words(self._words).say(TrainingPhrase.SHUT))

    def show_strip(self) -> None:
        """Puts the strip over the desk."""
        self.strip = TrainingStrip(self._console)
        self.strip.set_theme(self._theme)
        self.strip.next_wanted.connect(self.next_wanted)
        self.strip.end_wanted.connect(self.end_wanted)

    def drop_strip(self) -> None:
        """Takes the strip away."""
        if self.strip is not None:
            self.strip.leave()
            self.strip = None

    def render_run(self, run: Run, step: Step, *, is_called: bool) -> None:
        """Shows how far a drill has come; `is_called`: its subject is at the desk."""
        if self.strip is not None and self._words is not None:
            self.strip.render_view(present_coach(run, step, self._words, is_called=is_called))

    @Slot(QObject)
    def _on_destroyed(self, gone: QObject) -> None:
        # Another one may be open by now.
        if self.window is gone:
            self.window = None
