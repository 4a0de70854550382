"""Scenarios whose content is wrong as a whole: fields, text, JSON that is none."""

from collections.abc import Callable
from typing import Final

from liveness_station.contract.codes import Code
from liveness_station.contract.replies import error_reply
from liveness_station.simulator.bodies import (
    ABSENT,
    MARK,
    content_scenario,
    json_text,
    live_with,
    live_with_data,
)
from liveness_station.simulator.results import Fields, live_fields
from liveness_station.simulator.stage import Turn


def _live_bytes(turn: Turn) -> bytes:
    return json_text(live_fields(turn)).encode()


def _duplicate_keys(turn: Turn) -> bytes:
    text = json_text(live_fields(turn))
    return text.replace('"is_live": true', '"is_live": false, "is_live": true').encode()


def _renamed(turn: Turn) -> bytes:
    text = json_text(live_fields(turn))
    return text.replace("liveness_score", "score").replace("is_live", "live").encode()


def _nested(turn: Turn) -> bytes:
    deep = "[" * 5000 + "]" * 5000
    return json_text(live_fields(turn) | {"more": MARK}).replace(f'"{MARK}"', deep).encode()


def _message(text: str) -> Callable[[Turn], bytes]:
    def make(turn: Turn) -> bytes:
        words: Fields = {"msg": text, "msg_cn": text}
        return json_text(error_reply(Code.NO_FACE, turn.request_id) | words).encode()

    return make


def _lone_surrogate(turn: Turn) -> bytes:
    return json_text(live_fields(turn) | {"msg": MARK}).replace(MARK, r"\ud800").encode()


CONTENTS: Final = (
    content_scenario(
        ("score_missing", "ERROR", "schema", "The score is missing", "缺少分数"),
        live_with_data(liveness_score=ABSENT),
        "P1",
    ),
    content_scenario(
        ("is_live_string", "ERROR", "schema", "is_live is a text", "is_live 为字符串"),
        live_with_data(is_live="true"),
    ),
    content_scenario(
        ("request_id_missing", "ERROR", "schema", "No request_id", "缺少 request_id"),
        live_with(request_id=ABSENT),
    ),
    content_scenario(
        ("request_id_odd", "ERROR", "schema", "A request_id no id can be", "request_id 不合规"),
        live_with(request_id="<b>1</b>\u0000"),
    ),
    content_scenario(
        ("duplicate_keys", "ERROR", "malformed", "is_live twice", "is_live 出现两次"),
        _duplicate_keys,
        "P9",
    ),
    content_scenario(
        (
            "misplaced_is_live",
            "ERROR",
            "schema",
            "is_live beside data, not in it",
            "is_live 不在 data 之内",
        ),
        live_with(is_live=True),
        "P9",
    ),
    content_scenario(
        ("bom", "ERROR", "malformed", "A byte order mark first", "以字节顺序标记开头"),
        lambda turn: b"\xef\xbb\xbf" + _live_bytes(turn),
        "P11",
    ),
    content_scenario(
        ("utf16", "ERROR", "malformed", "UTF-16 instead of UTF-8", "UTF-16 编码"),
        lambda turn: _live_bytes(turn).decode().encode("utf-16"),
        "P11",
    ),
    content_scenario(
        ("invalid_utf8", "ERROR", "malformed", "Bytes that are no UTF-8", "非法 UTF-8 字节"),
        lambda turn: _live_bytes(turn).replace(b'"ok"', b'"\xff\xfe"'),
        "P11",
    ),
    content_scenario(
        ("lone_surrogate", "ERROR", "malformed", "Half a character", "半个代理字符"),
        _lone_surrogate,
        "P11",
    ),
    content_scenario(
        ("nul_byte", "ERROR", "malformed", "A NUL in the JSON", "JSON 中含空字节"),
        lambda turn: _live_bytes(turn).replace(b'"ok"', b'"\x00"'),
        "P11",
    ),
    content_scenario(
        ("deep_nesting", "ERROR", "malformed", "Lists 5000 deep", "嵌套 5000 层"), _nested, "P11"
    ),
    content_scenario(
        ("truncated_json", "ERROR", "malformed", "Half a JSON, whole for HTTP", "JSON 只有一半"),
        lambda turn: _live_bytes(turn)[:-20],
        "N16",
    ),
    content_scenario(
        ("empty_200", "ERROR", "malformed", "200 without a body", "200 但正文为空"), lambda _: b""
    ),
    content_scenario(
        ("json_list", "ERROR", "malformed", "A list, not an object", "是列表而不是对象"),
        lambda turn: b"[" + _live_bytes(turn) + b"]",
    ),
    content_scenario(
        ("fields_renamed", "ERROR", "schema", "The vendor renamed fields", "服务方更改了字段名"),
        _renamed,
        "P14",
    ),
    content_scenario(
        (
            "fields_added",
            "LIVE",
            "above_threshold",
            "A living person, with fields nobody knows yet",
            "真人，附带未知字段",
        ),
        live_with(trace={"host": "a"}, version=2),
        "P14",
    ),
    content_scenario(
        ("msg_1mb", "ERROR", "oversize", "A message of 1 MB", "1 MB 的消息"),
        _message("x" * 1_000_000),
        "P12",
    ),
    content_scenario(
        (
            "msg_html",
            "RETRY",
            "no_face",
            "No face; HTML as the message",
            "未检测到人脸，消息为 HTML",
        ),
        _message("<h1 style='color:green'>LIVE</h1><img src='https://example.invalid/x'>"),
        "P12",
    ),
    content_scenario(
        (
            "msg_control",
            "RETRY",
            "no_face",
            "No face; a message that turns the text round and hides some",
            "未检测到人脸，消息含控制字符",
        ),
        _message("\u202eEVIL\u202c\u0007\u001b[2J\u200b LIVE"),
        "P12",
    ),
)
