"""The workbench, built by the thread that uses it: its libraries cost a window half a second."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liveness_station.app.paths import Places
from liveness_station.domain.alerts import Alert
from liveness_station.domain.desk_events import DeskEvent, Recorded, ShadowEvent
from liveness_station.domain.drills import Play
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import Vault
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.credential_requests import CredentialReply, CredentialRequest
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import EngineState
from liveness_station.settings.values import Settings

if TYPE_CHECKING:
    from liveness_station.app.workbench import StationWorkbench


class LazyWorkbench:
    """Stands for the workbench from the start; `open` imports and makes the real one.

    Opened, used and closed by one thread; `cancel` and `give_way` may be called by any, also before
    `open`.
    """

    def __init__(
        self,
        places: Places,
        settings: Settings,
        *,
        data_dir: Path | None,
        make_vault: Callable[[], Vault] | None = None,
    ) -> None:
        self._places = places
        self._settings = settings
        self._data_dir = data_dir
        self._make_vault = make_vault
        self._real: StationWorkbench | None = None
        self._lock = threading.Lock()

    def open(self) -> None:
        """Imports what records, network and keyring need, and opens the records."""
        from liveness_station.app.workbench import StationWorkbench
        from liveness_station.credentials.vault import KeyringVault

        real = StationWorkbench(
            self._places,
            self._settings,
            data_dir=self._data_dir,
            make_vault=self._make_vault or KeyringVault,
        )
        real.open()
        with self._lock:
            self._real = real

    def prepare(self) -> EngineState:
        """Makes the endpoint ready and says how that went."""
        return self._opened().prepare()

    def keep_warm(self) -> None:
        """Keeps a connection to the endpoint ready."""
        self._opened().keep_warm()

    def alerts(self) -> tuple[Alert, ...]:
        """Returns what is wrong with what the io thread keeps."""
        return self._opened().alerts()

    def witness_state(self) -> WitnessState:
        """Returns how far places outside vouch for the record."""
        return self._opened().witness_state()

    def prepare_local(self) -> None:
        """Starts the service on this computer, for a picture that must not leave it."""
        self._opened().prepare_local()

    def prepare_other(self) -> None:
        """Makes the endpoint ready that gives second opinions, where they are wanted."""
        self._opened().prepare_other()

    def change(self, settings: Settings) -> None:
        """Takes other settings for the next attempt."""
        self._opened().change(settings)

    def train(self, play: Play | None) -> None:
        """Has a simulator answer drills so; None: there is no drill any more."""
        self._opened().train(play)

    def list_sources(self) -> tuple[SourceListing, ...]:
        """Returns the cameras of this computer, the one to start with marked."""
        return self._opened().list_sources()

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Signal, ...]
    ) -> Outcome:
        """Has frames judged and recorded as one check; one frame is a still."""
        return self._opened().verify_burst(job, frames, signals)

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Records a job that ended before there was something to send."""
        return self._opened().refuse(job, decision, source=source, signals=signals)

    def record_late(self, outcome: Outcome) -> None:
        """Records that an outcome came too late to be shown."""
        self._opened().record_late(outcome)

    def record_event(self, event: DeskEvent) -> Recorded:
        """Records what happened at the desk besides attempts, and says whether it is on disk.

        What comes before it is open, or after it was closed, is not.
        """
        return Recorded(event, None) if self._real is None else self._real.record_event(event)

    def recent_attempts(self, subject: Subject, within_s: float) -> RecentAttempts:
        """Returns how often a subject was checked within so many seconds, also by earlier runs."""
        return (
            RecentAttempts()
            if self._real is None
            else self._real.recent_attempts(subject, within_s)
        )

    def wants_other(self, outcome: Outcome) -> bool:
        """Tells whether a second opinion is to be asked for about a check."""
        return self._opened().wants_other(outcome)

    def ask_other(
        self, outcome: Outcome, frame: Frame, *, is_cancelled: Callable[[], bool]
    ) -> ShadowEvent | None:
        """Has the endpoint look at a frame that did not judge it; None: it was not handed over."""
        return self._opened().ask_other(outcome, frame, is_cancelled=is_cancelled)

    def give_way(self) -> None:
        """Ends a second opinion that is being asked for. Callable from any thread."""
        with self._lock:
            real = self._real
        if real is not None:
            real.give_way()

    def counts(self) -> dict[str, int]:
        """Returns today's verdicts by their codes, demonstrations left out."""
        return self._opened().counts()

    def credentials(self, request: CredentialRequest) -> CredentialReply:
        """Saves, tests or removes credentials."""
        return self._opened().credentials(request)

    def cancel(self, job: Job | None) -> None:
        """Gives up a job, running or still waiting; None: every one. Callable from any thread."""
        with self._lock:
            real = self._real
        if real is not None:
            real.cancel(job)

    def close(self) -> None:
        """Stops the service and closes the records; nothing to do where it was never opened."""
        with self._lock:
            real, self._real = self._real, None
        if real is not None:
            real.close()

    def _opened(self) -> "StationWorkbench":
        if self._real is None:
            raise RuntimeError("the workbench is not open")
        return self._real
