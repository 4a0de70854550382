"""Puts a console into a state, with everything that the program's desks would show in it."""

from dataclasses import replace

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.consent_texts import ConsentValues
from liveness_station.session.states import DeskState
from liveness_station.ui.alert_presenter import present_alerts
from liveness_station.ui.consent_presenter import ConsentAsk, ConsentPanelView, present_consent
from liveness_station.ui.console import Console
from liveness_station.ui.curtain import Curtain
from liveness_station.ui.gate_presenter import present_calls
from liveness_station.ui.presenter import present
from liveness_station.ui.queue_presenter import present_queue
from liveness_station.ui.source_picker import SourceChoice
from liveness_station.ui.subject_presenter import present_subject
from liveness_station.ui.subject_scene import scene_of
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import Level, StatusItem
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.subject import subject_words
from tests.ui.screens import COUNTS, Screen, frame_of, sources_of
from tests.ui.subject_scenes import question

HOST = "face-api.europe-west.example.com"
DESK = "Desk 3 / 三号窗口"
_CALLS = CallCounts(None, 12, 3, 40, 5)


def dress(console: Console, screen: Screen, words: Words, theme: Theme) -> None:
    """Shows a state in a language and a theme."""
    console.set_theme(theme)
    console.set_words(words)
    queue = console.subject.queue
    queue.set_words(words)
    queue.set_theme(theme)
    cameras, current = sources_of(screen.state)
    said, alerts = screen.said, screen.alerts
    if said:
        cameras, current = [SourceChoice(said, said), *cameras], SourceChoice(said, said)
        alerts = (Alert(AlertCode.RECORD_QUARANTINED, said),)
    console.picker.show_devices(cameras)
    console.picker.show_current(current)
    console.header.set_desk((said or DESK) if screen.has_desk else "")
    console.alerts.render_lines(present_alerts(alerts, words))
    render(console, screen, words)
    shown = frame_of(screen.state)
    if shown is not None:
        console.preview.show_frame(shown)
    if screen.counts is COUNTS and screen.has_desk:
        console.status.render_calls(*present_calls(_CALLS, words))
        console.status.render_witness(StatusItem(said or _witness(words), Level.GOOD))
    if screen.state.is_curtained:
        _draw_curtain(console, screen.state, words, theme)


def render(console: Console, screen: Screen, words: Words) -> None:
    """Shows a state anew, as every change of it does."""
    console.render_view(present(screen.state, words, screen.counts, screen.method))
    console.subject.queue.render_view(present_queue(screen.state, None, words))
    console.render_question(question_of(screen, words))


def question_of(screen: Screen, words: Words) -> ConsentPanelView | None:
    """Returns what the subject is asked in a state, if anything."""
    if not screen.asks:
        return None
    host = (screen.said or HOST) if screen.asks == "cloud" else ""
    text = question(words.code, ConsentValues(0, 180, host, screen.said))
    if screen.said:
        text = replace(text, version=screen.said)
    ask = ConsentAsk(text, host, has_display=bool(host), page=1, pages=2)
    return present_consent(replace(ask, is_recording=screen.asks == "recording"), words)


def _draw_curtain(console: Console, state: DeskState, words: Words, theme: Theme) -> None:
    curtain = Curtain(console)
    curtain.set_theme(theme)
    curtain.canvas.render_view(present_subject(scene_of(state, words.code, None)))
    shown = frame_of(replace(state, is_curtained=False))
    if shown is not None:
        curtain.canvas.show_frame(shown)
    curtain.draw(subject_words(words.code).curtain_end)


def _witness(words: Words) -> str:
    return "账本：4 分钟前已见证" if words.code == "zh_CN" else "Ledger, witness 4 min ago"
