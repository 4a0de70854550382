"""What is said about a visit: attempts, decisions, the other method;."""

from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class VisitWords:
    """One language. Each table has an entry for every code.

    Attributes:
        attempt: which one comes next, `number` of `most`.
        attempts_spent: none is left.
        spent_next: in the card, what to do then.
        refused_next: on the card of a subject who does not agree to a picture.
        other_word: the word of the other method, where a verdict's would stand.
        other_happened: why, by reason.
        other_next: what to do then.
        other_recording: while it is being written down.
        decided: what the operator decided, `decision` and `reason`.
        decisions: by what was decided.
        reasons: by why.
        noted: a note is recorded.
        follows: this attempt repeats an earlier one.
        recheck, note, decide, other, more: buttons, with their keys.
        operator: who works here.
        next_waiting: under an empty card, `count` wait.
        training: over everything in a drill.
        picture: what a screen reader calls the live picture.
    """

    attempt: str
    attempts_spent: str
    spent_next: str
    refused_next: str
    other_word: str
    other_happened: Mapping[OtherReason, str]
    other_next: str
    other_recording: str
    decided: str
    decisions: Mapping[OverrideDecision, str]
    reasons: Mapping[OverrideReason, str]
    noted: str
    follows: str
    recheck: str
    note: str
    decide: str
    other: str
    more: str
    operator: str
    next_waiting: str
    training: str
    picture: str


VISITS_EN = VisitWords(
    attempt="Attempt {number} of {most}",
    attempts_spent="No attempts left",
    refused_next="The subject does not agree to a picture. Press O for the other method, N for the "
    "next one, or R to ask once more.",
    spent_next="All attempts are used up. Press A for a supervisor, or O for another method.",
    other_word="OTHER METHOD",
    other_happened={
        OtherReason.CONSENT_REFUSED: "The subject did not agree to a picture.",
        OtherReason.SUBJECT_WISHES: "The subject asked for another way.",
        OtherReason.CANNOT_BE_CHECKED: "The subject cannot be checked by camera.",
        OtherReason.ATTEMPTS_SPENT: "All attempts are used up.",
        OtherReason.EQUIPMENT_FAULT: "The equipment does not work.",
        OtherReason.UNDER_AGE: "The subject is under age.",
        OtherReason.OTHER: "Another reason, see the note.",
    },
    other_next="Check the person as your house provides for it. Then press N.",
    other_recording="Recording …",
    decided="Operator: {decision} · {reason}",
    decisions={OverrideDecision.ACCEPT: "let pass", OverrideDecision.REFUSE: "refused"},
    reasons={
        OverrideReason.IDENTITY_DOCUMENT: "identity document seen",
        OverrideReason.KNOWN_PERSON: "person is known",
        OverrideReason.SECOND_PERSON_CONFIRMED: "confirmed by a second person",
        OverrideReason.CANNOT_BE_CHECKED: "cannot be checked by camera",
        OverrideReason.EQUIPMENT_FAULT: "equipment fault",
        OverrideReason.EMERGENCY: "emergency",
        OverrideReason.SUSPECTED_ATTACK: "suspected attack",
        OverrideReason.WRONG_PERSON: "wrong person",
        OverrideReason.SUBJECT_LEFT: "subject left",
        OverrideReason.OTHER: "other, see the note",
    },
    noted="Note recorded",
    follows="Repeats an earlier attempt",
    recheck="Re-check  R",
    note="Note  F2",
    decide="Decide  D",
    other="Other method  O",
    more="More attempts  A",
    operator="{name} · {role}",
    next_waiting="Press N for the next one. Waiting: {count}",
    training="DRILL",
    picture="Live picture",
)


def visit_words(words: Words) -> VisitWords:
    """Returns the words for visits in a language."""
    return words.topic("visits", VISITS_EN)
