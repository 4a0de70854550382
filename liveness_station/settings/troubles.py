"""What can be wrong with a setting."""

from dataclasses import dataclass
from enum import StrEnum


class SettingTrouble(StrEnum):
    """What can be wrong with a setting, or with the file of them. The values are stable codes."""

    WRONG_TYPE = "wrong_type"
    UNKNOWN_CHOICE = "unknown_choice"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_PATTERN = "not_a_pattern"
    NOT_AN_ADDRESS = "not_an_address"
    UNENCRYPTED = "unencrypted"
    SUSPECTS_AN_ATTACK = "suspects_an_attack"
    HOLDS_LOGIN = "holds_login"
    UNDER_FLOOR = "under_floor"
    FILE_UNREADABLE = "file_unreadable"
    FILE_CORRUPT = "file_corrupt"
    FILE_NEWER = "file_newer"
    NOT_KEPT_ASIDE = "not_kept_aside"


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One thing that was wrong; `name` is the setting's, or "" where it is the whole file."""

    name: str
    trouble: SettingTrouble


class SettingError(ValueError):
    """A value cannot be a setting's."""

    def __init__(self, trouble: SettingTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
