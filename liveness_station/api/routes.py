"""Where what an endpoint is asked about goes."""

from urllib3.util.url import Url

from liveness_station.api.addresses import BaseUrl
from liveness_station.domain.provenance import HERE, Route


def route_of(base_url: BaseUrl, proxy: Url | None, *, is_own: bool) -> Route:
    """Returns to whom a picture goes.

    Args:
        base_url: the endpoint's address.
        proxy: what tunnels TLS there; plain http, which stays on this computer, never uses it.
        is_own: True for the service that the station itself has started. Any other one counts as
            elsewhere, on this computer too: it may pass on what it gets.
    """
    if is_own:
        return HERE
    is_tunnelled = proxy is not None and base_url.is_encrypted
    return Route(base_url.authority, proxy.netloc if proxy is not None and is_tunnelled else None)
