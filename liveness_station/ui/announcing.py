"""Tells whoever listens to the window what has changed in it, once."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from liveness_station.ui.views import CardMode, CardView, ConsoleView

Politeness = QAccessible.AnnouncementPoliteness
Deliver = Callable[[QWidget, str, QAccessible.AnnouncementPoliteness], None]


def deliver(window: QWidget, text: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
    """Hands a text to the system, which drops it where nobody listens."""
    event = QAccessibleAnnouncementEvent(window, text)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)


class Announcer:
    """Hands hints, guidance and verdicts to the system's screen reader, where one is on.

    What is said next to a widget is found by whoever goes there; these come while the keys are
    elsewhere.
    """

    def __init__(self, window: QWidget, deliver: Deliver = deliver) -> None:
        self._window = window
        self._deliver = deliver
        self._said: dict[str, str] = {}

    def tell_view(self, view: ConsoleView) -> None:
        """Tells what is new of a view: the verdict before the hint."""
        self._once("card", _card_text(view.card), Politeness.Assertive)
        asked = view.guide.words if view.guide is not None else ""
        self._once("hint", asked or view.hint, Politeness.Polite)

    def tell(self, text: str) -> None:
        """Tells a question that stands in the card's place."""
        self._once("question", text, Politeness.Assertive)

    def _once(self, about: str, text: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
        if self._said.get(about) == text:
            return
        self._said[about] = text
        if text:
            self._deliver(self._window, text, politeness)


def _card_text(card: CardView) -> str:
    """Returns a verdict's card as one would read it out; what is under way as its message."""
    if card.mode in {CardMode.EMPTY, CardMode.CHECKING}:
        return card.message
    parts = (card.word, card.word_below, card.subject, card.happened, card.next_step)
    return ". ".join(part.rstrip(".。") for part in parts if part)
