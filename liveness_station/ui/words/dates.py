"""How days and moments are written."""

from dataclasses import dataclass
from typing import Final

from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language.

    Attributes:
        day: of `year`, `month` (by its name) and `day`.
        moment: `day` and `time` of it.
        months: their names in such a day.
    """

    day: str
    moment: str
    months: tuple[str, ...]


DATES_EN: Final = DateWords(
    day="{day} {month} {year}",
    moment="{day}, {time}",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def date_words(words: Words) -> DateWords:
    """Returns how a language writes days."""
    return words.topic("dates", DATES_EN)
