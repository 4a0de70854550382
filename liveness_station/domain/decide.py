"""The verdict: one pure function, the only code in the program that can produce LIVE.

Everything that is missing, contradictory, out of range, late or unverified ends in another verdict.
The rows are listed in docs/verdicts.md.
"""

import re
from typing import Final, NamedTuple

from liveness_station.contract.codes import AccountCode, Code
from liveness_station.contract.gateway import BREAKER_REST_S, GatewayFault, gateway_fault
from liveness_station.contract.limits import MAX_REPLY_BYTES
from liveness_station.contract.replies import Reply, ReplySchemaError, parse_reply
from liveness_station.contract.retry_after import retry_after_s
from liveness_station.contract.strict_json import MalformedJsonError
from liveness_station.domain.evidence import read_signals
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.gateways import gateway_reason, status_reason
from liveness_station.domain.policies import BOUNDARY_BAND, Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict, failure_verdict

_REQUEST_ID = re.compile(r"\A[A-Za-z0-9_.:-]{1,128}\Z", re.ASCII)
_MAX_WORDS = 512

_CODES: Final[dict[int, tuple[Reason, str]]] = {
    Code.NO_FACE: (Reason.NO_FACE, ""),
    Code.BAD_IMAGE: (Reason.BAD_IMAGE, ""),
    Code.INTERNAL: (Reason.SERVER, "5000"),
    AccountCode.BAD_KEY: (Reason.AUTH, "101"),
    AccountCode.UNKNOWN_USER: (Reason.AUTH, "102"),
    AccountCode.CREDITS_USED_UP: (Reason.QUOTA, "103"),
    AccountCode.CHARGE_FAILED: (Reason.QUOTA, "104"),
    AccountCode.UNAUTHENTICATED: (Reason.AUTH, "401"),
    AccountCode.FORBIDDEN: (Reason.AUTH, "403"),
}


class _Finding(NamedTuple):
    """A decision as it is found, before the reply's words are added."""

    verdict: Verdict
    reason: Reason
    detail: str
    score: float | None
    has_anomaly: bool = False


def decide(
    exchange: Exchange,
    policy: Policy,
    *,
    seen_request_ids: frozenset[str],
    was_bad_image: bool = False,
) -> Decision:
    """Judges one exchange.

    Args:
        exchange: what came back.
        policy: the rules, whose threshold is the one that was sent.
        seen_request_ids: ids of earlier replies; one of them again is a replay. The caller may
            pass only the id that this reply bears, if it was seen before.
        was_bad_image: True where the last answer refused a picture of the station's own encoder;
            a second refusal in a row is no matter of another try.

    Returns:
        The decision; LIVE only if every condition of the table holds. Never raises.
    """
    gate = _gate(exchange, policy)
    if gate is not None:
        return _decision(gate, exchange, None)
    refusal = _refusal(exchange)
    reply = None
    try:
        reply = parse_reply(exchange.untrusted_body)
    except MalformedJsonError as error:
        finding = refusal or _unreadable(exchange, rule=str(error))
    except ReplySchemaError:
        finding = refusal or _failure(Reason.SCHEMA, "code")
    else:
        finding = _by_code(exchange, reply, policy, seen_request_ids, refusal=refusal)
    if was_bad_image and finding.reason is Reason.BAD_IMAGE:
        finding = _failure(Reason.BAD_IMAGE_AGAIN)
    return _decision(finding, exchange, reply)


def read_request_id(exchange: Exchange) -> str | None:
    """Returns the reply's request id if it has a well-formed one, so that a replay can be found."""
    try:
        reply = parse_reply(exchange.untrusted_body)
    except (MalformedJsonError, ReplySchemaError):
        return None
    return _well_formed(reply.request_id)


def _gate(exchange: Exchange, policy: Policy) -> _Finding | None:
    """What is settled before a byte of the body is read; the first match wins."""
    status = exchange.http_status
    if not policy.is_valid:
        return _failure(Reason.BAD_POLICY, "threshold")
    if (
        exchange.channel is not Channel.VERIFIED_TLS
        and exchange.channel is not Channel.OWN_LOOPBACK
    ):
        return _failure(Reason.UNTRUSTED_CHANNEL)
    if exchange.is_late:
        return _failure(Reason.LATE)
    if exchange.is_oversize or len(exchange.untrusted_body) > MAX_REPLY_BYTES:
        return _failure(Reason.OVERSIZE)
    if exchange.content_encoding not in {"", "identity"}:
        return _failure(Reason.OVERSIZE, "content_encoding")
    if 100 <= status <= 199 or 300 <= status <= 399 or status == 511:
        return _failure(Reason.REDIRECT)
    if not 200 <= status <= 599:
        return _failure(Reason.MALFORMED, "http_status")
    # Where a gateway speaks, the status alone settles nothing: a classic one throttles with 403.
    if exchange.gateway_code or exchange.gateway_message:
        return None
    reason = status_reason(status)
    return None if reason is None else _failure(reason, "auth" if status == 407 else "")


def _refusal(exchange: Exchange) -> _Finding | None:
    """What the gateway says of the request, where it speaks for itself."""
    status = exchange.http_status
    fault = gateway_fault(status, code=exchange.gateway_code, message=exchange.gateway_message)
    if fault is None or fault is GatewayFault.BUSINESS:
        return None
    return _failure(gateway_reason(fault, http_status=status), f"gateway_{fault.value}")


def _unreadable(exchange: Exchange, *, rule: str) -> _Finding:
    status = exchange.http_status
    if 500 <= status <= 599:
        return _failure(Reason.SERVER, rule)
    return _failure(Reason.TOO_LARGE if status == 413 else Reason.MALFORMED, rule)


def _by_code(
    exchange: Exchange,
    reply: Reply,
    policy: Policy,
    seen: frozenset[str],
    *,
    refusal: _Finding | None,
) -> _Finding:
    """The rows by code. An attack outranks all else, so that it never becomes a free retry."""
    if reply.code == Code.ATTACK:
        has_anomaly = refusal is not None or reply.is_misplaced or _looks_live(reply, policy)
        return _Finding(Verdict.SPOOF, Reason.ATTACK, "", _score(reply), has_anomaly)
    if refusal is not None:
        is_result = reply.code == Code.OK
        return _failure(Reason.CONTRADICTION, "gateway") if is_result else refusal
    if reply.is_misplaced:
        return _failure(Reason.SCHEMA, "misplaced")
    if reply.code != Code.OK:
        return _failure(*_CODES.get(reply.code, (Reason.UNKNOWN_CODE, "")))
    return _by_result(exchange, reply, policy, seen)


def _by_result(exchange: Exchange, reply: Reply, policy: Policy, seen: frozenset[str]) -> _Finding:
    """The rows for code 200, from the outside in; what is left at the end is a true result."""
    if exchange.http_status != 200:
        return _failure(Reason.CONTRADICTION, "http")
    if reply.success is False:
        return _failure(Reason.CONTRADICTION, "success")
    if reply.success is not True:
        return _failure(Reason.SCHEMA, "success")
    if not isinstance(reply.data, dict):
        return _failure(Reason.SCHEMA, "data")
    request_id = _well_formed(reply.request_id)
    if request_id is None:
        return _failure(Reason.SCHEMA, "request_id")
    if request_id in seen:
        return _failure(Reason.REPLAY)
    is_live = reply.data.get("is_live")
    if not isinstance(is_live, bool):
        return _failure(Reason.SCHEMA, "is_live")
    score = _score(reply)
    if score is None:
        return _failure(Reason.SCHEMA, "score")
    return _by_score(score, reply.data.get("risk_reason"), policy, is_live=is_live)


def _by_score(score: float, risk_reason: object, policy: Policy, *, is_live: bool) -> _Finding:
    if (score > policy.threshold) != is_live:
        is_near = abs(score - policy.threshold) <= BOUNDARY_BAND
        reason = Reason.BOUNDARY if is_near else Reason.CONTRADICTION
        return _failure(reason, "score_vs_is_live", score)
    if not is_live and policy.review_limit is not None and score > policy.review_limit:
        return _failure(Reason.REVIEW, "", score)
    if not is_live:
        return _Finding(Verdict.SPOOF, Reason.BELOW_THRESHOLD, "", score)
    if not _is_benign(risk_reason, policy):
        return _failure(Reason.RISK_REASON, "", score)
    return _Finding(Verdict.LIVE, Reason.ABOVE_THRESHOLD, "", score)


def _is_benign(risk_reason: object, policy: Policy) -> bool:
    """Tells whether there is no risk reason, or one declared harmless; what is no text is one."""
    if risk_reason is None:
        return True
    if not isinstance(risk_reason, str):
        return False
    return not risk_reason.strip() or risk_reason in policy.benign_risk_reasons


def _failure(reason: Reason, detail: str = "", score: float | None = None) -> _Finding:
    return _Finding(failure_verdict(reason), reason, detail, score)


def _decision(finding: _Finding, exchange: Exchange, reply: Reply | None) -> Decision:
    """Adds what is said beside the result, for the record: ids, code and words."""
    data = reply.data if reply is not None and isinstance(reply.data, dict) else {}
    wait_s = retry_after_s(exchange.retry_after)
    if finding.reason is Reason.BREAKER:
        wait_s = max(wait_s or 0, BREAKER_REST_S)
    return Decision(
        finding.verdict,
        finding.reason,
        detail=finding.detail,
        score=finding.score,
        request_id=None if reply is None else _well_formed(reply.request_id),
        code=None if reply is None else reply.code,
        http_status=exchange.http_status,
        risk_reason=_words(data.get("risk_reason")),
        message="" if reply is None else _words(reply.message),
        message_cn="" if reply is None else _words(reply.message_cn),
        has_anomaly=finding.has_anomaly,
        gateway_request_id=_well_formed(exchange.gateway_request_id),
        retry_after_s=wait_s,
        signals=read_signals(data),
    )


def _well_formed(value: object) -> str | None:
    """Returns an id that can be shown, recorded and copied as it is."""
    return value if isinstance(value, str) and _REQUEST_ID.match(value) else None


def _score(reply: Reply) -> float | None:
    """Returns the score if it is a number in 0..1.

    The comparison alone refuses NaN and integers too large for a float; `isfinite` would raise on
    the latter. A bool is an int in Python and no number here.
    """
    value = reply.data.get("liveness_score") if isinstance(reply.data, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def _looks_live(reply: Reply, policy: Policy) -> bool:
    score = _score(reply)
    if reply.success is True or (score is not None and score > policy.threshold):
        return True
    return isinstance(reply.data, dict) and reply.data.get("is_live") is True


def _words(value: object) -> str:
    """Returns the server's words fit for a log and a details pane: short, printable, one line."""
    if not isinstance(value, str):
        return ""
    shortened = value[:_MAX_WORDS]
    if shortened.isprintable():
        return shortened.strip()
    return "".join(character if character.isprintable() else " " for character in shortened).strip()
