import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.contract.limits import MAX_REPLY_DEPTH
from liveness_station.contract.strict_json import MalformedJsonError, parse_object


def nested(depth: int, innermost: bytes = b"1", *, opening: bytes = b'{"a":') -> bytes:
    closing = b"}" if opening.startswith(b"{") else b"]"
    return b'{"a":' + opening * (depth - 1) + innermost + closing * (depth - 1) + b"}"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"{}", {}),
        (b' \r\n\t{"a" : [1, -2.5e1, "x", true, false, null, {}]} ', None),
        ('{"中":"文"}'.encode(), {"中": "文"}),
        (b'{"a":"\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'{"a":1e400}', {"a": float("inf")}),
        (b'{"a":"\\u0000"}', {"a": "\x00"}),
        (b'{"a":{"b":1},"c":{"b":2}}', {"a": {"b": 1}, "c": {"b": 2}}),
    ],
)
def test_strict_json_is_parsed(body: bytes, value: dict[str, object] | None) -> None:
    assert parse_object(body) == (json.loads(body) if value is None else value)


def test_an_integer_larger_than_any_float_is_kept_whole() -> None:
    assert parse_object(b'{"a":%d}' % 10**400) == {"a": 10**400}


BAD = {
    "nothing": b"",
    "not json": b"<html>",
    "cut off": b'{"a":1',
    "more behind it": b'{"a":1}{',
    "NUL behind it": b'{"a":1}\x00',
    "bare NUL in a string": b'{"a":"\x00"}',
    "single quotes": b"{'a':1}",
    "comma at the end": b'{"a":1,}',
    "leading zero": b'{"a":01}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":[Infinity]}',
    "minus Infinity": b'{"a":-Infinity}',
    "duplicate key": b'{"a":1,"a":1}',
    "duplicate key, written differently": b'{"a":1,"\\u0061":2}',
    "duplicate key further in": b'{"a":[{"b":1,"b":2}]}',
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "UTF-16 with mark": '{"a":1}'.encode("utf-16"),
    "UTF-16 without mark": '{"a":1}'.encode("utf-16-le"),
    "UTF-32": '{"a":1}'.encode("utf-32"),
    "Latin-1": '{"a":"ä"}'.encode("latin-1"),
    "GBK": '{"a":"活体"}'.encode("gbk"),
    "overlong": b'{"a":"\xc0\xaf"}',
    "surrogate as UTF-8": b'{"a":"\xed\xa0\x80"}',
    "half a surrogate pair": b'{"a":"\\ud800"}',
    "half a surrogate pair as a key": b'{"\\udfff":1}',
    "half a surrogate pair in a list": b'{"a":[["\\ud800"]]}',
    "half a surrogate pair at the bottom": nested(MAX_REPLY_DEPTH, b'"\\ud800"'),
    "half a surrogate pair as the lowest key": nested(MAX_REPLY_DEPTH - 1, b'{"\\ud800":1}'),
    "integer of 5000 digits": b'{"a":%b}' % (b"9" * 5000),
    "array": b"[1]",
    "string": b'"a"',
    "number": b"200",
    "null": b"null",
    "deep by one": nested(MAX_REPLY_DEPTH + 1),
    "deep by one in lists": nested(MAX_REPLY_DEPTH + 1, opening=b"["),
    "deep by one and empty": nested(MAX_REPLY_DEPTH, b"{}"),
    "deep beyond the stack": nested(100_000),
    "deep lists beyond the stack": nested(100_000, opening=b"["),
    "open lists beyond the stack": b"[" * 100_000,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_anything_else_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedJsonError):
        parse_object(body)


@pytest.mark.parametrize("opening", [b'{"a":', b"["])
def test_eight_levels_are_not_too_deep(opening: bytes) -> None:
    assert "a" in parse_object(nested(MAX_REPLY_DEPTH, opening=opening))


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (BAD["duplicate key"], "duplicate key"),
        (BAD["NaN"], "NaN or Infinity"),
        (BAD["byte order mark"], "byte order mark"),
        (BAD["GBK"], "not UTF-8"),
        (BAD["array"], "not an object"),
        (BAD["deep by one"], "nested too deeply"),
        (BAD["half a surrogate pair"], "lone surrogate"),
        (b'{"kanarienvogel"', "not JSON"),
    ],
)
def test_the_message_names_the_rule_and_never_the_content(body: bytes, rule: str) -> None:
    with pytest.raises(MalformedJsonError) as caught:
        parse_object(body)
    assert str(caught.value) == rule


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    try:
        parse_object(body)
    except MalformedJsonError:
        return
    assert isinstance(json.loads(body), dict)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.dictionaries(st.text(), PLAIN | st.lists(PLAIN, max_size=3), max_size=5))
def test_whatever_is_written_strictly_is_read_back(value: dict[str, object]) -> None:
    body = json.dumps(value, ensure_ascii=False, allow_nan=True).encode("utf-8", "replace")
    if b"Infinity" not in body:
        assert parse_object(body) == value
