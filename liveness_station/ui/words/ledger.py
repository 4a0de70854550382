"""What the window says of checkpoints that lie outside."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from liveness_station.domain.witnesses import WitnessState
from liveness_station.ui.views import Level, StatusItem
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.spoken import words_for


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """One language. `age` is filled in with a number and a unit."""

    nowhere: str
    not_yet: str
    just_now: str
    age: str
    units: tuple[str, str, str]


LEDGER_EN: Final = WitnessWords(
    nowhere="No witness set up",
    not_yet="No checkpoint outside yet",
    just_now="Checkpoint outside: just now",
    age="Checkpoint outside: {count} {unit} ago",
    units=("min", "h", "d"),
)


def witness_words(words: Words) -> WitnessWords:
    """Returns what a language says about checkpoints outside."""
    return words.topic("ledger", LEDGER_EN)


def present_witness(state: WitnessState, language: str) -> StatusItem:
    """Returns how far places outside vouch for the record, as an item of the status line."""
    own = witness_words(words_for(language))
    if not state.places:
        return StatusItem(own.nowhere, Level.IDLE)
    level = Level.WAITING if state.is_old else Level.GOOD
    if state.age is None:
        return StatusItem(own.not_yet, level)
    if state.age < timedelta(minutes=1):
        return StatusItem(own.just_now, level)
    count, unit = _counted(state.age, own.units)
    return StatusItem(own.age.format(count=count, unit=unit), level)


def _counted(age: timedelta, units: tuple[str, str, str]) -> tuple[int, str]:
    minutes = int(age / timedelta(minutes=1))
    if minutes < 60:
        return minutes, units[0]
    return (minutes // 60, units[1]) if minutes < 48 * 60 else (minutes // (24 * 60), units[2])
