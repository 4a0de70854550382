"""One line of JSON for every request, without headers, bodies, query strings or secrets."""

import json
import logging
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liveness_station.contract.codes import Code

LOGGER_NAME: Final = "liveness_station.service.access"
_TRACE: Final = "liveness_station.trace"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


@dataclass(slots=True)
class Trace:
    """What is known of one request so far; belongs to the task that answers it.

    Attributes:
        request_id: the id that the reply bears.
        code: the contract's code of the reply; None where it has none.
        caller: which credentials were used (`Caller.label`), "" before that is known.
        status: the HTTP status, 500 until another one was sent.
        received_bytes: bytes of the body that arrived.
        sent_bytes: bytes of the reply's body.
    """

    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    code: int | None = None
    caller: str = ""
    status: int = 500
    received_bytes: int = 0
    sent_bytes: int = 0


def trace_of(scope: Scope) -> Trace:
    """Returns the trace that the access log keeps for a request."""
    trace: Trace = scope[_TRACE]
    return trace


class AccessLog:
    """Middleware that gives each request its trace and logs it when it is answered.

    What a caller chooses freely never gets into the log: an unknown path is logged as
    "(unknown)", an unknown method as "(other)".
    """

    def __init__(self, app: ASGIApp, *, paths: Iterable[str]) -> None:
        self._app = app
        self._paths = frozenset(paths)
        self._logger = logging.getLogger(LOGGER_NAME)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or lifespan of the ASGI protocol."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace = scope[_TRACE] = Trace()
        started_at_s = time.perf_counter()

        async def counted_receive() -> Message:
            message = await receive()
            trace.received_bytes += len(message.get("body", b""))
            return message

        async def counted_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                trace.status = message["status"]
            trace.sent_bytes += len(message.get("body", b""))
            await send(message)

        trace.code = int(Code.INTERNAL)  # what is answered outside of here if something breaks
        try:
            await self._app(scope, counted_receive, counted_send)
        finally:
            self._log(scope, trace, elapsed_s=time.perf_counter() - started_at_s)

    def _log(self, scope: Scope, trace: Trace, *, elapsed_s: float) -> None:
        client = scope.get("client")
        line = {
            "event": "request",
            "method": scope["method"] if scope["method"] in _METHODS else "(other)",
            "path": scope["path"] if scope["path"] in self._paths else "(unknown)",
            "status": trace.status,
            "code": trace.code,
            "received_bytes": trace.received_bytes,
            "sent_bytes": trace.sent_bytes,
            "elapsed_ms": round(elapsed_s * 1000, 1),
            "request_id": trace.request_id,
            "caller": trace.caller,
            "client": client[0] if client else "",
        }
        self._logger.info("%s", json.dumps(line))
