"""The two whom a run can ask, and which of them a job's consent lets it ask."""

from collections.abc import Callable
from dataclasses import replace

from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.app.endpoints import LOCAL, DownEndpoint, EndpointProvider
from liveness_station.domain.consents import Consent
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Vault
from liveness_station.runtime.supervisor import ServiceSupervisor
from liveness_station.settings.values import EndpointChoice, Settings


class BothEndpoints:
    """The local service and the cloud; the settings choose one, a consent may keep a picture here.

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
        self._here, self._cloud = (
            EndpointProvider(
                replace(settings, endpoint=choice), supervisor=supervisor, make_vault=make_vault
            )
            for choice in (EndpointChoice.LOCAL, EndpointChoice.CLOUD)
        )

    @property
    def engine(self) -> str:
        """The engine of the one that the settings choose, "" for the cloud."""
        return self._chosen.engine

    def change(self, settings: Settings) -> None:
        """Takes other settings; an endpoint that they say nothing new about stays as it is."""
        is_same = _address(settings) == _address(self._settings)
        self._settings = settings
        if not is_same:
            self._here.change(replace(settings, endpoint=EndpointChoice.LOCAL))
            self._cloud.change(replace(settings, endpoint=EndpointChoice.CLOUD))

    def forget(self) -> None:
        """Drops both, so that address and credentials are read anew."""
        self._here.forget()
        self._cloud.forget()

    def keep_warm(self) -> None:
        """Keeps the connections that there are ready for the next check."""
        self._here.keep_warm()
        self._cloud.keep_warm()

    def chosen(self) -> HttpEndpoint | DownEndpoint:
        """Returns the one that the settings choose, made ready."""
        return self._chosen.current()

    def here(self) -> HttpEndpoint | DownEndpoint:
        """Returns the local service, made ready."""
        return self._here.current()

    def of(self, consent: Consent) -> HttpEndpoint | DownEndpoint:
        """Returns whom a job of that consent asks: never one elsewhere that it does not allow."""
        return self._allowed(consent).current()

    def standing(self, consent: Consent) -> HttpEndpoint | DownEndpoint:
        """Returns the same as it stands, and starts none: for what is recorded and not sent."""
        return self._allowed(consent).standing()

    def other_than(self, name: str) -> HttpEndpoint | None:
        """Returns the other one, as it stands, by the word for the one that judged; None: none."""
        standing = (self._cloud if name == LOCAL else self._here).standing()
        return None if isinstance(standing, DownEndpoint) else standing

    def policy_of(self, endpoint: HttpEndpoint) -> Policy:
        """Returns the rules that its answers are judged by: their review bands differ."""
        is_here = endpoint.name == LOCAL
        choice = EndpointChoice.LOCAL if is_here else EndpointChoice.CLOUD
        return replace(self._settings, endpoint=choice).policy

    def prepare_other(self) -> None:
        """Makes the one ready that the settings do not choose."""
        (self._cloud if self._chosen is self._here else self._here).current()

    @property
    def _chosen(self) -> EndpointProvider:
        is_here = self._settings.endpoint is EndpointChoice.LOCAL
        return self._here if is_here else self._cloud

    def _allowed(self, consent: Consent) -> EndpointProvider:
        return self._chosen if consent.allows_cloud else self._here


def _address(settings: Settings) -> tuple[str, ...]:
    return (settings.endpoint.value, settings.base_url, settings.ca_file, settings.proxy)
