"""Whom to ask: the local service, or the cloud with the keyring's credentials."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey, Authentication
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.credentials.store import (
    AppCodeCredentials,
    CloudCredentials,
    load_cloud_credentials,
)
from liveness_station.domain.errors import EndpointError, StationError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.ports import Vault
from liveness_station.runtime.supervisor import RunningService, ServiceSupervisor
from liveness_station.settings.values import Settings

LOCAL = "local"
CLOUD = "cloud"


def service_command(data_dir: Path | None) -> list[str]:
    """Returns the command that starts the local service as a child of this program."""
    program = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", "liveness_station"]
    )
    place = ["--data-dir", str(data_dir)] if data_dir is not None else []
    return [*program, *place, "serve", "--supervised"]


@dataclass(frozen=True, slots=True)
class DownEndpoint:
    """Stands in for an endpoint that cannot be asked, so that each attempt still has its record."""

    name: str
    error: StationError

    def ask(self, probe: Probe, *, threshold: float) -> Exchange:  # noqa: ARG002 - the port's form
        """Raises what stands in the way."""
        raise EndpointError(self.error.reason, self.error.detail) from self.error

    def ask_url(self, image_url: str, *, threshold: float) -> Exchange:  # noqa: ARG002 - as above
        """Raises what stands in the way."""
        raise EndpointError(self.error.reason, self.error.detail) from self.error

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

    @property
    def engine(self) -> str:
        """The local engine's name, "" for the cloud."""
        return self._service.engine if self._service is not None else ""

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
                parse_base_url(service.base_url), AppCode(service.appcode), name=LOCAL
            )
        return self._endpoint

    def _cloud(self) -> HttpEndpoint:
        if self._endpoint is None:
            self._endpoint = HttpEndpoint(
                parse_base_url(self._settings.base_url),
                authentication_of(load_cloud_credentials(self._make_vault())),
                ca_file=Path(self._settings.ca_file) if self._settings.ca_file else None,
                proxy=self._settings.proxy or None,
            )
        return self._endpoint


def authentication_of(credentials: CloudCredentials) -> Authentication:
    """Returns the api room's form of what the keyring keeps."""
    if isinstance(credentials, AppCodeCredentials):
        return AppCode(credentials.appcode)
    return AppKey(credentials.app_key.reveal(), credentials.app_secret)
