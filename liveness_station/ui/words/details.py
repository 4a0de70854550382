"""What stands in an alert where the desk gives a code or a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.retention.doubts import Doubt
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted


@dataclass(frozen=True, slots=True)
class DetailWords:
    """One language.

    Attributes:
        hours: how long no checkpoint has reached an outside place.
        doubts: why nothing is erased.
    """

    hours: Counted
    doubts: Mapping[Doubt, str]


DETAILS_EN: Final = DetailWords(
    hours=Counted("%n hour", "%n hours"),
    doubts={
        Doubt.CLOCK_AHEAD: "this computer's clock is ahead",
        Doubt.CLOCK_BEHIND: "this computer's clock is behind",
        Doubt.HELD: "it is under legal hold",
        Doubt.ALTERED: "the record has been altered",
        Doubt.NOT_RECORDED: "it could not be recorded",
    },
)


def detail_words(words: Words) -> DetailWords:
    """Returns what a language says in alerts."""
    return words.topic("details", DETAILS_EN)
