"""Who the program runs for, and by which rules: what the record says of every run."""

import getpass
import hashlib
import logging
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Final

from liveness_station.app.unopened import UnopenedRecords
from liveness_station.domain.errors import RecordError
from liveness_station.settings.values import Settings, plain_value
from liveness_station.storage.bodies import BodyValue
from liveness_station.storage.events import EventLog
from liveness_station.storage.records import SqliteRecords

_NO_RULES: Final = frozenset(
    {
        "source",
        "language",
        "theme",
        "ca_file",
        "operator",
        "subject_language",
        "desk_name",
        "appeal",
        "sounds",
        "subject_display",
        "call_cost",
        "currency",
    }
)
"""What decides nothing, or may name a person; the certificates stand by their digest instead."""

_log = logging.getLogger(__name__)


def account_name() -> str:
    """Returns the name of the operating system's account; "" where it has none."""
    # No name is better than no record, which then says that nobody is known.
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def rules_of(settings: Settings) -> dict[str, BodyValue]:
    """Returns what verdicts depend on, as the record has it: no floats, and nobody's name."""
    values = {
        field.name: _plain(getattr(settings, field.name))
        for field in fields(settings)
        if field.name not in _NO_RULES
    }
    limit = settings.policy.review_limit
    own = {
        "review_limit": None if limit is None else repr(limit),
        "ca_sha256": _digest(settings.ca_file),
    }
    return values | own


def is_of_rules(name: str) -> bool:
    """Tells whether verdicts, or what is recorded of them, depend on a setting."""
    return name not in _NO_RULES or name == "ca_file"


def record_rules(records: SqliteRecords | UnopenedRecords, settings: Settings) -> None:
    """Says in the record which rules are in force, unless it says so already."""
    if isinstance(records, UnopenedRecords):
        return
    try:
        EventLog(records.appender).policy(rules_of(settings))
    except RecordError as error:
        # Each attempt that cannot be recorded will say so; its own entry holds its limits.
        _log.error("the rules in force could not be recorded: %s", error)


def _plain(value: object) -> BodyValue:
    plain = plain_value(value)
    if isinstance(plain, list):
        return [str(part) for part in plain]
    return plain if isinstance(plain, str | bool | int | None) else repr(plain)


def _digest(ca_file: str) -> str | None:
    if not ca_file:
        return None
    try:
        return hashlib.sha256(Path(ca_file).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return "unreadable"
