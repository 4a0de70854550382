"""Scenarios of live replies that are no HTTP to the letter, and that lenient readers take."""

from typing import Final

from liveness_station.simulator.lines import JSON, line_scenario, live_body
from liveness_station.simulator.scenarios import Play, Scenario
from liveness_station.simulator.stage import Stage

_CHUNKED: Final = ("Transfer-Encoding", "chunked")
_LONG_HEADERS: Final = 95
_LONG_HEADER_BYTES: Final = 65_000


def _length(body: bytes) -> tuple[str, str]:
    return ("Content-Length", str(len(body)))


def _altered(old: bytes, new: bytes) -> Play:
    """Returns a play of a sound reply of which one piece of the head is replaced."""

    def play(stage: Stage) -> None:
        body = live_body(stage)
        head = stage.head(200, JSON, _length(body))
        stage.say(head.replace(old, new), body)

    return play


def _two_lengths(stage: Stage) -> None:
    body = live_body(stage)
    stage.say(stage.head(200, JSON, ("Content-Length", "2"), _length(body)), body)


def _chunk(head: bytes, tail: bytes, *headers: tuple[str, str]) -> Play:
    """Returns a play of one chunk; `head` holds a place for its size (%x)."""

    def play(stage: Stage) -> None:
        body = live_body(stage)
        stage.say(stage.head(200, JSON, _CHUNKED, *headers), head % len(body), body, tail)

    return play


def _surplus(stage: Stage) -> None:
    body = live_body(stage)
    stage.say(stage.head(200, JSON, _length(body)) + body + b'{"code":4004}')


def _long_head(stage: Stage) -> None:
    rows = (f"X-{number}: {'x' * _LONG_HEADER_BYTES}\r\n" for number in range(_LONG_HEADERS))
    body = live_body(stage)
    head = stage.head(200, JSON, _length(body)).removesuffix(b"\r\n")
    stage.say(head, *(row.encode() for row in rows), b"\r\n", body)


_ENDS: Final = ("ERROR", "malformed")
_LAST: Final = b"\r\n0\r\n\r\n"
_BOTH: Final = ("Content-Length", "12")


def _row(name: str, english: str, chinese: str, play: Play, fault: str) -> Scenario:
    return line_scenario((name, english, chinese), _ENDS, play, fault)


LENIENCIES: Final = (
    _row("head_6mb", "95 headers of 65 kB each", "95 个响应头，各 65 kB", _long_head, "N17"),
    _row(
        "status_underscore",
        "A status that is 200 to Python alone: 2_00",
        "状态码写作 2_00",
        _altered(b" 200 ", b" 2_00 "),
        "N17",
    ),
    _row(
        "header_without_colon",
        "A line that is no header, before the others",
        "响应头之前有一行并非响应头",
        _altered(b"\r\n", b"\r\nno header\r\n"),
        "N17",
    ),
    _row(
        "header_folded",
        "A header over two lines",
        "响应头折成两行",
        _altered(b"application/json", b"application/json\r\n  ; q=1"),
        "N17",
    ),
    _row(
        "header_control_byte",
        "A header with a control byte",
        "响应头中有控制字节",
        _altered(b"application/json", b"application/json\x00"),
        "N17",
    ),
    _row("bare_newlines", "Lines without CR", "行尾缺少 CR", _altered(b"\r\n", b"\n"), "N17"),
    _row("length_twice", "Two lengths that differ", "两个不同的长度", _two_lengths, "N16"),
    _row(
        "length_and_chunks",
        "A length, and chunks",
        "既有长度，又有分块",
        _chunk(b"%x\r\n", _LAST, _BOTH),
        "N16",
    ),
    _row(
        "length_signed",
        "A length with a sign",
        "长度带正号",
        _altered(b"Content-Length: ", b"Content-Length: +"),
        "N16",
    ),
    _row("surplus", "More than was announced", "多于声明的长度", _surplus, "N16"),
    _row(
        "chunk_size_0x",
        "A chunk whose size begins with 0x",
        "分块大小以 0x 开头",
        _chunk(b"0x%x\r\n", _LAST),
        "N16",
    ),
    _row(
        "chunks_unended",
        "Chunks whose last line is missing",
        "分块缺少最后一行",
        _chunk(b"%x\r\n", b"\r\n0\r\n"),
        "N16",
    ),
)
