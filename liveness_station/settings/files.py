"""Settings on disk: one JSON file, replaced as a whole, forgiving when read."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.settings.addresses import without_login
from liveness_station.settings.troubles import SettingError, SettingProblem, SettingTrouble
from liveness_station.settings.values import (
    Settings,
    misfits_of,
    parse_setting,
    plain_value,
    problems_of,
)

FILE_VERSION: Final = 1
_MAX_FILE_BYTES: Final = 256 * 1024
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings that can be used at once, and what had to be left out of them.

    Attributes:
        settings: every value valid; a bad one is the default.
        problems: what was wrong, in the order of the settings; empty for a file without fault.
        kept_path: where a corrupt file was copied to, None where there was none.
    """

    settings: Settings
    problems: tuple[SettingProblem, ...] = ()
    kept_path: Path | None = None


class SettingsFileError(Exception):
    """Settings could not be saved; the text is for the log. The old file is as it was."""


def load_settings(path: Path) -> LoadedSettings:
    """Reads settings. Never raises: a missing file means defaults, a bad one means problems.

    One bad value falls back alone. A file that is no JSON object falls back as a whole and is
    copied to `<name>.bad` first (256 KiB of it at most). A file of a newer version is read as far
    as it is understood.
    """
    try:
        untrusted_body = _read(path)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError:
        return LoadedSettings(Settings(), (SettingProblem("", SettingTrouble.FILE_UNREADABLE),))
    try:
        stored = _parse(untrusted_body)
    except MalformedJsonError:
        return _keep_aside(path, untrusted_body)
    return _from_fields(stored)


def save_settings(path: Path, settings: Settings) -> None:
    """Writes settings to a new file that then takes the old one's place.

    Fields of the old file that this version does not know are kept, so that a newer program finds
    them again; a newer version's file is first copied to `<name>.v<version>.bak`. User name and
    password are left out of `source`: they are secrets.

    Raises:
        SettingsFileError: a value is invalid, or the disk refuses.
    """
    kept = replace(settings, source=without_login(settings.source))
    problems = problems_of(kept)
    if problems:
        raise SettingsFileError(f"invalid: {', '.join(problem.name for problem in problems)}")
    stored = {field.name: plain_value(getattr(kept, field.name)) for field in fields(kept)}
    with _door():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        old = _old_fields(path)
        old_version = old.get("version")
        if type(old_version) is int and old_version > FILE_VERSION:
            _replace(path.with_name(f"{path.name}.v{old_version}.bak"), path.read_bytes())
        text = json.dumps({**old, **stored, "version": FILE_VERSION}, indent=2, ensure_ascii=False)
        _replace(path, text.encode() + b"\n")


def replace_file(path: Path, content: bytes) -> None:
    """Puts content in a file's place, whole or not at all, readable by its owner only.

    Raises:
        SettingsFileError: the disk refuses.
    """
    with _door():
        _replace(path, content)


def _from_fields(stored: dict[str, object]) -> LoadedSettings:
    problems = []
    version = stored.get("version", FILE_VERSION)
    if type(version) is not int or version < 1:
        problems.append(SettingProblem("version", SettingTrouble.WRONG_TYPE))
    elif version > FILE_VERSION:
        problems.append(SettingProblem("", SettingTrouble.FILE_NEWER))
    good: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in stored:
            continue
        try:
            good[field.name] = parse_setting(field.name, stored[field.name])
        except SettingError as error:
            problems.append(SettingProblem(field.name, error.trouble))
    settings = Settings(**good)
    misfits = misfits_of(settings)
    if misfits:
        settings = replace(settings, review_limit=None)
    return LoadedSettings(settings, (*problems, *misfits))


def _keep_aside(path: Path, untrusted_body: bytes) -> LoadedSettings:
    problems = [SettingProblem("", SettingTrouble.FILE_CORRUPT)]
    bad_path: Path | None = path.with_name(path.name + ".bad")
    try:
        _replace(path.with_name(path.name + ".bad"), untrusted_body)
    except OSError:
        bad_path = None
        problems.append(SettingProblem("", SettingTrouble.NOT_KEPT_ASIDE))
    return LoadedSettings(Settings(), tuple(problems), bad_path)


def _old_fields(path: Path) -> dict[str, object]:
    """Returns what the file holds now; nothing where it is missing or was no use."""
    with suppress(FileNotFoundError, MalformedJsonError):
        return _parse(_read(path))
    return {}


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MAX_FILE_BYTES + 1)


def _parse(untrusted_body: bytes) -> dict[str, object]:
    if len(untrusted_body) > _MAX_FILE_BYTES:
        raise MalformedJsonError("too long")
    # Editors of Windows begin a file with a byte order mark; an administrator may have used one.
    return parse_object(untrusted_body.removeprefix(_BOM))


def _replace(path: Path, content: bytes) -> None:
    """Puts content in a file's place, whole or not at all, readable by its owner only."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part_path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part_path.replace(path)
    except BaseException:
        part_path.unlink(missing_ok=True)
        raise


@contextmanager
def _door() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsFileError(f"the disk refused: errno {error.errno}") from error
