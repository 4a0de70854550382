"""Scenarios of replies that are framed wrongly, far too long, or packed."""

import zlib
from typing import Final

from liveness_station.simulator.lines import JSON, line_scenario, live_body, live_reply
from liveness_station.simulator.scenarios import Play
from liveness_station.simulator.stage import Stage

_CHUNKED: Final = ("Transfer-Encoding", "chunked")
_PIECE: Final = b" " * 32_768
_HUGE_BYTES: Final = 100_000_000
_BOMB_BYTES: Final = 10_000_000


def _huge(stage: Stage) -> None:
    stage.say(stage.head(200, JSON, ("Content-Length", str(_HUGE_BYTES))))
    for _ in range(_HUGE_BYTES // len(_PIECE)):
        stage.say(_PIECE)
        stage.wait(0)


def _endless(stage: Stage) -> None:
    stage.say(stage.head(200, JSON, _CHUNKED))
    stage.drip(b"%x\r\n%b\r\n" % (len(_PIECE), _PIECE), every_s=0)


def _encoded(encoding: str, *, times: int, is_bomb: bool) -> Play:
    """Returns a play whose reply bears a Content-Encoding, compressed so often."""

    def play(stage: Stage) -> None:
        body = b" " * _BOMB_BYTES if is_bomb else live_body(stage)
        for _ in range(times):
            packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
            body = packer.compress(body) + packer.flush()
        length = ("Content-Length", str(len(body)))
        stage.say(stage.head(200, JSON, ("Content-Encoding", encoding), length), body)

    return play


def _truncated(stage: Stage) -> None:
    stage.say(live_reply(stage)[:-30])


def _unframed(stage: Stage) -> None:
    stage.say(stage.head(200, JSON), live_body(stage))


def _unframed_half(stage: Stage) -> None:
    stage.say(stage.head(200, JSON), live_body(stage)[:-30])


def _chunks(tail: bytes) -> Play:
    def play(stage: Stage) -> None:
        body = live_body(stage)
        head = stage.head(200, JSON, _CHUNKED)
        stage.say(head, b"%x\r\n%b\r\n" % (len(body), body), tail)

    return play


def _bad_chunk(stage: Stage) -> None:
    stage.say(stage.head(200, JSON, _CHUNKED), b"zz\r\n", live_body(stage), b"\r\n0\r\n\r\n")


def _garbage(stage: Stage) -> None:
    stage.say(b"HELLO THERE, I AM LIVE\r\n\r\n", live_body(stage))


def _odd_status(stage: Stage) -> None:
    stage.say(b"HTTP/1.1 99999 LIVE\r\nContent-Length: 0\r\n\r\n")


def _many_headers(stage: Stage) -> None:
    rows = tuple((f"X-{number}", "x") for number in range(200))
    stage.say(stage.head(200, JSON, *rows), live_body(stage))


def _long_header(stage: Stage) -> None:
    stage.say(stage.head(200, JSON, ("X-Long", "x" * 70_000)), live_body(stage))


_LIVE: Final = ("LIVE", "above_threshold")
_NETWORK: Final = ("RETRY", "network")
_OVERSIZE: Final = ("ERROR", "oversize")
_MALFORMED: Final = ("ERROR", "malformed")

FRAMES: Final = (
    line_scenario(("reply_100mb", "A reply of 100 MB", "100 MB 的答复"), _OVERSIZE, _huge, "N14"),
    line_scenario(
        ("endless_chunked", "A reply without end, in chunks", "无休止的分块答复"),
        _OVERSIZE,
        _endless,
        "N14",
    ),
    line_scenario(
        ("gzip_bomb", "10 kB that inflate to 10 MB", "10 kB 解压后为 10 MB"),
        _OVERSIZE,
        _encoded("gzip", times=1, is_bomb=True),
        "N15",
    ),
    line_scenario(
        ("gzip_bomb_chained", "A bomb in a bomb", "双重压缩炸弹"),
        _OVERSIZE,
        _encoded("gzip, gzip", times=2, is_bomb=True),
        "N15",
    ),
    line_scenario(
        ("brotli_unasked", "An encoding nobody asked for", "未请求的编码"),
        _OVERSIZE,
        _encoded("br", times=0, is_bomb=False),
        "N15",
    ),
    line_scenario(
        ("wrong_content_encoding", "Says gzip, is not", "声称 gzip，其实不是"),
        _OVERSIZE,
        _encoded("gzip", times=0, is_bomb=False),
        "N15",
    ),
    line_scenario(
        ("truncated_with_length", "Less than was announced", "少于声明的长度"),
        _NETWORK,
        _truncated,
        "N16",
    ),
    line_scenario(
        ("truncated_without_length", "Half a body, no length", "正文只有一半，未声明长度"),
        _NETWORK,
        _unframed_half,
        "N16",
    ),
    line_scenario(
        (
            "whole_without_length",
            "A whole live body, but nothing says that it is whole",
            "正文完整且看似真人，但无从确认完整",
        ),
        _NETWORK,
        _unframed,
        "N16",
    ),
    line_scenario(
        ("bad_chunk", "A chunk whose size is no number", "分块大小不是数字"),
        _MALFORMED,
        _bad_chunk,
        "N16",
    ),
    line_scenario(
        ("last_chunk_missing", "Chunks without the last", "缺少结束分块"),
        _NETWORK,
        _chunks(b""),
        "N16",
    ),
    line_scenario(
        ("garbage_status_line", "No HTTP at all", "根本不是 HTTP"), _MALFORMED, _garbage, "N17"
    ),
    line_scenario(
        ("odd_status", "A status of five digits", "五位数的状态码"), _MALFORMED, _odd_status, "N17"
    ),
    line_scenario(("headers_200", "200 headers", "200 个响应头"), _MALFORMED, _many_headers, "N17"),
    line_scenario(
        ("header_70kb", "A header of 70 kB", "70 kB 的响应头"), _MALFORMED, _long_header, "N17"
    ),
    line_scenario(
        ("live_chunked", "A living person, in chunks", "真人，分块答复"),
        _LIVE,
        _chunks(b"0\r\n\r\n"),
    ),
)
