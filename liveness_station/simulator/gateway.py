"""Scenarios of the API gateway's dialect (C3): new codes in a header, classic messages without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.codes import AccountCode, Code
from liveness_station.contract.replies import error_reply
from liveness_station.simulator.results import Fields, answering, live_fields, saying
from liveness_station.simulator.scenarios import Group, Play, Scenario
from liveness_station.simulator.stage import HttpReply, Turn, json_reply

_CODE: Final = "X-Ca-Error-Code"
_MESSAGE: Final = "X-Ca-Error-Message"
_REQUEST_ID: Final = "X-Ca-Request-Id"
_STATUS: Final = slice(1, 4)
"""Where a new code holds the HTTP status."""


@dataclass(frozen=True, slots=True)
class _Situation:
    """One row of C3: what it means, what it ends in, and how old and new gateways say it.

    `classics` are (HTTP status, message).
    """

    english: str
    chinese: str
    reason: str
    codes: tuple[str, ...] = ()
    classics: tuple[tuple[int, str], ...] = ()
    verdict: str = "ERROR"


_SITUATIONS: Final = (
    _Situation(
        "the AppCode is wrong",
        "AppCode 错误",
        "auth",
        ("A400AC", "A401AC"),
        ((400, "Invalid AppCode"), (400, "Invalid AppCode `not exists`")),
    ),
    _Situation("no credentials came", "未带凭据", "auth", ("A400MA",)),
    _Situation(
        "key, secret or signature is wrong",
        "AppKey、AppSecret 或签名错误",
        "auth",
        ("A400IK", "A403IS"),
        (
            (400, "Invalid AppKey"),
            (400, "Invalid Signature, Server StringToSign:`POST`"),
            (401, "Empty Signature"),
        ),
    ),
    _Situation(
        "the timestamp is too far off",
        "时间戳偏差过大",
        "clock",
        ("S403TE",),
        ((400, "Timestamp Expired"), (400, "Invalid Timestamp")),
    ),
    _Situation(
        "the nonce was used before", "随机数重复", "gateway", ("S403NU",), ((400, "Nonce Used"),)
    ),
    _Situation(
        "not authorised, or no longer",
        "未授权或授权已过期",
        "not_authorised",
        ("I403AA", "A403EP"),
        ((403, "Unauthorized"), (403, "Expiry of Authorization")),
    ),
    _Situation(
        "the quota is used up or has expired",
        "配额已用完或已过期",
        "quota",
        ("B403MQ", "B403ME", "B403MI"),
        (
            (403, "Quota Exhausted"),
            (403, "Api Market Subscription quota exhausted"),
            (403, "Quota Expired"),
        ),
    ),
    _Situation("the account is in arrears", "账户欠费", "quota", (), ((403, "User Arrears"),)),
    _Situation(
        "the provider's account is in arrears", "服务方账户欠费", "provider", ("B403OD", "B403MO")
    ),
    _Situation(
        "throttled",
        "被限流",
        "throttled",
        ("T429ID", "T429IN", "T429GR", "T429PA", "T429PR", "T429SR", "T429MR"),
        tuple(
            (403, f"Throttled by {whom} Flow Control")
            for whom in ("USER", "APP", "API", "DOMAIN", "GROUP")
        ),
        verdict="RETRY",
    ),
    _Situation(
        "no such path or host",
        "路径或域名错误",
        "address",
        ("I404NF", "I404DO"),
        ((400, "Invalid Url"), (400, "API not found")),
    ),
    _Situation("the body is too large", "请求体过大", "too_large", ("I413RL",)),
    _Situation(
        "the service behind the gateway does not answer",
        "后端服务无响应",
        "server",
        ("D504TO", "D504RE", "D504IL", "D504CO", "D504CS"),
        ((500, "Failed To Invoke Backend Service"), (504, "Async Service")),
        verdict="RETRY",
    ),
    _Situation(
        "the gateway's breaker is open for 90 s",
        "网关熔断 90 秒",
        "breaker",
        ("D503CB", "D503BB"),
        ((503, "Service Unavailable"),),
        verdict="RETRY",
    ),
    _Situation("the domain is blocked", "域名被封", "provider", ("B451DO", "B451GO")),
)


def _refusing(status: int, *, code: str, message: str) -> Play:
    """Returns a play of an empty reply whose headers say what the gateway has against it."""

    def make(turn: Turn) -> HttpReply:
        said = ((_CODE, code),) if code else ()
        own = ((_MESSAGE, message), (_REQUEST_ID, turn.request_id.upper()))
        return HttpReply(status, b"", (*said, *own))

    return answering(make)


def _gateway(name: str, situation: _Situation, play: Play) -> Scenario:
    english, chinese = f"Gateway: {situation.english}", f"网关：{situation.chinese}"
    ends = (situation.verdict, situation.reason)
    return Scenario(name, Group.GATEWAY, english, chinese, *ends, play)


def _said_by_all() -> Iterator[Scenario]:
    for situation in _SITUATIONS:
        for code in situation.codes:
            play = _refusing(int(code[_STATUS]), code=code, message="simulated")
            yield _gateway(f"gateway_{code}", situation, play)
        for status, message in situation.classics:
            name = f"classic_{status}_{_word(message)}"
            yield _gateway(name, situation, _refusing(status, code="", message=message))


def _word(message: str) -> str:
    return re.sub(r"[^a-z]+", "_", message.lower()).strip("_")


def _business(turn: Turn) -> HttpReply:
    """HTTP 450: the gateway passes on a failure that the body explains."""
    return json_reply(
        error_reply(Code.NO_FACE, turn.request_id),
        status=450,
        headers=((_MESSAGE, "business failure"), (_REQUEST_ID, turn.request_id)),
    )


def _live_beside_refusal(turn: Turn) -> HttpReply:
    return json_reply(live_fields(turn), headers=((_CODE, "B403MQ"), (_MESSAGE, "simulated")))


def _account(code: AccountCode, reason: str) -> Scenario:
    def make(turn: Turn) -> Fields:
        own: Fields = {"code": int(code), "msg": code.name.lower(), "msg_cn": "账户问题"}
        return error_reply(Code.INTERNAL, turn.request_id) | own

    words = code.name.lower().replace("_", " ")
    return Scenario(
        f"account_{int(code)}",
        Group.GATEWAY,
        f"The vendor's code {int(code)}: {words}",
        f"服务方代码 {int(code)}：账户问题",
        "ERROR",
        reason,
        saying(make),
    )


GATEWAYS: Final = (
    *_said_by_all(),
    Scenario(
        "gateway_450_business",
        Group.GATEWAY,
        "Gateway: passes on the endpoint's own 4002",
        "网关：转达后端的 4002",
        "RETRY",
        "no_face",
        answering(_business),
    ),
    Scenario(
        "gateway_live_beside_refusal",
        Group.GATEWAY,
        "Gateway: refuses in a header while the body says live",
        "网关：响应头拒绝，正文却说是真人",
        "ERROR",
        "contradiction",
        answering(_live_beside_refusal),
        ("P7",),
    ),
    _account(AccountCode.BAD_KEY, "auth"),
    _account(AccountCode.UNKNOWN_USER, "auth"),
    _account(AccountCode.CREDITS_USED_UP, "quota"),
    _account(AccountCode.CHARGE_FAILED, "quota"),
    _account(AccountCode.UNAUTHENTICATED, "auth"),
    _account(AccountCode.FORBIDDEN, "auth"),
)
