"""Whom a capture is about."""

import unicodedata
from dataclasses import dataclass

MAX_SUBJECT_LENGTH = 64
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


class SubjectError(ValueError):
    """The text cannot be a subject's reference."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as the desk knows them: a reference, never a face.

    Control and formatting characters are refused, because a line break or a change of writing
    direction in a reference could make one record read as another.
    """

    reference: str

    @staticmethod
    def parse(untrusted_text: str) -> "Subject":
        """Returns the subject named by a typed or scanned text, in Unicode's composed form (NFC).

        Raises:
            SubjectError: empty, longer than 64 characters, or holding a control character.
        """
        text = unicodedata.normalize("NFC", untrusted_text.strip())
        if not text:
            raise SubjectError("empty")
        if len(text) > MAX_SUBJECT_LENGTH:
            raise SubjectError("too long")
        if any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in text):
            raise SubjectError("control character")
        return Subject(text)
