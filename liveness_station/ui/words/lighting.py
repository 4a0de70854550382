"""What is said about the light at the desk."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.light_changes import LightKind
from liveness_station.ui.words.base import Explanation, Words


class LightPhrase(Enum):
    """Fixed texts of the page about light."""

    TITLE = auto()
    AS_USUAL = auto()
    AS_USUAL_NEXT = auto()
    LEARNING = auto()
    LEARNING_NEXT = auto()
    NOBODY = auto()
    NOBODY_NEXT = auto()
    NO_CAMERA = auto()
    NO_CAMERA_NEXT = auto()
    SHORT = auto()
    LUMA = auto()
    RATIO = auto()
    RATIO_LEFT = auto()
    RATIO_RIGHT = auto()
    LEGEND = auto()
    LEGEND_NEW = auto()
    REJECTS = auto()
    SPAN = auto()
    SPAN_DAY = auto()
    SPAN_WEEK = auto()
    SPAN_MONTH = auto()
    COUNTING = auto()
    NO_CHECKS = auto()
    BAR_TIP = auto()
    WORST = auto()
    BAR_KEY = auto()
    LEARN_ANEW = auto()
    LEARN_HINT = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class LightWords:
    """One language.

    Attributes:
        phrases: fixed texts.
        changes: what happened, with `since`, `value` and `usual`; and what to do about it.
        absolutes: the same where nothing is usual yet, without `usual`.
    """

    phrases: dict[LightPhrase, str]
    changes: dict[LightKind, Explanation]
    absolutes: dict[LightKind, str]

    def say(self, phrase: LightPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


_LEFT_STEP_EN = "Draw the blind or turn the desk; or put a lamp on the other side."

LIGHT_EN = LightWords(
    phrases={
        LightPhrase.TITLE: "Light",
        LightPhrase.AS_USUAL: "The light is as usual at this hour.",
        LightPhrase.AS_USUAL_NEXT: "Nothing to do.",
        LightPhrase.LEARNING: "This camera's usual light is still being learnt.",
        LightPhrase.LEARNING_NEXT: "Work as always: it takes three days with people at this hour.",
        LightPhrase.NOBODY: "No face has been measured in the last hour.",
        LightPhrase.NOBODY_NEXT: "Seat somebody before the camera.",
        LightPhrase.NO_CAMERA: "The light is measured at a camera only.",
        LightPhrase.NO_CAMERA_NEXT: "Choose a camera.",
        LightPhrase.SHORT: "As usual, but not good.",
        LightPhrase.LUMA: "Brightness of faces today (0 to 255)",
        LightPhrase.RATIO: "Left to right half of faces today",
        LightPhrase.RATIO_LEFT: "from the left",
        LightPhrase.RATIO_RIGHT: "from the right",
        LightPhrase.LEGEND: "Band: usual at this hour. Left is the subject's, as in the mirror.",
        LightPhrase.LEGEND_NEW: "Left is the subject's, as in the mirrored picture.",
        LightPhrase.REJECTS: "Checks by the hour",
        LightPhrase.SPAN: "Span",
        LightPhrase.SPAN_DAY: "Today",
        LightPhrase.SPAN_WEEK: "7 days",
        LightPhrase.SPAN_MONTH: "30 days",
        LightPhrase.COUNTING: "Counting …",
        LightPhrase.NO_CHECKS: "No checks in this span.",
        LightPhrase.BAR_TIP: "{hour}:00  {passed} passed, {retried} try again, {refused} refused",
        LightPhrase.WORST: "Most turned away: {hour}:00, {rejects} of {total} ({reason})",
        LightPhrase.BAR_KEY: "solid: refused · dotted: try again · pale: passed",
        LightPhrase.LEARN_ANEW: "The light is meant to be so: learn it anew",
        LightPhrase.LEARN_HINT: "Forgets what was usual at this camera before today.",
        LightPhrase.CLOSE: "Close",
    },
    changes={
        LightKind.FROM_LEFT: Explanation(
            "Light from the left since {since}: ratio {value}, usually {usual}.", _LEFT_STEP_EN
        ),
        LightKind.FROM_RIGHT: Explanation(
            "Light from the right since {since}: ratio {value}, usually {usual}.", _LEFT_STEP_EN
        ),
        LightKind.DARKER: Explanation(
            "Faces are darker than usual since {since}: {value} instead of {usual}.",
            "Look whether a lamp is off; else switch one on before the face.",
        ),
        LightKind.BRIGHTER: Explanation(
            "Faces are brighter than usual since {since}: {value} instead of {usual}.",
            "Look whether the sun or a lamp shines into faces; draw the blind or dim it.",
        ),
        LightKind.BACKLIT: Explanation(
            "Light from behind since {since}: {value} times the face's, usually {usual}.",
            "Close the blind behind the subject, or turn the desk away from the window.",
        ),
    },
    absolutes={
        LightKind.FROM_LEFT: "Light from the left since {since}: ratio {value}.",
        LightKind.FROM_RIGHT: "Light from the right since {since}: ratio {value}.",
        LightKind.DARKER: "Faces are too dark since {since}: {value}.",
        LightKind.BRIGHTER: "Faces are too bright since {since}: {value}.",
        LightKind.BACKLIT: "Light from behind since {since}: {value} times the face's.",
    },
)


def light_words(words: Words) -> LightWords:
    """Returns what a language says about light."""
    return words.topic("lighting", LIGHT_EN)
