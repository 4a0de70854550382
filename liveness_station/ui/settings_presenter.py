"""What stands in the settings window. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from liveness_station.settings.fields import FIELD_OF, FIELDS, Field, Group, Kind
from liveness_station.settings.floor import NO_FLOOR, Bound, Floor, changed_names, raised_value
from liveness_station.settings.profiles import ProfileError
from liveness_station.settings.troubles import SettingError, SettingTrouble
from liveness_station.settings.typing_in import SEPARATOR, Draft, draft_of, parse_draft
from liveness_station.settings.values import (
    Settings,
    misfits_of,
    with_values,
)
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.settings import settings_words
from liveness_station.ui.words.settings_base import SettingPhrase, SettingsWords
from liveness_station.ui.words.spoken import words_for

_MOST_SHOWN: Final = 3
"""So many changes are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Editing:
    """What is in force, and what somebody has typed over it.

    Attributes:
        now: the settings in force.
        floor: what they may be.
        drafts: what stands in places where somebody has typed, by the setting's name.
        query: what is searched for.
    """

    now: Settings = field(default_factory=Settings)
    floor: Floor = NO_FLOOR
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    query: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What becomes of what was typed.

    Attributes:
        settings: what would be saved; what cannot be used is left as it is in force.
        troubles: why something cannot be used, by the setting's name.
    """

    settings: Settings
    troubles: Mapping[str, SettingTrouble]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One setting's row.

    Attributes:
        name: of the setting.
        kind: how it is typed.
        title, explanation: in words.
        hint: bounds, default, policy, restart.
        draft: what stands in its place.
        choices: (code, words), where there is something to choose from.
        held: the codes that the policy asks for and that cannot be taken away.
        trouble: why it cannot be used; "" where it can.
        is_shown: the search finds it.
        can_change: the policy leaves it open.
        can_reset: it is not its default.
    """

    name: str
    kind: Kind
    title: str
    explanation: str
    hint: str
    draft: Draft
    choices: tuple[tuple[str, str], ...]
    held: frozenset[str]
    trouble: str
    is_shown: bool
    can_change: bool
    can_reset: bool


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The window.

    Attributes:
        groups: (title, rows), in order; the first row's group is the first.
        sentence: what stands above.
        changes: what would be saved, or why it cannot be.
        is_bad: `changes` says why nothing can be saved.
        can_save: there is something to save, and all of it can be used.
        can_discard: something was typed.
    """

    groups: tuple[tuple[str, tuple[FieldView, ...]], ...]
    sentence: str
    changes: str
    is_bad: bool
    can_save: bool
    can_discard: bool


def edited(editing: Editing) -> Edited:
    """Returns the settings that were typed, and what of it cannot be used."""
    values: dict[str, Any] = {}
    troubles: dict[str, SettingTrouble] = {}
    for name, draft in editing.drafts.items():
        try:
            value = parse_draft(name, draft)
        except SettingError as error:
            troubles[name] = error.trouble
            continue
        if raised_value(name, value, editing.floor) != value and value is not None:
            troubles[name] = SettingTrouble.UNDER_FLOOR
        else:
            values[name] = value
    settings = with_values(editing.now, values)
    for problem in misfits_of(settings):
        troubles[problem.name] = problem.trouble
    return Edited(settings, troubles)


def drafts_over(now: Settings, wanted: Settings) -> dict[str, Draft]:
    """Returns what would have to be typed to have other settings."""
    names = (name for name in changed_names(now, wanted) if name in FIELD_OF)
    return {name: draft_of(name, wanted) for name in names}


def present_settings(editing: Editing, words: Words) -> SettingsView:
    """Returns the window's view."""
    own, result = settings_words(words), edited(editing)
    rows = [(one, _row(one, editing, result, own)) for one in FIELDS]
    groups = tuple(
        (own.groups[group], tuple(row for one, row in rows if one.group is group))
        for group in Group
    )
    names = changed_names(editing.now, result.settings)
    is_bad = bool(result.troubles)
    has_rows = any(row.is_shown for _, row in rows)
    policy = f"{own.say(SettingPhrase.POLICY_DAMAGED)}{words.sentence_gap}"
    sentence = SettingPhrase.ELSEWHERE if has_rows else SettingPhrase.NOTHING_FOUND
    return SettingsView(
        groups,
        (policy if editing.floor.is_damaged else "") + own.say(sentence),
        _bad(result, own) if is_bad else _changes(editing.now, result.settings, names, own),
        is_bad=is_bad,
        can_save=bool(names) and not is_bad,
        can_discard=bool(names) or is_bad,
    )


def say_changes(before: Settings, after: Settings, words: Words) -> tuple[str, ...]:
    """Returns what differs, a line each: `Threshold 0.8 → 0.85`."""
    return _lines(before, after, changed_names(before, after), settings_words(words))


def say_raised(names: tuple[str, ...], words: Words) -> str:
    """Returns the words for settings that the policy has raised."""
    own = settings_words(words)
    return own.say(SettingPhrase.RAISED, names=_titles(names, own))


def say_profile_trouble(error: ProfileError, words: Words) -> str:
    """Returns why a profile was refused; its bad fields are named as the file has them."""
    own = settings_words(words)
    # Names of a file from elsewhere may be anything, and long.
    names = (problem.name[:_LONGEST_NAME] for problem in error.problems[:_MOST_NAMES])
    return own.profile_troubles[error.trouble].format(names=", ".join(names))


def _row(one: Field, editing: Editing, result: Edited, own: SettingsWords) -> FieldView:
    name = one.name
    field_words = own.fields[name]
    draft = editing.drafts.get(name, draft_of(name, editing.now))
    bound = editing.floor.bounds.get(name, Bound())
    trouble = result.troubles.get(name)
    choices = tuple((code, own.choices[name][code]) for code in one.choices)
    return FieldView(
        name,
        one.kind,
        field_words.title,
        field_words.explanation,
        _hint(one, bound, own),
        draft,
        choices,
        bound.at_least,
        "" if trouble is None else own.troubles[trouble],
        is_shown=finds(editing.query, one),
        can_change=not bound.fixed,
        can_reset=not bound.fixed and draft != default_draft(name, editing.floor),
    )


def default_draft(name: str, floor: Floor) -> Draft:
    """Returns what stands in a setting's place for its default, as the floor lets it be."""
    default: dict[str, Any] = {name: raised_value(name, getattr(Settings(), name), floor)}
    return draft_of(name, with_values(Settings(), default))


def finds(query: str, one: Field) -> bool:
    """Tells whether a search finds a setting: by name, words or codes, in any language."""
    parts = [one.name, *one.choices]
    # The words of one language may be known from a guide, those of the other from the window.
    for code in ("en", "zh_CN"):
        own = settings_words(words_for(code))
        field_words = own.fields[one.name]
        parts += [own.groups[one.group], field_words.title, field_words.explanation]
        parts += own.choices.get(one.name, {}).values()
    text = "\n".join(parts).casefold()
    return all(word in text for word in query.casefold().split())


def _hint(one: Field, bound: Bound, own: SettingsWords) -> str:
    parts = []
    if one.least is not None and one.most is not None:
        phrase = SettingPhrase.RANGE_BELOW if one.is_below else SettingPhrase.RANGE
        parts.append(own.say(phrase, least=f"{one.least:g}", most=own.count(one.unit, one.most)))
    if one.kind is Kind.LIST:
        parts.append(own.say(SettingPhrase.SEPARATED))
    default = getattr(Settings(), one.name)
    parts.append(own.say(SettingPhrase.DEFAULT, value=_said(one, default, own)))
    parts += _policy(one, bound, own)
    if one.needs_restart:
        parts.append(own.say(SettingPhrase.RESTART))
    return " · ".join(parts)


def _policy(one: Field, bound: Bound, own: SettingsWords) -> list[str]:
    said = []
    if bound.fixed:
        said.append(own.say(SettingPhrase.LOCKED))
    for end, phrase in ((bound.least, SettingPhrase.LEAST), (bound.most, SettingPhrase.MOST)):
        if end is not None:
            said.append(own.say(phrase, value=own.count(one.unit, end)))
    if bound.at_least:
        said.append(own.say(SettingPhrase.HOLDS, value=_said(one, bound.at_least, own)))
    return said


def _said(one: Field, value: object, own: SettingsWords) -> str:
    """Returns a value in words."""
    if isinstance(value, bool):
        return own.say(SettingPhrase.ON if value else SettingPhrase.OFF)
    if isinstance(value, frozenset):
        named = own.choices.get(one.name, {})
        shown = [named.get(str(part), str(part)) for part in sorted(value)]
        return SEPARATOR.join(shown) or own.say(SettingPhrase.EMPTY)
    if one.kind is Kind.CHOICE:
        return own.choices[one.name][str(value)]
    if isinstance(value, int | float):
        return own.count(one.unit, value)
    if value is None:
        return own.say(SettingPhrase.OF_ENDPOINT)
    return str(value) or own.say(SettingPhrase.EMPTY)


def _bad(result: Edited, own: SettingsWords) -> str:
    return own.say(SettingPhrase.BAD_INPUT, names=_titles(tuple(result.troubles), own))


def _titles(names: tuple[str, ...], own: SettingsWords) -> str:
    titles = (own.fields[name].title if name in own.fields else name for name in names)
    return own.say(SettingPhrase.COMMA).join(titles)


def _changes(before: Settings, after: Settings, names: tuple[str, ...], own: SettingsWords) -> str:
    if not names:
        return own.say(SettingPhrase.UNCHANGED)
    lines = list(_lines(before, after, names, own))
    if len(lines) > _MOST_SHOWN:
        count = len(lines) - _MOST_SHOWN
        lines[_MOST_SHOWN:] = [own.say(SettingPhrase.MORE_CHANGES, count=count)]
    return "\n".join((own.say(SettingPhrase.CHANGES), *lines))


def _lines(
    before: Settings, after: Settings, names: tuple[str, ...], own: SettingsWords
) -> tuple[str, ...]:
    return tuple(
        own.say(
            SettingPhrase.CHANGE,
            name=own.fields[name].title,
            before=_said(FIELD_OF[name], getattr(before, name), own),
            after=_said(FIELD_OF[name], getattr(after, name), own),
        )
        for name in names
        if name in FIELD_OF
    )


_LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 8
