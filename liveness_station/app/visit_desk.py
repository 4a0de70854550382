"""The subject's visit in the gui thread: question, display, decisions, notes, other ways."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from liveness_station.app.parts import Parts
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.app.sign_in_desk import SignInDesk
from liveness_station.app.subject_desk import SubjectDesk
from liveness_station.app.visit_rules import host_of
from liveness_station.domain.consent_texts import (
    ConsentText,
    ConsentTextError,
    ConsentTexts,
    ConsentValues,
    consent_text,
)
from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import OWNER, Person, Right
from liveness_station.session.deciding import is_for_two
from liveness_station.session.states import DeskState, Showing
from liveness_station.session.visits import ConsentStep, is_spent
from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.consent_presenter import ConsentAsk, present_consent
from liveness_station.ui.note_dialog import NoteDialog
from liveness_station.ui.other_dialog import OtherDialog
from liveness_station.ui.override_dialog import DecisionAsk, OverrideDialog
from liveness_station.ui.subject_scene import scene_of
from liveness_station.ui.visit_presenter import likely_reason, present_visit
from liveness_station.ui.words.base import Words

MORE_ATTEMPTS = 1
"""So many a supervisor allows at once."""


@dataclass(frozen=True, slots=True)
class _Leave:
    """A supervisor is asked for more attempts."""

    generation: int


@dataclass(frozen=True, slots=True)
class _Decision:
    """A second person is asked to confirm a decision about an attempt."""

    override: Override
    job_id: str


class VisitDesk(QObject):
    """Asks, shows and takes down what belongs to one subject's visit. Lives in the gui thread."""

    def __init__(
        self,
        parts: Parts,
        keeper: SettingsKeeper,
        people: SignInDesk,
        display: SubjectDesk,
        texts: ConsentTexts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._keeper = keeper
        self._people = people
        self._display = display
        self._texts = texts
        self._words: Words | None = None
        self._text: ConsentText | None = None
        self._page = (0, 0)
        self._asked: _Leave | _Decision | None = None
        self._generation = parts.controller.state.generation
        self._dialog: AskDialog | None = None
        self._deciding_about = ""
        self._has_drawn = False
        # In a turn of its own: the state must not change while it is being told.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)
        console = parts.console
        parts.controller.state_changed.connect(self._on_state_changed)
        console.consent.answered.connect(self._on_answered)
        console.consent.language_requested.connect(self._on_language_requested)
        console.consent.page_turned.connect(self._on_page_turned)
        display.page_shown.connect(self._on_page_shown)
        people.answered.connect(self._on_confirmed)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._words = words
        self._on_state_changed(self._parts.controller.state)

    def open_other(self) -> None:
        """Asks why the present subject goes another way."""
        state = self._parts.controller.state
        if self._words is None or not present_visit(state, self._words).can_take_other:
            return
        dialog = OtherDialog(self._words, self._parts.console, likely=likely_reason(state))
        dialog.chosen.connect(self._parts.controller.visits.on_other_method_chosen)
        self._show(dialog)

    def open_note(self) -> None:
        """Takes a note about the attempt that is shown, or the last one."""
        state = self._parts.controller.state
        if self._words is None or not present_visit(state, self._words).can_note:
            return
        dialog = NoteDialog(self._words, self._parts.console)
        dialog.written.connect(self._parts.controller.visits.on_note_written)
        self._show(dialog)

    def open_decision(self) -> None:
        """Asks for the operator's own decision about the attempt that is shown."""
        state = self._parts.controller.state
        phase = state.phase
        if self._words is None or not present_visit(state, self._words).can_decide:
            return
        if not isinstance(phase, Showing):
            return
        found = phase.outcome.decision
        ask = DecisionAsk(
            self._words.verdicts[found.verdict],
            frozenset(one for one in OverrideDecision if is_for_two(state, one, found)),
            state.rules.has_people,
        )
        dialog = OverrideDialog(self._words, ask, self._parts.console)
        dialog.decided.connect(self._on_decided)
        self._deciding_about = phase.outcome.job.job_id
        self._show(dialog)

    def withdraw(self) -> None:
        """Takes back what the present subject agreed to; a running check ends with it."""
        state = self._parts.controller.state
        consent = state.visit.consent
        if state.visit.step is ConsentStep.SETTLED and consent.answer is ConsentAnswer.GIVEN:
            self._parts.controller.visits.answer(
                ConsentAnswer.WITHDRAWN,
                ConsentRoute.NOWHERE,
                text_version=consent.text_version,
                language=consent.language,
                host=consent.host,
            )

    def ask_for_attempts(self) -> None:
        """Has a supervisor allow the present subject another attempt."""
        state = self._parts.controller.state
        if state.subject is None or not is_spent(state.visit, state.rules):
            return
        if state.operator.may(Right.ALLOW_ATTEMPTS):
            self._parts.controller.visits.allow(MORE_ATTEMPTS, by=state.operator)
            return
        self._ask(_Leave(state.generation), Right.ALLOW_ATTEMPTS)

    def _ask(self, what: _Leave | _Decision, right: Right) -> None:
        self._asked = what
        self._people.ask_confirmation(right, self._parts.console)

    def _language(self, state: DeskState) -> str:
        """Returns what the present subject is addressed in."""
        window = self._words.code if self._words is not None else ""
        return state.visit.language or self._keeper.settings.subject_language.value or window

    def _question(self, state: DeskState) -> ConsentText | None:
        if state.subject is None or state.visit.step not in {
            ConsentStep.ASKING,
            ConsentStep.RECORDING,
        }:
            return None
        settings = self._keeper.settings
        values = ConsentValues(
            settings.picture_days if settings.keep_pictures != "none" else 0,
            settings.person_days,
            self._host(state),
            settings.appeal,
        )
        try:
            return consent_text(self._texts, self._language(state), values)
        except ConsentTextError:
            return None

    def _host(self, state: DeskState) -> str:
        """Returns where pictures would go, as routes are named; "" where they stay here."""
        return host_of(state.rules.host) if state.rules.is_cloud else ""

    def _render(self, state: DeskState) -> None:
        if self._words is None:
            return
        view = present_visit(state, self._words)
        text = self._question(state) if view.is_asking else None
        self._text = text
        ask = None
        if text is not None:
            ask = ConsentAsk(
                text,
                self._host(state),
                self._display.has_display,
                *self._page,
                has_other_language=len(self._texts.languages) > 1,
                is_recording=view.is_recording,
            )
        console = self._parts.console
        console.render_question(present_consent(ask, self._words) if ask is not None else None)
        self._display.render_scene(scene_of(state, self._language(state), text))
        self._display.set_curtain(is_drawn=state.is_curtained)

    @Slot(object)
    def _on_state_changed(self, state: DeskState) -> None:
        self._render(state)
        if state.generation != self._generation:
            self._generation = state.generation
            # It was about the one before, and must not be answered about the next.
            if self._dialog is not None:
                self._dialog.reject()
        if self._wants_curtain() != self._has_drawn:
            self._turn.start()

    def _show(self, dialog: AskDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        self._dialog = None

    def _wants_curtain(self) -> bool:
        """Tells whether the question must be shown on the operator's own screen."""
        return self._text is not None and not self._display.has_display

    @Slot()
    def _on_turn(self) -> None:
        """Shows the question where there is no other screen; opens the curtain once answered."""
        state = self._parts.controller.state
        wants = self._wants_curtain()
        if wants == self._has_drawn:
            return
        self._has_drawn = wants
        if state.is_curtained != wants:
            self._parts.controller.visits.on_curtain_requested()

    @Slot(int, int)
    def _on_page_shown(self, page: int, pages: int) -> None:
        if (page, pages) != self._page:
            self._page = (page, pages)
            self._render(self._parts.controller.state)

    @Slot(int)
    def _on_page_turned(self, step: int) -> None:
        self._display.turn_page(step)

    @Slot(object, object)
    def _on_answered(self, answer: ConsentAnswer, route: ConsentRoute) -> None:
        text = self._text
        if text is not None:
            self._parts.controller.visits.answer(
                answer,
                route,
                text_version=text.version,
                language=text.language,
                host=self._host(self._parts.controller.state),
            )

    @Slot()
    def _on_language_requested(self) -> None:
        languages = self._texts.languages
        now = self._text.language if self._text is not None else ""
        at = languages.index(now) if now in languages else -1
        chosen = languages[(at + 1) % len(languages)]
        self._parts.controller.visits.on_language_chosen(chosen)

    @Slot(object, object, str)
    def _on_decided(self, decision: OverrideDecision, reason: OverrideReason, note: str) -> None:
        state = self._parts.controller.state
        phase = state.phase
        override, about = Override(decision, reason, note=note), self._deciding_about
        if (
            isinstance(phase, Showing)
            and phase.outcome.job.job_id == about
            and is_for_two(state, decision, phase.outcome.decision)
        ):
            self._ask(_Decision(override, about), Right.CONFIRM)
        else:
            # Where its card has gone meanwhile the desk says so, rather than dropping it.
            self._parts.controller.visits.on_override_chosen(override, None, job_id=about)

    @Slot(object)
    def _on_confirmed(self, person: Person | None) -> None:
        asked, self._asked = self._asked, None
        state = self._parts.controller.state
        if person is None or person == OWNER:
            return
        if isinstance(asked, _Leave) and asked.generation == state.generation:
            self._parts.controller.visits.allow(MORE_ATTEMPTS, by=person)
        if isinstance(asked, _Decision):
            # The card may have been cleared, or be about another attempt, while they came over.
            self._parts.controller.visits.on_override_chosen(
                asked.override, person, job_id=asked.job_id
            )
