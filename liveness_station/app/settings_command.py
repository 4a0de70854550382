"""`liveness-station settings`: the same settings, floor and record as in the window."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final

from liveness_station.accounts.book import AccountBook
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.app.one_window import OneWindow, Standing
from liveness_station.app.paths import Places, find_places
from liveness_station.app.people_command import recorder, signed_in
from liveness_station.app.policy_floor import read_floor, read_policy, settings_in_force
from liveness_station.app.settings_changes import COMMAND, setting_events
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import RecordError
from liveness_station.domain.people import Right
from liveness_station.domain.ports import Vault
from liveness_station.settings.fields import FIELD_OF, Kind
from liveness_station.settings.files import SettingsFileError, save_settings
from liveness_station.settings.floor import Bound, changed_names, raise_to
from liveness_station.settings.profiles import ProfileError, read_profile, write_profile
from liveness_station.settings.troubles import SettingError, SettingTrouble
from liveness_station.settings.typing_in import Draft, parse_draft
from liveness_station.settings.values import (
    Settings,
    misfits_of,
    plain_value,
    with_values,
)
from liveness_station.ui.people_presenter import explain
from liveness_station.ui.settings_presenter import say_profile_trouble
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.settings_en import SETTINGS_EN

_FLAGS: Final = {"on": True, "true": True, "off": False, "false": False}
_PLACES: Final = "is chosen in the window: the camera at its top, the endpoint with its credentials"


class _RefusedError(Exception):
    """Nothing was changed; the text says why."""


def run(
    arguments: argparse.Namespace,
    *,
    make_vault: Callable[[], Vault] = KeyringVault,
    make_book: Callable[[Places], AccountBook] | None = None,
) -> int:
    """Does what was asked for; exit code 0 if it worked, 1 if not."""
    places = find_places(arguments.data_dir)
    book = make_book(places) if make_book is not None else AccountBook(places.people)
    try:
        match arguments.action:
            case "show":
                _show(settings_in_force(places), as_json=arguments.json)
            case "policy":
                _policy()
            case "export":
                write_profile(arguments.file, settings_in_force(places), has_own=arguments.with_own)
            case _:
                _change(arguments, places, book, make_vault)
    except ProfileError as error:
        return _fail(say_profile_trouble(error, ENGLISH))
    except AccountError as error:
        return _fail(explain(error.trouble, ENGLISH, wait_s=error.wait_s))
    except RecordError as error:
        return _fail(f"the record says no: {error.detail}")
    except (SettingsFileError, _RefusedError) as error:
        return _fail(str(error))
    except (KeyboardInterrupt, EOFError):
        return _fail("nothing was changed")
    return 0


def _show(settings: Settings, *, as_json: bool) -> None:
    values = {one.name: plain_value(getattr(settings, one.name)) for one in fields(settings)}
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
        return
    for name, value in values.items():
        print(f"{name}\t{json.dumps(value, ensure_ascii=False)}")


def _policy() -> None:
    policy = read_policy()
    for path, loaded in policy.files:
        state = "is not there" if not loaded.is_there and not loaded.floor.is_damaged else "holds"
        if loaded.floor.is_damaged:
            named = ", ".join(filter(None, loaded.bad_names))
            state = f"CANNOT BE USED, the strictest rules hold ({named or 'the whole file'})"
        elif loaded.is_there and os.access(path, os.W_OK):
            state = "holds, but YOU CAN WRITE IT: whoever works here is not bound by it"
        print(f"{path}\t{state}")
    for name, bound in policy.floor.bounds.items():
        print(f"{name}\t{json.dumps(_said(bound), ensure_ascii=False)}")


def _said(bound: Bound) -> dict[str, object]:
    if bound.fixed:
        return {"fixed": plain_value(bound.fixed[0])}
    ends = {"min": bound.least, "max": bound.most, "at_least": sorted(bound.at_least) or None}
    return {word: end for word, end in ends.items() if end is not None}


def _change(
    arguments: argparse.Namespace,
    places: Places,
    book: AccountBook,
    make_vault: Callable[[], Vault],
) -> None:
    before = settings_in_force(places)
    wanted = _wanted(arguments, before)
    after = raise_to(wanted, read_floor()).settings
    under = changed_names(wanted, after)
    if under and arguments.action == "set":
        raise _RefusedError(f"{', '.join(under)}: less strict than this computer's policy")
    _tell(before, after)
    if after == before or getattr(arguments, "preview", False):
        return
    window = OneWindow(places.data)
    # The window holds settings of its own and would write them over these.
    if window.settle(within_s=0.0) is not Standing.FIRST:
        raise _RefusedError("the window is open; change settings there, or close it")
    try:
        _keep(arguments, places, book, make_vault, before, after)
    finally:
        window.release()
    if under:
        print(f"raised to this computer's policy: {', '.join(under)}")


def _keep(
    arguments: argparse.Namespace,
    places: Places,
    book: AccountBook,
    make_vault: Callable[[], Vault],
    before: Settings,
    after: Settings,
) -> None:
    """Records a change, then makes it: what cannot be recorded is not done."""
    with recorder(places, make_vault) as record:
        person = signed_in(arguments.by, book, record)
        if not person.may(Right.CHANGE_SETTINGS):
            raise AccountError(AccountTrouble.NOT_ALLOWED)
        of_profile = changed_names(before, after) if arguments.action == "import" else ()
        events = setting_events(
            before, after, by=person.name, source=COMMAND, of_profile=of_profile
        )
        for event in events:
            record(event)
        save_settings(places.settings, after)


def _wanted(arguments: argparse.Namespace, before: Settings) -> Settings:
    if arguments.action == "import":
        return read_profile(arguments.file, before).over(before)
    name = arguments.name
    if name not in FIELD_OF:
        is_known = name in {one.name for one in fields(Settings)}
        raise _RefusedError(f"{name} {_PLACES}" if is_known else f"there is no setting {name}")
    try:
        changed: dict[str, Any] = {name: parse_draft(name, _draft(name, arguments.value))}
    except SettingError as error:
        raise _RefusedError(f"{name}: {_trouble(error.trouble)}") from error
    wanted = with_values(before, changed)
    for problem in misfits_of(wanted):
        raise _RefusedError(f"{problem.name}: {_trouble(problem.trouble)}")
    return wanted


def _draft(name: str, text: str) -> Draft:
    kind = FIELD_OF[name].kind
    if kind is Kind.FLAG:
        if text.casefold() not in _FLAGS:
            raise SettingError(SettingTrouble.UNKNOWN_CHOICE)
        return _FLAGS[text.casefold()]
    if kind is Kind.CHOICES:
        return frozenset(part.strip() for part in text.split(";") if part.strip())
    return text


def _trouble(trouble: SettingTrouble) -> str:
    return SETTINGS_EN.troubles[trouble]


def _tell(before: Settings, after: Settings) -> None:
    names = changed_names(before, after)
    for name in names:
        old, new = (json.dumps(plain_value(getattr(one, name))) for one in (before, after))
        print(f"{name}\t{old} -> {new}")
    if not names:
        print("nothing is changed")


def _fail(text: str) -> int:
    print(f"liveness-station settings: {text}", file=sys.stderr)
    return 1
