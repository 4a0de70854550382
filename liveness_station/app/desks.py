"""Everything that a wish can open: history, care of the desk, credentials, the operator's day."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.credential_dialogs import CredentialDialogs
from liveness_station.app.day_desk import DayDesk
from liveness_station.app.desk_care import DeskCare
from liveness_station.app.history_desk import HistoryDesk
from liveness_station.app.look import Look
from liveness_station.app.parts import Parts
from liveness_station.app.queue_desk import QueueDesk
from liveness_station.app.review_desk import ReviewDesk
from liveness_station.app.settings_desk import SettingsDesk
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.app.training_desk import TrainingDesk
from liveness_station.domain.frames import Frame
from liveness_station.domain.people import Right
from liveness_station.ui.wishes import Wish


class Desks(QObject):
    """Starts, dresses and stops them together, and grants wishes. Lives in the gui thread."""

    def __init__(
        self,
        parts: Parts,
        keeper: SettingsKeeper,
        look: Look,
        queue: QueueDesk,
        application: QApplication,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._keeper = keeper
        self._look = look
        self.queue = queue
        self.credentials = CredentialDialogs(parts.worker, self)
        self.history = HistoryDesk(parts.places, self)
        self.care = DeskCare(parts, self)
        self.day = DayDesk(parts, keeper, application, self)
        self.settings = SettingsDesk(parts, keeper, self)
        self.review = ReviewDesk(parts, self.day.people, self)
        self.training = TrainingDesk(parts, self.show_frame, self)
        parts.console.wished.connect(self._on_wished)

    def start(self) -> None:
        """Begins what runs besides the checks."""
        self.care.start()
        self.day.start()
        self.queue.start()
        self.review.start()

    def stop(self) -> bool:
        """Closes what is open; False where a thread hangs."""
        self.training.stop()
        self.settings.stop()
        has_ended = self.care.stop()
        has_ended = self.day.stop() and has_ended
        has_ended = self.queue.stop() and has_ended
        has_ended = self.review.stop() and has_ended
        return self.history.stop() and has_ended

    def dress(self) -> None:
        """Takes the language and the colours of the look."""
        words, theme = self._look.words, self._look.theme
        self.history.dress()
        self.care.dress(words, theme)
        self.day.dress(words, theme)
        self.settings.dress(words, theme)
        self.queue.dress(words, theme)
        self.review.dress(words, theme)
        self.training.dress(words, theme)

    def show_frame(self, frame: Frame) -> None:
        """Takes the frame that is shown."""
        self.care.show_frame(frame)
        self.day.show_frame(frame)

    @Slot(object)
    def _on_wished(self, wish: Wish) -> None:
        if not self.day.grants(wish) or self.training.shuts(wish):
            return
        words, theme = self._look.words, self._look.theme
        match wish:
            case Wish.HISTORY:
                operator = self._parts.controller.state.operator
                self.history.open(words, theme, may_export=operator.may(Right.EXPORT))
            case Wish.CREDENTIALS:
                self.credentials.open(self._keeper.settings, words, parent=self._parts.console)
            case Wish.SETTINGS:
                self.settings.open()
            case Wish.LIGHT:
                self.care.open_light()
            case Wish.SET_UP:
                self.care.open_setup()
            case Wish.REVIEW:
                self.review.open(words, theme)
            case Wish.TRAINING:
                self.training.open(words, theme)
            case Wish.SCAN:
                self.queue.toggle_scanning()
            case _:
                self.day.grant(wish)
