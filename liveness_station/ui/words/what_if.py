"""The words of the window about other thresholds."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.ui.words.base import Words


class WhatIfPhrase(Enum):
    """Fixed texts of the window about other thresholds."""

    TITLE = auto()
    FAMILY = auto()
    FAMILY_ITEM = auto()
    THIS_COMPUTER = auto()
    UNNAMED_ENGINE = auto()
    SLIDER = auto()
    LOADING = auto()
    EMPTY = auto()
    SAME = auto()
    MORE = auto()
    FEWER = auto()
    MORE_REFUSED = auto()
    FEWER_ACCEPTED = auto()
    COLUMN_NOW = auto()
    COLUMN_THEN = auto()
    ROW_PASSED = auto()
    ROW_REVIEW = auto()
    ROW_BELOW = auto()
    ROW_PASSED_REFUSED = auto()
    ROW_FAILED_ACCEPTED = auto()
    SCORES = auto()
    KEY = auto()
    BIN = auto()
    LIMITS = auto()
    FIXED = auto()
    UNEXPLAINED = auto()
    OTHER_RULES = auto()
    BELOW_BAND = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class WhatIfWords:
    """One language."""

    phrases: dict[WhatIfPhrase, str]

    def say(self, phrase: WhatIfPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


WHAT_IF_EN = WhatIfWords(
    {
        WhatIfPhrase.TITLE: "Other thresholds",
        WhatIfPhrase.FAMILY: "Scores of",
        WhatIfPhrase.FAMILY_ITEM: "{endpoint} · {engine} · {count} checks",
        WhatIfPhrase.THIS_COMPUTER: "this computer",
        WhatIfPhrase.UNNAMED_ENGINE: "engine unknown",
        WhatIfPhrase.SLIDER: "Threshold to look at",
        WhatIfPhrase.LOADING: "Reading the record…",
        WhatIfPhrase.EMPTY: "No check has been judged yet, so there are no scores to look at.",
        WhatIfPhrase.SAME: "{present} is the threshold in force. Move the slider to look at "
        "another one; nothing is changed.",
        WhatIfPhrase.MORE: "{present} → {chosen} would have passed {count} more",
        WhatIfPhrase.FEWER: "{present} → {chosen} would have passed {count} fewer",
        WhatIfPhrase.MORE_REFUSED: ", {count} of which an operator refused.",
        WhatIfPhrase.FEWER_ACCEPTED: ", {count} of which an operator accepted.",
        WhatIfPhrase.COLUMN_NOW: "At {value}, in force",
        WhatIfPhrase.COLUMN_THEN: "At {value}",
        WhatIfPhrase.ROW_PASSED: "Pass",
        WhatIfPhrase.ROW_REVIEW: "Try again or review",
        WhatIfPhrase.ROW_BELOW: "Do not pass",
        WhatIfPhrase.ROW_PASSED_REFUSED: "Pass, though an operator refused",
        WhatIfPhrase.ROW_FAILED_ACCEPTED: "Do not pass, though an operator accepted",
        WhatIfPhrase.SCORES: "Scores",
        WhatIfPhrase.KEY: "solid: passed · dotted: not passed · coloured foot: refused, then "
        "accepted by an operator",
        WhatIfPhrase.BIN: "{low} to {high}: {count}",
        WhatIfPhrase.LIMITS: "This is no error rate: nobody knows who was really in front of the "
        "camera. It recounts this station's newest checks by their scores alone and changes no "
        "setting. Checks with a risk reason, a veto or a contradiction stay as they are; of "
        "several frames only the scores are known, so the number is at most what it says.",
        WhatIfPhrase.FIXED: "{count} checks no threshold would change.",
        WhatIfPhrase.UNEXPLAINED: "{count} checks are left out: their scores do not explain how "
        "they ended.",
        WhatIfPhrase.OTHER_RULES: "{count} checks were judged by another threshold at the time.",
        WhatIfPhrase.BELOW_BAND: "Below the review band the band goes along: nothing would be "
        "left to a person.",
        WhatIfPhrase.CLOSE: "Close",
    }
)


def what_if_words(words: Words) -> WhatIfWords:
    """Returns what a language says of other thresholds."""
    return words.topic("what_if", WHAT_IF_EN)
