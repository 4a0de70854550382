"""The service's application: routes, and what happens to one request."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from enum import Enum
from typing import Final

import numpy as np
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from liveness_station.clocks import waking_clock_s
from liveness_station.contract.codes import Code
from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.contract.request import BadRequestError
from liveness_station.contract.signing import TIMESTAMP_HEADER
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.domain.secrets import Secret
from liveness_station.service.access import AUTHENTICATION_HEADERS, Scheme, ServiceCredentials
from liveness_station.service.access_log import AccessLog, trace_of
from liveness_station.service.binding import ReplyBinding, nonce_of
from liveness_station.service.bodies import check_media_type, read_body
from liveness_station.service.claims import Claims
from liveness_station.service.fetch import Fetcher
from liveness_station.service.guard import LOOPBACK, Guard, Hosts
from liveness_station.service.judging import Decode, judge, read_picture, read_request
from liveness_station.service.openapi import describe
from liveness_station.service.responses import Responses
from liveness_station.service.stamps import StampFile
from liveness_station.service.troubles import PictureRefusedError, Refusal, RefusedError
from liveness_station.service.work import Workers

HEALTH_PATH: Final = "/healthz"
READY_PATH: Final = "/readyz"
OPENAPI_PATH: Final = "/openapi.json"
_CHECK_SIDE_PX: Final = 64
_logger = logging.getLogger(__name__)


class Readiness(Enum):
    """Whether the engine has shown that it works."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class Liveness:
    """Answers the contract's one path, and the questions about the service itself.

    Used from the event loop's thread; decoding and scoring happen in `Workers`.
    """

    def __init__(
        self,
        engine: Engine,
        decode: Decode,
        credentials: ServiceCredentials,
        *,
        fetcher: Fetcher,
        clock_ms: Callable[[], int],
        workers: Workers,
        stamps: StampFile | None,
    ) -> None:
        self._engine = engine
        self._decode = decode
        self._credentials = credentials
        self._fetcher = fetcher
        self._clock_ms = clock_ms
        self._workers = workers
        self._claims = Claims(wall_ms=clock_ms, waking_s=waking_clock_s)
        self._stamps = stamps
        self._stamped_ms = 0
        self._readiness = Readiness.STARTING
        self.responses = Responses(engine.name)

    def begin(self) -> None:
        """Takes note that the server starts, which is when the one before it has left the port."""
        self._claims.begin()
        self._stamped_ms = 0 if self._stamps is None else self._stamps.load()

    async def check_engine(self) -> None:
        """Has the engine look at an empty picture, which also warms it up."""
        pixels = np.zeros((_CHECK_SIDE_PX, _CHECK_SIDE_PX, 3), dtype=np.uint8)
        await self._workers.score(self._engine.assess, pixels)
        self._readiness = Readiness.READY

    def note_check(self, check: asyncio.Task[None]) -> None:
        """Takes note of how `check_engine` ended; to be called when it has."""
        error = None if check.cancelled() else check.exception()
        if error is not None:
            self._readiness = Readiness.FAILED
            _logger.error("the engine's self-check failed: %s", type(error).__name__)

    async def answer(self, request: Request) -> Response:
        """Answers `POST /api/face_liveness/v1`."""
        try:
            return await self._check(request)
        except RefusedError as error:
            return self.responses.refusal(request, error.refusal, detail=error.detail)
        except BadRequestError as error:
            return self.responses.error(request, Code.BAD_IMAGE, status=400, detail=str(error))
        except PictureRefusedError as error:
            return self.responses.error(request, Code.BAD_IMAGE, detail=error.detail)

    async def _check(self, request: Request) -> Response:
        self._authenticate(request)
        check_media_type(request)
        with self._workers.place():
            request_id = trace_of(request.scope).request_id
            reply = await self._reply_to(await read_body(request), request_id)
        return self.responses.reply(request, reply)

    async def _reply_to(self, untrusted_body: bytes, request_id: str) -> dict[str, object]:
        async with self._workers.room():
            question = await self._workers.read(read_request, self._decode, untrusted_body)
            # 26 MB at most, which nobody needs any more while a thread is waited for.
            del untrusted_body
            if question.pixels is not None:
                return await self._score(question.pixels, question.threshold, request_id)
        # Fetched without room, because a slow server must not keep pictures waiting that are here.
        image = await self._fetcher.fetch(question.image_url or "")
        async with self._workers.room():
            fetched = await self._workers.read(read_picture, self._decode, image)
            return await self._score(fetched, question.threshold, request_id)

    async def _score(
        self, pixels: Pixels, threshold: float | None, request_id: str
    ) -> dict[str, object]:
        return await self._workers.score(
            judge, self._engine, pixels, threshold=threshold, request_id=request_id
        )

    def _authenticate(self, request: Request) -> None:
        caller = self._credentials.authenticate(
            request.headers,
            self._clock_ms(),
            forgotten_until_ms=max(self._claims.forgotten_until_ms, self._stamped_ms),
        )
        trace_of(request.scope).caller = caller.label
        if caller.scheme is Scheme.SIGNATURE:
            signed = ":".join(request.headers[name] for name in AUTHENTICATION_HEADERS[1:])
            self._claims.claim(signed, what="signature")
            if self._stamps is not None:
                self._stamps.keep(int(request.headers[TIMESTAMP_HEADER]))
        nonce = nonce_of(request.headers)
        if nonce is not None:
            self._claims.claim(nonce, what="nonce")

    async def health(self, request: Request) -> Response:
        """Answers `GET /healthz`: the process is alive."""
        return self.responses.plain(request, {"status": "alive"})

    async def ready(self, request: Request) -> Response:
        """Answers `GET /readyz`: 200 once the engine has worked, 503 before and if it cannot."""
        is_ready = self._readiness is Readiness.READY
        return self.responses.plain(
            request, {"status": self._readiness.value}, status=200 if is_ready else 503
        )

    async def http_error(self, request: Request, error: Exception) -> Response:
        """Answers what the router refuses: an unknown path, a method that a path has not."""
        is_method = isinstance(error, HTTPException) and error.status_code == 405
        refusal = Refusal.METHOD if is_method else Refusal.NOT_FOUND
        headers = error.headers if isinstance(error, HTTPException) else None
        return self.responses.refusal(request, refusal, headers=headers)

    async def internal_error(self, request: Request, _: Exception) -> Response:
        """Answers where something of ours broke; the server logs the error's class."""
        return self.responses.error(request, Code.INTERNAL, status=500)


def build_app(
    engine: Engine,
    decode: Decode,
    credentials: ServiceCredentials,
    *,
    fetcher: Fetcher,
    version: str,
    clock_ms: Callable[[], int],
    reply_key: Secret | None = None,
    hosts: Hosts = LOOPBACK,
    stamps: StampFile | None = None,
) -> ASGIApp:
    """Builds the application; one application serves one start of the server.

    Args:
        engine: scores pictures; safe to call from several threads.
        decode: makes pixels of bytes; raises ImageError for what it refuses, the limits on sides
            included.
        credentials: who may ask.
        fetcher: gets the pictures behind `image_url`.
        version: of this program, for the description.
        clock_ms: UTC in milliseconds, for the window of signatures.
        reply_key: binds replies to requests, as hex digits; None leaves them unbound.
        hosts: which Host headers are ours; the default is right for loopback.
        stamps: keeps what signatures were used from one start to the next; None where the secrets
            are new at each start.
    """
    workers = Workers()
    liveness = Liveness(
        engine,
        decode,
        credentials,
        fetcher=fetcher,
        clock_ms=clock_ms,
        workers=workers,
        stamps=stamps,
    )
    app = Starlette(
        routes=_routes(liveness, describe(version)),
        middleware=[
            Middleware(AccessLog, paths=[ENDPOINT_PATH, HEALTH_PATH, READY_PATH, OPENAPI_PATH]),
            Middleware(Guard, hosts=hosts, responses=liveness.responses),
        ],
        exception_handlers={
            HTTPException: liveness.http_error,
            Exception: liveness.internal_error,
        },
        lifespan=_lifespan(liveness, workers),
    )
    # "…/v1/" is another path: a redirect would send a picture and credentials round once more.
    app.router.redirect_slashes = False
    return app if reply_key is None else ReplyBinding(app, reply_key)


def _routes(liveness: Liveness, description: Mapping[str, object]) -> list[Route]:
    async def openapi(request: Request) -> Response:
        return liveness.responses.plain(request, description)

    return [
        Route(ENDPOINT_PATH, liveness.answer, methods=["POST"]),
        Route(HEALTH_PATH, liveness.health, methods=["GET"]),
        Route(READY_PATH, liveness.ready, methods=["GET"]),
        Route(OPENAPI_PATH, openapi, methods=["GET"]),
    ]


def _lifespan(
    liveness: Liveness, workers: Workers
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """Returns what runs round the server's life: the engine's self-check, and the workers' end."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        liveness.begin()
        check = asyncio.create_task(liveness.check_engine())
        check.add_done_callback(liveness.note_check)
        try:
            yield
        finally:
            check.cancel()
            await asyncio.wait([check])
            workers.close()

    return lifespan
