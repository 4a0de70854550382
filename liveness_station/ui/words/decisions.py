"""The words of what an operator decides and writes down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """One language. Each table has an entry for every code.

    Attributes:
        other_title: of the dialog for another way.
        other_intro: what that is.
        other_reasons: why.
        override_title: of the dialog for a decision beside the verdict.
        override_intro: what becomes of the `verdict`.
        decisions: what the operator does with the person.
        override_reasons: why.
        second_asked: a second person is asked next.
        second_missing: one would be, but the station knows nobody.
        note: the label of the field, `left` letters more fit in.
        note_needed: where the reason alone says nothing.
        note_title: of the dialog for a note.
        note_intro: what a note is and is not.
        keys_hint: how the field's keys work.
        save: the button.
        cancel: the button.
        keys_title: of the window of keys.
        close: its button.
    """

    other_title: str
    other_intro: str
    other_reasons: Mapping[OtherReason, str]
    override_title: str
    override_intro: str
    decisions: Mapping[OverrideDecision, str]
    override_reasons: Mapping[OverrideReason, str]
    second_asked: str
    second_missing: str
    note: str
    note_needed: str
    note_title: str
    note_intro: str
    keys_hint: str
    save: str
    cancel: str
    keys_title: str
    close: str


DECISIONS_EN: Final = DecisionWords(
    other_title="Another way",
    other_intro="The subject is served without the camera. This is recorded as an outcome of its "
    "own.",
    other_reasons={
        OtherReason.CONSENT_REFUSED: "The subject said no",
        OtherReason.SUBJECT_WISHES: "The subject prefers another way",
        OtherReason.CANNOT_BE_CHECKED: "The subject cannot be checked by camera",
        OtherReason.ATTEMPTS_SPENT: "Too many attempts",
        OtherReason.EQUIPMENT_FAULT: "Camera or program does not work",
        OtherReason.UNDER_AGE: "Under 14, and no guardian is here",
        OtherReason.OTHER: "Another reason",
    },
    override_title="Your decision",
    override_intro="The machine said {verdict}. That stays in the record; your decision stands "
    "beside it.",
    decisions={
        OverrideDecision.ACCEPT: "Let the person pass",
        OverrideDecision.REFUSE: "Do not let the person pass",
    },
    override_reasons={
        OverrideReason.IDENTITY_DOCUMENT: "A document was looked at",
        OverrideReason.KNOWN_PERSON: "I know the person",
        OverrideReason.SECOND_PERSON_CONFIRMED: "A colleague has confirmed it",
        OverrideReason.CANNOT_BE_CHECKED: "The person cannot be checked by camera",
        OverrideReason.EQUIPMENT_FAULT: "Camera or program does not work",
        OverrideReason.EMERGENCY: "Emergency",
        OverrideReason.SUSPECTED_ATTACK: "I suspect a fraud",
        OverrideReason.WRONG_PERSON: "It is somebody else",
        OverrideReason.SUBJECT_LEFT: "The subject has left",
        OverrideReason.OTHER: "Another reason",
    },
    second_asked="A second person has to confirm this with their own PIN.",
    second_missing="A second person should confirm this. This station has no accounts, so nobody "
    "can be asked: you decide alone.",
    note="Note (room for {left} more)",
    note_needed="Write in the note which reason.",
    note_title="Note",
    note_intro="Kept with this check, apart from the sealed record, and erased with the names.",
    keys_hint="Enter saves, Shift+Enter begins a new line",
    save="Save",
    cancel="Cancel",
    keys_title="Keys",
    close="Close",
)


def decision_words(words: Words) -> DecisionWords:
    """Returns what a language says about decisions and notes."""
    return words.topic("decisions", DECISIONS_EN)
