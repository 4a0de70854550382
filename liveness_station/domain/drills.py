"""Drills: scripted subjects and faults, what is right with each, and how one drill goes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

REFERENCE_PREFIX: Final = "DRILL-"
"""Every scripted subject's reference begins so; no real one's should."""


class Reaction(StrEnum):
    """What the operator made of a scripted subject. The values are the names of their words."""

    LET_ON = "let_on"
    END = "end"
    CHECK_AGAIN = "check_again"
    OTHER_WAY = "other_way"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ALLOWED = "allowed"
    TOOK_CONSENT = "took_consent"


class Scene(StrEnum):
    """What the drawn picture shows."""

    PERSON = "person"
    NOBODY = "nobody"
    DARK = "dark"
    TWO = "two"
    PRINT = "print"
    SCREEN = "screen"
    MASK = "mask"
    GONE = "gone"
    """The camera is lost soon after the subject was called."""


class StepId(StrEnum):
    """One scripted subject. The values are the names of their words."""

    GENUINE = "live"
    NO_FACE = "no_face"
    DARK = "dark"
    DOUBT = "doubt"
    PRINT = "print"
    REPLAY = "replay"
    MASK = "mask"
    INJECTED = "injected"
    QUOTA = "quota"
    SILENCE = "silence"
    GATEWAY = "gateway"
    DAMAGED = "damaged"
    UNRECORDED = "unrecorded"
    CAMERA_LOST = "camera_lost"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    OTHER_WISH = "other_wish"
    SECOND_TRY = "second_try"
    ATTEMPTS_SPENT = "attempts_spent"


class DrillId(StrEnum):
    """One drill. The values are the names of their words."""

    MORNING = "morning"
    ATTACKS = "attacks"
    FAULTS = "faults"
    CONSENT = "consent"
    ATTEMPTS = "attempts"


@dataclass(frozen=True, slots=True)
class Play:
    """What answers in the endpoint's place during a step.

    Attributes:
        scenario: of the simulator's catalogue.
        is_unrecorded: True to have the attempt end as one that could not be written down.
    """

    scenario: str = "live"
    is_unrecorded: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One scripted subject.

    Attributes:
        step_id: which one.
        right: what may be done; anything else is told kindly.
        play: what answers.
        scene: what the picture shows.
        language: what the subject is addressed in.
        asks: True to ask for consent whatever the house's rule is, because the step is about it.
        ages_s: earlier attempts, as the desk is told of them; with three the limit is reached.
    """

    step_id: StepId
    right: frozenset[Reaction]
    play: Play = Play()
    scene: Scene = Scene.PERSON
    language: str = "en"
    asks: bool = False
    ages_s: tuple[float, ...] = ()


ATTEMPTS_MOST: Final = 3
"""The limit in a step that is about it."""

_PASS: Final = frozenset({Reaction.LET_ON})
_AGAIN: Final = frozenset({Reaction.CHECK_AGAIN})
_STOP: Final = frozenset({Reaction.END, Reaction.REFUSED})
_OTHER: Final = frozenset({Reaction.OTHER_WAY})
_ZH: Final = "zh_CN"


DRILLS: Final[Mapping[DrillId, tuple[Step, ...]]] = MappingProxyType(
    {
        DrillId.MORNING: (
            Step(StepId.GENUINE, _PASS),
            Step(StepId.NO_FACE, _AGAIN, Play("no_face"), Scene.NOBODY, _ZH),
            Step(StepId.DARK, _AGAIN, Play("bad_image"), Scene.DARK),
            Step(StepId.DOUBT, _AGAIN | _OTHER, Play("risk_reason"), Scene.TWO, _ZH),
        ),
        DrillId.ATTACKS: (
            Step(StepId.PRINT, _STOP, Play("attack_4004"), Scene.PRINT),
            Step(StepId.REPLAY, _STOP, Play("attack_4004"), Scene.SCREEN, _ZH),
            Step(StepId.MASK, _STOP | _OTHER, Play("spoof"), Scene.MASK),
            Step(StepId.INJECTED, _STOP, Play("attack_4004_looks_live"), Scene.PERSON, _ZH),
        ),
        DrillId.FAULTS: (
            Step(StepId.QUOTA, _OTHER, Play("gateway_B403MQ")),
            Step(StepId.SILENCE, _AGAIN | _OTHER, Play("stall"), language=_ZH),
            Step(StepId.GATEWAY, _OTHER, Play("gateway_S403NU")),
            Step(StepId.DAMAGED, _OTHER, Play("truncated_json"), language=_ZH),
            Step(StepId.UNRECORDED, _OTHER, Play("live", is_unrecorded=True)),
            Step(StepId.CAMERA_LOST, _OTHER, scene=Scene.GONE, language=_ZH),
        ),
        DrillId.CONSENT: (
            Step(StepId.CONSENT_GIVEN, _PASS, asks=True),
            Step(StepId.CONSENT_REFUSED, _OTHER, language=_ZH, asks=True),
            Step(StepId.OTHER_WISH, _OTHER, asks=True),
        ),
        DrillId.ATTEMPTS: (
            Step(StepId.SECOND_TRY, _AGAIN | _OTHER, Play("no_face"), Scene.NOBODY, ages_s=(60.0,)),
            Step(
                StepId.ATTEMPTS_SPENT,
                frozenset({Reaction.ALLOWED, Reaction.OTHER_WAY}),
                language=_ZH,
                ages_s=(30.0, 60.0, 90.0),
            ),
        ),
    }
)
"""All drills, in the order in which somebody new takes them."""


@dataclass(frozen=True, slots=True)
class Run:
    """One drill as far as it has come.

    Attributes:
        drill_id: which one.
        place: of the present step, from 0; as many as there are steps once all are done.
        reactions: what was done in each step that has one, in their order.
    """

    drill_id: DrillId
    place: int = 0
    reactions: tuple[Reaction, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the drill."""
        return DRILLS[self.drill_id]

    @property
    def step(self) -> Step | None:
        """The present step; None once all are done."""
        return self.steps[self.place] if self.place < len(self.steps) else None

    @property
    def reference(self) -> str:
        """The present subject's reference, another one in each step."""
        return f"{REFERENCE_PREFIX}{self.place + 1:02d}"

    @property
    def reaction(self) -> Reaction | None:
        """What was done in the present step; None before anything was."""
        return self.reactions[self.place] if len(self.reactions) > self.place else None

    @property
    def right_count(self) -> int:
        """So many steps were handled well."""
        return sum(map(is_right, self.steps, self.reactions))

    def reacted(self, reaction: Reaction) -> "Run":
        """Returns the drill with what was done; the first thing in a step is what counts."""
        if self.step is None or self.reaction is not None:
            return self
        return replace(self, reactions=(*self.reactions, reaction))

    def advanced(self) -> "Run":
        """Returns the drill at its next step; the same where nothing was done in this one yet."""
        return self if self.reaction is None else replace(self, place=self.place + 1)


def is_right(step: Step, reaction: Reaction) -> bool:
    """Tells whether that may be done about such a subject."""
    return reaction in step.right
