"""No English is left in a Chinese window, whichever it is and whatever it says."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from liveness_station import ui
from liveness_station.app import appearance
from liveness_station.domain.drills import DrillId, Reaction, Run
from liveness_station.domain.gates import Component
from liveness_station.domain.overrides import OverrideDecision
from liveness_station.domain.people import OWNER
from liveness_station.domain.references import parse_rule
from liveness_station.domain.steadying import Steady
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.runtime.credential_requests import CredentialReply, CredentialResult
from liveness_station.settings.queue_list import parse_list
from liveness_station.storage.shift_facts import HandOver
from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.console import Console
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.gate_presenter import present_measures
from liveness_station.ui.handover_dialog import HandOverDialog
from liveness_station.ui.handover_note import HandOverNote
from liveness_station.ui.history_window import HistoryWindow
from liveness_station.ui.keys_dialog import KeysDialog
from liveness_station.ui.light_presenter import present_light, present_rejects
from liveness_station.ui.light_window import LightWindow
from liveness_station.ui.measures_panel import MeasuresPanel
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.other_dialog import OtherDialog
from liveness_station.ui.override_dialog import DecisionAsk, OverrideDialog
from liveness_station.ui.queue_dialog import QueueDialog
from liveness_station.ui.queue_presenter import present_list
from liveness_station.ui.review_window import ReviewWindow
from liveness_station.ui.settings_presenter import Editing
from liveness_station.ui.settings_window import SettingsWindow
from liveness_station.ui.setup_dialog import SetupDialog
from liveness_station.ui.setup_presenter import present_setup
from liveness_station.ui.shift_presenter import allowed_to
from liveness_station.ui.shift_window import ShiftWindow
from liveness_station.ui.subject_display import SubjectDisplay
from liveness_station.ui.tell_box import TellBox
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.training_presenter import present_coach
from liveness_station.ui.training_strip import TrainingStrip
from liveness_station.ui.training_window import TrainingWindow
from liveness_station.ui.unforeseen_dialog import UnforeseenDialog
from liveness_station.ui.what_if_window import WhatIfWindow
from liveness_station.ui.words.subject import subject_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui import test_gates, test_light, test_people, test_setup_dialog
from tests.ui.conftest import RESOURCES
from tests.ui.day_screens import DAY
from tests.ui.dressing import dress
from tests.ui.history import FakeHistory
from tests.ui.review import review_read
from tests.ui.screens import SCREENS
from tests.ui.shift import BEGUN, figures_read, scores_read
from tests.ui.spoken import said_by

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Make = Callable[[], QWidget]

_KEYS = "Shift Ctrl Enter Esc PgDn PgUp"
_FORMATS = "PIN QR CSV PDF UTF GB GBK GS ISO MB EN CNY en zh http https rtsp rtsps json"
_NAMES = "English Windows AppCode AppKey AppSecret people doctor models"
THE_SAME = set(f"{_KEYS} {_FORMATS} {_NAMES}".split(" "))
"""Written alike in every language."""

MEASURES = {component.value for component in Component}
"""Measures under the names that ISO/IEC 29794-5 gives them, beside what they are called here."""

_PEOPLE = (test_people.LONG, *test_people.ALL)
FROM_OUTSIDE = re.compile(
    # What these tests put in: people, cameras, hosts, engines, desks, versions; whole or cut off.
    r"(?:https?|rtsp)://\S+|[\w.-]+\.(?:com|org|log|csv|pdf|net)\b|=cmd\S+ /C calc\S*|<b>bold</b>"
    r"|</?\w+ ?\S*?>|Desk 3|2026-11-[0-9a-f]{16}|entry 4711|os-log"
    r"|Logitec\S*(?: C920| BRIO)?|\b(?:api|face|rt)\S*…\S*"
    r"|minifasnet\S*|cloud/2026-11|Maximiliane[\w -]*|Anna Kowalska|Wang Wei|Li Wei|Émile|Zoé"
    rf"|{'|'.join(person.name for person in _PEOPLE)}"
)
RECORDED = re.compile(r"^ *[a-z_]+: .*$", re.MULTILINE)
"""Fields of the record and of replies, in panes of details: named as in docs/record.md."""


def english(root: QWidget) -> set[tuple[str, str]]:
    """Returns what a window says in Latin letters without need, with who says it."""
    found = set()
    for name, text in said_by(root):
        own = FROM_OUTSIDE.sub(" ", RECORDED.sub(" ", text))
        words = set(re.findall(r"[A-Za-z]{2,}", own)) - THE_SAME - MEASURES
        found |= {(name, word) for word in words}
    return found


def _history() -> QWidget:
    fake, window = FakeHistory(30), HistoryWindow(CHINESE, LIGHT)
    window.model.page_wanted.connect(fake.ask)
    window.model.rows_wanted.connect(fake.ask)
    window.begin()
    fake.answer(window)
    fake.tell_count(window)
    window.table.selectRow(1)
    fake.tell_detail(window, 29)
    return window


def _credentials() -> QWidget:
    dialog = CredentialsDialog(CHINESE, is_cloud=True, base_url="https://api.example.com")
    dialog.render_reply(CredentialReply(CredentialResult.FAILED, Reason.AUTH))
    return dialog


def _light() -> QWidget:
    window = LightWindow(CHINESE, LIGHT)
    view = present_light(test_light.SUNNY, is_camera=True, now=test_light.NOW, words=CHINESE)
    window.render_light(view)
    window.render_rejects(present_rejects(test_light.HOURS, CHINESE))
    return window


def _measures() -> QWidget:
    panel = MeasuresPanel()
    panel.set_words(CHINESE)
    panel.render_rows(present_measures(test_gates.LOOK, Steady(), CHINESE))
    return panel


def _queue_list() -> QWidget:
    dialog = QueueDialog(CHINESE)
    found = parse_list("编号;姓名;语言\nA-1;王小明;zh\nA-1;;fr\n".encode(), parse_rule(""))
    dialog.render_view(present_list(found, "名单.csv", CHINESE))
    return dialog


def _override() -> QWidget:
    every = frozenset(OverrideDecision)
    return OverrideDialog(CHINESE, DecisionAsk(CHINESE.verdicts[Verdict.SPOOF], every, False))


def _shift() -> QWidget:
    window = ShiftWindow(CHINESE, LIGHT, allowed_to(OWNER), currency="CNY")
    window.begin()
    window.on_answered(figures_read())
    return window


def _what_if() -> QWidget:
    window = WhatIfWindow(CHINESE, LIGHT)
    window.on_answered(scores_read())
    window.slider.setValue(72)
    return window


def _review() -> QWidget:
    window = ReviewWindow(CHINESE, LIGHT, OWNER)
    window.on_answered(review_read())
    return window


def _setup(name: str) -> QWidget:
    dialog = SetupDialog(CHINESE, LIGHT)
    state, facts = test_setup_dialog.STATES[name], test_setup_dialog.FACTS
    dialog.render_setup(present_setup(state, facts, CHINESE, opened_s=1.3), None)
    return dialog


def _settings() -> QWidget:
    window = SettingsWindow(Editing(), CHINESE, LIGHT)
    window.begin()
    return window


def _training() -> QWidget:
    window = TrainingWindow(CHINESE)
    window.show_summary(Run(DrillId.ATTACKS, 4, (Reaction.END, Reaction.REFUSED)))
    return window


def _strip() -> QWidget:
    window = QWidget()
    run = Run(DrillId.CONSENT, 1, (Reaction.LET_ON,))
    TrainingStrip(window).render_view(present_coach(run, run.steps[1], CHINESE, is_called=True))
    return window


class _Unforeseen(UnforeseenDialog):
    """The dialog with a parent of its own."""

    def __init__(self) -> None:
        self.owner = QWidget()
        super().__init__(CHINESE, "errors.log", self.owner)


WINDOWS: dict[str, Make] = {
    "history": _history,
    "credentials": _credentials,
    "light": _light,
    "measures": _measures,
    "queue list": _queue_list,
    "override": _override,
    "other": lambda: OtherDialog(CHINESE),
    "note": lambda: NoteDialog(CHINESE),
    "keys": lambda: KeysDialog(CHINESE),
    "shift": _shift,
    "hand over": lambda: HandOverDialog(CHINESE, LIGHT),
    "handed over": lambda: HandOverNote(HandOver(BEGUN, "", "灯"), CHINESE),
    "what if": _what_if,
    "review": _review,
    "settings": _settings,
    "training": lambda: TrainingWindow(CHINESE),
    "training done": _training,
    "training strip": _strip,
    "unforeseen": _Unforeseen,
    "subject": lambda: SubjectDisplay(subject_words("zh_CN").title),
    "people": lambda: test_people.window(words=CHINESE),
    "nobody": lambda: test_people.window((), CHINESE),
    **{
        name: lambda name=name: test_people.dialog(test_people.ASKED[name], CHINESE)  # type: ignore[misc]  # bound at once
        for name in test_people.ASKED
    },
    **{
        name: lambda name=name: test_people.lock_screen(test_people.GATES[name], CHINESE)  # type: ignore[misc]  # bound at once
        for name in test_people.GATES
    },
    **{
        name: lambda name=name: _setup(name)  # type: ignore[misc]  # bound at once
        for name in test_setup_dialog.STATES
    },
}


@pytest.fixture
def kept(dressed: QApplication) -> Iterator[list[QWidget]]:
    """What is looked at, which is never closed: some windows ask before, some are gone with it."""
    appearance.apply_theme(dressed, LIGHT)
    windows: list[QWidget] = []
    yield windows
    for window in windows:
        window.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows.clear()


@pytest.mark.parametrize("name", WINDOWS)
def test_no_english_is_left_in_a_window(kept: list[QWidget], name: str) -> None:
    kept.append(WINDOWS[name]())
    assert list(said_by(kept[0]))
    assert english(kept[0]) == set()


def test_no_english_is_left_at_the_desk(kept: list[QWidget]) -> None:
    console = Console(RESOURCES / "icons")
    kept.append(console)
    left: dict[str, set[tuple[str, str]]] = {}
    for name, screen in {**SCREENS, **DAY}.items():
        dress(console, screen, CHINESE, LIGHT)
        found = english(console)
        if found:
            left[name] = found
    assert left == {}


def test_every_window_there_is_was_looked_at(kept: list[QWidget]) -> None:
    there = set()
    for module in pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."):
        for made in vars(importlib.import_module(module.name)).values():
            is_own = isinstance(made, type) and made.__module__ == module.name
            if is_own and issubclass(made, QWidget) and _is_window(made):
                there.add(made)
    kept += [make() for make in WINDOWS.values()]
    seen = {kind for window in kept for kind in type(window).__mro__}
    # One is only built upon, one looked at above, and one says what its caller hands it.
    others = {AskDialog, Console, TellBox}
    assert {kind.__name__ for kind in there - seen - others} == set()


def _is_window(kind: type[QWidget]) -> bool:
    return issubclass(kind, QDialog) or kind.__name__.endswith(("Window", "Display", "Screen"))


def test_english_that_is_left_is_found(kept: list[QWidget]) -> None:
    dialog = KeysDialog(CHINESE)
    kept.append(dialog)
    dialog.setToolTip("<qt>left over</qt>")
    assert {word for _, word in english(dialog)} == {"left", "over"}
