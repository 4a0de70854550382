"""What a language has to say in the settings window."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.settings.fields import Group, Unit
from liveness_station.settings.profiles import ProfileTrouble
from liveness_station.settings.troubles import SettingTrouble
from liveness_station.ui.words.counted import Counted


class SettingPhrase(Enum):
    """Fixed texts of the settings window."""

    TITLE = auto()
    SEARCH = auto()
    GROUPS = auto()
    NOTHING_FOUND = auto()
    DEFAULT = auto()
    RESET = auto()
    RESTART = auto()
    LOCKED = auto()
    LEAST = auto()
    MOST = auto()
    HOLDS = auto()
    RANGE = auto()
    RANGE_BELOW = auto()
    SEPARATED = auto()
    ON = auto()
    OFF = auto()
    EMPTY = auto()
    COMMA = auto()
    OF_ENDPOINT = auto()
    UNCHANGED = auto()
    CHANGES = auto()
    CHANGE = auto()
    MORE_CHANGES = auto()
    BAD_INPUT = auto()
    SAVE = auto()
    SAVED = auto()
    UNSAVED = auto()
    RAISED = auto()
    DISCARD = auto()
    LEAVE_SURE = auto()
    CLOSE = auto()
    EXPORT = auto()
    IMPORT = auto()
    WITH_OWN = auto()
    EXPORTED = auto()
    IMPORTED = auto()
    IMPORTED_SAME = auto()
    FILES = auto()
    ELSEWHERE = auto()
    POLICY_DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What a setting is called, and one sentence on it."""

    title: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SettingsWords:
    """One language. Every table has an entry for every code.

    Attributes:
        phrases: by phrase.
        groups: by group.
        units: what a number counts; `{count}` stands for it.
        days: a number of days.
        fields: by the setting's name.
        choices: by the setting's name, then by the choice's code.
        troubles: why something cannot be a setting's value.
        profile_troubles: why a profile was refused; `{names}` stands for its bad fields.
    """

    phrases: Mapping[SettingPhrase, str]
    groups: Mapping[Group, str]
    units: Mapping[Unit, str]
    days: Counted
    fields: Mapping[str, FieldWords]
    choices: Mapping[str, Mapping[str, str]]
    troubles: Mapping[SettingTrouble, str]
    profile_troubles: Mapping[ProfileTrouble, str]

    def say(self, phrase: SettingPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def count(self, unit: Unit, number: float) -> str:
        """Returns a number with what it counts."""
        if unit is Unit.DAYS:
            return self.days.say(int(number))
        return self.units[unit].format(count=str(number).removesuffix(".0"))
