"""The gateway's dialect: every row of CONTRACT C3, new codes and classic messages."""

import pytest

from liveness_station.contract.gateway import GatewayFault, gateway_fault

CODES = {
    GatewayFault.AUTH: ["A400AC", "A401AC", "A400MA", "A400IK", "A403IS", "A400ZZ", "A999ZZ"],
    GatewayFault.CLOCK: ["S403TE"],
    GatewayFault.CLIENT: ["S403NU"],
    GatewayFault.NOT_AUTHORISED: ["I403AA", "A403EP"],
    GatewayFault.QUOTA: ["B403MQ", "B403ME", "B403MI"],
    GatewayFault.PROVIDER: ["B403OD", "B403MO"],
    GatewayFault.THROTTLED: [f"T429{way}" for way in ("ID", "IN", "GR", "PA", "PR", "SR", "MR")],
    GatewayFault.PATH: ["I404NF", "I404DO", "X404AA"],
    GatewayFault.TOO_LARGE: ["I413RL", "X413AA"],
    GatewayFault.BACKEND: ["D504TO", "D504RE", "D504IL", "D504CO", "D504CS", "D503ZZ"],
    GatewayFault.BREAKER: ["D503CB", "D503BB"],
    GatewayFault.BLOCKED: ["B451DO", "B451GO", "X451AA"],
    GatewayFault.UNKNOWN: [
        "X418AA",
        "X450ZZ",
        "A40AC",
        "A4000AC",
        "4XX",
        "?",
        " ",
        "Ａ400ZZ",
        "a\n",
    ],
}

MESSAGES = {
    GatewayFault.AUTH: [
        "Invalid AppCode",
        "Invalid AppCode `not exists`",
        "Invalid AppKey",
        "Invalid Signature, Server StringToSign:`POST#secret`",
        "Empty Signature",
    ],
    GatewayFault.CLOCK: ["Timestamp Expired", "Invalid Timestamp"],
    GatewayFault.CLIENT: ["Nonce Used"],
    GatewayFault.NOT_AUTHORISED: ["Unauthorized", "Expiry of Authorization"],
    GatewayFault.QUOTA: [
        "Quota Exhausted",
        "Quota Expired",
        "Api Market Subscription quota exhausted",
    ],
    GatewayFault.ARREARS: ["User Arrears"],
    GatewayFault.THROTTLED: [
        f"Throttled by {whom} Flow Control" for whom in ("USER", "APP", "API", "DOMAIN", "GROUP")
    ],
    GatewayFault.PATH: ["Invalid Url", "API not found"],
    GatewayFault.BACKEND: ["Failed To Invoke Backend Service", "Async Service"],
    GatewayFault.BREAKER: ["Service Unavailable"],
    GatewayFault.UNKNOWN: ["odd words", " ", "\x00", "not Unauthorized"],
}


@pytest.mark.parametrize(
    ("fault", "code"), [(fault, code) for fault, codes in CODES.items() for code in codes]
)
@pytest.mark.parametrize("status", [200, 400, 403, 503])
def test_a_code_says_what_is_wrong_whatever_the_status(
    fault: GatewayFault, code: str, status: int
) -> None:
    assert gateway_fault(status, code=code, message="") is fault


@pytest.mark.parametrize(
    ("fault", "message"), [(fault, text) for fault, texts in MESSAGES.items() for text in texts]
)
@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_a_classic_message_says_it_too(fault: GatewayFault, message: str, status: int) -> None:
    for text in (message, message.upper(), f" {message}"):
        assert gateway_fault(status, code="", message=text) is fault


def test_without_either_header_the_endpoint_itself_has_answered() -> None:
    assert gateway_fault(403, code="", message="") is None
    assert gateway_fault(450, code="", message="") is None


@pytest.mark.parametrize(("code", "message"), [("B450BF", ""), ("", "Business Error")])
def test_a_business_failure_is_told_by_the_body(code: str, message: str) -> None:
    assert gateway_fault(450, code=code, message=message) is GatewayFault.BUSINESS


@pytest.mark.parametrize(
    ("code", "message", "fault"),
    [
        ("A403IS", "Timestamp Expired", GatewayFault.AUTH),
        ("X403ZZ", "Throttled by API Flow Control", GatewayFault.THROTTLED),
        ("X429ZZ", "Quota Exhausted", GatewayFault.QUOTA),
        ("X429ZZ", "odd words", GatewayFault.THROTTLED),
        (" a400ac ", "", GatewayFault.AUTH),
    ],
)
def test_a_known_code_goes_before_a_message_and_that_before_the_digits(
    code: str, message: str, fault: GatewayFault
) -> None:
    assert gateway_fault(403, code=code, message=message) is fault
