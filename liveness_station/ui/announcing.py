"""Tells whoever listens to the window what has changed in it, once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from liveness_station.ui.views import CardMode, CardView, ConsoleView

Politeness = QAccessible.AnnouncementPoliteness


class Announcer:
    """Hands hints, guidance and verdicts to the system's screen reader, where one is on.

    What is said next to a widget is found by whoever goes there; these come while the keys are
    elsewhere.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._said: dict[str, str] = {}
        self.last = ""

    def tell_view(self, view: ConsoleView) -> None:
        """Tells what is new of a view: the verdict before the hint."""
        self._once("card", _card_text(view.card), Politeness.Assertive)
        asked = view.guide.words if view.guide is not None else ""
        self._once("hint", asked or view.hint, Politeness.Polite)

    def tell(self, text: str) -> None:
        """Tells a question that stands in the card's place."""
        self._once("question", text, Politeness.Assertive)

    def _once(self, about: str, text: str, politeness: Politeness) -> None:
        if self._said.get(about) == text:
            return
        self._said[about] = text
        if not text:
            return
        self.last = text
        event = QAccessibleAnnouncementEvent(self._window, text)
        event.setPoliteness(politeness)
        QAccessible.updateAccessibility(event)


def _card_text(card: CardView) -> str:
    """Returns a verdict's card as one would read it out; what is under way as its message."""
    if card.mode in {CardMode.EMPTY, CardMode.CHECKING}:
        return card.message
    parts = (card.word, card.word_below, card.subject, card.happened, card.next_step)
    return ". ".join(part.rstrip(".。") for part in parts if part)
