"""Who works at a station, and what each may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What somebody is there for. The values are stable codes."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What somebody may do. The values are stable codes."""

    CHECK = "check"
    DECIDE = "decide"
    CONFIRM = "confirm"
    ALLOW_ATTEMPTS = "allow_attempts"
    REVIEW = "review"
    SEE_HISTORY = "see_history"
    EXPORT = "export"
    TRAIN = "train"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_PEOPLE = "change_people"
    ERASE = "erase"


_OPERATOR: Final = frozenset({Right.CHECK, Right.DECIDE, Right.SEE_HISTORY, Right.TRAIN})
_SUPERVISOR: Final = _OPERATOR | {
    Right.CONFIRM,
    Right.ALLOW_ATTEMPTS,
    Right.REVIEW,
    Right.EXPORT,
}

RIGHTS: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType(
    {
        Role.OPERATOR: _OPERATOR,
        Role.SUPERVISOR: _SUPERVISOR,
        Role.ADMINISTRATOR: _SUPERVISOR | {Right.CHANGE_SETTINGS, Right.CHANGE_PEOPLE, Right.ERASE},
        # Whoever looks over the shoulders of the others does nothing that is looked at.
        Role.AUDITOR: frozenset({Right.SEE_HISTORY, Right.EXPORT, Right.REVIEW}),
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the station.

    Attributes:
        name: as it stands on screen and in the record; "" for whoever the program runs for.
        role: what they are there for.
    """

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Tells whether they may do that."""
        return right in RIGHTS[self.role]


OWNER: Final = Person("", Role.ADMINISTRATOR)
"""Whoever the program runs for, at a station where nobody has been named: nothing is kept from
them, and nobody can be asked to confirm."""
