"""The words of a subject's slip: neutral, and without any score."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.reporting.slips import SlipClass
from liveness_station.ui.words.base import Words


class SlipPhrase(Enum):
    """Fixed texts of a slip."""

    TITLE = auto()
    REFERENCE = auto()
    TIME = auto()
    OUTCOME = auto()
    APPEAL = auto()
    APPEAL_NONE = auto()
    KEPT_UNTIL = auto()
    RECORD = auto()
    NOTICE = auto()


@dataclass(frozen=True, slots=True)
class SlipWords:
    """One language."""

    phrases: dict[SlipPhrase, str]
    classes: dict[SlipClass, str]
    gap: str
    line_gap: str

    def say(self, phrase: SlipPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


SLIP_EN = SlipWords(
    phrases={
        SlipPhrase.TITLE: "Your check",
        SlipPhrase.REFERENCE: "Reference",
        SlipPhrase.TIME: "Time",
        SlipPhrase.OUTCOME: "Outcome",
        SlipPhrase.APPEAL: "If you do not agree",
        SlipPhrase.APPEAL_NONE: "Please ask at the desk.",
        SlipPhrase.KEPT_UNTIL: "Your reference is kept until",
        SlipPhrase.RECORD: "Record",
        SlipPhrase.NOTICE: "There is no picture of you on this slip or in its code.",
    },
    classes={
        SlipClass.PASSED: "passed",
        SlipClass.NOT_COMPLETED: "not completed",
        SlipClass.OTHER_METHOD: "other method",
    },
    gap=": ",
    line_gap="; ",
)


def slip_words(words: Words) -> SlipWords:
    """Returns what a language says on a slip."""
    return words.topic("slip", SLIP_EN)
