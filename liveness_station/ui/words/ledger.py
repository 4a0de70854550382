"""What the window says of checkpoints that lie outside, in both languages, by language code."""

from dataclasses import dataclass
from datetime import timedelta

from liveness_station.domain.witnesses import WitnessState
from liveness_station.ui.views import Level, StatusItem


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """One language. `age` is filled in with a number and a unit."""

    nowhere: str
    not_yet: str
    just_now: str
    age: str
    units: tuple[str, str, str]


_EN = WitnessWords(
    nowhere="No witness set up",
    not_yet="No checkpoint outside yet",
    just_now="Checkpoint outside: just now",
    age="Checkpoint outside: {count} {unit} ago",
    units=("min", "h", "d"),
)
WITNESS_WORDS = {
    "en": _EN,
    "zh_CN": WitnessWords(
        nowhere="未设外部见证",
        not_yet="外部尚无检查点",
        just_now="外部检查点：刚刚",
        age="外部检查点：{count} {unit}前",
        units=("分钟", "小时", "天"),
    ),
}


def present_witness(state: WitnessState, language: str) -> StatusItem:
    """Returns how far places outside vouch for the record, as an item of the status line."""
    words = WITNESS_WORDS.get(language, _EN)
    if not state.places:
        return StatusItem(words.nowhere, Level.IDLE)
    level = Level.WAITING if state.is_old else Level.GOOD
    if state.age is None:
        return StatusItem(words.not_yet, level)
    if state.age < timedelta(minutes=1):
        return StatusItem(words.just_now, level)
    count, unit = _counted(state.age, words.units)
    return StatusItem(words.age.format(count=count, unit=unit), level)


def _counted(age: timedelta, units: tuple[str, str, str]) -> tuple[int, str]:
    minutes = int(age / timedelta(minutes=1))
    if minutes < 60:
        return minutes, units[0]
    return (minutes // 60, units[1]) if minutes < 48 * 60 else (minutes // (24 * 60), units[2])
