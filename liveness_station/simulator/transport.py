"""Scenarios of a broken or hostile line: resets, stalls, drips, replies nobody asked for."""

from typing import Final

from liveness_station.simulator.lines import JSON, line_scenario, live_reply
from liveness_station.simulator.results import live_fields
from liveness_station.simulator.scenarios import Pace
from liveness_station.simulator.stage import Stage, json_reply

_SILENCE_S: Final = 60.0
# What Linux waits before it sends a lost packet again.
_STALLS_S: Final = (0.2, 0.4, 0.8, 1.6, 0.2, 0.4)


def _reset(stage: Stage) -> None:
    stage.reset()


def _reset_mid(stage: Stage) -> None:
    stage.say(live_reply(stage)[:-30])
    stage.wait(0.1)
    stage.reset()


def _close(_: Stage) -> None:
    """The connection is closed after every play."""


def _hold(stage: Stage) -> None:
    stage.hold(_SILENCE_S)


def _never_read(stage: Stage) -> None:
    stage.shrink_window()
    stage.hold(_SILENCE_S)


def _drip_headers(stage: Stage) -> None:
    stage.say(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    stage.drip(b"x", every_s=0.5)


def _drip_body(stage: Stage) -> None:
    stage.say(stage.head(200, JSON, ("Content-Length", "50000")), b"{")
    stage.drip(b" ", every_s=0.5)


def _drip_continue(stage: Stage) -> None:
    stage.say(b"HTTP/1.1 100 Continue\r\nX-Slow: ")
    stage.drip(b"x", every_s=0.5)


def _flood_continue(stage: Stage) -> None:
    stage.drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 8, every_s=0.01)


def _stutter(stage: Stage) -> None:
    """Says a reply in pieces, with the pauses that lost packets make: doubled each time."""
    whole = live_reply(stage)
    size = len(whole) // len(_STALLS_S) + 1
    for number, stall_s in enumerate(_STALLS_S):
        stage.wait(stall_s)
        stage.say(whole[number * size : (number + 1) * size])


def _twice(stage: Stage) -> None:
    """One more reply than there was a request, waiting on a connection that stays open."""
    whole = live_reply(stage)
    stage.say_and_stay(whole + whole)


def _twice_later(stage: Stage) -> None:
    """As `_twice`, but so late that the second can meet the next request."""
    stage.say(live_reply(stage))
    stage.wait(1)
    again = live_fields(stage.turn) | {"request_id": f"again-{stage.turn.request_id}"}
    stage.say_and_stay(stage.render(json_reply(again)))


_LIVE: Final = ("LIVE", "above_threshold")
_NETWORK: Final = ("RETRY", "network")
_LATE: Final = ("ERROR", "late")

TRANSPORTS: Final = (
    line_scenario(
        ("reset_before_body", "Reset before the picture is read", "读取图片前连接被重置"),
        _NETWORK,
        _reset,
        "N11",
        is_early=True,
    ),
    line_scenario(
        ("reset_after_body", "Reset after the picture is read", "读完图片后连接被重置"),
        _NETWORK,
        _reset,
        "N11",
    ),
    line_scenario(
        ("reset_in_reply", "Reset in the middle of the reply", "答复中途连接被重置"),
        _NETWORK,
        _reset_mid,
        "N11",
    ),
    line_scenario(
        ("closed_without_reply", "Closed without a word", "未答复即关闭连接"),
        _NETWORK,
        _close,
        "N11",
    ),
    line_scenario(
        ("stall", "Accepted, then nothing: not a byte read or said", "接受连接后毫无动静"),
        _NETWORK,
        _hold,
        "N12",
        pace=Pace.SILENT,
        is_early=True,
    ),
    line_scenario(
        (
            "never_reading",
            "A large picture is never read (zero window)",
            "从不读取较大的图片（零窗口）",
        ),
        _LATE,
        _never_read,
        "N13",
        pace=Pace.ENDLESS,
        is_early=True,
    ),
    line_scenario(
        ("slow_headers", "Headers that drip, a byte each half second", "响应头每半秒一个字节"),
        _LATE,
        _drip_headers,
        "N12",
        pace=Pace.ENDLESS,
    ),
    line_scenario(
        ("slow_body", "A body that drips, a byte each half second", "正文每半秒一个字节"),
        _LATE,
        _drip_body,
        "N12",
        pace=Pace.ENDLESS,
    ),
    line_scenario(
        ("slow_continue", "A 100 Continue that drips", "100 Continue 每半秒一个字节"),
        _LATE,
        _drip_continue,
        "N12",
        pace=Pace.ENDLESS,
    ),
    line_scenario(
        ("continue_flood", "100 Continue without end", "无休止的 100 Continue"),
        ("ERROR", "malformed"),
        _flood_continue,
        "N12",
    ),
    line_scenario(
        (
            "lossy_line",
            "A living person over a line that loses packets: it stalls, and goes on",
            "真人，线路丢包：时断时续",
        ),
        _LIVE,
        _stutter,
        "N18",
    ),
    line_scenario(
        ("duplicate_delivery", "A living person, said twice", "真人，答复送达两次"),
        _LIVE,
        _twice,
        "N20",
    ),
    line_scenario(
        (
            "duplicate_delivery_late",
            "A living person, said again a second later under another id",
            "真人，一秒后又以另一 request_id 送达",
        ),
        _LIVE,
        _twice_later,
        "N20",
    ),
)
