"""From a scene to what the subject sees. Pure.

The subject is never shown how a check ended, only whether to go on or to speak to the desk: whoever
tries something could learn from more (FEATURES, finding 3).
"""

from typing import assert_never

from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.guide_presenter import present_guide
from liveness_station.ui.subject_views import (
    SubjectLayout,
    SubjectMark,
    SubjectScene,
    SubjectStep,
    SubjectView,
)
from liveness_station.ui.words.gates import gate_words
from liveness_station.ui.words.spoken import words_for
from liveness_station.ui.words.subject import SubjectWords, subject_words


def step_after(verdict: Verdict, *, is_recorded: bool, has_left: bool = False) -> SubjectStep:
    """Returns what the subject is told at the end: thanks for a pass that counts, else the desk.

    Args:
        verdict: the outcome's.
        is_recorded: True where its row is on disk.
        has_left: True where the subject went away, so that nobody is to pass on it.
    """
    is_pass = verdict is Verdict.LIVE and is_recorded and not has_left
    return SubjectStep.THANKS if is_pass else SubjectStep.DESK


def present_subject(scene: SubjectScene) -> SubjectView:
    """Returns what the subject's display shows."""
    said = subject_words(scene.language)
    match scene.step:
        case SubjectStep.WELCOME:
            return SubjectView(SubjectLayout.WORDS, *said.welcome)
        case SubjectStep.CONSENT:
            return _question(scene, said)
        case SubjectStep.PICTURE | SubjectStep.GUIDED:
            return _mirror(scene, said)
        case SubjectStep.CHECKING:
            return SubjectView(SubjectLayout.WORDS, said.wait)
        case SubjectStep.THANKS:
            return SubjectView(SubjectLayout.WORDS, said.thanks)
        case SubjectStep.DESK:
            return SubjectView(SubjectLayout.WORDS, said.desk)
        case SubjectStep.OTHER:
            return SubjectView(SubjectLayout.WORDS, *said.other)
        case SubjectStep.CURTAIN:
            return SubjectView(SubjectLayout.NEUTRAL, line=said.wait)
        case _:
            assert_never(scene.step)


def _question(scene: SubjectScene, said: SubjectWords) -> SubjectView:
    text = scene.consent
    if text is None:
        return SubjectView(SubjectLayout.WORDS, said.wait)
    return SubjectView(
        SubjectLayout.PAGES,
        text.title,
        paragraphs=text.paragraphs,
        letters_a_s=words_for(text.language).letters_a_s,
    )


def _mirror(scene: SubjectScene, said: SubjectWords) -> SubjectView:
    guide = None
    if scene.step is SubjectStep.GUIDED and scene.progress is not None:
        guide = present_guide(scene.progress, words_for(scene.language))
    return SubjectView(
        SubjectLayout.MIRROR,
        said.wait,
        hint=guide.words if guide else _hint(scene, said),
        guide=guide,
        held=min(max(scene.held, 0.0), 1.0),
        watermark={
            SubjectMark.NONE: "",
            SubjectMark.DEMO: said.demo,
            SubjectMark.DRILL: said.drill,
        }[scene.mark],
    )


def _hint(scene: SubjectScene, said: SubjectWords) -> str:
    if scene.hint is not None:
        return said.hints.get(scene.hint) or gate_words(words_for(scene.language)).hints[scene.hint]
    return said.hold if scene.held > 0 else said.look
