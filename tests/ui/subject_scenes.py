"""The subject's display in every state, made of plain values."""

from pathlib import Path
from typing import Final

from liveness_station.app.consent_files import read_consent_texts
from liveness_station.domain.consent_texts import ConsentText, ConsentValues, consent_text
from liveness_station.domain.gates import Gate
from liveness_station.domain.guiding import Movement
from liveness_station.session.states import GuideProgress
from liveness_station.ui.subject_views import SubjectMark, SubjectScene, SubjectStep

LANGUAGES: Final = ("en", "zh_CN")
_SHIPPED: Final = Path(__file__).resolve().parents[2] / "resources" / "consent"
TEXTS: Final = read_consent_texts(_SHIPPED, _SHIPPED / "none").texts
CLOUD: Final = ConsentValues(30, 180, "face-api.example.com", "privacy@example.com")


def question(language: str, values: ConsentValues = CLOUD) -> ConsentText:
    return consent_text(TEXTS, language, values)


def scenes(language: str) -> dict[str, SubjectScene]:
    """Returns every state by its name, in one language."""

    def scene(step: SubjectStep) -> SubjectScene:
        return SubjectScene(step, language)

    guided = GuideProgress(Movement.TURN_LEFT, 1, 2, 0.3)
    return {
        "welcome": scene(SubjectStep.WELCOME),
        "consent": SubjectScene(SubjectStep.CONSENT, language, question(language)),
        "look": scene(SubjectStep.PICTURE),
        "hint": SubjectScene(SubjectStep.PICTURE, language, hint=Gate.TOO_BRIGHT),
        "hold": SubjectScene(SubjectStep.PICTURE, language, held=0.62),
        "turn": SubjectScene(SubjectStep.GUIDED, language, progress=guided),
        "settle": SubjectScene(
            SubjectStep.GUIDED,
            language,
            progress=GuideProgress(None, 0, 2),
            mark=SubjectMark.DRILL,
        ),
        "checking": scene(SubjectStep.CHECKING),
        "thanks": scene(SubjectStep.THANKS),
        "desk": scene(SubjectStep.DESK),
        "other": scene(SubjectStep.OTHER),
        "curtain": scene(SubjectStep.CURTAIN),
    }
