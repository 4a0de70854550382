"""What the window says of checkpoints that lie outside."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from liveness_station.domain.witnesses import WitnessState
from liveness_station.ui.views import Level, StatusItem
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted
from liveness_station.ui.words.spoken import words_for


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """One language. How long ago the newest one was is told in one of three units."""

    nowhere: str
    not_yet: str
    just_now: str
    minutes: Counted
    hours: Counted
    days: Counted


LEDGER_EN: Final = WitnessWords(
    nowhere="No witness set up",
    not_yet="No checkpoint outside yet",
    just_now="Checkpoint outside: just now",
    minutes=Counted("Checkpoint outside: %n min ago", "Checkpoint outside: %n min ago"),
    hours=Counted("Checkpoint outside: %n h ago", "Checkpoint outside: %n h ago"),
    days=Counted("Checkpoint outside: %n day ago", "Checkpoint outside: %n days ago"),
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
    return StatusItem(_age_text(state.age, own), level)


def _age_text(age: timedelta, own: WitnessWords) -> str:
    minutes = int(age / timedelta(minutes=1))
    if minutes < 60:
        return own.minutes.say(minutes)
    return own.hours.say(minutes // 60) if minutes < 48 * 60 else own.days.say(age.days)
