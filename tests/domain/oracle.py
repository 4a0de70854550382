"""A second opinion on exchanges, written from the contract's decision table row by row.

It shares no code with `decide`: the body is parsed anew, and each row of the table is a line of
text whose columns are compared one by one. Only what was asked a moment ago is remembered.
"""

import fnmatch
import json
import re
from functools import lru_cache
from typing import Any, NoReturn, TypeGuard, cast

from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy

COLUMNS = "HSDINBFLAZRK"
"""H: HTTP status is exactly 200. S: success is true (0: false, x: anything else). D: data is an
object. I: request id well-formed. N: not seen before. B: is_live is a bool. F: score is a number
from 0 to 1. L: is_live. A: score above threshold. Z: within 0.0005 of it. R: above the review
limit, where there is one. K: no risk reason."""

TABLE = """
0***********  ERROR contradiction
1x**********  ERROR schema
10**********  ERROR contradiction
110*********  ERROR schema
1110********  ERROR schema
11110*******  ERROR replay
111110******  ERROR schema
1111110*****  ERROR schema
111111111**1  LIVE above_threshold
111111111**0  RETRY risk_reason
1111111101**  RETRY boundary
1111111100**  ERROR contradiction
1111111011**  RETRY boundary
1111111010**  ERROR contradiction
111111100*1*  RETRY review
111111100*0*  SPOOF below_threshold
"""

RESULT_ROWS = [tuple(row.split("  ")) for row in TABLE.strip().splitlines()]

CODE_ROWS = {
    4002: "RETRY no_face",
    4001: "RETRY bad_image",
    5000: "RETRY server",
    101: "ERROR auth",
    102: "ERROR auth",
    103: "ERROR quota",
    104: "ERROR quota",
    401: "ERROR auth",
    403: "ERROR auth",
}

GATEWAY_CODES = """
A40[01]AC ERROR auth
A400MA    ERROR auth
A400IK    ERROR auth
A403IS    ERROR auth
S403TE    ERROR clock
S403NU    ERROR gateway
I403AA    ERROR not_authorised
A403EP    ERROR not_authorised
B403M[QEI] ERROR quota
B403OD    ERROR provider
B403MO    ERROR provider
I404NF    ERROR address
I404DO    ERROR address
I413RL    ERROR too_large
D503CB    RETRY breaker
D503BB    RETRY breaker
B451[DG]O ERROR provider
"""
"""What CONTRACT C3 lists, as patterns of the whole code."""

GATEWAY_MESSAGES = """
throttled by*                            RETRY throttled
invalid appcode*                         ERROR auth
invalid appkey*                          ERROR auth
invalid signature*                       ERROR auth
empty signature*                         ERROR auth
timestamp expired*                       ERROR clock
invalid timestamp*                       ERROR clock
nonce used*                              ERROR gateway
unauthorized*                            ERROR not_authorised
expiry of authorization*                 ERROR not_authorised
quota exhausted*                         ERROR quota
api market subscription quota exhausted* ERROR quota
quota expired*                           ERROR quota
user arrears*                            ERROR quota
invalid url*                             ERROR address
api not found*                           ERROR address
failed to invoke backend service*        RETRY server
async service*                           RETRY server
service unavailable*                     RETRY breaker
"""

GATEWAY_DIGITS = """
A[0-9][0-9][0-9][A-Z][A-Z] ERROR auth
[A-Z]401[A-Z][A-Z]         ERROR auth
[A-Z]404[A-Z][A-Z]         ERROR address
[A-Z]413[A-Z][A-Z]         ERROR too_large
[A-Z]429[A-Z][A-Z]         RETRY throttled
[A-Z]451[A-Z][A-Z]         ERROR provider
[A-Z]50[34][A-Z][A-Z]      RETRY server
"""

PLAIN_STATUSES = {
    401: "ERROR auth",
    403: "ERROR auth",
    407: "ERROR proxy",
    429: "RETRY throttled",
}


class NotStrictError(Exception):
    """The body is not strict JSON."""


def judge(
    exchange: Exchange, policy: Policy, seen: frozenset[str], *, was_bad_image: bool = False
) -> str:
    """Returns verdict and reason, "SPOOF attack anomaly" where an attack's fields disagree."""
    answer = _judge(exchange, policy, seen)
    is_again = was_bad_image and answer == "RETRY bad_image"
    return "ERROR bad_image_again" if is_again else answer


def wait_s(exchange: Exchange, answer: str) -> int | None:
    """Returns the seconds to wait beside an answer: at most a day, a minute and a half for a fuse.

    Only a number of one to twelve ASCII digits counts.
    """
    text = exchange.retry_after.strip()
    is_number = text.isascii() and text.isdigit() and len(text) <= 12
    asked_s = sorted([int(text), 24 * 60 * 60])[0] if is_number else None
    if answer != "RETRY breaker":
        return asked_s
    return 90 if asked_s is None or asked_s < 90 else asked_s


def _judge(exchange: Exchange, policy: Policy, seen: frozenset[str]) -> str:
    early = _before_parsing(exchange, policy)
    if early:
        return early
    status = exchange.http_status
    refused = _by_gateway(status, exchange.gateway_code, exchange.gateway_message)
    said = _by_body(exchange.untrusted_body, policy, seen, is_200=status == 200)
    if said.startswith("SPOOF attack"):
        return "SPOOF attack anomaly" if refused else said
    if refused:
        return "ERROR contradiction" if said.endswith("(200)") else refused
    if said == "unreadable":
        return _unreadable(status)
    return said.removesuffix("(200)")


def _unreadable(status: int) -> str:
    if status // 100 == 5:
        return "RETRY server"
    return "ERROR too_large" if status == 413 else "ERROR malformed"


@lru_cache(maxsize=16)
def _by_body(body: bytes, policy: Policy, seen: frozenset[str], *, is_200: bool) -> str:
    """Judges what a body says; "(200)" marks what claims to be a result, for good or ill."""
    reply = _parsed(body)
    if reply is None:
        return "unreadable"
    code = reply.get("code")
    if type(code) is int and code == 4004:
        return "SPOOF attack anomaly" if _disagrees(reply, policy) else "SPOOF attack"
    mark = "(200)" if type(code) is int and code == 200 else ""
    if _is_misplaced(reply) or type(code) is not int:
        return "ERROR schema" + mark
    if code in CODE_ROWS:
        return CODE_ROWS[code]
    if code != 200:
        return "ERROR unknown_code"
    return _by_row(_facts(reply, policy, seen, is_200=is_200)) + mark


@lru_cache(maxsize=4096)
def _by_row(facts: str) -> str:
    matching = [answer for pattern, answer in RESULT_ROWS if _matches(pattern, facts)]
    assert len(matching) == 1, (facts, matching)
    return matching[0]


@lru_cache(maxsize=4096)
def _by_gateway(status: int, code: str, message: str) -> str:
    if code == "" and message == "":
        return ""
    if status == 450:
        return ""
    answers = [
        *_looked_up(GATEWAY_CODES, code.strip().upper()),
        *_looked_up(GATEWAY_MESSAGES, message.strip().lower()),
        *_looked_up(GATEWAY_DIGITS, code.strip().upper()),
        PLAIN_STATUSES.get(status, ""),
        "RETRY server" if status // 100 == 5 else "ERROR gateway",
    ]
    return next(answer for answer in answers if answer)


def _looked_up(table: str, text: str) -> list[str]:
    rows = [re.split(" {1,}(?=ERROR|RETRY)", row) for row in table.strip().splitlines()]
    return [answer for pattern, answer in rows if fnmatch.fnmatchcase(text, pattern)]


def _before_parsing(exchange: Exchange, policy: Policy) -> str:
    status = exchange.http_status
    if type(policy.threshold) is not float or not (0.5 <= policy.threshold < 1.0):
        return "ERROR bad_policy"
    limit = policy.review_limit
    if limit is not None and not (type(limit) is float and 0.2 <= limit <= policy.threshold):
        return "ERROR bad_policy"
    if exchange.channel == Channel.UNVERIFIED:
        return "ERROR untrusted_channel"
    if exchange.is_late:
        return "ERROR late"
    if exchange.is_oversize or len(exchange.untrusted_body) > 65536:
        return "ERROR oversize"
    if exchange.content_encoding and exchange.content_encoding != "identity":
        return "ERROR oversize"
    if status // 100 in (1, 3) or status == 511:
        return "ERROR redirect"
    if status // 100 not in (2, 4, 5):
        return "ERROR malformed"
    has_gateway = exchange.gateway_code != "" or exchange.gateway_message != ""
    return "" if has_gateway else PLAIN_STATUSES.get(status, "")


@lru_cache(maxsize=4)
def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        return _strict(body)
    except NotStrictError:
        return None


def _strict(body: bytes) -> dict[str, Any]:
    try:
        text = body.decode()
        if text.startswith("\ufeff"):
            raise NotStrictError
        reply = json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse)
        json.dumps(reply, ensure_ascii=False).encode()
        is_good = type(reply) is dict and _depth(reply) <= 8
    except (ValueError, RecursionError) as error:
        raise NotStrictError from error
    if not is_good:
        raise NotStrictError
    return cast("dict[str, Any]", reply)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise NotStrictError
    return dict(pairs)


def _refuse(_: str) -> NoReturn:
    raise NotStrictError


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _is_misplaced(reply: dict[str, Any]) -> bool:
    if {"is_live", "liveness_score", "risk_reason"} & set(reply):
        return True
    data = reply.get("data")
    return type(data) is dict and bool({"code", "success", "data", "request_id"} & set(data))


def _data(reply: dict[str, Any]) -> dict[str, Any]:
    data = reply.get("data")
    return data if type(data) is dict else {}


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and type(value) is not bool and 0 <= value <= 1


def _disagrees(reply: dict[str, Any], policy: Policy) -> bool:
    score = _data(reply).get("liveness_score")
    return (
        reply.get("success") is True
        or _data(reply).get("is_live") is True
        or (_is_number(score) and score > policy.threshold)
        or _is_misplaced(reply)
    )


def _facts(reply: dict[str, Any], policy: Policy, seen: frozenset[str], *, is_200: bool) -> str:
    data, request_id = _data(reply), reply.get("request_id")
    live, score, risk = data.get("is_live"), data.get("liveness_score"), data.get("risk_reason")
    good_id = type(request_id) is str and re.fullmatch("[A-Za-z0-9_.:-]{1,128}", request_id)
    counts = risk is not None and (
        type(risk) is not str or (risk.strip() != "" and risk not in policy.benign_risk_reasons)
    )
    facts = {
        "H": is_200,
        "D": type(reply.get("data")) is dict,
        "I": bool(good_id),
        "N": bool(good_id) and request_id not in seen,
        "B": type(live) is bool,
        "F": _is_number(score),
        "L": live is True,
        "A": _is_number(score) and score > policy.threshold,
        "Z": _is_number(score) and abs(score - policy.threshold) <= 0.0005,
        "R": _is_number(score) and policy.review_limit is not None and score > policy.review_limit,
        "K": not counts,
    }
    success = reply.get("success")
    letters = {"S": "x" if type(success) is not bool else str(int(success))}
    letters |= {name: str(int(value)) for name, value in facts.items()}
    return "".join(letters[column] for column in COLUMNS)


def _matches(pattern: str, facts: str) -> bool:
    return all(wanted in ("*", fact) for wanted, fact in zip(pattern, facts, strict=True))
