"""What a change of settings says in the record."""

import json
from collections.abc import Collection
from typing import Final

from liveness_station.domain.desk_events import SettingEvent
from liveness_station.settings.floor import changed_names
from liveness_station.settings.values import Settings, plain_value

WINDOW: Final = "window"
PROFILE: Final = "profile"
COMMAND: Final = "command"


def setting_events(
    before: Settings,
    after: Settings,
    *,
    by: str,
    source: str = WINDOW,
    of_profile: Collection[str] = (),
) -> tuple[SettingEvent, ...]:
    """Returns what is to be recorded: at most one event by hand, and one of a profile.

    Args:
        before: the settings that were in force.
        after: those that are.
        by: who changed them; "" for whoever the program runs for.
        source: where the others were changed.
        of_profile: the settings that a profile changed.
    """
    names = changed_names(before, after)
    sorts = (
        (source, [name for name in names if name not in of_profile]),
        (PROFILE, [name for name in names if name in of_profile]),
    )
    return tuple(
        SettingEvent(tuple(_change(name, before, after) for name in sort), by, through)
        for through, sort in sorts
        if sort
    )


def _change(name: str, before: Settings, after: Settings) -> tuple[str, str, str]:
    return (name, _as_json(getattr(before, name)), _as_json(getattr(after, name)))


def _as_json(value: object) -> str:
    return json.dumps(plain_value(value), ensure_ascii=False)
