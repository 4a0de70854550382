"""Each network and protocol row of the fault matrix is played, or is no server's fault."""

from liveness_station.simulator.catalogue import CATALOGUE
from liveness_station.simulator.scenarios import Group
from liveness_station.simulator.tls_variants import TLS_MEANINGS

NETWORK = {f"N{number}" for number in range(1, 21)}
PROTOCOL = {f"P{number}" for number in range(1, 15)}
NO_SERVERS_FAULT = {
    "N1": "no network: nothing reaches a server",
    "N2": "the name does not resolve",
    "N3": "the resolver does not answer",
    "N4": "refused or filtered: start no simulator on that port",
    "N9": "the client's own environment",
    "N19": "the client's address changes",
}


def played() -> set[str]:
    scenarios = {fault for scenario in CATALOGUE.values() for fault in scenario.faults}
    return scenarios | {fault for meaning in TLS_MEANINGS.values() for fault in meaning.faults}


def test_every_row_is_played_or_excused() -> None:
    assert (NETWORK | PROTOCOL) - played() == set(NO_SERVERS_FAULT)


def test_no_row_is_invented() -> None:
    assert played() <= NETWORK | PROTOCOL | {"K1"}


def test_every_code_of_the_gateway_is_played() -> None:
    listed = (
        "A400AC A401AC A400MA A400IK A403IS I403AA A403EP B403MQ B403ME B403MI B403OD B403MO "
        "T429ID T429IN T429GR T429PA T429PR T429SR T429MR I404NF I404DO I413RL "
        "D504TO D504RE D504IL D504CO D504CS D503CB D503BB B451DO B451GO S403TE S403NU"
    )
    names = {name for name, scenario in CATALOGUE.items() if scenario.group is Group.GATEWAY}
    assert {f"gateway_{code}" for code in listed.split()} <= names


def test_every_classic_message_of_the_gateway_is_played() -> None:
    listed = """
        400 invalid_appcode, 400 invalid_appcode_not_exists, 400 invalid_appkey,
        400 invalid_signature_server_stringtosign_post, 401 empty_signature,
        400 timestamp_expired, 400 invalid_timestamp, 400 nonce_used, 403 unauthorized,
        403 expiry_of_authorization, 403 quota_exhausted, 403 quota_expired,
        403 api_market_subscription_quota_exhausted, 403 user_arrears,
        403 throttled_by_user_flow_control, 403 throttled_by_app_flow_control,
        403 throttled_by_api_flow_control, 403 throttled_by_domain_flow_control,
        403 throttled_by_group_flow_control, 400 invalid_url, 400 api_not_found,
        500 failed_to_invoke_backend_service, 504 async_service, 503 service_unavailable
    """
    names = {name for name in CATALOGUE if name.startswith("classic_")}
    assert {"classic_" + "_".join(row.split()) for row in listed.split(",")} == names
