"""What stands where people sign in, confirm and are managed. Free of Qt."""

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from liveness_station.accounts.troubles import CLOSED, AccountTrouble
from liveness_station.domain.desk_events import PeopleEvent
from liveness_station.domain.people import Person, Right, Role
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.people import PeopleCounted, PeoplePhrase, PeopleWords, people_words

ASKABLE: Final = (Right.CONFIRM, Right.ALLOW_ATTEMPTS)
"""The rights that somebody else can be asked for."""

_MINUTE_S: Final = 60


class Misfit(Enum):
    """Why a right name and PIN are not enough."""

    SAME_PERSON = auto()
    NO_RIGHT = auto()


@dataclass(frozen=True, slots=True)
class GateState:
    """What is known where somebody is to type name and PIN.

    Attributes:
        people: who has an account.
        current: who works at the desk; None for nobody yet.
        right: what somebody else is asked for; None where somebody signs in or unlocks.
        is_busy: a PIN is being checked.
        trouble: why the last one was refused.
        wait_s: seconds until the next one may be typed.
        misfit: why a right one was not enough, of `misfit_name`.
        misfit_name: whose it was.
    """

    people: tuple[Person, ...] = ()
    current: Person | None = None
    right: Right | None = None
    is_busy: bool = False
    trouble: AccountTrouble | None = None
    wait_s: float = 0.0
    misfit: Misfit | None = None
    misfit_name: str = ""


@dataclass(frozen=True, slots=True)
class GateView:
    """What stands there.

    Attributes:
        heading: what this is.
        sentence: what it is for.
        names: who can be chosen.
        name: who is chosen at first; "" for nobody.
        message: what came of the last try.
        level: how that is meant.
        submit: on the button.
        can_type: name and PIN can be typed now.
    """

    heading: str
    sentence: str
    names: tuple[str, ...]
    name: str
    message: str
    level: Level
    submit: str
    can_type: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list."""

    name: str
    role: Role
    text: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The window of people.

    Attributes:
        sentence: what stands above.
        lines: who has an account.
        roles: what a new person can be, with words.
        message: what came of the last change.
        level: how that is meant.
        can_change: something can be changed now.
    """

    sentence: str
    lines: tuple[PersonLine, ...]
    roles: tuple[tuple[Role, str], ...]
    message: str
    level: Level
    can_change: bool


def able_people(state: GateState) -> tuple[Person, ...]:
    """Returns who can be chosen: where a right is asked for, those others who have it."""
    if state.right is None:
        return state.people
    current = state.current.name if state.current is not None else ""
    return tuple(one for one in state.people if one.name != current and one.may(state.right))


def judge(person: Person, state: GateState) -> Misfit | None:
    """Returns why a person who signed is not the one that is asked for; None where they are."""
    if state.right is None:
        return None
    if state.current is not None and person.name == state.current.name:
        return Misfit.SAME_PERSON
    return None if person.may(state.right) else Misfit.NO_RIGHT


def present_gate(state: GateState, words: Words) -> GateView:
    """Returns what stands where somebody is to type name and PIN."""
    own = people_words(words)
    able = able_people(state)
    current = state.current.name if state.current is not None else ""
    heading, sentence, submit = _titles(state, own, current)
    names = tuple(one.name for one in able)
    first = current if state.right is None and current in names else ""
    message, level = _message(state, words, own, has_anybody=bool(able))
    is_closed = state.trouble in CLOSED and state.trouble is not AccountTrouble.UNWRITABLE
    # Whoever has to wait keeps nobody else from signing in.
    is_open = not is_closed and not state.is_busy
    can_type = is_open and (bool(able) or state.right is None)
    return GateView(
        heading, sentence, names, first or only(names), message, level, submit, can_type
    )


def only(names: tuple[str, ...]) -> str:
    """Returns the name that needs no choosing; "" where there are several."""
    return names[0] if len(names) == 1 else ""


def explain(trouble: AccountTrouble, words: Words, *, wait_s: float = 0.0) -> str:
    """Returns a trouble in words."""
    own = people_words(words)
    known = own.troubles[trouble]
    next_step = known.next_step.replace("{wait}", _duration(wait_s, own))
    if not next_step:
        return known.happened
    return words.explain(Explanation(known.happened, next_step))


def present_people(
    people: tuple[Person, ...],
    current: Person,
    words: Words,
    *,
    outcome: PeopleEvent | AccountTrouble | None = None,
    is_busy: bool = False,
) -> PeopleView:
    """Returns the window of people.

    Args:
        people: who has an account.
        current: who manages them.
        words: the language.
        outcome: what came of the last change.
        is_busy: one is under way.
    """
    own = people_words(words)
    lines = tuple(
        PersonLine(one.name, one.role, f"{one.name} · {own.roles[one.role]}", one == current)
        for one in people
    )
    roles = tuple(Role) if people else (Role.ADMINISTRATOR,)
    message, level = "", Level.IDLE
    if is_busy:
        message, level = own.say(PeoplePhrase.BUSY), Level.WAITING
    elif isinstance(outcome, AccountTrouble):
        message, level = explain(outcome, words), Level.BAD
    elif outcome is not None:
        role = own.roles[outcome.role]
        message = own.steps[outcome.step].format(name=outcome.name, role=role)
        level = Level.GOOD
    sentence = PeoplePhrase.PEOPLE_SAY if people else PeoplePhrase.PEOPLE_EMPTY
    return PeopleView(
        own.say(sentence),
        lines,
        tuple((role, f"{own.roles[role]} · {own.tasks[role]}") for role in roles),
        message,
        level,
        can_change=not is_busy,
    )


def _titles(state: GateState, own: PeopleWords, current: str) -> tuple[str, str, str]:
    if state.right is not None:
        asked, why = own.asking[state.right]
        return own.say(asked), own.say(why, name=current), own.say(PeoplePhrase.AGREE)
    if state.current is None:
        sign_in = own.say(PeoplePhrase.SIGN_IN)
        return sign_in, own.say(PeoplePhrase.SIGN_IN_SAY), sign_in
    sentence = own.say(PeoplePhrase.LOCKED_SAY, name=current)
    return own.say(PeoplePhrase.LOCKED), sentence, own.say(PeoplePhrase.UNLOCK)


def _message(
    state: GateState, words: Words, own: PeopleWords, *, has_anybody: bool
) -> tuple[str, Level]:
    if state.is_busy:
        return own.say(PeoplePhrase.BUSY), Level.WAITING
    if state.wait_s > 0:
        return explain(AccountTrouble.WAIT, words, wait_s=state.wait_s), Level.BAD
    if state.trouble is not None and state.trouble is not AccountTrouble.WAIT:
        return explain(state.trouble, words), Level.BAD
    if state.misfit is not None:
        phrase = PeoplePhrase[state.misfit.name]
        return own.say(phrase, name=state.misfit_name), Level.BAD
    if not has_anybody and state.right is not None:
        return own.say(PeoplePhrase.NOBODY_ELSE), Level.BAD
    return "", Level.IDLE


def _duration(seconds: float, own: PeopleWords) -> str:
    whole = math.ceil(seconds)
    if whole <= 2 * _MINUTE_S:
        return own.say_count(PeopleCounted.SECONDS, whole)
    return own.say_count(PeopleCounted.MINUTES, math.ceil(whole / _MINUTE_S))
