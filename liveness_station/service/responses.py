"""HTTP responses in the contract's shape."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from liveness_station.contract.codes import Code
from liveness_station.contract.replies import error_reply
from liveness_station.service.access_log import trace_of
from liveness_station.service.troubles import Refusal

ENGINE_HEADER: Final = "X-Liveness-Engine"
_REFUSAL_HEADERS: Final[dict[Refusal, dict[str, str]]] = {
    Refusal.UNAUTHORISED: {"WWW-Authenticate": "APPCODE"},
    Refusal.BUSY: {"Retry-After": "1"},
}


class Responses:
    """Makes responses that name the engine and are kept by no cache."""

    def __init__(self, engine_name: str) -> None:
        self._headers = {ENGINE_HEADER: engine_name, "Cache-Control": "no-store"}

    def reply(
        self, request: Request, body: Mapping[str, object], *, status: int = 200
    ) -> JSONResponse:
        """Sends a reply of the contract."""
        code = body.get("code")
        trace_of(request.scope).code = code if isinstance(code, int) else None
        return JSONResponse(body, status, self._headers)

    def error(
        self, request: Request, code: Code, *, status: int = 200, detail: str = ""
    ) -> JSONResponse:
        """Sends the reply to a picture that was not judged."""
        request_id = trace_of(request.scope).request_id
        return self.reply(request, error_reply(code, request_id, detail=detail), status=status)

    def refusal(
        self,
        request: Request,
        refusal: Refusal,
        *,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> JSONResponse:
        """Sends a refusal: the contract's fields, with the HTTP status as the code."""
        status, english, chinese = refusal.value
        body = {
            "code": status,
            "msg": f"{english}: {detail}" if detail else english,
            "msg_cn": chinese,
            "success": False,
            "request_id": trace_of(request.scope).request_id,
        }
        response = self.reply(request, body, status=status)
        response.headers.update({**_REFUSAL_HEADERS.get(refusal, {}), **(headers or {})})
        return response

    def plain(
        self, request: Request, body: Mapping[str, object], *, status: int = 200
    ) -> JSONResponse:
        """Sends something that is not of the contract, such as the service's health."""
        trace_of(request.scope).code = None
        return JSONResponse(body, status, self._headers)
