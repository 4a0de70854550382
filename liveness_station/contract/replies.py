"""Replies of the contract: parsed on the client's side, built on the service's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from liveness_station.contract.codes import MESSAGES, Code
from liveness_station.contract.strict_json import parse_object

_DATA_KEYS = frozenset({"liveness_score", "is_live", "risk_reason"})
_LONGEST_SCORE = 64
_TOP_KEYS = frozenset({"code", "success", "data", "request_id"})


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it was received: the fields' names are the contract's, their types unproven.

    `code` alone is checked here, because everything else is judged by it. `is_misplaced` is true
    where a field of the result stands at the top, or one of the top inside the result.
    """

    code: int
    success: object
    request_id: object
    data: object
    message: str
    message_cn: str
    is_misplaced: bool


class ReplySchemaError(ValueError):
    """The reply is an object, but not one with an integer code."""


def parse_reply(untrusted_body: bytes) -> Reply:
    """Parses a reply.

    Raises:
        MalformedJsonError: the bytes are not one strict JSON object.
        ReplySchemaError: `code` is missing or not an integer (a bool is not one).
    """
    fields = parse_object(untrusted_body)
    code = fields.get("code")
    if isinstance(code, bool) or not isinstance(code, int):
        raise ReplySchemaError("code is not an integer")
    data = fields.get("data")
    misplaced = bool(_DATA_KEYS & fields.keys()) or (
        isinstance(data, dict) and bool(_TOP_KEYS & data.keys())
    )
    english = _text(fields, "msg") or _text(fields, "message")
    chinese = _text(fields, "msg_cn") or english
    return Reply(
        code=code,
        success=fields.get("success"),
        request_id=fields.get("request_id"),
        data=data,
        message=english or chinese,
        message_cn=chinese,
        is_misplaced=misplaced,
    )


class _Number(str):
    """A number as it stands in the text."""

    __slots__ = ()


def read_score_text(untrusted_body: bytes) -> str:
    """Returns a reply's score digit by digit as it was sent; "" where it has none, or a long one.

    For the record alone: no verdict is made of it, and what is not a strict reply is judged by
    `parse_reply`.
    """
    try:
        fields = json.loads(untrusted_body, parse_float=_Number, parse_int=_Number)
        score = fields["data"]["liveness_score"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    is_short = isinstance(score, _Number) and len(score) <= _LONGEST_SCORE
    return str(score) if is_short else ""


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def result_reply(
    request_id: str,
    *,
    score: float,
    is_live: bool,
    risk_reason: str,
    evidence: Sequence[object] = (),
) -> dict[str, object]:
    """Builds the reply to a picture that was judged (code 200).

    `evidence` is no field of the vendor's: what our own service measured, each with its limit.
    """
    result = {"liveness_score": score, "is_live": is_live, "risk_reason": risk_reason}
    extra = {"evidence": list(evidence)} if evidence else {}
    return _envelope(Code.OK, request_id) | {"data": result | extra}


def attack_reply(
    request_id: str, *, score: float, risk_reason: str, evidence: Sequence[object] = ()
) -> dict[str, object]:
    """Builds the reply to a picture refused on evidence of an attack (code 4004)."""
    reply = result_reply(
        request_id, score=score, is_live=False, risk_reason=risk_reason, evidence=evidence
    )
    return _envelope(Code.ATTACK, request_id) | {"data": reply["data"]}


def error_reply(code: Code, request_id: str, *, detail: str = "") -> dict[str, object]:
    """Builds the reply to a picture that was not judged; `detail` is added to `msg`."""
    reply = _envelope(code, request_id)
    if detail:
        reply["msg"] = f"{reply['msg']}: {detail}"
    return reply


def _envelope(code: Code, request_id: str) -> dict[str, object]:
    english, chinese = MESSAGES[code]
    return {
        "code": int(code),
        "msg": english,
        "msg_cn": chinese,
        "success": code is Code.OK,
        "request_id": request_id,
    }
