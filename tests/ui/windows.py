"""Every window and dialog of the program, made of plain values, for walks over all of them.

Each is made in a language and a theme, and with a text in every field whose text comes from
outside: names, references, notes, hosts, files. A window that is missing here is found by a test.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.people import Person, Right, Role
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.references import parse_rule
from liveness_station.domain.steadying import Steady
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason
from liveness_station.reporting.figures import ShiftFigures
from liveness_station.runtime.credential_requests import CredentialReply, CredentialResult
from liveness_station.session.states import CameraFailed, CameraLive, EngineReady
from liveness_station.settings.queue_list import parse_list
from liveness_station.settings.values import Settings
from liveness_station.storage.shift_facts import HandOver
from liveness_station.ui.confirm_dialog import ConfirmDialog
from liveness_station.ui.console import Console
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.gate_presenter import present_measures
from liveness_station.ui.handover_dialog import HandOverDialog
from liveness_station.ui.handover_note import HandOverNote
from liveness_station.ui.history_window import HistoryWindow
from liveness_station.ui.keys_dialog import KeysDialog
from liveness_station.ui.light_presenter import present_light, present_rejects
from liveness_station.ui.light_window import LightWindow
from liveness_station.ui.lock_screen import LockScreen
from liveness_station.ui.measures_panel import MeasuresPanel
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.other_dialog import OtherDialog
from liveness_station.ui.override_dialog import DecisionAsk, OverrideDialog
from liveness_station.ui.people_presenter import GateState, present_gate, present_people
from liveness_station.ui.people_window import PeopleWindow
from liveness_station.ui.presenter import present
from liveness_station.ui.queue_dialog import QueueDialog
from liveness_station.ui.queue_presenter import present_list
from liveness_station.ui.review_window import ReviewWindow
from liveness_station.ui.settings_presenter import Editing
from liveness_station.ui.settings_window import SettingsWindow
from liveness_station.ui.setup_dialog import SetupDialog
from liveness_station.ui.setup_presenter import present_setup
from liveness_station.ui.shift_presenter import allowed_to
from liveness_station.ui.shift_window import ShiftWindow
from liveness_station.ui.source_picker import SourceChoice
from liveness_station.ui.theme import Theme
from liveness_station.ui.training_window import TrainingWindow
from liveness_station.ui.views import ConsoleView
from liveness_station.ui.what_if_window import WhatIfWindow
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from tests.fakes.accounts import ANNA, BERT, CARLA
from tests.ui.day_screens import CROWD, DAY, at_work
from tests.ui.dressing import dress
from tests.ui.history import FakeHistory
from tests.ui.review import review_read
from tests.ui.screens import COUNTS, DETAILED, SCREENS, STILL, Screen, ready, showing
from tests.ui.shift import BEGUN, CROWDED, figures_read, scores_read
from tests.ui.test_gates import LOOK
from tests.ui.test_light import HOURS, NOW, SUNNY
from tests.ui.test_setup_dialog import FACTS, STATES

Make = Callable[[Words, Theme, str], QWidget]
ICONS: Final = Path(__file__).resolve().parents[2] / "resources" / "icons"
_LIST: Final = "reference,name\nB-1,{0}\n{0},\n".format


def console(screen: Screen, words: Words, theme: Theme) -> Console:
    """Returns a console in a state."""
    made = Console(ICONS)
    dress(made, screen, words, theme)
    made.card.details_button.setChecked(screen.has_details_open)
    return made


def outside(said: str) -> dict[str, Screen]:
    """Returns the console's states with a text in every field that comes from outside."""
    subject, person = Subject(said[:64]), Person(said[:64], Role.SUPERVISOR)
    line = Queue((Waiting(Subject(f"1{said[:60]}"), "zh_CN", said[:64]), *CROWD.line))
    decision = replace(DETAILED, message=said, message_cn=said, risk_reason=said, detail=said)
    decision = replace(decision, request_id=said, gateway_request_id=said)
    shown = showing(decision, endpoint=said, subject=subject)
    engine = EngineReady(said, said)
    changes = {"operator": person, "queue": line, "subject": subject}
    verdict = at_work(shown, **changes, camera=CameraLive(said), engine=engine)
    failed = at_work(ready(camera=CameraFailed(said, CameraTrouble.LOST)), **changes)
    return {
        "outside_verdict": Screen(verdict, COUNTS, has_details_open=True, said=said, has_desk=True),
        "outside_failed": Screen(failed, COUNTS, said=said, has_desk=True),
        "outside_asking": replace(DAY["asking_cloud"], said=said),
    }


def _credentials(words: Words, theme: Theme, said: str) -> QWidget:  # noqa: ARG001 - as all are
    made = CredentialsDialog(words, is_cloud=True, base_url=said or "https://api.example.com")
    made.by_signature.setChecked(True)
    made.render_reply(CredentialReply(CredentialResult.FAILED, Reason.CREDENTIALS_BROKEN))
    return made


def _history(words: Words, theme: Theme, said: str) -> QWidget:
    made, fake = HistoryWindow(words, theme), FakeHistory(40, said=said)
    made.model.page_wanted.connect(fake.ask)
    made.model.rows_wanted.connect(fake.ask)
    made.begin()
    fake.answer(made)
    fake.tell_count(made)
    fake.tell_detail(made, 7)
    return made


def _light(words: Words, theme: Theme, _: str) -> QWidget:
    made = LightWindow(words, theme)
    made.render_light(present_light(SUNNY, is_camera=True, now=NOW, words=words))
    made.render_rejects(present_rejects(HOURS, words))
    return made


def _measures(words: Words, _theme: Theme, _: str) -> QWidget:
    made = MeasuresPanel()
    made.set_words(words)
    made.render_rows(present_measures(LOOK, Steady(), words))
    return made


def _queue_list(words: Words, _theme: Theme, said: str) -> QWidget:
    made = QueueDialog(words)
    found = parse_list(_LIST(said.replace('"', "'") or "王小明").encode(), parse_rule(""))
    made.render_view(present_list(found, f"{said}.csv", words))
    return made


def _setup(name: str) -> Make:
    def make(words: Words, theme: Theme, said: str) -> QWidget:
        made = SetupDialog(words, theme)
        made.picker.show_devices([SourceChoice(said or "Logitech C920", "cam-0")])
        made.preview.show_frame(STILL)
        made.render_setup(present_setup(STATES[name], FACTS, words, opened_s=1.3), None)
        return made

    return make


def _shift(figures: ShiftFigures) -> Make:
    def make(words: Words, theme: Theme, said: str) -> QWidget:
        person = Person(said[:64] or "王伟", Role.SUPERVISOR)
        made = ShiftWindow(words, theme, allowed_to(person), currency=said[:8] or "CNY")
        made.begin()
        named = replace(figures, reasons=((said, 7), *figures.reasons)) if said else figures
        made.on_answered(figures_read(named))
        return made

    return make


def _what_if(words: Words, theme: Theme, _: str) -> QWidget:
    made = WhatIfWindow(words, theme)
    made.on_answered(scores_read())
    return made


def _handover(words: Words, theme: Theme, said: str) -> QWidget:
    made = HandOverDialog(words, theme)
    made.note.setPlainText(said)
    return made


def _handover_note(words: Words, _theme: Theme, said: str) -> QWidget:
    return HandOverNote(HandOver(BEGUN, said[:64], said or "左侧的灯在闪"), words)


def _people(said: str) -> tuple[Person, ...]:
    return (ANNA, BERT, CARLA, Person(said[:64] or "王小明", Role.AUDITOR))


def _lock(words: Words, theme: Theme, said: str) -> QWidget:
    made = LockScreen(words, theme)
    made.render_view(present_gate(GateState(_people(said), _people(said)[-1]), words))
    return made


def _confirm(words: Words, theme: Theme, said: str) -> QWidget:
    made = ConfirmDialog(words, theme)
    made.render_view(present_gate(GateState(_people(said), CARLA, Right.CONFIRM), words))
    return made


def _people_window(words: Words, theme: Theme, said: str) -> QWidget:
    made = PeopleWindow(words, theme)
    made.render_view(present_people(_people(said), ANNA, words))
    return made


def _override(words: Words, _theme: Theme, said: str) -> QWidget:
    return OverrideDialog(words, DecisionAsk(said or "LIVE"))


def _settings(words: Words, theme: Theme, said: str) -> QWidget:
    now = Settings(desk_name=said[:60], appeal=said[:60], base_url="https://api.example.com")
    made = SettingsWindow(Editing(now), words, theme)
    made.begin()
    return made


def _review(words: Words, theme: Theme, said: str) -> QWidget:
    made = ReviewWindow(words, theme, Person(said[:64] or "王伟", Role.SUPERVISOR))
    made.on_answered(review_read())
    return made


def _screen(screen: Screen) -> Make:
    return lambda words, theme, _: console(screen, words, theme)


_DIALOGS: Final[Mapping[str, Make]] = {
    "credentials": _credentials,
    "history": _history,
    "light": _light,
    "measures": _measures,
    "queue_list": _queue_list,
    "setup_camera": _setup("setup_camera"),
    "setup_end": _setup("setup_end"),
    "shift": _shift(figures_read().figures),
    "shift_crowded": _shift(CROWDED),
    "what_if": _what_if,
    "handover": _handover,
    "handover_note": _handover_note,
    "lock": _lock,
    "confirm": _confirm,
    "people": _people_window,
    "override": _override,
    "other": lambda words, _theme, _: OtherDialog(words),
    "note": lambda words, _theme, _: NoteDialog(words),
    "settings": _settings,
    "review": _review,
    "training": lambda words, _theme, _: TrainingWindow(words),
    "keys": lambda words, _theme, _: KeysDialog(words),
}
CONSOLES: Final = MappingProxyType({**SCREENS, **DAY})
DIALOGS: Final = MappingProxyType(_DIALOGS)
WINDOWS: Final[Mapping[str, Make]] = MappingProxyType(
    {**{name: _screen(screen) for name, screen in CONSOLES.items()}, **DIALOGS}
)


def present_nothing() -> ConsoleView:
    """Returns an idle console: one that closes without a question."""
    return present(Screen.idle().state, ENGLISH, {})
