"""What a subject was asked before a check, and what they said."""

from dataclasses import dataclass
from enum import StrEnum


class ConsentAnswer(StrEnum):
    """What was said. The values are stable codes: recorded, never translated."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """One question and its answer.

    Attributes:
        answer: what was said.
        consent_id: names the question, so that a job can refer to it; "" where none was asked.
        text_version: which text the subject was shown; "" where none was.
    """

    answer: ConsentAnswer = ConsentAnswer.NOT_ASKED
    consent_id: str = ""
    text_version: str = ""


NOT_ASKED = Consent()
