"""How each kind of setting is read from JSON: strictly, and each by itself."""

import unicodedata
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from liveness_station.domain.patterns import PatternError
from liveness_station.domain.policies import MIN_REVIEW_LIMIT
from liveness_station.domain.references import parse_rule
from liveness_station.domain.suspicions import is_suspicion
from liveness_station.settings.addresses import is_this_computer, split_address, without_login
from liveness_station.settings.troubles import SettingError, SettingTrouble

_MAX_TEXT: Final = 1024
_MAX_RISK_REASONS: Final = 64


def parse_text(untrusted_value: object) -> str:
    """Returns one line of text, without control characters."""
    if not isinstance(untrusted_value, str):
        raise SettingError(SettingTrouble.WRONG_TYPE)
    if len(untrusted_value) > _MAX_TEXT or any(
        unicodedata.category(character) in {"Cc", "Cs"} for character in untrusted_value
    ):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return untrusted_value


def parse_choice(choices: type[StrEnum]) -> Callable[[object], StrEnum]:
    """Returns what reads one of these choices."""

    def parse(untrusted_value: object) -> StrEnum:
        text = parse_text(untrusted_value)
        try:
            return choices(text)
        except ValueError as error:
            raise SettingError(SettingTrouble.UNKNOWN_CHOICE) from error

    return parse


def parse_number(
    least: float, *, below: float = 1, kind: type = float
) -> Callable[[object], float]:
    """Returns what reads a number of one kind, within its bounds."""

    def parse(untrusted_value: object) -> float:
        # Not isinstance alone: True is an int to it.
        if type(untrusted_value) is not kind or not isinstance(untrusted_value, int | float):
            raise SettingError(SettingTrouble.WRONG_TYPE)
        if not least <= untrusted_value < below:
            raise SettingError(SettingTrouble.OUT_OF_RANGE)
        return untrusted_value

    return parse


def parse_review_limit(untrusted_value: object) -> float | None:
    """Returns the review limit; None for what the endpoint suggests."""
    return None if untrusted_value is None else parse_number(MIN_REVIEW_LIMIT)(untrusted_value)


def parse_base_url(untrusted_value: object) -> str:
    """Returns the cloud's address; https, or http to this computer."""
    text = parse_address(untrusted_value)
    parts = urlsplit(text)
    if parts.query or parts.fragment:
        raise SettingError(SettingTrouble.NOT_AN_ADDRESS)
    if parts.scheme == "http" and not is_this_computer(parts.hostname or ""):
        raise SettingError(SettingTrouble.UNENCRYPTED)
    return text


def parse_proxy(untrusted_value: object) -> str:
    """Returns the address of a proxy, "" for none."""
    return "" if untrusted_value == "" else parse_address(untrusted_value)


def parse_address(untrusted_value: object) -> str:
    """Returns an http or https address without a login."""
    text = parse_text(untrusted_value)
    parts = None if " " in text else split_address(text)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(SettingTrouble.NOT_AN_ADDRESS)
    if "@" in parts.netloc:
        raise SettingError(SettingTrouble.HOLDS_LOGIN)
    return text


def parse_source(untrusted_value: object) -> str:
    """Returns a source without a login."""
    text = parse_text(untrusted_value)
    if without_login(text) != text:
        raise SettingError(SettingTrouble.HOLDS_LOGIN)
    return text


def parse_benign_reasons(untrusted_value: object) -> frozenset[str]:
    """Returns risk reasons that can be declared harmless."""
    reasons = parse_texts(untrusted_value)
    # Declared harmless, they would be vetoes that nobody sees switched off.
    if any(is_suspicion(reason) for reason in reasons):
        raise SettingError(SettingTrouble.SUSPECTS_AN_ATTACK)
    return reasons


def parse_texts(untrusted_value: object) -> frozenset[str]:
    """Returns a list of texts that are not blank."""
    if not isinstance(untrusted_value, list):
        raise SettingError(SettingTrouble.WRONG_TYPE)
    reasons = frozenset(parse_text(reason) for reason in untrusted_value)
    if len(reasons) > _MAX_RISK_REASONS or any(not reason.strip() for reason in reasons):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return reasons


def parse_witnesses(untrusted_value: object) -> frozenset[str]:
    """Returns places that keep checkpoints."""
    places = parse_texts(untrusted_value)
    if any(place != "os-log" and not Path(place).is_absolute() for place in places):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return places


def parse_flag(untrusted_value: object) -> bool:
    """Returns True or False; nothing else is taken for either."""
    if not isinstance(untrusted_value, bool):
        raise SettingError(SettingTrouble.WRONG_TYPE)
    return untrusted_value


def parse_whole_or_not(least: float, *, below: float) -> Callable[[object], float]:
    """Returns what reads a number that people may well write without a point."""
    parse = parse_number(least, below=below)

    def parse_either(untrusted_value: object) -> float:
        if isinstance(untrusted_value, int) and not isinstance(untrusted_value, bool):
            return parse(float(untrusted_value))
        return parse(untrusted_value)

    return parse_either


def parse_choices(choices: type[StrEnum]) -> Callable[[object], frozenset[str]]:
    """Returns what reads a list of choices."""

    def parse(untrusted_value: object) -> frozenset[str]:
        chosen = parse_texts(untrusted_value)
        if not chosen <= {choice.value for choice in choices}:
            raise SettingError(SettingTrouble.UNKNOWN_CHOICE)
        return chosen

    return parse


def parse_pattern(untrusted_value: object) -> str:
    """Returns a rule for references that can be used, as it stands."""
    pattern = parse_text(untrusted_value)
    try:
        parse_rule(pattern)
    except PatternError as error:
        raise SettingError(SettingTrouble.NOT_A_PATTERN) from error
    return pattern
