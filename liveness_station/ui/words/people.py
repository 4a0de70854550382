"""The words of signing in, of the lock and of the window of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.domain.desk_events import PeopleStep
from liveness_station.domain.people import Right, Role
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.counted import Counted


class PeoplePhrase(Enum):
    """Fixed texts of signing in and of the window of people."""

    SIGN_IN = auto()
    SIGN_IN_SAY = auto()
    LOCKED = auto()
    LOCKED_SAY = auto()
    CONFIRM = auto()
    CONFIRM_SAY = auto()
    ALLOW = auto()
    ALLOW_SAY = auto()
    NAME = auto()
    PIN = auto()
    PIN_AGAIN = auto()
    UNLOCK = auto()
    AGREE = auto()
    CANCEL = auto()
    QUIT = auto()
    BUSY = auto()
    SAME_PERSON = auto()
    NO_RIGHT = auto()
    NOBODY_ELSE = auto()
    PEOPLE = auto()
    PEOPLE_SAY = auto()
    PEOPLE_EMPTY = auto()
    NEW_PERSON = auto()
    CHOSEN = auto()
    NOBODY_CHOSEN = auto()
    ROLE = auto()
    ADD = auto()
    CHANGE_ROLE = auto()
    CHANGE_PIN = auto()
    REMOVE = auto()
    REMOVE_SURE = auto()
    CLOSE = auto()
    PIN_RULE = auto()
    PINS_DIFFER = auto()
    YOURSELF = auto()


class PeopleCounted(Enum):
    """Texts that go by number."""

    SECONDS = auto()
    MINUTES = auto()


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """One language. Every table has an entry for every code.

    In a trouble's words stands `{wait}` for how long; in a step's, `{name}` and `{role}`.
    """

    phrases: dict[PeoplePhrase, str]
    counts: Mapping[PeopleCounted, Counted]
    roles: dict[Role, str]
    tasks: dict[Role, str]
    steps: dict[PeopleStep, str]
    troubles: dict[AccountTrouble, Explanation]
    asking: dict[Right, tuple[PeoplePhrase, PeoplePhrase]]

    def say(self, phrase: PeoplePhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: PeopleCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)


_ASKING = {
    Right.CONFIRM: (PeoplePhrase.CONFIRM, PeoplePhrase.CONFIRM_SAY),
    Right.ALLOW_ATTEMPTS: (PeoplePhrase.ALLOW, PeoplePhrase.ALLOW_SAY),
}

PEOPLE_EN = PeopleWords(
    phrases={
        PeoplePhrase.SIGN_IN: "Sign in",
        PeoplePhrase.SIGN_IN_SAY: "Your shift begins when you sign in.",
        PeoplePhrase.LOCKED: "Locked",
        PeoplePhrase.LOCKED_SAY: "{name} works here. Anybody else who signs in begins their own "
        "shift.",
        PeoplePhrase.CONFIRM: "A second person confirms",
        PeoplePhrase.CONFIRM_SAY: "Somebody else than {name} looks at it too, and confirms with "
        "their own PIN.",
        PeoplePhrase.ALLOW: "Allow more attempts",
        PeoplePhrase.ALLOW_SAY: "A supervisor or administrator allows this subject more attempts "
        "with their own PIN.",
        PeoplePhrase.NAME: "Name",
        PeoplePhrase.PIN: "PIN",
        PeoplePhrase.PIN_AGAIN: "PIN again",
        PeoplePhrase.UNLOCK: "Unlock",
        PeoplePhrase.AGREE: "Confirm",
        PeoplePhrase.CANCEL: "Cancel",
        PeoplePhrase.QUIT: "Close the program",
        PeoplePhrase.BUSY: "Checking…",
        PeoplePhrase.SAME_PERSON: "It has to be somebody else than {name}.",
        PeoplePhrase.NO_RIGHT: "{name} may not do this. Ask somebody with another role.",
        PeoplePhrase.NOBODY_ELSE: "Nobody else at this station may do this. An administrator can "
        "add somebody.",
        PeoplePhrase.PEOPLE: "People",
        PeoplePhrase.PEOPLE_SAY: "Who works at this station. Each change is recorded.",
        PeoplePhrase.PEOPLE_EMPTY: "Nobody has an account: whoever opens the program may do "
        "everything. Begin with an administrator; from then on everybody signs in.",
        PeoplePhrase.NEW_PERSON: "New person",
        PeoplePhrase.CHOSEN: "Chosen: {name}",
        PeoplePhrase.NOBODY_CHOSEN: "Choose somebody on the left",
        PeoplePhrase.ROLE: "Role",
        PeoplePhrase.ADD: "Add",
        PeoplePhrase.CHANGE_ROLE: "Change role",
        PeoplePhrase.CHANGE_PIN: "Set new PIN",
        PeoplePhrase.REMOVE: "Remove…",
        PeoplePhrase.REMOVE_SURE: "Press again to remove {name}",
        PeoplePhrase.CLOSE: "Close",
        PeoplePhrase.PIN_RULE: "4 to 32 letters or digits",
        PeoplePhrase.PINS_DIFFER: "The two PINs differ. Type both again.",
        PeoplePhrase.YOURSELF: "Your own role is changed by another administrator.",
    },
    counts={
        PeopleCounted.SECONDS: Counted("%n s", "%n s"),
        PeopleCounted.MINUTES: Counted("%n min", "%n min"),
    },
    roles={
        Role.OPERATOR: "Operator",
        Role.SUPERVISOR: "Supervisor",
        Role.ADMINISTRATOR: "Administrator",
        Role.AUDITOR: "Auditor",
    },
    tasks={
        Role.OPERATOR: "checks people and decides",
        Role.SUPERVISOR: "also confirms, reviews and exports",
        Role.ADMINISTRATOR: "also changes settings and people, and erases",
        Role.AUDITOR: "sees the history and reviews, checks nobody",
    },
    steps={
        PeopleStep.ADDED: "{name} was added as {role}.",
        PeopleStep.REMOVED: "{name} was removed.",
        PeopleStep.ROLE_CHANGED: "{name} is {role} now.",
        PeopleStep.PIN_CHANGED: "{name} has a new PIN.",
    },
    troubles={
        AccountTrouble.WRONG: Explanation("Name and PIN do not go together.", "Type them again."),
        AccountTrouble.WAIT: Explanation("Too many wrong PINs.", "Try again in {wait}."),
        AccountTrouble.BLOCKED: Explanation(
            "This PIN counts no more, after a hundred wrong tries.",
            "An administrator sets a new one.",
        ),
        AccountTrouble.BAD_NAME: Explanation(
            "This cannot be a name.", "Type 1 to 64 characters that can be seen."
        ),
        AccountTrouble.NAME_TAKEN: Explanation("Somebody has this name.", "Choose another one."),
        AccountTrouble.UNKNOWN: Explanation("Nobody has this name any more.", ""),
        AccountTrouble.PIN_LENGTH: Explanation(
            "A PIN has 4 to 32 letters or digits.", "Choose another one."
        ),
        AccountTrouble.PIN_CHARACTERS: Explanation(
            "A PIN has letters and digits only.", "Choose another one."
        ),
        AccountTrouble.PIN_EASY: Explanation(
            "This PIN is easy to guess: a row, a repetition or a favourite.", "Choose another one."
        ),
        AccountTrouble.PIN_IS_NAME: Explanation("This PIN is in the name.", "Choose another one."),
        AccountTrouble.FIRST_ADMINISTRATOR: Explanation(
            "The first person is an administrator.", "Choose that role."
        ),
        AccountTrouble.LAST_ADMINISTRATOR: Explanation(
            "Nobody could change anything any more.", "Make somebody else an administrator first."
        ),
        AccountTrouble.NOT_ALLOWED: Explanation("Only an administrator may do this.", ""),
        AccountTrouble.TOO_MANY: Explanation("There are 200 people already.", "Remove one first."),
        AccountTrouble.DAMAGED: Explanation(
            "The file of accounts is damaged, so nobody can sign in.",
            "Whoever looks after this computer puts back a copy of people.json.",
        ),
        AccountTrouble.NEWER: Explanation(
            "The file of accounts is of a newer version of this program.",
            "Install that version again.",
        ),
        AccountTrouble.UNREADABLE: Explanation(
            "The file of accounts cannot be read, so nobody can sign in.",
            "Whoever looks after this computer gives this program access to people.json.",
        ),
        AccountTrouble.UNWRITABLE: Explanation(
            "The file of accounts cannot be written, so no PIN can be tried.",
            "Make room on the disk, or allow writing to people.json.",
        ),
        AccountTrouble.BUSY: Explanation(
            "Another program is changing the accounts.", "Try again in a moment."
        ),
        AccountTrouble.NO_MEMORY: Explanation(
            "There is too little memory to check a PIN.", "Close other programs, then try again."
        ),
    },
    asking=_ASKING,
)


def people_words(words: Words) -> PeopleWords:
    """Returns these words in the language of others."""
    return words.topic("people", PEOPLE_EN)
