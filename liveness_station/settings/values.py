"""The station's options. None of them is a secret, and each is checked by itself."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.policies import MIN_REVIEW_LIMIT, MIN_THRESHOLD, Policy
from liveness_station.domain.suspicions import is_suspicion
from liveness_station.settings.addresses import is_this_computer, split_address, without_login
from liveness_station.settings.keeping import KeepPictures, PictureForm

DEFAULT_BASE_URL: Final = "https://face-api.shiliuai.com"
LOCAL_REVIEW_LIMIT: Final = 0.5
"""Where the station's own engine holds a live subject for as likely as an attack."""

DEFAULT_PERSON_DAYS: Final = 180

_MAX_TEXT: Final = 1024
_MAX_DAYS: Final = 3650
_MAX_RISK_REASONS: Final = 64


class EndpointChoice(StrEnum):
    """Who judges: the station's own service or the cloud's."""

    LOCAL = "local"
    CLOUD = "cloud"


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = ""
    CHINESE = "zh_CN"
    ENGLISH = "en"


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


class CheckChoice(StrEnum):
    """How a capture is taken."""

    AUTO = "auto"
    STILL = "still"
    BURST = "burst"
    GUIDED = "guided"


class SettingTrouble(StrEnum):
    """What can be wrong with a setting, or with the file of them. The values are stable codes."""

    WRONG_TYPE = "wrong_type"
    UNKNOWN_CHOICE = "unknown_choice"
    OUT_OF_RANGE = "out_of_range"
    NOT_AN_ADDRESS = "not_an_address"
    UNENCRYPTED = "unencrypted"
    SUSPECTS_AN_ATTACK = "suspects_an_attack"
    HOLDS_LOGIN = "holds_login"
    FILE_UNREADABLE = "file_unreadable"
    FILE_CORRUPT = "file_corrupt"
    FILE_NEWER = "file_newer"
    NOT_KEPT_ASIDE = "not_kept_aside"


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One thing that was wrong; `name` is the setting's, or "" where it is the whole file."""

    name: str
    trouble: SettingTrouble


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator or administrator can choose.

    Attributes:
        endpoint: who judges.
        base_url: the cloud's address; https, or http to this computer itself.
        threshold: a score strictly greater is live; 0.5 <= threshold < 1.
        source: a camera's name or number, a file, or an address; "" for the first camera found.
        camera: the camera that was chosen last, as `Identity.text` has it; "" for none. Where there
            is a `source`, that is opened instead.
        check: how a capture is taken; "auto" guides the subject where a camera and the local engine
            meet, and takes a still otherwise.
        language: of the window.
        theme: of the window.
        ca_file: path of additional certificate authorities, "" for none.
        proxy: address of the proxy for the cloud, "" for none.
        benign_risk_reasons: risk reasons that an administrator has declared harmless; none of the
            station's own that suspect an attack (`domain/suspicions.py`).
        review_limit: a score above it and not above the threshold is for a person to judge;
            0.2 <= review_limit <= threshold, where the two are equal there is no such band. None:
            0.5 for the local engine, and no band for the cloud, whose scores mean something else.
        keep_pictures: of which checks pictures are kept; "rejects": those that ended in SPOOF.
        picture_form: what is kept of each.
        picture_days: how long; 0 keeps none, whatever `keep_pictures` says.
        witnesses: places outside that keep checkpoints: folders by absolute path, or "os-log".
        auto_capture_s: all gates green for so long capture by themselves; 0 <= it < 10, 0: never.
        person_days: how long names and what else could tell who it was are kept; 1 to 3650.
    """

    endpoint: EndpointChoice = EndpointChoice.LOCAL
    base_url: str = DEFAULT_BASE_URL
    threshold: float = DEFAULT_THRESHOLD
    source: str = ""
    camera: str = ""
    check: CheckChoice = CheckChoice.AUTO
    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    ca_file: str = ""
    proxy: str = ""
    benign_risk_reasons: frozenset[str] = frozenset()
    review_limit: float | None = None
    keep_pictures: KeepPictures = KeepPictures.NONE
    picture_form: PictureForm = PictureForm.FULL
    picture_days: int = 0
    person_days: int = DEFAULT_PERSON_DAYS
    witnesses: frozenset[str] = frozenset()
    auto_capture_s: float = 0.0

    @property
    def policy(self) -> Policy:
        """The rules that verdicts are made by."""
        limit = self.review_limit
        if limit is None and self.endpoint is EndpointChoice.LOCAL:
            limit = LOCAL_REVIEW_LIMIT
        return Policy(self.threshold, self.benign_risk_reasons, limit)


class SettingError(ValueError):
    """A value cannot be a setting's."""

    def __init__(self, trouble: SettingTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def parse_setting(name: str, untrusted_value: object) -> object:
    """Returns a value of JSON as the setting's type.

    Raises:
        SettingError: it cannot be this setting's value.
        KeyError: there is no such setting.
    """
    return _PARSERS[name](untrusted_value)


def problems_of(settings: Settings) -> tuple[SettingProblem, ...]:
    """Returns what is wrong with settings that were not read from a file, but typed."""
    found = []
    for field in fields(settings):
        try:
            parse_setting(field.name, plain_value(getattr(settings, field.name)))
        except SettingError as error:
            found.append(SettingProblem(field.name, error.trouble))
    return tuple(found) or misfits_of(settings)


def misfits_of(settings: Settings) -> tuple[SettingProblem, ...]:
    """Returns what is wrong with settings that are each fine by themselves."""
    limit = settings.review_limit
    if limit is None or limit <= settings.threshold:
        return ()
    return (SettingProblem("review_limit", SettingTrouble.OUT_OF_RANGE),)


def plain_value(value: object) -> object:
    """Returns a setting's value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, StrEnum) else value


def _text(untrusted_value: object) -> str:
    if not isinstance(untrusted_value, str):
        raise SettingError(SettingTrouble.WRONG_TYPE)
    if len(untrusted_value) > _MAX_TEXT or any(
        unicodedata.category(character) in {"Cc", "Cs"} for character in untrusted_value
    ):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return untrusted_value


def _choice(choices: type[StrEnum]) -> Callable[[object], StrEnum]:
    def parse(untrusted_value: object) -> StrEnum:
        text = _text(untrusted_value)
        try:
            return choices(text)
        except ValueError as error:
            raise SettingError(SettingTrouble.UNKNOWN_CHOICE) from error

    return parse


def _number(least: float, *, below: float = 1, kind: type = float) -> Callable[[object], float]:
    def parse(untrusted_value: object) -> float:
        # Not isinstance alone: True is an int to it.
        if type(untrusted_value) is not kind or not isinstance(untrusted_value, int | float):
            raise SettingError(SettingTrouble.WRONG_TYPE)
        if not least <= untrusted_value < below:
            raise SettingError(SettingTrouble.OUT_OF_RANGE)
        return untrusted_value

    return parse


def _review_limit(untrusted_value: object) -> float | None:
    return None if untrusted_value is None else _number(MIN_REVIEW_LIMIT)(untrusted_value)


def _base_url(untrusted_value: object) -> str:
    text = _address(untrusted_value)
    parts = urlsplit(text)
    if parts.query or parts.fragment:
        raise SettingError(SettingTrouble.NOT_AN_ADDRESS)
    if parts.scheme == "http" and not is_this_computer(parts.hostname or ""):
        raise SettingError(SettingTrouble.UNENCRYPTED)
    return text


def _proxy(untrusted_value: object) -> str:
    return "" if untrusted_value == "" else _address(untrusted_value)


def _address(untrusted_value: object) -> str:
    text = _text(untrusted_value)
    parts = None if " " in text else split_address(text)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(SettingTrouble.NOT_AN_ADDRESS)
    if "@" in parts.netloc:
        raise SettingError(SettingTrouble.HOLDS_LOGIN)
    return text


def _source(untrusted_value: object) -> str:
    text = _text(untrusted_value)
    if without_login(text) != text:
        raise SettingError(SettingTrouble.HOLDS_LOGIN)
    return text


def _benign_reasons(untrusted_value: object) -> frozenset[str]:
    reasons = _texts(untrusted_value)
    # Declared harmless, they would be vetoes that nobody sees switched off.
    if any(is_suspicion(reason) for reason in reasons):
        raise SettingError(SettingTrouble.SUSPECTS_AN_ATTACK)
    return reasons


def _texts(untrusted_value: object) -> frozenset[str]:
    if not isinstance(untrusted_value, list):
        raise SettingError(SettingTrouble.WRONG_TYPE)
    reasons = frozenset(_text(reason) for reason in untrusted_value)
    if len(reasons) > _MAX_RISK_REASONS or any(not reason.strip() for reason in reasons):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return reasons


def _witnesses(untrusted_value: object) -> frozenset[str]:
    places = _texts(untrusted_value)
    if any(place != "os-log" and not Path(place).is_absolute() for place in places):
        raise SettingError(SettingTrouble.OUT_OF_RANGE)
    return places


_PARSERS: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "endpoint": _choice(EndpointChoice),
        "base_url": _base_url,
        "threshold": _number(MIN_THRESHOLD),
        "source": _source,
        "camera": _text,
        "check": _choice(CheckChoice),
        "language": _choice(Language),
        "theme": _choice(Theme),
        "ca_file": _text,
        "proxy": _proxy,
        "benign_risk_reasons": _benign_reasons,
        "review_limit": _review_limit,
        "keep_pictures": _choice(KeepPictures),
        "picture_form": _choice(PictureForm),
        "picture_days": _number(0, below=_MAX_DAYS + 1, kind=int),
        "person_days": _number(1, below=_MAX_DAYS + 1, kind=int),
        "witnesses": _witnesses,
        "auto_capture_s": lambda v: _number(0, below=10)(float(v) if type(v) is int else v),
    }
)
