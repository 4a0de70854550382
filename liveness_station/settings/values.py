"""The station's options. None of them is a secret, and each is checked by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.overrides import SecondPerson
from liveness_station.domain.policies import MIN_THRESHOLD, Policy
from liveness_station.settings.keeping import KeepPictures, PictureForm
from liveness_station.settings.parsers import (
    parse_base_url,
    parse_benign_reasons,
    parse_choice,
    parse_choices,
    parse_flag,
    parse_number,
    parse_pattern,
    parse_proxy,
    parse_review_limit,
    parse_source,
    parse_text,
    parse_whole_or_not,
    parse_witnesses,
)
from liveness_station.settings.troubles import SettingError, SettingProblem, SettingTrouble

DEFAULT_BASE_URL: Final = "https://face-api.shiliuai.com"
LOCAL_REVIEW_LIMIT: Final = 0.5
"""Where the station's own engine holds a live subject for as likely as an attack."""

DEFAULT_PERSON_DAYS: Final = 180

_MAX_DAYS: Final = 3650


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
        consent: whether the station asks each subject before anything is captured.
        subject_language: of subjects who have none of their own; "": the window's.
        reference_pattern: rule for references as `domain/references.py` has it, "": any.
        attempts_most: so many judged attempts for one subject in `attempts_minutes`; 1 to 10.
        attempts_minutes: 1 to 1440.
        second_person: what an operator may not decide without a second person.
        lock_minutes: a signed-in desk that nobody touches for so long locks itself; 0: never.
        desk_name: how this desk is called, on its window and its reports.
        appeal: where a subject can turn to who does not agree; stands on the slip.
        call_cost: of one call to the cloud, in `currency`; 0 <= it < 1000.
        currency: of `call_cost`, as it is printed.
        shadow: have the other engine judge the same frame, too, where consent allows it.
        sounds: a short sound goes with each verdict.
        subject_display: show the subject's window on the second screen, where there is one.
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
    consent: ConsentRule = ConsentRule.ASK
    subject_language: Language = Language.SYSTEM
    reference_pattern: str = ""
    attempts_most: int = 3
    attempts_minutes: int = 10
    second_person: frozenset[str] = frozenset({SecondPerson.ACCEPT_AFTER_ATTACK.value})
    lock_minutes: int = 10
    desk_name: str = ""
    appeal: str = ""
    call_cost: float = 0.0
    currency: str = "CNY"
    shadow: bool = False
    sounds: bool = True
    subject_display: bool = True

    @property
    def policy(self) -> Policy:
        """The rules that verdicts are made by."""
        limit = self.review_limit
        if limit is None and self.endpoint is EndpointChoice.LOCAL:
            limit = LOCAL_REVIEW_LIMIT
        return Policy(self.threshold, self.benign_risk_reasons, limit)


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


def with_values(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """Returns settings with some values changed, by name."""
    kept = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return Settings(**(kept | dict(values)))


def plain_value(value: object) -> object:
    """Returns a setting's value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, StrEnum) else value


_PARSERS: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "endpoint": parse_choice(EndpointChoice),
        "base_url": parse_base_url,
        "threshold": parse_number(MIN_THRESHOLD),
        "source": parse_source,
        "camera": parse_text,
        "check": parse_choice(CheckChoice),
        "language": parse_choice(Language),
        "theme": parse_choice(Theme),
        "ca_file": parse_text,
        "proxy": parse_proxy,
        "benign_risk_reasons": parse_benign_reasons,
        "review_limit": parse_review_limit,
        "keep_pictures": parse_choice(KeepPictures),
        "picture_form": parse_choice(PictureForm),
        "picture_days": parse_number(0, below=_MAX_DAYS + 1, kind=int),
        "person_days": parse_number(1, below=_MAX_DAYS + 1, kind=int),
        "witnesses": parse_witnesses,
        "auto_capture_s": parse_whole_or_not(0, below=10),
        "consent": parse_choice(ConsentRule),
        "subject_language": parse_choice(Language),
        "reference_pattern": parse_pattern,
        "attempts_most": parse_number(1, below=11, kind=int),
        "attempts_minutes": parse_number(1, below=1441, kind=int),
        "second_person": parse_choices(SecondPerson),
        "lock_minutes": parse_number(0, below=241, kind=int),
        "desk_name": parse_text,
        "appeal": parse_text,
        "call_cost": parse_whole_or_not(0, below=1000),
        "currency": parse_text,
        "shadow": parse_flag,
        "sounds": parse_flag,
        "subject_display": parse_flag,
    }
)
