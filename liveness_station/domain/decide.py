"""The verdict: one pure function, the only code in the program that can produce LIVE.

Everything that is missing, contradictory, out of range, late or unverified ends in another verdict.
The rows are numbered as in the decision table of ARCHITECTURE.md.
"""

import re
from dataclasses import replace

from liveness_station.contract.codes import Code
from liveness_station.contract.limits import MAX_REPLY_BYTES
from liveness_station.contract.replies import Reply, ReplySchemaError, parse_reply
from liveness_station.contract.strict_json import MalformedJsonError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import BOUNDARY_BAND, Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict, failure_verdict

_REQUEST_ID = re.compile(r"\A[A-Za-z0-9_.:-]{1,128}\Z", re.ASCII)
_MAX_WORDS = 512


def decide(exchange: Exchange, policy: Policy, *, seen_request_ids: frozenset[str]) -> Decision:
    """Judges one exchange.

    Args:
        exchange: what came back.
        policy: the rules, whose threshold is the one that was sent.
        seen_request_ids: ids of earlier replies; one of them again is a replay. The caller may
            pass only the id that this reply bears, if it was seen before.

    Returns:
        The decision; LIVE only if every condition of the table holds. Never raises.
    """
    gate = _gate(exchange, policy)
    if gate is not None:
        return replace(gate, http_status=exchange.http_status)
    try:
        reply = parse_reply(exchange.untrusted_body)
    except MalformedJsonError as error:
        is_server_down = 500 <= exchange.http_status <= 599
        reason = Reason.SERVER if is_server_down else Reason.MALFORMED
        return _failure(reason, str(error), exchange)
    except ReplySchemaError:
        return _failure(Reason.SCHEMA, "code", exchange)
    if reply.is_misplaced and reply.code != Code.ATTACK:
        return _described(_failure(Reason.SCHEMA, "misplaced", exchange), reply)
    return _described(_by_code(exchange, reply, policy, seen_request_ids), reply)


def read_request_id(exchange: Exchange) -> str | None:
    """Returns the reply's request id if it has a well-formed one, so that a replay can be found."""
    try:
        reply = parse_reply(exchange.untrusted_body)
    except (MalformedJsonError, ReplySchemaError):
        return None
    return _request_id(reply)


def _gate(exchange: Exchange, policy: Policy) -> Decision | None:
    """Rows 0 to 8: what is settled before a byte of the body is read; the first match wins."""
    status = exchange.http_status
    rows: tuple[tuple[bool, Reason, str], ...] = (
        (not policy.is_valid, Reason.BAD_POLICY, "threshold"),
        (exchange.channel is Channel.UNVERIFIED, Reason.UNTRUSTED_CHANNEL, ""),
        (exchange.is_late, Reason.LATE, ""),
        (exchange.is_oversize, Reason.OVERSIZE, ""),
        (len(exchange.untrusted_body) > MAX_REPLY_BYTES, Reason.OVERSIZE, ""),
        (exchange.content_encoding not in {"", "identity"}, Reason.OVERSIZE, "content_encoding"),
        (100 <= status <= 199 or 300 <= status <= 399 or status == 511, Reason.REDIRECT, ""),
        (status in {401, 403}, Reason.AUTH, ""),
        (status == 407, Reason.PROXY, "auth"),
        (status == 429, Reason.THROTTLED, ""),
        (not 200 <= status <= 599, Reason.MALFORMED, "http_status"),
    )
    for is_hit, reason, detail in rows:
        if is_hit:
            return Decision(failure_verdict(reason), reason, detail=detail)
    return None


def _by_code(exchange: Exchange, reply: Reply, policy: Policy, seen: frozenset[str]) -> Decision:
    if reply.code == Code.ATTACK:
        return replace(
            _failure(Reason.ATTACK, "", exchange),
            verdict=Verdict.SPOOF,
            score=_score(reply),
            has_anomaly=_looks_live(reply, policy) or reply.is_misplaced,
        )
    if reply.code == Code.NO_FACE:
        return _failure(Reason.NO_FACE, "", exchange)
    if reply.code == Code.BAD_IMAGE:
        return _failure(Reason.BAD_IMAGE, "", exchange)
    if reply.code == Code.INTERNAL:
        return _failure(Reason.SERVER, "5000", exchange)
    if reply.code != Code.OK:
        return _failure(Reason.UNKNOWN_CODE, "", exchange)
    return _by_result(exchange, reply, policy, seen)


def _by_result(exchange: Exchange, reply: Reply, policy: Policy, seen: frozenset[str]) -> Decision:
    """The rows for code 200, from the outside in; what is left at the end is a true result."""
    if exchange.http_status != 200:
        return _failure(Reason.CONTRADICTION, "http", exchange)
    if reply.success is False:
        return _failure(Reason.CONTRADICTION, "success", exchange)
    if reply.success is not True:
        return _failure(Reason.SCHEMA, "success", exchange)
    if not isinstance(reply.data, dict):
        return _failure(Reason.SCHEMA, "data", exchange)
    request_id = _request_id(reply)
    if request_id is None:
        return _failure(Reason.SCHEMA, "request_id", exchange)
    if request_id in seen:
        return _failure(Reason.REPLAY, "", exchange)
    is_live = reply.data.get("is_live")
    if not isinstance(is_live, bool):
        return _failure(Reason.SCHEMA, "is_live", exchange)
    score = _score(reply)
    if score is None:
        return _failure(Reason.SCHEMA, "score", exchange)
    risk_reason = reply.data.get("risk_reason")
    decision = _by_score(score, risk_reason, policy, is_live=is_live)
    return replace(decision, score=score, http_status=exchange.http_status)


def _by_score(score: float, risk_reason: object, policy: Policy, *, is_live: bool) -> Decision:
    is_above = score > policy.threshold
    if is_above != is_live:
        is_near = abs(score - policy.threshold) <= BOUNDARY_BAND
        reason = Reason.BOUNDARY if is_near else Reason.CONTRADICTION
        return Decision(failure_verdict(reason), reason, detail="score_vs_is_live")
    if not is_live:
        return Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD)
    if not _is_benign(risk_reason, policy):
        return Decision(Verdict.RETRY, Reason.RISK_REASON)
    return Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD)


def _is_benign(risk_reason: object, policy: Policy) -> bool:
    """Tells whether there is no risk reason, or one declared harmless; what is no text is one."""
    if risk_reason is None:
        return True
    if not isinstance(risk_reason, str):
        return False
    return not risk_reason.strip() or risk_reason in policy.benign_risk_reasons


def _failure(reason: Reason, detail: str, exchange: Exchange) -> Decision:
    return Decision(
        failure_verdict(reason), reason, detail=detail, http_status=exchange.http_status
    )


def _described(decision: Decision, reply: Reply) -> Decision:
    """Adds what the reply says beside its result: id, code and words, for the record."""
    data = reply.data if isinstance(reply.data, dict) else {}
    return replace(
        decision,
        request_id=_request_id(reply),
        code=reply.code,
        risk_reason=_words(data.get("risk_reason")),
        message=_words(reply.message),
        message_cn=_words(reply.message_cn),
    )


def _request_id(reply: Reply) -> str | None:
    value = reply.request_id
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
    return "".join(character if character.isprintable() else " " for character in shortened).strip()
