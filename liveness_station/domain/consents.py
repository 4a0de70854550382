"""What a subject was asked before a check, and what they said."""

from dataclasses import dataclass
from enum import StrEnum


class ConsentAnswer(StrEnum):
    """What was said. The values are stable codes: recorded, never translated."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentRoute(StrEnum):
    """How far a picture may go. The values are stable codes."""

    NOWHERE = "nowhere"
    HERE = "here"
    CLOUD = "cloud"


class ConsentRule(StrEnum):
    """Whether the station asks. The values are stable codes.

    ELSEWHERE is for a house that asks on paper or by contract before somebody comes to the desk;
    the record then says that the station did not ask.
    """

    ASK = "ask"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Consent:
    """One question and its answer.

    Attributes:
        answer: what was said.
        consent_id: names the question, so that a job can refer to it; "" where none was asked.
        text_version: which text the subject was shown; "" where none was.
        route: how far a picture may go; of a question that was not asked, wherever the settings
            say.
        language: what the text was shown in, such as "zh_CN"; "" where none was.
        host: the one that a picture may go to, as the text named it; "" where it named none.
    """

    answer: ConsentAnswer = ConsentAnswer.NOT_ASKED
    consent_id: str = ""
    text_version: str = ""
    route: ConsentRoute = ConsentRoute.CLOUD
    language: str = ""
    host: str = ""

    @property
    def allows_capture(self) -> bool:
        """Tells whether a picture may be taken at all."""
        return self.answer in {ConsentAnswer.NOT_ASKED, ConsentAnswer.GIVEN}

    @property
    def allows_cloud(self) -> bool:
        """Tells whether a picture may leave this computer."""
        return self.allows_capture and self.route is ConsentRoute.CLOUD


NOT_ASKED = Consent()
