"""What the io thread, or a command, works with: records, endpoint, verifier."""

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.app.both_endpoints import BothEndpoints
from liveness_station.app.cancelling import Cancelling
from liveness_station.app.credential_desk import CredentialDesk
from liveness_station.app.endpoints import (
    DownEndpoint,
    encoder_for,
    service_command,
)
from liveness_station.app.ledger_care import LedgerCare
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places
from liveness_station.app.picture_keys import PictureKeyShelf
from liveness_station.app.policy_floor import read_floor
from liveness_station.app.record_state import record_alerts
from liveness_station.app.retaining import Retaining
from liveness_station.app.rules import account_name, record_rules
from liveness_station.app.sources import list_cameras
from liveness_station.app.training_bench import DrillBench
from liveness_station.app.unopened import UnopenedRecords
from liveness_station.app.workbench_events import DeskBench
from liveness_station.clocks import waking_clock_s
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.alerts import Alert
from liveness_station.domain.errors import RecordError
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import Endpoint, Vault
from liveness_station.domain.signals import Signal
from liveness_station.domain.streaks import Streak
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.domain.witnesses import WitnessState
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.listing import SourceListing
from liveness_station.runtime.supervisor import ServiceSupervisor
from liveness_station.session.states import EngineFailed, EngineReady, EngineState
from liveness_station.settings.floor import raise_to
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.storage.quarantine import is_suspect
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.verification.checking import Verifier

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """Returns this machine's time in UTC."""
    return datetime.now(UTC)


class StationWorkbench(DeskBench):
    """Everything one run of the program needs to judge captures.

    Opened, used and closed by one thread; `cancel` may be called by any.
    """

    def __init__(
        self,
        places: Places,
        settings: Settings,
        *,
        data_dir: Path | None,
        make_vault: Callable[[], Vault] = KeyringVault,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        self._places = places
        # Whoever builds a workbench, from whatever settings: nothing gets under the floor.
        self._floor = read_floor()
        self._settings = settings = raise_to(settings, self._floor).settings
        self._make_vault = make_vault
        self._clock = clock
        self._records: SqliteRecords | UnopenedRecords = UnopenedRecords("not opened")
        self._shelf = KeyringShelf(make_vault)
        self._picture_keys = PictureKeyShelf(make_vault, places.picture_keys_lock)
        self._retaining: Retaining | None = None
        self._ledger = LedgerCare(places, settings, self._shelf, utc_now=utc_now)
        self._supervisor = ServiceSupervisor(service_command(data_dir))
        self._endpoints = BothEndpoints(
            settings, supervisor=self._supervisor, make_vault=make_vault
        )
        self._drill = DrillBench()
        self._cancelling, self._opinion_asked = Cancelling(), Cancelling()
        self._has_mended = False
        self._streaks: dict[str, Streak] = {}

    def open(self) -> None:
        """Opens the records; where that fails, every attempt will say why it is not recorded."""
        try:
            records = open_records(
                self._places.records,
                run_id=uuid.uuid4().hex,
                utc_now=utc_now,
                shelf=self._shelf,
                operator=account_name(),
            )
        except RecordError as error:
            self._records = UnopenedRecords(error.detail)
            return
        self._records = records
        self._ledger.begin(records.appender)
        record_rules(records, self._settings)
        self._retaining = Retaining(
            records.appender,
            self._settings,
            self._picture_keys,
            clock=self._clock,
            utc_now=utc_now,
        )
        self._retaining.begin()

    def change(self, settings: Settings) -> None:
        """Takes other settings for the next attempt."""
        settings = raise_to(settings, self._floor).settings
        self._settings = settings
        self._streaks.clear()
        self._endpoints.change(settings)
        record_rules(self._records, settings)
        if self._retaining is not None:
            self._retaining.change(settings)

    def prepare(self) -> EngineState:
        """Makes the endpoint ready, which starts the local service where that is the one."""
        if self._drill.is_on:
            return self._drill.state
        endpoint = self._endpoints.chosen()
        if isinstance(endpoint, DownEndpoint):
            return EngineFailed(endpoint.error.reason, endpoint.error.detail)
        return EngineReady(endpoint.name, self._endpoints.engine)

    def keep_warm(self) -> None:
        """Does what no check should wait for: a connection, a due checkpoint, some retention."""
        if not self._drill.is_on:
            self._endpoints.keep_warm()
        self._mend()
        # The next attempt meets the same trouble, and says so.
        with suppress(RecordError):
            self._records.tend()
        self._ledger.tick()
        if self._retaining is not None:
            self._retaining.tick()

    def _mend(self) -> None:
        """Opens the records where they are not open, or anew, once, where they are damaged."""
        if isinstance(self._records, SqliteRecords):
            if self._has_mended or not is_suspect(self._places.records):
                return
            self._has_mended = True
            with suppress(RecordError):
                self._records.close()
        self.open()

    def alerts(self) -> tuple[Alert, ...]:
        """Returns what is wrong with what the io thread keeps."""
        kept = () if self._retaining is None else self._retaining.alerts
        return (*record_alerts(self._places.records, self._records), *self._ledger.alerts, *kept)

    def witness_state(self) -> WitnessState:
        """Returns how far places outside vouch for the record."""
        return self._ledger.witnessed

    def list_sources(self) -> tuple[SourceListing, ...]:
        """Returns the cameras of this computer."""
        return list_cameras()

    def verify(self, job: Job, frame: Frame) -> Outcome:
        """Has one frame judged and recorded."""
        return self.verify_burst(job, (frame,))

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Has frames judged and recorded as one check; one frame is a still."""
        if job.is_training and self._drill.is_unrecorded:
            return Outcome(job, decide_failure(Reason.NOT_RECORDED), self._drill.endpoint().name)
        with self._attempt(job) as verifier:
            outcome = verifier.verify_burst(job, frames, signals)
        is_closing = self._cancelling.is_closing
        if is_closing and outcome.recorded and outcome.decision.verdict is Verdict.LIVE:
            # Given up while the disk wrote it, and there is no desk left to say that it is late.
            self.record_late(outcome)
        self._streaks[verifier.endpoint.name] = verifier.streak.after(outcome.decision)
        return outcome

    def verify_url(self, job: Job, image_url: str, *, source: str) -> Outcome:
        """Has the picture at an address judged and recorded."""
        with self._attempt(job, has_streak=False) as verifier:
            return verifier.verify_url(job, image_url, source=source)

    def refuse(
        self, job: Job, decision: Decision, *, source: str, signals: tuple[Signal, ...] = ()
    ) -> Outcome:
        """Records an attempt that ended before there was something to send; asks nobody."""
        verifier = self._verifier(self._asked(job, is_standing=True), Streak())
        return verifier.refuse(job, decision, source=source, signals=signals)

    def record_late(self, outcome: Outcome) -> None:
        """Records an outcome that came too late to be shown."""
        try:
            self._records.late(outcome)
        except RecordError as error:
            _log.error("a late outcome could not be recorded: %s", error)

    def credentials(self, request: CredentialRequest) -> CredentialReply:
        """Saves, tests or removes the cloud's credentials, and takes the choice of endpoint."""
        settings = replace(
            self._settings,
            endpoint=EndpointChoice.CLOUD if request.is_cloud else EndpointChoice.LOCAL,
            base_url=request.base_url or self._settings.base_url,
        )
        settings = raise_to(settings, self._floor).settings
        reply = CredentialDesk(self._make_vault()).answer(request, settings)
        if request.action is CredentialAction.SAVE and reply.result is CredentialResult.SAVED:
            self.change(settings)
            self._endpoints.forget()
        elif request.action is CredentialAction.REMOVE or _has_proved_the_stored(request, reply):
            # Also the memory of refusals goes, with the endpoint that keeps it.
            self._endpoints.forget()
        return reply

    def cancel(self, job: Job | None) -> None:
        """Gives up a job, running or still waiting; None: every one. Callable from any thread."""
        self._cancelling.give_up(job)
        if job is None:
            self._opinion_asked.interrupt()

    def close(self) -> None:
        """Stops the local service and closes the records."""
        self._drill.play(None)
        self._endpoints.forget()
        self._supervisor.stop()
        self._ledger.finish()
        self._records.close()
        self._shelf.close()
        self._picture_keys.close()

    @contextmanager
    def _attempt(self, job: Job, *, has_streak: bool = True) -> Iterator[Verifier]:
        """Gives the verifier for one attempt; while it lasts, `cancel` reaches its endpoint.

        Whom it asks follows from what the subject said.
        """
        endpoint = self._asked(job, is_standing=not job.consent.allows_capture)
        with self._cancelling.running(endpoint.cancel):
            streak = self._streaks.get(endpoint.name) if has_streak else None
            yield self._verifier(endpoint, streak or Streak())

    def _asked(self, job: Job, *, is_standing: bool) -> HttpEndpoint | DownEndpoint:
        """Returns whom a job asks: the drill's own simulator, or nobody, where it is a drill's."""
        if job.is_training:
            return self._drill.endpoint()
        endpoints = self._endpoints
        return (endpoints.standing if is_standing else endpoints.of)(job.consent)

    def _verifier(self, endpoint: Endpoint, streak: Streak) -> Verifier:
        return Verifier(
            endpoint,
            encoder_for(endpoint),
            self._records,
            self._clock,
            utc_now,
            streak,
            self._cancelling.is_given_up,
            keep_pictures=self._keep_pictures,
        )

    def _keep_pictures(self, outcome: Outcome) -> None:
        if self._retaining is not None:
            self._retaining.keep(outcome)


def _has_proved_the_stored(request: CredentialRequest, reply: CredentialReply) -> bool:
    """Tells whether a test has just passed with the credentials that checks are made with."""
    has_typed = request.appcode or request.app_key or request.app_secret
    return reply.result is CredentialResult.TEST_PASSED and has_typed is None
