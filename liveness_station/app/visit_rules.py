"""The rules of visits as the settings have them."""

from dataclasses import replace

from liveness_station.api.addresses import parse_base_url
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.references import parse_rule
from liveness_station.session.visits import DeskRules
from liveness_station.settings.values import EndpointChoice, Settings

_S_IN_MINUTE = 60.0


def visit_rules(settings: Settings, *, has_people: bool) -> DeskRules:
    """Returns what the administrator has laid down; `has_people`: somebody is known by name."""
    is_cloud = settings.endpoint is EndpointChoice.CLOUD
    return DeskRules(
        consent=settings.consent,
        attempts_most=settings.attempts_most,
        attempts_s=settings.attempts_minutes * _S_IN_MINUTE,
        second_person=settings.second_person,
        has_people=has_people,
        is_cloud=is_cloud,
        host=settings.base_url if is_cloud else "",
        here_policy=replace(settings, endpoint=EndpointChoice.LOCAL).policy,
        references=parse_rule(settings.reference_pattern),
    )


def host_of(base_url: str) -> str:
    """Returns an address's host as routes name it; the address itself where it cannot be used."""
    try:
        return parse_base_url(base_url).authority
    except EndpointError:
        return base_url
