"""Turns away what no program with business here sends: other hosts' names, browsers' pages.

A page of a browser on this computer can reach a loopback port, and a name that its owner points at
127.0.0.1 makes it look like the page's own (DNS rebinding). Neither can do without a header that
gives it away, so these are refused before anything else is looked at. No reply ever has a CORS
header.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from liveness_station.service.access import AUTHENTICATION_HEADERS
from liveness_station.service.responses import Responses
from liveness_station.service.troubles import Refusal, RefusedError, ServiceSetupError

_LOOPBACK_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(
    r"\A(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::[0-9]{1,5})?\Z",
    re.ASCII,
)
_BODY_HEADERS: Final = ("content-length", "content-type", "content-encoding", "transfer-encoding")
_SINGLE: Final = frozenset({"host", "origin", "sec-fetch-site", *_BODY_HEADERS})


@dataclass(frozen=True, slots=True)
class Hosts:
    """Which values of the Host header are ours.

    Attributes:
        is_loopback: the service listens on a loopback address only, so nothing but the names of
            that address with the port it listens on is right.
        allowed: what an administrator lets in beside (`name` or `name:port`, lower case). Where
            the service is reached from elsewhere and none is named, any well-formed value is let
            in: only the administrator knows what the machine is called there.
    """

    is_loopback: bool = True
    allowed: frozenset[str] = frozenset()

    def covers(self, host: str, *, port: int, scheme: str) -> bool:
        """Tells whether a Host header is right for a connection to `port`."""
        if not _HOST.match(host):
            return False
        given = host.lower()
        if given in self.allowed or not (self.is_loopback or self.allowed):
            return True
        ends = {f":{port}"} | ({""} if port == _DEFAULT_PORTS.get(scheme) else set())
        return any(given == name + end for name in _LOOPBACK_NAMES for end in ends)


LOOPBACK: Final = Hosts()


def parse_hosts(names: list[str], *, is_loopback: bool) -> Hosts:
    """Returns the hosts of a service for what its administrator named.

    Raises:
        ServiceSetupError: a name is no `name` or `name:port`.
    """
    for name in names:
        if not _HOST.match(name):
            raise ServiceSetupError(f"--allow-host {name!r}: give NAME or NAME:PORT")
    return Hosts(is_loopback=is_loopback, allowed=frozenset(name.lower() for name in names))


class Guard:
    """Middleware that refuses with 403 whatever the rules of this module turn away."""

    def __init__(self, app: ASGIApp, *, hosts: Hosts, responses: Responses) -> None:
        self._app = app
        self._hosts = hosts
        self._responses = responses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or lifespan of the ASGI protocol."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self._check(scope)
        except RefusedError as error:
            request = Request(scope)
            response = self._responses.refusal(request, error.refusal, detail=error.detail)
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        _check_single(headers)
        _, port = scope["server"]
        if not self._hosts.covers(headers.get("host", ""), port=port, scheme=scope["scheme"]):
            raise _forbidden("the Host header names somebody else")
        if scope["method"] == "OPTIONS" or "origin" in headers:
            raise _forbidden("pages of a browser are not answered")
        if headers.get("sec-fetch-site", "none") != "none":
            raise _forbidden("pages of a browser are not answered")


def _check_single(headers: Headers) -> None:
    times = Counter(headers.keys())
    if any(times[name] > 1 for name in AUTHENTICATION_HEADERS):
        raise RefusedError(Refusal.UNAUTHORISED, "a header is given twice")
    if any(times[name] > 1 for name in _SINGLE):
        raise _forbidden("a header is given twice")
    if times["content-length"] and times["transfer-encoding"]:
        raise _forbidden("two lengths for one body")


def _forbidden(detail: str) -> RefusedError:
    return RefusedError(Refusal.FORBIDDEN, detail)
