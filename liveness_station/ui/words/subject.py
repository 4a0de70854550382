"""What the subject is told, in each language that the station speaks to subjects.

Short and polite, and meant for somebody who can move a chair but no lamp and no camera.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.gates import Gate
from liveness_station.ui.words.spoken import words_for


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """One language.

    Attributes:
        title: of the display's window.
        welcome: nobody is called yet; title and line.
        look: all is well, nothing is held yet.
        hold: all is well; keep it so.
        wait: something is being done.
        thanks: after a check that passed.
        desk: after every other one.
        other: another way is gone; title and line.
        hints: where the subject is told something else than the operator.
        demo: over a picture that is no camera's.
        drill: over a picture of a drill.
        curtain_end: for the operator, small: how the curtain is opened.
    """

    title: str
    welcome: tuple[str, str]
    look: str
    hold: str
    wait: str
    thanks: str
    desk: str
    other: tuple[str, str]
    hints: Mapping[Gate, str]
    demo: str
    drill: str
    curtain_end: str


SUBJECT_EN: Final = SubjectWords(
    title="For the person at the desk",
    welcome=("Welcome", "We will call you in a moment"),
    look="Please look at the camera",
    hold="Hold still, please",
    wait="One moment, please",
    thanks="Thank you",
    desk="Please speak to the desk",
    other=("We will serve you another way", "Please speak to the desk"),
    hints={
        Gate.COVERED: "One moment, please",
        Gate.OFF_CENTRE_UP: "Sit up a little, please",
        Gate.OFF_CENTRE_DOWN: "Sit a little lower, please",
        Gate.BACKLIT: "Too much light behind you: turn a little, please",
        Gate.TOO_DARK: "Turn towards the light, please",
        Gate.TOO_BRIGHT: "Turn away from the bright light, please",
        Gate.GLARE: "Turn away from the lamp, please",
        Gate.SIDE_LIT: "Turn towards the light, please",
        Gate.BLURRED: "Hold still, please",
    },
    demo="Demonstration",
    drill="Training",
    curtain_end="F9: back to the desk",
)


def subject_words(language: str) -> SubjectWords:
    """Returns what subjects are told in a language; in English where there is none of it."""
    return words_for(language).topic("subject", SUBJECT_EN)
