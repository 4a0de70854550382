"""What the operator can wish for by a key, a button or the menu. No Qt here."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from liveness_station.domain.people import Right


class Wish(Enum):
    """One wish; the values are the names of their words."""

    NEXT = "next"
    RECHECK = "recheck"
    OTHER_METHOD = "other_method"
    DECIDE = "decide"
    NOTE = "note"
    MORE_ATTEMPTS = "more_attempts"
    SLIP = "slip"
    WITHDRAW = "withdraw"
    SCAN = "scan"
    CURTAIN = "curtain"
    LOCK = "lock"
    SIGN_OUT = "sign_out"
    KEYS = "keys"
    HISTORY = "history"
    MEASURES = "measures"
    LIGHT = "light"
    SET_UP = "set_up"
    SHIFT = "shift"
    SETTINGS = "settings"
    CREDENTIALS = "credentials"
    PEOPLE = "people"
    WHAT_IF = "what_if"
    REVIEW = "review"
    TRAINING = "training"


RIGHT_FOR: Final[Mapping[Wish, Right]] = MappingProxyType(
    {
        Wish.NEXT: Right.CHECK,
        Wish.RECHECK: Right.CHECK,
        Wish.OTHER_METHOD: Right.CHECK,
        Wish.NOTE: Right.CHECK,
        Wish.DECIDE: Right.DECIDE,
        Wish.SCAN: Right.CHECK,
        Wish.SLIP: Right.CHECK,
        Wish.WITHDRAW: Right.CHECK,
        Wish.SET_UP: Right.CHECK,
        Wish.HISTORY: Right.SEE_HISTORY,
        Wish.SETTINGS: Right.CHANGE_SETTINGS,
        Wish.CREDENTIALS: Right.CHANGE_SETTINGS,
        Wish.PEOPLE: Right.CHANGE_PEOPLE,
        Wish.WHAT_IF: Right.REVIEW,
        Wish.REVIEW: Right.REVIEW,
        Wish.TRAINING: Right.TRAIN,
    }
)
"""What whoever is signed in must be allowed to; a wish that is not here is everybody's."""

MENU: Final = (
    (Wish.SHIFT, Wish.HISTORY, Wish.REVIEW, Wish.WHAT_IF),
    (Wish.MEASURES, Wish.LIGHT, Wish.SET_UP, Wish.TRAINING),
    (Wish.SETTINGS, Wish.CREDENTIALS, Wish.PEOPLE),
    (Wish.CURTAIN, Wish.KEYS, Wish.LOCK, Wish.SIGN_OUT),
)
"""The menu, in its groups."""

IN_HASTE: Final = frozenset({Wish.CURTAIN, Wish.LOCK, Wish.SIGN_OUT, Wish.KEYS})
"""What is granted whatever is going on, and to everybody; locked or not."""


def right_for(wish: Wish) -> Right | None:
    """Returns what somebody must be allowed to for a wish; None: nothing."""
    return RIGHT_FOR.get(wish)
