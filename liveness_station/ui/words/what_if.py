"""The words of the window about other thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted


class WhatIfPhrase(Enum):
    """Fixed texts of the window about other thresholds."""

    TITLE = auto()
    FAMILY = auto()
    THIS_COMPUTER = auto()
    UNNAMED_ENGINE = auto()
    SLIDER = auto()
    LOADING = auto()
    EMPTY = auto()
    SAME = auto()
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
    BELOW_BAND = auto()
    CLOSE = auto()


class WhatIfCounted(Enum):
    """Texts that go by number."""

    FAMILY_ITEM = auto()
    MORE = auto()
    FEWER = auto()
    MORE_REFUSED = auto()
    FEWER_ACCEPTED = auto()
    FIXED = auto()
    UNEXPLAINED = auto()
    OTHER_RULES = auto()


@dataclass(frozen=True, slots=True)
class WhatIfWords:
    """One language."""

    phrases: dict[WhatIfPhrase, str]
    counts: Mapping[WhatIfCounted, Counted]

    def say(self, phrase: WhatIfPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: WhatIfCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)


WHAT_IF_EN = WhatIfWords(
    phrases={
        WhatIfPhrase.TITLE: "Other thresholds",
        WhatIfPhrase.FAMILY: "Scores of",
        WhatIfPhrase.THIS_COMPUTER: "this computer",
        WhatIfPhrase.UNNAMED_ENGINE: "engine unknown",
        WhatIfPhrase.SLIDER: "Threshold to look at",
        WhatIfPhrase.LOADING: "Reading the record…",
        WhatIfPhrase.EMPTY: "No check has been judged yet, so there are no scores to look at.",
        WhatIfPhrase.SAME: "{present} is the threshold in force. Move the slider to look at "
        "another one; nothing is changed.",
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
        WhatIfPhrase.BELOW_BAND: "Below the review band the band goes along: nothing would be "
        "left to a person.",
        WhatIfPhrase.CLOSE: "Close",
    },
    counts={
        WhatIfCounted.FAMILY_ITEM: Counted(
            "{endpoint} · {engine} · %n check", "{endpoint} · {engine} · %n checks"
        ),
        WhatIfCounted.MORE: Counted(
            "{present} → {chosen} would have passed %n more",
            "{present} → {chosen} would have passed %n more",
        ),
        WhatIfCounted.FEWER: Counted(
            "{present} → {chosen} would have passed %n fewer",
            "{present} → {chosen} would have passed %n fewer",
        ),
        WhatIfCounted.MORE_REFUSED: Counted(
            ", %n of which an operator refused.", ", %n of which an operator refused."
        ),
        WhatIfCounted.FEWER_ACCEPTED: Counted(
            ", %n of which an operator accepted.", ", %n of which an operator accepted."
        ),
        WhatIfCounted.FIXED: Counted(
            "%n check no threshold would change.", "%n checks no threshold would change."
        ),
        WhatIfCounted.UNEXPLAINED: Counted(
            "%n check is left out: its scores do not explain how it ended.",
            "%n checks are left out: their scores do not explain how they ended.",
        ),
        WhatIfCounted.OTHER_RULES: Counted(
            "%n check was judged by another threshold at the time.",
            "%n checks were judged by another threshold at the time.",
        ),
    },
)


def what_if_words(words: Words) -> WhatIfWords:
    """Returns what a language says of other thresholds."""
    return words.topic("what_if", WHAT_IF_EN)
