"""Replies, good and bad, and ways to damage them: byte by byte, and field by field.

Written for speed, because a campaign makes tens of millions. Everything comes from the generator
that is passed in, so that a seed gives the same replies again.
"""

import json
from random import Random
from typing import Any

from liveness_station.domain.exchanges import Channel, Exchange

LIVE: dict[str, Any] = {
    "code": 200,
    "msg": "ok",
    "success": True,
    "request_id": "id-1",
    "data": {"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
}
SPOOF = {**LIVE, "data": {"liveness_score": 0.21, "is_live": False, "risk_reason": "screen"}}
ATTACK = {**LIVE, "code": 4004, "success": False}
NO_FACE = {
    "code": 4002,
    "msg": "no face",
    "msg_cn": "未检测到人脸",
    "success": False,
    "request_id": "a",
}
LIVE_BODY = json.dumps(LIVE).encode()
SEEDS = [
    LIVE_BODY,
    json.dumps({**LIVE, "msg_cn": "成功"}, ensure_ascii=False, indent=1).encode(),
    json.dumps({**LIVE, "request_id": "A" * 128}, separators=(",", ":")).encode(),
    json.dumps(SPOOF).encode(),
    json.dumps({**SPOOF, "data": {**SPOOF["data"], "is_live": True}}).encode(),
    json.dumps(ATTACK).encode(),
    json.dumps(NO_FACE, ensure_ascii=False).encode(),
    b'{"code":5000,"message":"busy","data":null}',
]

SIGNS = [bytes([sign]) for sign in b'{}[]",:0123456789.eE+-ntf\\\x00 ']
WORDS = [b"true", b"false", b"null", b"NaN", b"1e400", b"4004", b"200", b'"is_live"', b'"code"']
WORDS += [b'"data":{', b"\\u0061", b"\\ud800", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"//"]
WORDS += [b'"success":true,', b'"liveness_score":0.99', b"[[[[[[[[[", b"0.8", b"-0.0", b"\xff\xfe"]
PIECES = [*SIGNS, *WORDS]

VALUES = ["null", "true", "false", "0", "1", "200", "4004", "-1", "0.8", "0.93", "1.5", "1e400"]
VALUES += ["NaN", "-Infinity", '""', '" "', '"true"', '"200"', '"0.93"', '"id-1"', '"\\ud800"']
VALUES += ['"\\u0000"', "[]", "{}", "[true]", '{"code":200}', '"' + "x" * 200 + '"', "9" * 400]
VALUES += ["[" * 9 + "]" * 9, "0.8000001", "0.7999", "-0.0", "4001", "4002", "5000", "103", "2e2"]
TOP = {"code": "200", "msg": '"ok"', "success": "true", "request_id": '"id-2"'}
INNER = {"liveness_score": "0.93", "is_live": "true", "risk_reason": '""'}
NAMES = [*TOP, *INNER, "data", "Code", "is_live ", "isLive", "", "\\u0063ode", "message", "msg_cn"]

STATUSES = [0, 100, 201, 204, 302, 400, 401, 403, 404, 407, 413, 429, 450, 500, 503, 511, 599, 600]
GATEWAYS = [("B403MQ", ""), ("X450ZZ", ""), ("D503CB", ""), ("?", ""), ("", "Throttled by APP")]
GATEWAYS += [("", "Invalid Url"), ("T429ID", "Unauthorized"), ("", "\x00"), (" ", "")]


RETRY_AFTERS = ("", "0", "7", "120", " 90\t", "86401", "9" * 12, "9" * 13, "-1", "1e3", "\u0663")


def damaged_bytes(chance: Random) -> bytes:
    """Returns one of the seeds with one to four bytes or pieces flipped, cut, added or moved."""
    draw = chance.random
    body = SEEDS[int(draw() ** 2 * len(SEEDS))]
    for _ in range(1 + int(draw() ** 3 * 4)):
        place = int(draw() * (len(body) + 1))
        kind = draw()
        if kind < 0.3:
            flipped = body[place : place + 1] or b" "
            body = body[:place] + bytes([flipped[0] ^ 1 << int(draw() * 8)]) + body[place + 1 :]
        elif kind < 0.55:
            body = body[:place] + body[place + 1 + int(draw() ** 8 * 40) :]
        elif kind < 0.85:
            body = body[:place] + PIECES[int(draw() * len(PIECES))] + body[place:]
        else:
            start = int(draw() * len(body))
            body = body[:place] + body[start : start + int(draw() * 40)] + body[place:]
    return body


def damaged_structure(chance: Random) -> bytes:
    """Returns a well-formed reply whose fields may be of other values, names, places or number."""
    inner = _members(chance, INNER, 0.17)
    data = f"{{{inner}}}" if chance.random() < 0.96 else _odd(chance)
    outer = _members(chance, TOP, 0.11)
    return f'{{{outer},"data":{data}}}'.encode()


def _members(chance: Random, fields: dict[str, str], rate: float) -> str:
    draw = chance.random
    parts = []
    for name, value in fields.items():
        if draw() < rate:
            kind = draw()
            if kind < 0.5:
                value = _odd(chance)
            elif kind < 0.7:
                continue
            elif kind < 0.85:
                name = NAMES[int(draw() * len(NAMES))]
            else:
                parts.append(f'"{NAMES[int(draw() * len(NAMES))]}":{_odd(chance)}')
        parts.append(f'"{name}":{value}')
    return ",".join(parts)


def _odd(chance: Random) -> str:
    return VALUES[int(chance.random() * len(VALUES))]


def damaged_exchange(chance: Random, body: bytes) -> Exchange:
    """Returns an exchange with this body, nine times in ten one that could be LIVE."""
    draw = chance.random
    if draw() < 0.9:
        return Exchange(200, body, Channel.VERIFIED_TLS)
    code, message = GATEWAYS[int(draw() * len(GATEWAYS))] if draw() < 0.5 else ("", "")
    return Exchange(
        STATUSES[int(draw() * len(STATUSES))] if draw() < 0.7 else 200,
        body,
        Channel.UNVERIFIED if draw() < 0.1 else Channel.OWN_LOOPBACK,
        content_encoding="gzip" if draw() < 0.05 else "",
        gateway_code=code,
        gateway_message=message,
        retry_after=RETRY_AFTERS[int(draw() * len(RETRY_AFTERS))],
    )
