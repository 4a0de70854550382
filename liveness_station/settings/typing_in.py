"""What people type for a setting, as JSON has it, and back."""

from typing import Final

from liveness_station.settings.fields import FIELD_OF, Kind
from liveness_station.settings.troubles import SettingError, SettingTrouble
from liveness_station.settings.values import Settings, parse_setting, plain_value

Draft = bool | str | frozenset[str]
"""What stands in a setting's place: ticked or not, a text or a choice's code, a set of codes."""

SEPARATOR: Final = "; "
_LISTED: Final = frozenset({Kind.LIST, Kind.CHOICES})


def draft_of(name: str, settings: Settings) -> Draft:
    """Returns what stands in a setting's place as long as nobody types."""
    kind, value = FIELD_OF[name].kind, getattr(settings, name)
    if isinstance(value, frozenset):
        return value if kind is Kind.CHOICES else SEPARATOR.join(sorted(value))
    if isinstance(value, bool):
        return value
    return "" if value is None else str(value).removesuffix(".0")


def parse_draft(name: str, draft: Draft) -> object:
    """Returns a setting's value from what stands in its place.

    Raises:
        SettingError: it cannot be this setting's value.
        KeyError: there is no such setting.
    """
    return parse_setting(name, plain_draft(name, draft))


def plain_draft(name: str, draft: Draft) -> object:
    """Returns what stands in a setting's place as JSON has it, not yet checked.

    Raises:
        SettingError: it is no number where one belongs.
    """
    kind = FIELD_OF[name].kind
    if not isinstance(draft, str):
        return plain_value(draft)
    text = draft.strip()
    if kind is Kind.LIST:
        return [part.strip() for part in text.split(";") if part.strip()]
    if kind is Kind.WHOLE:
        return _whole(text)
    if kind is Kind.NUMBER:
        return None if name == "review_limit" and not text else _number(text)
    return text


def _whole(text: str) -> int:
    # Not int() alone, which takes underscores and a sign for parts of a number.
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise SettingError(SettingTrouble.WRONG_TYPE)
    return int(text)


def _number(text: str) -> float:
    # A comma is what many keyboards have for a point.
    digits = text.replace(",", ".", 1)
    if len(digits) > _MOST_DIGITS or not digits.replace(".", "", 1).isdigit():
        raise SettingError(SettingTrouble.WRONG_TYPE)
    if not digits.isascii():
        raise SettingError(SettingTrouble.WRONG_TYPE)
    return float(digits)


_MOST_DIGITS: Final = 12
