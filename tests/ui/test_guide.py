"""What the subject is shown while it is guided, and what the operator reads of it afterwards."""

from dataclasses import replace
from statistics import fmean

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import ENOUGH, STRAIGHT, Method, Movement, Obstacle
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason
from liveness_station.session.states import GuideProgress, Notice, Showing
from liveness_station.ui.console import Console
from liveness_station.ui.evidence_presenter import by_strength
from liveness_station.ui.guide_presenter import present_guide
from liveness_station.ui.presenter import present
from liveness_station.ui.theme import DARK, LIGHT, Theme
from liveness_station.ui.views import CardMode, CardView, GuideSign
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.guiding import guiding_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import (
    ATTACK,
    EVIDENCE,
    LIVE,
    SCREENS,
    SPOOF,
    WIDTH_PX,
    Screen,
    flat,
    guiding,
    ready,
    showing,
)

LEFT, RIGHT = Movement.TURN_LEFT, Movement.TURN_RIGHT
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@both_languages
@pytest.mark.parametrize(
    ("progress", "sign", "phrase"),
    [
        (GuideProgress(None, 0, 2, 0.3), GuideSign.FACE, Phrase.GUIDE_SETTLE),
        (GuideProgress(LEFT, 0, 2, 0.0), GuideSign.LEFT, Phrase.GUIDE_LEFT),
        (GuideProgress(RIGHT, 1, 2, 0.0), GuideSign.RIGHT, Phrase.GUIDE_RIGHT),
        (GuideProgress(None, 1, 2, 0.4), GuideSign.FACE, Phrase.GUIDE_BACK),
        (GuideProgress(None, 2, 2, 0.4), GuideSign.FACE, Phrase.GUIDE_THANKS),
        (GuideProgress(), GuideSign.FACE, Phrase.GUIDE_HOLD),
    ],
)
def test_each_moment_has_a_shape_and_words(
    progress: GuideProgress, sign: GuideSign, phrase: Phrase, words: Words
) -> None:
    view = present_guide(progress, words)
    assert (view.sign, view.words) == (sign, words.say(phrase))
    assert (view.done, view.total) == (progress.done, progress.total)


@both_languages
@pytest.mark.parametrize("obstacle", Obstacle)
def test_what_keeps_it_from_beginning_is_told(obstacle: Obstacle, words: Words) -> None:
    view = present_guide(GuideProgress(None, 0, 2, 0.0, obstacle), words)
    assert view.sign is GuideSign.FACE
    assert view.words == guiding_words(words).obstacles[obstacle]
    assert view.words != words.say(Phrase.GUIDE_SETTLE)


@both_languages
@pytest.mark.parametrize("method", Method)
def test_a_check_without_movement_says_that_it_is_the_weaker_one(
    method: Method, words: Words
) -> None:
    state = showing(LIVE)
    assert isinstance(state.phase, Showing)
    outcome = state.phase.outcome
    outcome = replace(outcome, job=replace(outcome.job, method=method))
    record = present(replace(state, phase=replace(state.phase, outcome=outcome)), words, {}).card
    assert (guiding_words(words).without_movement in record.record) == (method is Method.BURST)


def test_the_line_of_the_focus_does_not_run_through_the_words(open_console: Open) -> None:
    """On a wide window the words stand half over the picture's upper edge."""
    screen = Screen(guiding(GuideProgress(None, 0, 2)), {}, method=Method.GUIDED)
    edges = 0
    for height_px in range(700, 901, 20):
        console = open_console(screen, height_px=height_px)
        console.subject.entry.setFocus()
        plain = console.preview.grab().toImage()
        console.preview.setFocus()
        focused = console.preview.grab().toImage()
        for y in range(90):
            # At the middle of the words' ground, and where the picture is beside it.
            for x, is_words in ((plain.width() // 2, True), (plain.width() // 2 - 300, False)):
                is_ground = plain.pixelColor(x, y).lightness() < 60
                is_changed = plain.pixel(x, y) != focused.pixel(x, y)
                assert not (is_words and is_ground and is_changed)
                edges += is_changed and not is_words
    assert edges


@pytest.mark.parametrize(
    ("movement", "turn", "part"),
    [
        (LEFT, ENOUGH, 1.0),
        (LEFT, 2 * ENOUGH, 1.0),
        (LEFT, ENOUGH / 2, 0.5),
        (LEFT, -ENOUGH, 0.0),
        (RIGHT, -ENOUGH / 2, 0.5),
        (RIGHT, ENOUGH, 0.0),
        (RIGHT, None, 0.0),
        (None, STRAIGHT, 0.0),
    ],
)
def test_the_ring_shows_how_far_the_asked_turn_is(
    movement: Movement | None, turn: float | None, part: float
) -> None:
    assert present_guide(GuideProgress(movement, 0, 2, turn), ENGLISH).part == part


def test_while_guiding_nothing_else_is_said_over_the_picture() -> None:
    state = guiding(GuideProgress(LEFT, 0, 2), notice=Notice.ALREADY_CHECKING)
    view = present(state, ENGLISH, {}, Method.GUIDED)
    assert view.hint == ""
    assert view.guide is not None
    assert view.can_cancel
    assert not view.can_capture
    assert view.card.mode is CardMode.CHECKING
    assert view.card.score is None


@pytest.mark.parametrize("name", ["live", "checking", "flat", "subject_set"])
def test_outside_a_guide_nothing_is_asked(name: str) -> None:
    assert present(SCREENS[name].state, ENGLISH, {}).guide is None


def picture_of(open_console: Open, progress: GuideProgress, theme: Theme) -> QImage:
    console = open_console(Screen(guiding(progress), {}, method=Method.GUIDED), theme=theme)
    return console.preview.grab().toImage()


def changed_x(one: QImage, other: QImage, *, from_part: float, to_part: float) -> list[int]:
    """Returns where, across, two pictures differ in a horizontal band of them."""
    rows = range(int(one.height() * from_part), int(one.height() * to_part), 4)
    return [
        x
        for x in range(0, one.width(), 4)
        if any(one.pixel(QPoint(x, y)) != other.pixel(QPoint(x, y)) for y in rows)
    ]


@both_themes
def test_the_arrow_stands_where_a_mirror_has_that_side(open_console: Open, theme: Theme) -> None:
    """The preview is a mirror, so that the subject's own left is on the left of the screen."""
    plain = picture_of(open_console, GuideProgress(None, 0, 2), theme)
    for movement in Movement:
        shown = picture_of(open_console, GuideProgress(movement, 0, 2), theme)
        places = changed_x(plain, shown, from_part=0.35, to_part=0.65)
        assert places
        if movement is LEFT:
            assert max(places) < plain.width() / 2
        else:
            assert min(places) > plain.width() / 2


def white_x(image: QImage, y: int) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, y).lightness() > 250]


def test_the_arrow_points_outwards(open_console: Open) -> None:
    """Above the middle there is only its head, which is nearer to the edge than all of it."""
    for movement in Movement:
        image = picture_of(open_console, GuideProgress(movement, 0, 2), LIGHT)
        middle = image.height() // 2
        shaft, head = (white_x(image, y) for y in (middle, middle - image.height() // 50))
        is_outwards = fmean(head) < fmean(shaft) if movement is LEFT else fmean(head) > fmean(shaft)
        assert is_outwards


def test_the_guide_says_it_without_colour(open_console: Open) -> None:
    """Whatever it paints is black, grey or white: shape, place and words carry the meaning."""
    plain = picture_of(open_console, GuideProgress(), LIGHT)
    shown = picture_of(open_console, GuideProgress(RIGHT, 1, 2, -0.2), LIGHT)
    for x in range(0, plain.width(), 5):
        for y in range(plain.height() // 3, plain.height() * 2 // 3, 5):
            if plain.pixel(x, y) != shown.pixel(x, y):
                assert shown.pixelColor(x, y).saturation() < 70


def press(console: Console, modifier: Qt.KeyboardModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(console, QKeyEvent(kind, Qt.Key.Key_Space, modifier))


def test_shift_and_space_is_the_way_without_movement(open_console: Open) -> None:
    console = open_console(Screen(ready(), {}, method=Method.GUIDED))
    guided = QSignalSpy(console.capture_requested)
    motionless = QSignalSpy(console.motionless_capture_requested)
    press(console, Qt.KeyboardModifier.ShiftModifier)
    assert (guided.count(), motionless.count()) == (0, 1)
    press(console, Qt.KeyboardModifier.NoModifier)
    assert (guided.count(), motionless.count()) == (1, 1)
    QTest.mouseClick(console.motionless, Qt.MouseButton.LeftButton)
    assert (guided.count(), motionless.count()) == (1, 2)
    assert motionless.at(1)[0] is console.preview.painted_frame


def test_the_other_way_is_offered_only_beside_a_guided_one(open_console: Open) -> None:
    console = open_console(Screen(ready(), {}, method=Method.GUIDED))
    assert console.motionless.isVisible()
    assert console.motionless.toolTip()
    console.render_view(present(ready(), ENGLISH, {}, Method.STILL))
    assert not console.motionless.isVisible()
    console.render_view(present(guiding(GuideProgress()), ENGLISH, {}, Method.GUIDED))
    assert not console.motionless.isEnabled()


def test_what_is_asked_can_be_heard(open_console: Open) -> None:
    console = open_console(Screen(guiding(GuideProgress(LEFT, 0, 2)), {}, method=Method.GUIDED))
    assert console.preview.accessibleDescription() == ENGLISH.say(Phrase.GUIDE_LEFT)


def test_the_strongest_evidence_against_comes_first() -> None:
    assert [signal.code for signal in by_strength(EVIDENCE)] == [
        "movement_depth",
        "movement_solid",
        "movement_in_time",
        "movement_range",
        "frame_rate",
    ]


def test_the_details_hold_scores_and_evidence_with_their_limits() -> None:
    lines = present(flat(), ENGLISH, {}).card.details.splitlines()
    assert lines[:4] == [
        "scores: 0.912 0.887 0.934 0.901 0.876",
        "against: Depth in the movement: 0.0113 (limit 0.03)",
        "against: Turn in proportion to narrowing: 0.039 (limit 0.047)",
        "Movement as asked, in time: 2 (limit 2)",
    ]
    assert "method: guided" in lines


def test_scores_that_did_not_decide_are_not_called_missing() -> None:
    card = present(flat(), ENGLISH, {}).card
    assert card.score_text == ENGLISH.say(Phrase.NOT_BY_SCORE)
    assert card.happened == ENGLISH.reasons[Reason.FLAT_MOVEMENT].happened


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    state = showing(LIVE)
    phase = state.phase
    assert isinstance(phase, Showing)
    strange = (Signal("a_new_code", 1.0, 2.0, is_against=True),)
    outcome = replace(phase.outcome, signals=strange)
    details = present(replace(state, phase=replace(phase, outcome=outcome)), ENGLISH, {}).card
    assert details.details.startswith("against: a_new_code: 1 (limit 2)")


def card_of(decision: Decision, *signals: Signal) -> CardView:
    state = showing(decision)
    phase = state.phase
    assert isinstance(phase, Showing)
    outcome = replace(phase.outcome, signals=signals)
    return present(replace(state, phase=replace(phase, outcome=outcome)), ENGLISH, {}).card


PRINT = Signal("looks_like_print", 3.1, -0.4, is_against=True)
EDGES = Signal("medium_edges", 4.0, 3.0, is_against=True)


def test_an_attack_is_explained_by_its_strongest_evidence() -> None:
    card = card_of(ATTACK, EDGES, PRINT)
    assert card.happened == ENGLISH.risks["looks_like_print"].happened
    named = replace(ATTACK, risk_reason="looks_like_screen,noisy")
    assert card_of(named, PRINT).happened == ENGLISH.risks["looks_like_screen"].happened
    assert card_of(ATTACK).happened == ENGLISH.reasons[Reason.ATTACK].happened


def test_the_evidence_of_the_judged_picture_is_shown_too() -> None:
    card = card_of(replace(ATTACK, signals=(EDGES, PRINT)), PRINT)
    assert card.happened == ENGLISH.risks["looks_like_print"].happened
    lines = [line for line in card.details.splitlines() if line.startswith("against: ")]
    assert len(lines) == 2


def test_a_low_score_names_the_evidence_and_accuses_nobody() -> None:
    card = card_of(replace(SPOOF, risk_reason="looks_like_print"))
    usual, evidence = ENGLISH.reasons[Reason.BELOW_THRESHOLD], ENGLISH.risks["looks_like_print"]
    assert card.happened == f"{usual.happened} {evidence.happened}"
    assert card.next_step == usual.next_step


@pytest.mark.parametrize("is_against", [True, False])
def test_a_pass_and_evidence_for_it_explain_nothing_away(is_against: bool) -> None:
    signal = replace(PRINT, is_against=is_against)
    assert card_of(LIVE, signal).happened == ENGLISH.reasons[Reason.ABOVE_THRESHOLD].happened
    if not is_against:
        assert card_of(ATTACK, signal).happened == ENGLISH.reasons[Reason.ATTACK].happened


BOX = Face(400.0, 100.0, 480.0, 360.0, 0.9)


def test_the_evidence_of_a_still_is_shown_where_it_lies(open_console: Open) -> None:
    state = showing(replace(ATTACK, signals=(replace(PRINT, region=BOX),)))
    console = open_console(Screen(state, {}))
    marked = console.card.still.grab().toImage()
    console.render_view(present(showing(ATTACK), ENGLISH, {}))
    plain = console.card.still.grab().toImage()
    scale = plain.width() / WIDTH_PX
    changed = [
        (x / scale, y / scale)
        for x in range(plain.width())
        for y in range(plain.height())
        if plain.pixel(x, y) != marked.pixel(x, y)
    ]
    left, right = min(x for x, _ in changed), max(x for x, _ in changed)
    top, bottom = min(y for _, y in changed), max(y for _, y in changed)
    assert abs(left - BOX.left_px) < 8
    assert abs(right - BOX.left_px - BOX.width_px) < 8
    assert abs(top - BOX.top_px) < 8
    assert abs(bottom - BOX.top_px - BOX.height_px) < 8


def test_a_region_of_another_picture_and_of_a_pass_is_not_shown() -> None:
    signal = replace(PRINT, region=BOX)
    assert card_of(replace(ATTACK, signals=(signal,))).region is BOX
    assert card_of(LIVE, signal).region is None
    assert card_of(ATTACK, replace(signal, is_against=False)).region is None
    state = flat()
    phase = state.phase
    assert isinstance(phase, Showing)
    attack = replace(ATTACK, signals=(signal,))
    outcome = replace(phase.outcome, decision=attack)
    burst = present(replace(state, phase=replace(phase, outcome=outcome)), ENGLISH, {}).card
    assert burst.region is None
