"""What the io thread works with, as it sees it."""

from collections.abc import Callable
from typing import Protocol

from liveness_station.domain.alerts import Alert
from liveness_station.domain.desk_events import DeskEvent, Recorded, ShadowEvent
from liveness_station.domain.drills import Play
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.signals import Signal as Evidence
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.credential_requests import CredentialReply, CredentialRequest
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import EngineState
from liveness_station.settings.values import Settings


class Workbench(Protocol):
    """What the io thread works with.

    Opened, used and closed by that thread; `cancel` and `give_way` by any.
    """

    def open(self) -> None:
        """Opens the records. Raises no expected error: trouble shows in the first outcome."""

    def prepare(self) -> EngineState:
        """Makes the endpoint ready and says how that went."""

    def keep_warm(self) -> None:
        """Keeps a connection to the endpoint ready for the next check; does not wait for it."""

    def alerts(self) -> tuple[Alert, ...]:
        """Returns what is wrong with what this thread keeps, as long as it is."""

    def witness_state(self) -> WitnessState:
        """Returns how far places outside vouch for the record."""

    def prepare_local(self) -> None:
        """Starts the service on this computer, for a picture that must not leave it."""

    def prepare_other(self) -> None:
        """Makes the endpoint ready that gives second opinions, where they are wanted."""

    def change(self, settings: Settings) -> None:
        """Takes other settings for the next attempt."""

    def train(self, play: Play | None) -> None:
        """Has a simulator answer drills so; None: there is no drill any more."""

    def list_sources(self) -> tuple[SourceListing, ...]:
        """Returns the cameras of this computer, the one to start with first."""

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Evidence, ...]
    ) -> Outcome:
        """Has frames judged and recorded as one check; one frame is a still."""

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Evidence, ...] = ()
    ) -> Outcome:
        """Records a job that ended before there was something to send."""

    def record_late(self, outcome: Outcome) -> None:
        """Records that an outcome came too late to be shown."""

    def record_event(self, event: DeskEvent) -> Recorded:
        """Records what happened at the desk besides attempts, and says whether it is on disk."""

    def recent_attempts(self, subject: Subject, within_s: float) -> RecentAttempts:
        """Returns how often a subject was checked within so many seconds, also by earlier runs."""

    def wants_other(self, outcome: Outcome) -> bool:
        """Tells whether a second opinion is to be asked for about a check."""

    def ask_other(
        self, outcome: Outcome, frame: Frame, *, is_cancelled: Callable[[], bool]
    ) -> ShadowEvent | None:
        """Has the endpoint look at a frame that did not judge it; None: it was not handed over."""

    def give_way(self) -> None:
        """Ends a second opinion that is being asked for. Callable from any thread."""

    def counts(self) -> dict[str, int]:
        """Returns today's verdicts by their codes, demonstrations left out."""

    def credentials(self, request: CredentialRequest) -> CredentialReply:
        """Saves, tests or removes credentials."""

    def cancel(self, job: Job | None) -> None:
        """Gives up a job, running or still waiting; None: every one. Callable from any thread."""

    def close(self) -> None:
        """Stops the service and closes the records."""
