"""What the subject is told: never a score, never a verdict, and of every failure the same."""

import re
from dataclasses import fields

import pytest

from liveness_station.domain.gates import Gate
from liveness_station.domain.guiding import Movement, Obstacle
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import GuideProgress
from liveness_station.ui.subject_marks import PILL_GROUND, PILL_TEXT
from liveness_station.ui.subject_presenter import present_subject, step_after
from liveness_station.ui.subject_views import (
    SubjectLayout,
    SubjectMark,
    SubjectScene,
    SubjectStep,
    SubjectView,
)
from liveness_station.ui.theme import DARK, LIGHT, Theme
from liveness_station.ui.views import GuideSign
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.spoken import words_for
from liveness_station.ui.words.subject import subject_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.subject_scenes import LANGUAGES, question, scenes
from tests.ui.test_theme import contrast

BOTH = pytest.mark.parametrize("language", LANGUAGES)
WORDS = {"en": ENGLISH, "zh_CN": CHINESE}
SCORE = re.compile(r"\d\.\d|\d\s*%|[01]\.\d+")


def said(view: SubjectView) -> str:
    """Returns all that can be read or heard of a view."""
    guide = view.guide.words if view.guide else ""
    texts = (view.title, view.line, view.hint, view.watermark, guide, view.spoken)
    return "\n".join((*texts, *view.paragraphs))


def ending(verdict: Verdict, language: str, *, is_recorded: bool = True) -> SubjectView:
    step = step_after(verdict, is_recorded=is_recorded)
    return present_subject(SubjectScene(step, language))


@BOTH
def test_of_every_verdict_but_a_pass_the_subject_is_told_the_same(language: str) -> None:
    words = subject_words(language)
    views = {verdict: ending(verdict, language) for verdict in Verdict}
    assert views[Verdict.LIVE].title == words.thanks
    assert views[Verdict.SPOOF] == views[Verdict.RETRY] == views[Verdict.ERROR]
    assert views[Verdict.SPOOF].title == words.desk
    # One layout for all: nobody at the other end of the hall can tell one from another by shape.
    assert len({view.layout for view in views.values()}) == 1
    assert {view.line for view in views.values()} == {""}


def test_a_pass_that_does_not_count_is_no_thanks() -> None:
    assert step_after(Verdict.LIVE, is_recorded=True) is SubjectStep.THANKS
    assert step_after(Verdict.LIVE, is_recorded=False) is SubjectStep.DESK
    assert step_after(Verdict.LIVE, is_recorded=True, has_left=True) is SubjectStep.DESK


@BOTH
def test_no_state_says_how_a_check_ended(language: str) -> None:
    verdicts = {word.lower() for word in WORDS[language].verdicts.values()}
    reasons = {reason.value for reason in Reason}
    told = {text for one in WORDS[language].reasons.values() for text in (one.happened,)}
    views = [present_subject(scene) for scene in scenes(language).values()]
    views += [ending(verdict, language) for verdict in Verdict]
    for view in views:
        text = said(view).lower()
        if view.layout is not SubjectLayout.PAGES:
            assert SCORE.search(text) is None, text
        for word in verdicts | reasons | {"score", "threshold", "spoof", "分数", "阈值", "假体"}:
            # A Chinese word has no edges to search for.
            found = re.search(rf"\b{re.escape(word)}\b" if word.isascii() else word, text)
            assert found is None, (word, text)
        assert not any(one.lower() in text for one in told)
        assert not set("✓✗✘×❌⚠") & set(text)


def test_a_scene_has_no_room_for_a_score_or_an_operator() -> None:
    names = {field.name for field in fields(SubjectScene)}
    assert names == {"step", "language", "consent", "hint", "progress", "held", "mark"}


@BOTH
@pytest.mark.parametrize("gate", Gate)
def test_every_gate_has_a_hint_for_the_subject(language: str, gate: Gate) -> None:
    view = present_subject(SubjectScene(SubjectStep.PICTURE, language, hint=gate))
    assert 0 < len(view.hint) <= 60
    for of_the_operator in (
        "lens",
        "camera down",
        "camera up",
        "lamp glares",
        "镜头",
        "调低",
        "调高",
    ):
        assert of_the_operator not in view.hint


@BOTH
def test_the_mirror_says_one_thing_at_a_time(language: str) -> None:
    words = subject_words(language)
    quiet = present_subject(SubjectScene(SubjectStep.PICTURE, language))
    held = present_subject(SubjectScene(SubjectStep.PICTURE, language, held=0.4))
    over = present_subject(SubjectScene(SubjectStep.PICTURE, language, held=1.7))
    assert (quiet.hint, quiet.held) == (words.look, 0.0)
    assert (held.hint, held.held) == (words.hold, 0.4)
    assert over.held == 1.0
    assert quiet.layout is SubjectLayout.MIRROR


@BOTH
def test_a_movement_is_asked_for_by_arrow_and_words(language: str) -> None:
    progress = GuideProgress(Movement.TURN_RIGHT, 0, 2, 0.0)
    view = present_subject(SubjectScene(SubjectStep.GUIDED, language, progress=progress))
    assert view.guide is not None
    assert view.guide.sign is GuideSign.RIGHT
    assert view.hint == view.guide.words
    near = GuideProgress(None, 0, 2, obstacle=Obstacle.TOO_NEAR)
    view = present_subject(SubjectScene(SubjectStep.GUIDED, language, progress=near))
    assert view.hint
    unguided = present_subject(SubjectScene(SubjectStep.GUIDED, language))
    assert unguided.guide is None
    assert unguided.hint == subject_words(language).look


@BOTH
def test_the_question_is_shown_as_it_is_worded(language: str) -> None:
    text = question(language)
    view = present_subject(SubjectScene(SubjectStep.CONSENT, language, text))
    assert (view.title, view.paragraphs) == (text.title, text.paragraphs)
    assert view.letters_a_s == words_for(language).letters_a_s
    without = present_subject(SubjectScene(SubjectStep.CONSENT, language))
    assert (without.layout, without.paragraphs) == (SubjectLayout.WORDS, ())


@BOTH
def test_what_is_no_real_check_is_marked(language: str) -> None:
    marks = {
        mark: present_subject(SubjectScene(SubjectStep.PICTURE, language, mark=mark)).watermark
        for mark in SubjectMark
    }
    assert marks[SubjectMark.NONE] == ""
    assert len(set(marks.values())) == 3


def test_another_language_is_addressed_in_english() -> None:
    scene = SubjectScene(SubjectStep.WELCOME, "fr")
    assert present_subject(scene) == present_subject(SubjectScene(SubjectStep.WELCOME, "en"))


def test_no_word_of_one_language_is_left_in_the_other() -> None:
    for name, scene in scenes("zh_CN").items():
        view = present_subject(scene)
        rest = said(view).replace("face-api.example.com", "").replace("privacy@example.com", "")
        assert re.search(r"[A-Za-z]{2,}", rest) is None, (name, rest)
    for name, scene in scenes("en").items():
        assert re.search(r"[\u4e00-\u9fff]", said(present_subject(scene))) is None, name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_hint_can_be_read_over_any_picture(theme: Theme) -> None:
    alpha = PILL_GROUND.alphaF()
    for behind in (0, 255):
        parts = (PILL_GROUND.red(), PILL_GROUND.green(), PILL_GROUND.blue())
        red, green, blue = (round(part * alpha + behind * (1 - alpha)) for part in parts)
        assert contrast(PILL_TEXT, f"#{red:02x}{green:02x}{blue:02x}") >= 7
    assert contrast(theme.text, theme.ground) >= 7
    assert contrast(theme.quiet, theme.ground) >= 4.5
    assert contrast(theme.accent, theme.ground) >= 3
