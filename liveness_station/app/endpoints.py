"""Whom to ask: the local service, or the cloud with the keyring's credentials."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey, Authentication
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.api.simulators import is_simulator
from liveness_station.app.children import child_command
from liveness_station.credentials.store import (
    CloudAppCode,
    CloudAppKey,
    CloudCredential,
    CloudCredentials,
)
from liveness_station.domain.errors import EndpointError, StationError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.ports import BeforeRetry, Encoder, Endpoint, IsCancelled, Vault
from liveness_station.domain.provenance import HERE, Route
from liveness_station.domain.simulation import ENDPOINT_PREFIX
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.encode import encode_local_probe, encode_probe
from liveness_station.runtime.supervisor import RunningService, ServiceSupervisor
from liveness_station.settings.values import Settings

LOCAL = "local"
CLOUD = "cloud"


def service_command(data_dir: Path | None) -> list[str]:
    """Returns the command that starts the local service as a child of this program."""
    place = ["--data-dir", str(data_dir.absolute())] if data_dir is not None else []
    return child_command(*place, "serve", "--supervised")


@dataclass(frozen=True, slots=True)
class DownEndpoint:
    """Stands in for an endpoint that cannot be asked, so that each attempt still has its record."""

    name: str
    error: StationError

    @property
    def route(self) -> Route:
        """Nothing goes anywhere."""
        return HERE

    def ask(
        self,
        probe: Probe,  # noqa: ARG002 - the port's form
        *,
        threshold: float,  # noqa: ARG002 - as above
        before_retry: BeforeRetry | None = None,  # noqa: ARG002 - as above
        within_s: float | None = None,  # noqa: ARG002 - as above
        is_cancelled: IsCancelled | None = None,  # noqa: ARG002 - as above
    ) -> Exchange:
        """Raises what stands in the way."""
        raise EndpointError(self.error.reason, self.error.detail) from self.error

    def ask_url(
        self,
        image_url: str,  # noqa: ARG002 - the port's form
        *,
        threshold: float,  # noqa: ARG002 - as above
        before_retry: BeforeRetry | None = None,  # noqa: ARG002 - as above
        is_cancelled: IsCancelled | None = None,  # noqa: ARG002 - as above
    ) -> Exchange:
        """Raises what stands in the way."""
        raise EndpointError(self.error.reason, self.error.detail) from self.error

    def warm(self) -> None:
        """Does nothing: there is nobody to connect to."""

    def cancel(self) -> None:
        """Does nothing: there is nothing under way."""

    def close(self) -> None:
        """Does nothing: there is nothing open."""


class EndpointProvider:
    """Makes the endpoint that the settings ask for, and makes it again when that has changed.

    Used by the io thread (or a command's only thread).
    """

    def __init__(
        self,
        settings: Settings,
        *,
        supervisor: ServiceSupervisor,
        make_vault: Callable[[], Vault],
    ) -> None:
        self._settings = settings
        self._supervisor = supervisor
        self._make_vault = make_vault
        self._service: RunningService | None = None
        self._endpoint: HttpEndpoint | None = None

    def change(self, settings: Settings) -> None:
        """Takes other settings; the next endpoint follows them."""
        self._settings = settings
        self.forget()

    def forget(self) -> None:
        """Drops the endpoint, so that address and credentials are read anew."""
        if self._endpoint is not None:
            self._endpoint.close()
        self._endpoint = self._service = None

    def keep_warm(self) -> None:
        """Keeps the connection of the endpoint, if there is one, ready for the next check."""
        if self._endpoint is not None:
            self._endpoint.warm()

    @property
    def engine(self) -> str:
        """The local engine's name, "" for the cloud."""
        return self._service.engine if self._service is not None else ""

    def standing(self) -> HttpEndpoint | DownEndpoint:
        """Returns the endpoint as it stands, and starts none: for what is recorded and not sent."""
        if self._endpoint is not None:
            return self._endpoint
        name = LOCAL if self._settings.endpoint == LOCAL else CLOUD
        return DownEndpoint(name, EndpointError(Reason.ENGINE_DOWN))

    def current(self) -> HttpEndpoint | DownEndpoint:
        """Returns the endpoint to ask now; one that only says why where there is none."""
        is_local = self._settings.endpoint == LOCAL
        try:
            return self._local() if is_local else self._cloud()
        except StationError as error:
            self.forget()
            return DownEndpoint(LOCAL if is_local else CLOUD, error)

    def _local(self) -> HttpEndpoint:
        service = self._supervisor.ensure_running()
        if self._endpoint is None or service is not self._service:
            self.forget()
            self._service = service
            self._endpoint = HttpEndpoint(
                parse_base_url(service.base_url),
                AppCode(service.appcode),
                name=LOCAL,
                reply_key=bytes.fromhex(service.reply_key.reveal()),
            )
        return self._endpoint

    def _cloud(self) -> HttpEndpoint:
        if self._endpoint is None:
            credential = CloudCredentials(self._make_vault()).load()
            self._endpoint = make_cloud_endpoint(self._settings, credential)
        return self._endpoint


def encoder_for(endpoint: Endpoint) -> Encoder:
    """Returns what makes the probes for an endpoint: on this computer pixels travel for nothing."""
    return encode_local_probe if endpoint.name == LOCAL else encode_probe


def make_cloud_endpoint(settings: Settings, credential: CloudCredential) -> HttpEndpoint:
    """Makes the cloud's endpoint; no picture or credential is sent before the first request.

    An address on this machine is asked whether it is a simulator, whose checks are marked by the
    endpoint's name in the record.

    Raises:
        EndpointError: the address or the proxy's cannot be used.
    """
    base_url = parse_base_url(settings.base_url)
    return HttpEndpoint(
        base_url,
        _authentication_of(credential),
        name=f"{ENDPOINT_PREFIX}{base_url.authority}" if is_simulator(base_url) else None,
        ca_file=Path(settings.ca_file) if settings.ca_file else None,
        proxy=settings.proxy or None,
    )


def _authentication_of(credential: CloudCredential) -> Authentication:
    """Returns the api room's form of what the keyring keeps: rooms on one floor never meet."""
    match credential:
        case CloudAppCode(code):
            return AppCode(code)
        case CloudAppKey(key, secret):
            return AppKey(key, secret)
        case _:
            assert_never(credential)
