"""The bodies of entries about the day at a desk: notes, shifts, settings and so on. Pure.

As everywhere in the record, nothing in them names a person: names and free words are salted
digests, and what was salted lies beside the entry until it is erased.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.desk_events import (
    AllowanceEvent,
    NoteEvent,
    OtherMethodEvent,
    PeopleEvent,
    SettingEvent,
    ShadowEvent,
    ShiftEvent,
)
from liveness_station.storage.bodies import BodyValue, Kind, PrivateValue, private_value
from liveness_station.storage.event_bodies import review_field

OPEN_SETTINGS: Final = frozenset(
    {
        "endpoint",
        "base_url",
        "threshold",
        "check",
        "language",
        "theme",
        "proxy",
        "review_limit",
        "keep_pictures",
        "picture_form",
        "picture_days",
        "person_days",
        "auto_capture_s",
        "consent",
        "subject_language",
        "attempts_most",
        "attempts_minutes",
        "second_person",
        "lock_minutes",
        "call_cost",
        "shadow",
        "sounds",
        "subject_display",
    }
)
"""Settings whose values stand in the chain for good: numbers, choices and checked addresses. A text
that anybody can type may name a person, and so may a setting that is not listed here."""

_LOGIN: Final = re.compile(r"//[^/?#\s\"]*@")


@dataclass(frozen=True, slots=True)
class Said:
    """One event as it is to be recorded.

    Attributes:
        kind: of its entry.
        fields: of its body, digests included.
        private: what the digests are of.
        job_id: the attempt that it is about; None for none.
    """

    kind: Kind
    fields: dict[str, BodyValue]
    private: tuple[PrivateValue, ...] = ()
    job_id: str | None = None


def say_note(event: NoteEvent, *, operator: str) -> Said:
    """Says what somebody wrote down; `operator` is who, where the event names nobody."""
    private = (
        private_value("operator", event.operator or operator),
        private_value("note", event.text),
    )
    fields = {"job": event.job_id} | review_field(is_review=event.is_review) | _digests(private)
    return Said(Kind.NOTE, fields, private, job_id=event.job_id)


def say_other(event: OtherMethodEvent, *, operator: str) -> Said:
    """Says that a subject goes another way; `operator` as in `say_note`."""
    private = (
        private_value("subject", event.subject.reference),
        private_value("operator", event.operator or operator),
        *_noted(event.note),
    )
    fields: dict[str, BodyValue] = {
        "reason": event.reason.value,
        "after_job": event.after_job or None,
        "generation": event.generation,
        "note": None,
    }
    return Said(Kind.OTHER, fields | _digests(private), private)


def say_allowance(event: AllowanceEvent, *, operator: str) -> Said:
    """Says that a subject may be checked more often; `operator` as in `say_note`."""
    private = (
        private_value("subject", event.subject.reference),
        private_value("by", event.by or operator),
    )
    fields: dict[str, BodyValue] = {"attempts": event.attempts, "generation": event.generation}
    return Said(Kind.ALLOW, fields | _digests(private), private)


def say_shift(event: ShiftEvent, *, operator: str) -> Said:
    """Says what happened to a shift; `operator` as in `say_note`."""
    private = (private_value("operator", event.operator or operator), *_noted(event.note))
    fields: dict[str, BodyValue] = {
        "step": event.step.value,
        "role": event.role.value,
        "note": None,
    }
    return Said(Kind.SHIFT, fields | _digests(private), private)


def say_people(event: PeopleEvent, *, operator: str) -> Said:
    """Says what happened to an account; `operator` as in `say_note`."""
    private = (private_value("account", event.name), private_value("by", event.by or operator))
    fields: dict[str, BodyValue] = {"step": event.step.value, "role": event.role.value}
    return Said(Kind.PEOPLE, fields | _digests(private), private)


def say_setting(event: SettingEvent, *, operator: str) -> Said:
    """Says which settings were changed; `operator` as in `say_note`.

    No login of an address gets in, neither here nor beside: a password in a setting was refused
    there already, and this is the last place to hold it up.
    """
    changes = [(name, _loginless(old), _loginless(new)) for name, old, new in event.changes]
    words = [list(change) for change in changes if change[0] not in OPEN_SETTINGS]
    private = (
        private_value("by", event.by or operator),
        *((private_value("words", json.dumps(words, ensure_ascii=False)),) if words else ()),
    )
    shown: list[BodyValue] = [
        {"name": name, "before": old, "after": new}
        if name in OPEN_SETTINGS
        else {"name": name, "before": None, "after": None}
        for name, old, new in changes
    ]
    fields: dict[str, BodyValue] = {"changes": shown, "through": event.source, "words": None}
    return Said(Kind.SETTING, fields | _digests(private), private)


def say_shadow(event: ShadowEvent) -> Said:
    """Says what another engine made of the frame of an attempt."""
    fields: dict[str, BodyValue] = {
        "job": event.job_id,
        "endpoint": event.endpoint,
        "engine": event.engine,
        "score": event.score or None,
        "left_to": event.left_to or None,
        "agrees": event.agrees,
    }
    known = {"verdict": event.verdict, "reason": event.reason, "trouble": event.trouble.value}
    fields |= {name: value for name, value in known.items() if value}
    return Said(Kind.SHADOW, fields, job_id=event.job_id)


def _digests(private: tuple[PrivateValue, ...]) -> dict[str, BodyValue]:
    return {value.name: value.digest for value in private}


def _noted(text: str) -> tuple[PrivateValue, ...]:
    return (private_value("note", text),) if text else ()


def _loginless(value: str) -> str:
    return _LOGIN.sub("//", value)
