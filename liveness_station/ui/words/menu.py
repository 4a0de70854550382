"""The words of wishes, with their keys."""

from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.people import Role
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Words

KEYS: Mapping[Wish, str] = {
    Wish.NEXT: "N",
    Wish.RECHECK: "R",
    Wish.OTHER_METHOD: "O",
    Wish.DECIDE: "D",
    Wish.NOTE: "F2",
    Wish.MORE_ATTEMPTS: "A",
    Wish.SLIP: "P",
    Wish.WITHDRAW: "X",
    Wish.SCAN: "F8",
    Wish.CURTAIN: "F9",
    Wish.LOCK: "Ctrl+L",
    Wish.KEYS: "F1",
    Wish.HISTORY: "F3",
    Wish.MEASURES: "F4",
    Wish.LIGHT: "F5",
    Wish.SET_UP: "F6",
    Wish.SHIFT: "F7",
    Wish.SETTINGS: "F10",
}
"""By wish; the same in every language. A wish that is not here has none."""


@dataclass(frozen=True, slots=True)
class MenuWords:
    """One language.

    Attributes:
        wishes: what each is called.
        roles: what each role is called.
        menu: of the button that opens the menu.
    """

    wishes: Mapping[Wish, str]
    roles: Mapping[Role, str]
    menu: str

    def label(self, wish: Wish) -> str:
        """Returns a wish with its key, as a button says it."""
        key = KEYS.get(wish, "")
        return f"{self.wishes[wish]}  {key}" if key else self.wishes[wish]


MENU_EN = MenuWords(
    wishes={
        Wish.NEXT: "Next",
        Wish.RECHECK: "Re-check",
        Wish.OTHER_METHOD: "Other method",
        Wish.DECIDE: "Decide",
        Wish.NOTE: "Note",
        Wish.MORE_ATTEMPTS: "More attempts",
        Wish.SLIP: "Slip for the subject",
        Wish.WITHDRAW: "Consent withdrawn",
        Wish.SCAN: "Scan a code by camera",
        Wish.CURTAIN: "Privacy curtain",
        Wish.LOCK: "Lock",
        Wish.SIGN_OUT: "End the shift",
        Wish.KEYS: "Keys",
        Wish.HISTORY: "History",
        Wish.MEASURES: "Measures",
        Wish.LIGHT: "Light",
        Wish.SET_UP: "Set up the desk",
        Wish.SHIFT: "Shift",
        Wish.SETTINGS: "Settings",
        Wish.CREDENTIALS: "Endpoint and credentials",
        Wish.PEOPLE: "People",
        Wish.WHAT_IF: "Threshold what-if",
        Wish.REVIEW: "Review lane",
        Wish.TRAINING: "Training and drills",
    },
    roles={
        Role.OPERATOR: "operator",
        Role.SUPERVISOR: "supervisor",
        Role.ADMINISTRATOR: "administrator",
        Role.AUDITOR: "auditor",
    },
    menu="Menu",
)


def menu_words(words: Words) -> MenuWords:
    """Returns the words of wishes in a language."""
    return words.topic("menu", MENU_EN)
