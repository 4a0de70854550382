"""Why nothing can be recorded, by trouble of the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.door import Trouble, read_detail
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.spoken import words_for

_TELL_EN = "Tell whoever is in charge of this station."
_KEEP_EN = "Change nothing on this computer and tell whoever is in charge of this station."
_AGAIN_EN = "Start the program again; if it stays so, tell whoever is in charge of this station."


@dataclass(frozen=True, slots=True)
class RecordWords:
    """One language.

    Attributes:
        troubles: what is wrong with the record, and what to do.
        locked_by: which `process` has locked it.
    """

    troubles: Mapping[Trouble, Explanation]
    locked_by: str


RECORD_EN: Final = RecordWords(
    troubles={
        Trouble.DISK_FULL: Explanation("The disk is full.", "Free space on it."),
        Trouble.READ_ONLY: Explanation(
            "The record's folder is read-only.", "Let this user write to it."
        ),
        Trouble.LOCKED: Explanation(
            "Another program has locked the record.", "End that program, or wait until it is done."
        ),
        Trouble.CORRUPT: Explanation(
            "The record is damaged.",
            "End every window and command of this station, then start again: it is set aside.",
        ),
        Trouble.INPUT_OUTPUT: Explanation(
            "The disk does not work.", "Copy the record's folder elsewhere, then see to the disk."
        ),
        Trouble.CANNOT_OPEN: Explanation(
            "The record cannot be opened.", "See that its folder is there and on this computer."
        ),
        Trouble.LEFT_OPEN: Explanation(
            "The newest part of the record cannot be read here.",
            "Copy the record's whole folder to where this user may write.",
        ),
        Trouble.CONTRADICTION: Explanation("This would contradict the record.", _TELL_EN),
        Trouble.NEWER_VERSION: Explanation(
            "The record was made by a newer version.", "Start the newer version."
        ),
        Trouble.FOREIGN: Explanation(
            "Another program's file lies in the record's place.", "Move that file elsewhere."
        ),
        Trouble.UNSAFE: Explanation("Nothing can be kept safely in this place.", _TELL_EN),
        Trouble.OLD_SQLITE: Explanation(
            "The database library is too old.", "Have this program installed anew."
        ),
        Trouble.RUN_IN_USE: Explanation("The record takes this for another run.", _AGAIN_EN),
        Trouble.CLOSED: Explanation("The record is closed already.", _AGAIN_EN),
        Trouble.BROKEN: Explanation("The record is not as it was left.", _KEEP_EN),
        Trouble.NO_PICTURE_KEY: Explanation(
            "The keyring gives no key for pictures.", "Unlock it: sign in again."
        ),
        Trouble.PICTURE_ALTERED: Explanation("A kept picture is missing or altered.", _KEEP_EN),
        Trouble.HELD: Explanation("This is under legal hold.", _TELL_EN),
        Trouble.NOT_CHAINED: Explanation("The record is not chained yet.", _AGAIN_EN),
        Trouble.OLDER_VERSION: Explanation("The record was made by an older version.", _AGAIN_EN),
        Trouble.OTHER: Explanation("The database does not work.", _AGAIN_EN),
    },
    locked_by="Another program (process {process}) has locked the record.",
)


def record_words(words: Words) -> RecordWords:
    """Returns what a language says about the record's troubles."""
    return words.topic("record", RECORD_EN)


def explain_trouble(detail: str, language: str) -> Explanation | None:
    """Returns the words for the detail of a RecordError, None where it names no trouble."""
    trouble, process = read_detail(detail)
    if trouble is None:
        return None
    own = record_words(words_for(language))
    known = own.troubles[trouble]
    if trouble is Trouble.LOCKED and process is not None:
        return Explanation(own.locked_by.format(process=process), known.next_step)
    return known
