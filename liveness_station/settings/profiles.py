"""A station's profile: the settings that can go from one desk to another, in one JSON file.

Neither secrets nor cameras nor endpoints are in it, and what is one desk's own only where it is
asked for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.settings.fields import ELSEWHERE
from liveness_station.settings.files import SettingsFileError, replace_file
from liveness_station.settings.troubles import SettingError, SettingProblem, SettingTrouble
from liveness_station.settings.values import (
    Settings,
    misfits_of,
    parse_setting,
    plain_value,
    with_values,
)

PROFILE_FORMAT: Final = "liveness-station-profile"
PROFILE_VERSION: Final = 1
NEVER_IN: Final = ELSEWHERE
"""Which camera a desk has is nobody else's, and where pictures go is chosen together with the
credentials that go there: a file must not send them to another address."""

OWN: Final = frozenset({"ca_file", "witnesses", "desk_name", "appeal"})
"""Paths of one computer, and words that may name a desk or a person."""

_MAX_BYTES: Final = 256 * 1024
_BOM: Final = b"\xef\xbb\xbf"


class ProfileTrouble(StrEnum):
    """Why a profile as a whole cannot be taken or written. The values are stable codes."""

    UNREADABLE = "unreadable"
    NOT_A_PROFILE = "not_a_profile"
    NEWER = "newer"
    BAD_FIELDS = "bad_fields"
    NOT_WRITTEN = "not_written"


class ProfileError(Exception):
    """A profile was refused as a whole; nothing of it holds."""

    def __init__(self, trouble: ProfileTrouble, problems: tuple[SettingProblem, ...] = ()) -> None:
        names = ", ".join(problem.name for problem in problems)
        super().__init__(f"{trouble.value}: {names}" if names else trouble.value)
        self.trouble = trouble
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile says; each value is one that its setting can have."""

    values: Mapping[str, Any]

    def over(self, settings: Settings) -> Settings:
        """Returns settings with what the profile says on top."""
        return with_values(settings, self.values)


def profile_bytes(settings: Settings, *, has_own: bool = False) -> bytes:
    """Returns the file; `has_own`: also what is this desk's own."""
    left_out = NEVER_IN if has_own else NEVER_IN | OWN
    values = {
        field.name: plain_value(getattr(settings, field.name))
        for field in fields(settings)
        if field.name not in left_out
    }
    stored = {"format": PROFILE_FORMAT, "version": PROFILE_VERSION, "settings": values}
    return json.dumps(stored, indent=2, ensure_ascii=False).encode() + b"\n"


def parse_profile(untrusted_body: bytes, settings: Settings) -> Profile:
    """Returns what a file says, if all of it can be said of these settings.

    Raises:
        ProfileError: it is no profile, a newer one, or has bad fields; all of them are named.
    """
    untrusted_values = _values_of(untrusted_body)
    values: dict[str, Any] = {}
    problems = []
    for name, untrusted_value in untrusted_values.items():
        try:
            if name in NEVER_IN:
                raise SettingError(SettingTrouble.UNKNOWN_CHOICE)
            values[name] = parse_setting(name, untrusted_value)
        except KeyError:
            problems.append(SettingProblem(name, SettingTrouble.UNKNOWN_CHOICE))
        except SettingError as error:
            problems.append(SettingProblem(name, error.trouble))
    if not problems:
        problems = list(misfits_of(with_values(settings, values)))
    if problems:
        raise ProfileError(ProfileTrouble.BAD_FIELDS, tuple(problems))
    return Profile(values)


def read_profile(path: Path, settings: Settings) -> Profile:
    """Reads a file.

    Raises:
        ProfileError: as `parse_profile`, and where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ProfileError(ProfileTrouble.UNREADABLE) from error
    return parse_profile(untrusted_body, settings)


def write_profile(path: Path, settings: Settings, *, has_own: bool = False) -> None:
    """Writes a file, whole or not at all.

    Raises:
        ProfileError: the disk refuses.
    """
    try:
        replace_file(path, profile_bytes(settings, has_own=has_own))
    except SettingsFileError as error:
        raise ProfileError(ProfileTrouble.NOT_WRITTEN) from error


def _values_of(untrusted_body: bytes) -> dict[str, object]:
    if len(untrusted_body) > _MAX_BYTES:
        raise ProfileError(ProfileTrouble.NOT_A_PROFILE)
    try:
        stored = parse_object(untrusted_body.removeprefix(_BOM))
    except MalformedJsonError as error:
        raise ProfileError(ProfileTrouble.NOT_A_PROFILE) from error
    values, version = stored.get("settings"), stored.get("version")
    if stored.get("format") != PROFILE_FORMAT or type(version) is not int or version < 1:
        raise ProfileError(ProfileTrouble.NOT_A_PROFILE)
    # What a later version means by a field nobody here can know.
    if version > PROFILE_VERSION:
        raise ProfileError(ProfileTrouble.NEWER)
    if not isinstance(values, dict) or stored.keys() != {"format", "version", "settings"}:
        raise ProfileError(ProfileTrouble.NOT_A_PROFILE)
    return values
