"""What the subject sees, as plain values: never a score, a verdict or an operator's word. No Qt."""

from dataclasses import dataclass
from enum import Enum

from liveness_station.domain.consent_texts import ConsentText
from liveness_station.domain.gates import Gate
from liveness_station.session.states import GuideProgress
from liveness_station.ui.views import GuideView


class SubjectStep(Enum):
    """Where a visit is, as far as the subject is concerned."""

    WELCOME = "welcome"
    CONSENT = "consent"
    PICTURE = "picture"
    GUIDED = "guided"
    CHECKING = "checking"
    THANKS = "thanks"
    DESK = "desk"
    OTHER = "other"
    CURTAIN = "curtain"


class SubjectMark(Enum):
    """What a picture is not: a real check."""

    NONE = "none"
    DEMO = "demo"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class SubjectScene:
    """All that the subject's display is told. There is no room in it for a score or a verdict.

    Attributes:
        step: where the visit is.
        language: what the subject is addressed in, such as "zh_CN".
        consent: the question, while it is asked.
        hint: the one thing to be mended, while the picture is shown.
        progress: how far a guided check has come.
        held: how long all has been well, in 0..1 of what is needed.
        mark: what the picture is not.
    """

    step: SubjectStep
    language: str
    consent: ConsentText | None = None
    hint: Gate | None = None
    progress: GuideProgress | None = None
    held: float = 0.0
    mark: SubjectMark = SubjectMark.NONE


class SubjectLayout(Enum):
    """The ways in which the display is filled."""

    WORDS = "words"
    PAGES = "pages"
    MIRROR = "mirror"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What stands on the subject's display.

    Attributes:
        layout: how it is filled.
        title: the large words; over a mirror without a picture, what stands in its place.
        line: smaller words below.
        paragraphs: of the question, on as many pages as they need.
        letters_a_s: so fast are they read.
        hint: over the mirror.
        guide: the movement that is asked for.
        held: how far the ring about the oval is filled, in 0..1.
        watermark: what the picture is not.
    """

    layout: SubjectLayout
    title: str = ""
    line: str = ""
    paragraphs: tuple[str, ...] = ()
    letters_a_s: float = 14.0
    hint: str = ""
    guide: GuideView | None = None
    held: float = 0.0
    watermark: str = ""

    @property
    def spoken(self) -> str:
        """The same for whoever hears the screen."""
        asked = self.guide.words if self.guide else ""
        return self.hint or asked or f"{self.title} {self.line}".strip()
