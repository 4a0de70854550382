"""What one language says about drills."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.drills import DrillId, Reaction, StepId


class TrainingPhrase(Enum):
    """Fixed texts of drills."""

    TITLE = auto()
    INTRO = auto()
    CHOOSE = auto()
    START = auto()
    CLOSE = auto()
    STEPS = auto()
    HEADING = auto()
    CALL = auto()
    ACT = auto()
    RIGHT = auto()
    WRONG = auto()
    NEXT = auto()
    FINISH = auto()
    END = auto()
    SUMMARY = auto()
    ALL_WELL = auto()
    AGAIN = auto()
    BACK = auto()
    BUSY = auto()
    SHUT = auto()
    YOU = auto()
    MARK_RIGHT = auto()
    MARK_WRONG = auto()


@dataclass(frozen=True, slots=True)
class StepWords:
    """One scripted subject.

    Attributes:
        title: what the step is about.
        scene: what is to be seen.
        says: what the subject says.
        why: what is right, and why.
    """

    title: str
    scene: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """One language.

    Attributes:
        phrases: fixed texts.
        drills: name and one line about each drill.
        reactions: what the operator did.
        steps: the scripted subjects.
    """

    phrases: Mapping[TrainingPhrase, str]
    drills: Mapping[DrillId, tuple[str, str]]
    reactions: Mapping[Reaction, str]
    steps: Mapping[StepId, StepWords]

    def say(self, phrase: TrainingPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]
