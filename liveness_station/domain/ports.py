"""The doors between the rooms: what each adapter must be able to do."""

from collections.abc import Callable
from typing import Protocol

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame, Pixels, Probe
from liveness_station.domain.guiding import Asked, Sighting
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.domain.secrets import Secret
from liveness_station.domain.signals import Signal

BeforeRetry = Callable[[Exchange | EndpointError], None]
"""Told what became of a try that is about to be repeated; whatever it raises stops that."""

IsCancelled = Callable[[], bool]
"""Tells whether what is about to be sent has been given up."""

LastLook = Callable[[Outcome], Outcome]
"""Returns an outcome as it is at the very last, such as taken back because it was cancelled."""


KeepPictures = Callable[[Outcome], None]
"""Keeps the pictures that an attempt was judged by; called before its terminal row is made."""


class FrameSource(Protocol):
    """An opened camera, file or stream. Used by one thread, the one that opened it."""

    @property
    def description(self) -> str:
        """Name, size and rate in one line, for the status line and the record."""

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: lost, ended, unreadable or timed out; the source is to be closed then.
        """

    def close(self) -> None:
        """Releases the device; may be called twice."""


class Endpoint(Protocol):
    """A `face_liveness/v1` server, asked one request at a time."""

    @property
    def name(self) -> str:
        """The word for the record: "local" for the station's own service, else the host."""

    @property
    def route(self) -> Route:
        """To whom a picture goes that is asked about."""

    def ask(
        self,
        probe: Probe,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        within_s: float | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        """Sends one picture and returns what came back, unjudged.

        Args:
            probe: the picture.
            threshold: a score strictly greater is live.
            before_retry: called before the one repetition that the contract allows; None forbids
                that repetition.
            within_s: what is left of a limit that several requests share; None for the
                endpoint's own limit, which is never exceeded.
            is_cancelled: looked at once this request can be cancelled, so that what was given up
                just before is not sent; None where nothing can be.

        Raises:
            EndpointError: nothing came back, or not whole.
        """

    def ask_url(
        self,
        image_url: str,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        """Sends the address of one picture.

        Raises:
            EndpointError: nothing came back, or not whole.
        """

    def close(self) -> None:
        """Drops the connection; may be called twice."""


class Engine(Protocol):
    """The on-device models, as the service uses them. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """Engine and model versions in one header-safe line."""

    def assess(self, pixels: Pixels) -> Assessment:
        """Finds faces and scores the largest (height x width x 3, BGR)."""


class Watcher(Protocol):
    """Follows one face through the frames of one guided check. Used by one thread."""

    def watch(self, frame: Frame) -> Sighting:
        """Finds the face in the next frame and remembers what it needs of it.

        Raises:
            EngineError: a model failed.
        """

    def signals(self, asked: tuple[Asked, ...]) -> tuple[Signal, ...]:
        """Judges everything that was watched; the evidence, what speaks against it included."""


class Encoder(Protocol):
    """Makes the probe from a frame."""

    def __call__(self, frame: Frame) -> Probe:
        """Encodes a frame.

        Raises:
            ImageError: a side is below 15 or above 8192 pixels, or encoding fails.
        """


class Records(Protocol):
    """The local record of every attempt. Used by one thread, the one that opened it."""

    def submitted(
        self,
        job: Job,
        *,
        endpoint: str,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
        route: Route = HERE,
    ) -> None:
        """Commits the row that says a picture is about to be judged.

        Args:
            job: the attempt.
            endpoint: the word for whom it asks.
            source: where its picture came from.
            origin: what else is known of that.
            route: where the picture is about to go.

        Raises:
            RecordError: the row is not on disk; nothing may be sent.
        """

    def tried(self, outcome: Outcome) -> None:
        """Commits the row of a try that is about to be repeated; its job goes on.

        Raises:
            RecordError: the row is not on disk; nothing more may be sent.
        """

    def finished(
        self, outcome: Outcome, *, source: str, last_look: LastLook | None = None
    ) -> Outcome:
        """Commits the one terminal row of a job and returns the outcome that it holds.

        Args:
            outcome: what became of the job.
            source: where its picture came from.
            last_look: called once nothing but the row itself is between here and the disk: no
                waiting for another program's write. It may return another outcome, but only of
                the same job. What happens after it can no longer change the row; whoever does not
                show a recorded pass has a LATE row written.

        Raises:
            RecordError: the row is not on disk; the verdict must not be shown.
        """

    def has_request_id(self, request_id: str) -> bool:
        """Tells whether an earlier reply bore this id.

        Raises:
            RecordError: the database cannot be read.
        """


class Vault(Protocol):
    """The operating system's keyring."""

    def get(self, name: str) -> Secret:
        """Returns a secret.

        Raises:
            CredentialError: missing, locked, refused or broken.
        """

    def put(self, name: str, secret: Secret) -> None:
        """Stores a secret and reads it back.

        Raises:
            CredentialError: locked, refused or broken.
        """

    def remove(self, name: str) -> None:
        """Removes a secret.

        Raises:
            CredentialError: missing, locked, refused or broken.
        """
