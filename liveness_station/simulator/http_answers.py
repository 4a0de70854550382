"""Scenarios in which something on the way answers: portals, proxies, busy or broken servers."""

from datetime import timedelta
from typing import Final

from liveness_station.simulator.results import answering, live_fields, saying
from liveness_station.simulator.scenarios import Group, Play, Scenario
from liveness_station.simulator.stage import HttpReply, http_date, json_reply

_HTML: Final = (("Content-Type", "text/html; charset=utf-8"),)
_PAGE: Final = b"<!DOCTYPE html><title>Sign in</title><p>LIVE 100 %</p>"
_ELSEWHERE: Final = "http://192.0.2.1/sign-in"
"""An address for documentation (RFC 5737): nobody has it."""


def _page(status: int, *headers: tuple[str, str]) -> Play:
    return answering(lambda _: HttpReply(status, _PAGE, (*_HTML, *headers)))


def _empty(status: int, *headers: tuple[str, str]) -> Play:
    return answering(lambda _: HttpReply(status, b"", headers))


def _http(
    name: str,
    english: str,
    chinese: str,
    ends: tuple[str, str],
    play: Play,
    *faults: str,
) -> Scenario:
    return Scenario(name, Group.HTTP, english, chinese, *ends, play, faults)


def _dated(offset: timedelta) -> Play:
    """Answers 401 with a `Date` that is off, as a server whose clock disagrees with ours."""
    return answering(lambda turn: HttpReply(401, b"", (("Date", http_date(turn.now + offset)),)))


_PORTAL: Final = ("ERROR", "redirect")
_SERVER: Final = ("RETRY", "server")
_THROTTLED: Final = ("RETRY", "throttled")
_AUTH: Final = ("ERROR", "auth")


def _redirect(status: int) -> Scenario:
    return _http(
        f"http_{status}",
        f"Sent elsewhere with HTTP {status}",
        f"HTTP {status} 重定向",
        _PORTAL,
        _page(status, ("Location", _ELSEWHERE)),
        "N7",
    )


def _broken(status: int) -> Scenario:
    return _http(
        f"http_{status}_html",
        f"HTTP {status} with a web page",
        f"HTTP {status}，正文为网页",
        _SERVER,
        _page(status),
        "N10",
    )


def _busy(name: str, english: str, chinese: str, retry_after: str | None) -> Scenario:
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return _http(name, english, chinese, _THROTTLED, _empty(429, *headers))


HTTP_ANSWERS: Final = (
    _http(
        "captive_portal_200_html",
        "A network's sign-in page in place of the answer",
        "网络登录页面代替了答复",
        ("ERROR", "malformed"),
        _page(200),
        "N7",
    ),
    _http(
        "captive_portal_302",
        "The network sends us to its sign-in page",
        "网络将请求转到登录页面",
        _PORTAL,
        _page(302, ("Location", _ELSEWHERE)),
        "N7",
    ),
    _http("http_511", "Network sign-in needed", "需要登录网络", _PORTAL, _page(511), "N7"),
    *(_redirect(status) for status in (301, 303, 307, 308)),
    *(_broken(status) for status in (500, 502, 503, 504)),
    _http("http_503", "Busy, with no body", "服务繁忙，无正文", _SERVER, _empty(503), "N10"),
    _http("http_401", "The credentials are refused", "凭据被拒", _AUTH, _empty(401)),
    _http("http_403", "Not allowed", "被禁止", _AUTH, _empty(403)),
    _http(
        "http_401_live",
        "The credentials are refused, the body says live",
        "凭据被拒，正文却说是真人",
        _AUTH,
        saying(live_fields, status=401),
        "P7",
    ),
    _http(
        "http_407",
        "A proxy wants to know who asks",
        "代理要求认证",
        ("ERROR", "proxy"),
        _empty(407, ("Proxy-Authenticate", 'Basic realm="simulator"')),
        "N8",
    ),
    _busy("http_429", "Too many requests", "请求过多", None),
    _busy("http_429_1s", "Too many requests, wait 1 s", "请求过多，等 1 秒", "1"),
    _busy("http_429_day", "Too many requests, wait a day", "请求过多，等一天", "86400"),
    _busy(
        "http_429_garbage", "Too many requests, wait who knows", "请求过多，等待时间无效", "soon"
    ),
    _http(
        "http_200_unmarked_charset",
        "A living person; Chinese words and no charset",
        "真人；中文消息，未注明字符集",
        ("LIVE", "above_threshold"),
        answering(
            lambda turn: HttpReply(
                200, json_reply(live_fields(turn)).body, (("Content-Type", "text/plain"),)
            )
        ),
    ),
    _http(
        "clock_ahead_10min",
        "Refused by a server whose clock is 10 min ahead of ours",
        "被拒：服务器时钟比本机快 10 分钟",
        _AUTH,
        _dated(timedelta(minutes=10)),
        "K1",
    ),
    _http(
        "clock_behind_10min",
        "Refused by a server whose clock is 10 min behind ours",
        "被拒：服务器时钟比本机慢 10 分钟",
        _AUTH,
        _dated(-timedelta(minutes=10)),
        "K1",
    ),
)
