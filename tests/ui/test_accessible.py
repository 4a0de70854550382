"""Everything can be reached, seen and heard without a mouse and without eyes."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from liveness_station.app import appearance
from liveness_station.session.states import Notice
from liveness_station.ui.announcing import Announcer, Politeness
from liveness_station.ui.presenter import present
from liveness_station.ui.theme import DARK, LIGHT, Theme
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.day_screens import DAY
from tests.ui.dressing import question_of
from tests.ui.screens import LIVE, SCREENS, ready, showing
from tests.ui.test_every_window import Shown, shown
from tests.ui.walks import reachable, spoken_name
from tests.ui.windows import DIALOGS, WINDOWS

__all__ = ["shown"]
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
SOME = ("live_empty", "live", "decided", "asking_cloud", "crowded", "attempts_spent", "checking")
LOOKED_AT = (*SOME, *DIALOGS)
# Names of things and of people, and the word for the other language in that language.
_PEOPLE = "[A-Z][a-z]+ (?:Huber|Lang|Wu)|王小明"
SAME = re.compile(rf"(?:English|PIN|App(?:Code|Key|Secret)|Logitech C920|{_PEOPLE}|\d+)\W*")
_MOST_TABS = 120


def _order() -> list[QWidget]:
    """Presses Tab until it is back where it began, or never will be."""
    seen: list[QWidget] = []
    for _ in range(_MOST_TABS):
        now = QApplication.focusWidget()
        if now is None or (seen and now is seen[0]):
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return seen


def _is_one_of_a_group(part: QWidget) -> bool:
    if not isinstance(part, QAbstractButton):
        return False
    return part.autoExclusive() or (part.group() is not None and part.group().exclusive())


@pytest.mark.parametrize("name", LOOKED_AT)
def test_everything_that_takes_keys_has_a_name_in_both_languages(shown: Shown, name: str) -> None:
    made = [shown(WINDOWS[name](words, LIGHT, "")) for words in (ENGLISH, CHINESE)]
    english, chinese = ([spoken_name(part) for part in reachable(one)] for one in made)
    nameless = [
        repr(part) for one in made for part in reachable(one) if not spoken_name(part).strip()
    ]
    assert nameless == []
    same = set(english) & set(chinese)
    assert [one for one in same if not SAME.fullmatch(one)] == []


@pytest.mark.parametrize("name", LOOKED_AT)
def test_tab_gets_everywhere_and_nowhere_is_a_trap(shown: Shown, name: str) -> None:
    made = shown(WINDOWS[name](ENGLISH, LIGHT, ""))
    parts = reachable(made)
    if not parts:
        return
    if not made.isAncestorOf(QApplication.focusWidget() or made):
        parts[0].setFocus()
    seen = _order()
    # Of a group Tab gets to the one that is chosen, and arrows to the others.
    missed = [part for part in parts if part not in seen and not _is_one_of_a_group(part)]
    assert [f"{part!r} {spoken_name(part)}" for part in missed] == []
    QTest.keyClick(seen[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is not seen[0] or len(seen) == 1


@pytest.mark.parametrize("name", ["decided", "crowded"])
def test_tab_follows_the_eye_in_the_console(open_console: Open, name: str) -> None:
    console = open_console(DAY[name])
    console.subject.entry.setFocus()
    order = _order()
    columns = (console.subject, console.preview, console.capture, console.card, console.header)
    at = [_index(order, part) for part in columns]
    assert at == sorted(at)
    for part in (console.subject, console.card):
        tops = [_top(one) for one in order if part.isAncestorOf(one)]
        assert tops == sorted(tops)


def _index(order: list[QWidget], part: QWidget) -> int:
    return next(at for at, one in enumerate(order) if one is part or part.isAncestorOf(one))


def _top(part: QWidget) -> tuple[int, int]:
    corner = part.mapTo(part.window(), QPoint(0, 0))
    return (corner.y() // 12, corner.x())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["live", "crowded", "asking_cloud", *DIALOGS])
def test_the_focus_is_always_seen(
    shown: Shown, dressed: QApplication, name: str, theme: Theme
) -> None:
    appearance.apply_theme(dressed, theme)
    made = shown(WINDOWS[name](ENGLISH, theme, ""))
    for part in reachable(made):
        with_focus = _picture(part, has_focus=True)
        without = _picture(part, has_focus=False)
        assert with_focus != without, f"{part!r} {spoken_name(part)}"


def _picture(part: QWidget, *, has_focus: bool) -> QImage:
    part.setFocus(Qt.FocusReason.TabFocusReason) if has_focus else part.clearFocus()
    QApplication.processEvents()
    return part.grab().toImage()


def test_hints_and_verdicts_are_told_once_when_they_change() -> None:
    said: list[tuple[str, Politeness]] = []
    told = Announcer(QWidget(), lambda _, text, politeness: said.append((text, politeness)))
    waiting, verdict = present(ready(), ENGLISH, {}), present(showing(LIVE), ENGLISH, {})
    for view in (waiting, waiting, verdict, verdict):
        told.tell_view(view)
    assert [text for text, _ in said] == [
        waiting.card.message,
        "LIVE. A-1042. The score is above the threshold. Press Enter",
    ]
    assert {politeness for _, politeness in said} == {Politeness.Assertive}
    said.clear()
    red = present(ready(notice=Notice.PICTURE_TOO_OLD), CHINESE, {})
    told.tell_view(red)
    told.tell("请等待答复")
    assert (red.hint, Politeness.Polite) in said
    assert said[-1] == ("请等待答复", Politeness.Assertive)


def test_the_console_tells_what_it_shows(open_console: Open) -> None:
    heard: list[str] = []
    console = open_console(SCREENS["live_empty"])
    console.announcer = Announcer(console, lambda _, text, __: heard.append(text))
    console.render_view(present(showing(LIVE), ENGLISH, {}))
    assert heard[0].startswith("LIVE. A-1042")
    console.render_question(question_of(DAY["asking"], ENGLISH))
    assert heard[-1] == "Wait for the subject's answer"
