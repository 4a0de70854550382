"""What can be set, in groups: the one table that window and command line are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.overrides import SecondPerson
from liveness_station.settings.keeping import KeepPictures, PictureForm
from liveness_station.settings.values import CheckChoice, Language, Theme


class Group(Enum):
    """What settings are about, in the order in which they are shown."""

    DESK = auto()
    SUBJECTS = auto()
    CHECKS = auto()
    PICTURES = auto()
    NETWORK = auto()
    LOOKS = auto()
    RECORDS = auto()


class Kind(Enum):
    """How a setting is typed."""

    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    WHOLE = auto()
    NUMBER = auto()
    TEXT = auto()
    LIST = auto()


class Unit(Enum):
    """What a number counts."""

    NONE = auto()
    SCORE = auto()
    SECONDS = auto()
    MINUTES = auto()
    DAYS = auto()
    ATTEMPTS = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One setting that can be set.

    Attributes:
        name: of the attribute of `Settings`.
        group: what it is about.
        kind: how it is typed.
        unit: what its number counts.
        least, most: its bounds, for people; None without.
        is_below: True where `most` itself is too much.
        choices: the codes to choose from.
        needs_restart: True where it takes effect at the next start only.
    """

    name: str
    group: Group
    kind: Kind
    unit: Unit = Unit.NONE
    least: float | None = None
    most: float | None = None
    is_below: bool = False
    choices: tuple[str, ...] = ()
    needs_restart: bool = False


ELSEWHERE: Final = frozenset({"source", "camera", "endpoint", "base_url"})
"""Settings with a place of their own: the camera's picker, and endpoint with its credentials."""


def _choices(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(one.value) for one in kind)


FIELDS: Final = (
    Field("desk_name", Group.DESK, Kind.TEXT),
    Field("lock_minutes", Group.DESK, Kind.WHOLE, Unit.MINUTES, 0, 240),
    Field("sounds", Group.DESK, Kind.FLAG),
    Field("subject_display", Group.DESK, Kind.FLAG),
    Field("auto_capture_s", Group.DESK, Kind.NUMBER, Unit.SECONDS, 0, 10, is_below=True),
    Field("consent", Group.SUBJECTS, Kind.CHOICE, choices=_choices(ConsentRule)),
    Field("subject_language", Group.SUBJECTS, Kind.CHOICE, choices=_choices(Language)),
    Field("reference_pattern", Group.SUBJECTS, Kind.TEXT),
    Field("attempts_most", Group.SUBJECTS, Kind.WHOLE, Unit.ATTEMPTS, 1, 10),
    Field("attempts_minutes", Group.SUBJECTS, Kind.WHOLE, Unit.MINUTES, 1, 1440),
    Field("appeal", Group.SUBJECTS, Kind.TEXT),
    Field("threshold", Group.CHECKS, Kind.NUMBER, Unit.SCORE, 0.5, 1, is_below=True),
    Field("review_limit", Group.CHECKS, Kind.NUMBER, Unit.SCORE, 0.2, 1, is_below=True),
    Field("check", Group.CHECKS, Kind.CHOICE, choices=_choices(CheckChoice)),
    Field("second_person", Group.CHECKS, Kind.CHOICES, choices=_choices(SecondPerson)),
    Field("shadow", Group.CHECKS, Kind.FLAG),
    Field("benign_risk_reasons", Group.CHECKS, Kind.LIST),
    Field("keep_pictures", Group.PICTURES, Kind.CHOICE, choices=_choices(KeepPictures)),
    Field("picture_form", Group.PICTURES, Kind.CHOICE, choices=_choices(PictureForm)),
    Field("picture_days", Group.PICTURES, Kind.WHOLE, Unit.DAYS, 0, 3650),
    Field("person_days", Group.PICTURES, Kind.WHOLE, Unit.DAYS, 1, 3650),
    Field("proxy", Group.NETWORK, Kind.TEXT),
    Field("ca_file", Group.NETWORK, Kind.TEXT),
    Field("call_cost", Group.NETWORK, Kind.NUMBER, Unit.MONEY, 0, 1000, is_below=True),
    Field("currency", Group.NETWORK, Kind.TEXT),
    Field("language", Group.LOOKS, Kind.CHOICE, choices=_choices(Language)),
    Field("theme", Group.LOOKS, Kind.CHOICE, choices=_choices(Theme)),
    Field("witnesses", Group.RECORDS, Kind.LIST, needs_restart=True),
)
"""Every setting that has no place of its own, in the order in which it is shown."""

FIELD_OF: Final[Mapping[str, Field]] = MappingProxyType({field.name: field for field in FIELDS})
