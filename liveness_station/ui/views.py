"""What the window shows, as plain values. No Qt here."""

from dataclasses import dataclass
from enum import Enum

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.people import Right
from liveness_station.domain.verdicts import Verdict


class Level(Enum):
    """How a line of the status bar is doing."""

    IDLE = "idle"
    GOOD = "good"
    WAITING = "waiting"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One dot and its words."""

    text: str
    level: Level


@dataclass(frozen=True, slots=True)
class StageView:
    """What stands in the picture's place when there is none."""

    title: str
    next_step: str


class GuideSign(Enum):
    """The shape that says what the subject is asked for; left and right are the subject's own."""

    FACE = "face"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class GuideView:
    """What stands over the picture while the subject is guided. Never a score.

    Attributes:
        sign: the shape.
        words: the same in words.
        part: how much of the movement has been seen, in 0..1.
        done: how many movements are behind the subject.
        total: how many there are.
    """

    sign: GuideSign
    words: str
    part: float = 0.0
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class FaceMark:
    """The frame about the face, in pixels of a frame of that size, which is not mirrored."""

    face: Face
    width_px: int
    height_px: int
    is_green: bool


@dataclass(frozen=True, slots=True)
class WaitView:
    """The arc before a capture by itself: which share of the time is over, and words beside it."""

    share: float
    text: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure against its limits; `code` is its name in ISO/IEC 29794-5 where it has one."""

    name: str
    code: str
    value: str
    limits: str
    meaning: str
    is_well: bool


class CardMode(Enum):
    """What the verdict card is doing."""

    EMPTY = "empty"
    CHECKING = "checking"
    VERDICT = "verdict"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CardView:
    """The verdict card. A verdict is never without its still and its subject.

    `score`, `threshold` and `review_limit` lie in 0..1; every text is plain. `region` is where in
    the still the strongest evidence lies, in its pixels. `measured` is that evidence against its
    limit, `decided` what an operator decided beside the verdict.
    """

    mode: CardMode
    message: str = ""
    still: Frame | None = None
    region: Face | None = None
    verdict: Verdict | None = None
    word: str = ""
    word_below: str = ""
    score: float | None = None
    threshold: float = 0.0
    score_text: str = ""
    threshold_text: str = ""
    subject: str = ""
    time: str = ""
    happened: str = ""
    next_step: str = ""
    route: str = ""
    record: str = ""
    details: str = ""
    watermark: str = ""
    review_limit: float | None = None
    measured: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class VisitView:
    """What stands about the present subject's visit, and what can be done.

    Attributes:
        attempt: which one comes next; "" without a limit, or without a subject.
        label: what the operator calls the subject by.
        operator: who works here; "" where nobody is known by name.
        is_asking: the subject is being asked for consent.
        is_recording: the answer is being written down.
        can_recheck, can_decide, can_note, can_take_other, can_allow: which keys do something.
        is_locked: nothing about a person is shown.
        is_curtained: the subject may see the window.
        training: over everything in a drill; "" else.
        waiting: how many are in line.
        rights: what whoever is signed in may do.
    """

    attempt: str = ""
    label: str = ""
    operator: str = ""
    is_asking: bool = False
    is_recording: bool = False
    can_recheck: bool = False
    can_decide: bool = False
    can_note: bool = False
    can_take_other: bool = False
    can_allow: bool = False
    is_locked: bool = False
    is_curtained: bool = False
    training: str = ""
    waiting: int = 0
    rights: frozenset[Right] = frozenset()


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One verdict's count; `verdict` is None for the total."""

    verdict: Verdict | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """The whole operator's console.

    `turn` counts the changes of subject, `is_typing` says that a reference is being entered.
    `has_choice` says that a check without movement is offered beside the guided one,
    `has_measures` that pictures are measured before they are sent.
    """

    turn: int
    subject: str
    has_subject: bool
    hint: str
    stage: StageView | None
    guide: GuideView | None
    watermark: str
    can_capture: bool
    has_choice: bool
    can_cancel: bool
    can_finish: bool
    card: CardView
    today: tuple[TodayLine, ...]
    today_empty: str
    camera: StatusItem
    engine: StatusItem
    has_measures: bool = False
    is_typing: bool = False
    visit: VisitView = VisitView()


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One line of what is wrong as long as it lasts; `is_grave` where evidence is at stake."""

    text: str
    is_grave: bool
