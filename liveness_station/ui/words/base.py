"""What a language must have words for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeVar, cast

from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import Notice

Table = TypeVar("Table")


class Phrase(Enum):
    """Fixed texts of the window."""

    APP_NAME = auto()
    SUBJECT = auto()
    SUBJECT_HINT = auto()
    SUBJECT_SET = auto()
    NOBODY = auto()
    TODAY = auto()
    TODAY_EMPTY = auto()
    CAPTURE = auto()
    CAPTURE_KEY = auto()
    CAPTURE_MOTIONLESS = auto()
    CAPTURE_MOTIONLESS_KEY = auto()
    CAPTURE_MOTIONLESS_HINT = auto()
    GUIDE_SETTLE = auto()
    GUIDE_LEFT = auto()
    GUIDE_RIGHT = auto()
    GUIDE_BACK = auto()
    GUIDE_THANKS = auto()
    GUIDE_HOLD = auto()
    GUIDING = auto()
    COLLECTING = auto()
    CANCEL = auto()
    DONE = auto()
    DONE_KEY = auto()
    CHECKING = auto()
    CARD_EMPTY = auto()
    CARD_EMPTY_GUIDED = auto()
    CARD_EMPTY_SUBJECT = auto()
    CARD_EMPTY_CAMERA = auto()
    SCORE = auto()
    SCORES = auto()
    EVIDENCE = auto()
    EVIDENCE_AGAINST = auto()
    NO_SCORE = auto()
    NOT_BY_SCORE = auto()
    THRESHOLD = auto()
    NOT_VERIFIED = auto()
    STAYED_HERE = auto()
    WENT_TO = auto()
    MAY_HAVE_GONE_TO = auto()
    DETAILS = auto()
    RECORD = auto()
    NOT_RECORDED = auto()
    SOURCE = auto()
    SOURCE_NONE = auto()
    SOURCE_REFRESH = auto()
    SOURCE_FILE = auto()
    SOURCE_ADDRESS = auto()
    SOURCE_ADDRESS_HINT = auto()
    SOURCE_DEMO = auto()
    CAMERA_OPENING = auto()
    CAMERA_CLOSED = auto()
    CAMERA_CLOSED_NEXT = auto()
    ENGINE_STARTING = auto()
    ENGINE_LOCAL = auto()
    ENGINE_CLOUD = auto()
    ENGINE_FAILED = auto()
    DEMO = auto()
    DEMO_CARD = auto()
    SIMULATOR = auto()
    SIMULATOR_CARD = auto()
    THEME = auto()
    LANGUAGE = auto()
    CREDENTIALS_TITLE = auto()
    CREDENTIALS_INTRO = auto()
    ENDPOINT = auto()
    ENDPOINT_LOCAL = auto()
    ENDPOINT_CLOUD = auto()
    BASE_URL = auto()
    AUTH_APPCODE = auto()
    AUTH_SIGNATURE = auto()
    APPCODE = auto()
    APP_KEY = auto()
    APP_SECRET = auto()
    KEPT = auto()
    SAVE = auto()
    REMOVE = auto()
    TEST = auto()
    CLOSE = auto()
    OPEN = auto()
    DISMISS = auto()
    NAMED = auto()
    TESTING = auto()
    TEST_PASSED = auto()
    SAVED = auto()
    REMOVED = auto()
    BAD_CREDENTIAL = auto()
    CLOSE_WHILE_CHECKING = auto()
    CLOSE_ANYWAY = auto()
    STAY = auto()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a verdict is what it is, in two short sentences."""

    happened: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Every table has an entry for every code.

    `risks` and `evidence` have one for every code of our own models. `sentence_gap` stands
    between two sentences of one line; a quiet reader reads `letters_a_s`. `topics` are the other
    tables of this language by their names; none in English, which stands in the code.
    """

    code: str
    name: str
    phrases: dict[Phrase, str]
    verdicts: dict[Verdict, str]
    sentence_gap: str
    letters_a_s: float
    reasons: dict[Reason, Explanation]
    notices: dict[Notice, str]
    troubles: dict[CameraTrouble, Explanation]
    risks: dict[str, Explanation]
    evidence: dict[str, str]
    alerts: dict[AlertCode, Explanation]
    topics: Mapping[str, object] = field(default_factory=dict)

    def topic(self, name: str, english: Table) -> Table:
        """Returns a table by its name in this language."""
        table = self.topics.get(name)
        return english if table is None else cast("Table", table)

    def explain(self, explanation: Explanation) -> str:
        """Returns what happened and the next step as one text."""
        return f"{explanation.happened}{self.sentence_gap}{explanation.next_step}"

    def say(self, phrase: Phrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]
