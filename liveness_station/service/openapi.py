"""The OpenAPI description of the service, as plain data."""

from typing import Any, Final

from liveness_station.contract.codes import Code
from liveness_station.contract.limits import DEFAULT_THRESHOLD, ENDPOINT_PATH
from liveness_station.service.troubles import Refusal

Json = dict[str, Any]

_ENGINE_HEADER: Final[Json] = {
    "X-Liveness-Engine": {
        "description": "Engine and model versions.",
        "required": True,
        "schema": {"type": "string"},
    }
}
_PICTURE_CODES: Final = [Code.OK, Code.BAD_IMAGE, Code.NO_FACE, Code.ATTACK]


def describe(version: str) -> Json:
    """Returns the OpenAPI 3.1 document; it must say what `web` does, which a test proves."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Liveness Station local service",
            "version": version,
            "description": "Answers the face_liveness/v1 contract with on-device models.",
        },
        "paths": {
            ENDPOINT_PATH: {"post": _check_operation()},
            "/healthz": {"get": _status_operation("Is the process alive?", {"200": ["alive"]})},
            "/readyz": {
                "get": _status_operation(
                    "Has the engine shown that it works?",
                    {"200": ["ready"], "503": ["starting", "failed"]},
                )
            },
            "/openapi.json": {"get": _description_operation()},
        },
        "components": {"schemas": _schemas(), "securitySchemes": _security_schemes()},
    }


def _check_operation() -> Json:
    refusals = (
        Refusal.UNAUTHORISED,
        Refusal.FORBIDDEN,
        Refusal.TIMEOUT,
        Refusal.TOO_LARGE,
        Refusal.MEDIA_TYPE,
        Refusal.BUSY,
    )
    return {
        "operationId": "checkLiveness",
        "summary": "Is the face in the picture a live one?",
        "security": [{"appcode": []}, {"key": [], "timestamp": [], "signature": []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref("Request")}},
        },
        "responses": {
            "200": _answer("Judged, or a picture that cannot be judged.", "PictureReply"),
            "400": _answer("The body is no request of the contract.", "BadRequestReply"),
            "500": _answer("Something of the service's broke.", "InternalReply"),
            **{
                str(refusal.value[0]): _answer(refusal.value[1].capitalize() + ".", "RefusalReply")
                for refusal in refusals
            },
        },
    }


def _status_operation(summary: str, words: dict[str, list[str]]) -> Json:
    return {
        "summary": summary,
        "security": [],
        "responses": {
            status: {
                "description": " or ".join(values),
                "headers": _ENGINE_HEADER,
                "content": {"application/json": {"schema": _object(status={"enum": values})}},
            }
            for status, values in words.items()
        },
    }


def _description_operation() -> Json:
    return {
        "summary": "This description.",
        "security": [],
        "responses": {
            "200": {
                "description": "An OpenAPI 3.1 document.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }


def _schemas() -> Json:
    data = _object(
        liveness_score={"type": "number", "minimum": 0, "maximum": 1},
        is_live={"type": "boolean"},
        risk_reason={"type": "string", "description": "Comma-separated codes, or empty."},
    )
    data["properties"]["evidence"] = {
        "type": "array",
        "description": "Not of the vendor's contract: what was measured, the strongest first.",
        "items": _object(
            code={"type": "string"},
            value={"type": "number"},
            limit={"type": "number"},
            is_against={"type": "boolean"},
            box={
                "type": ["array", "null"],
                "description": "Left, top, width and height in pixels.",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
            },
        ),
    }
    picture = _envelope(_PICTURE_CODES)
    picture["properties"]["data"] = data
    return {
        "Request": _request(),
        "PictureReply": picture,
        "BadRequestReply": _envelope([Code.BAD_IMAGE]),
        "InternalReply": _envelope([Code.INTERNAL]),
        "RefusalReply": _envelope([refusal.value[0] for refusal in Refusal]),
    }


def _request() -> Json:
    absent = {"enum": [None, ""]}
    given = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "properties": {
            "image_base64": {
                "type": ["string", "null"],
                "description": "A JPEG or PNG file, sides 15 to 8192 pixels, under 20 MB.",
            },
            "image_url": {
                "type": ["string", "null"],
                "description": "The https address of such a file on a public host.",
            },
            "thresh": {
                "type": ["number", "null"],
                "minimum": 0,
                "maximum": 1,
                "default": DEFAULT_THRESHOLD,
                "description": "A score strictly greater is live.",
            },
        },
        "oneOf": [
            {
                "required": ["image_base64"],
                "properties": {"image_base64": given, "image_url": absent},
            },
            {
                "required": ["image_url"],
                "properties": {"image_base64": absent, "image_url": given},
            },
        ],
    }


def _envelope(codes: list[Code] | list[int]) -> Json:
    return _object(
        code={"enum": [int(code) for code in codes]},
        msg={"type": "string"},
        msg_cn={"type": "string"},
        success={"type": "boolean"},
        request_id={"type": "string", "pattern": "^[0-9a-f]{32}$"},
    )


def _object(**properties: Json) -> Json:
    """Returns the schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _answer(description: str, schema: str) -> Json:
    return {
        "description": description,
        "headers": _ENGINE_HEADER,
        "content": {"application/json": {"schema": _ref(schema)}},
    }


def _ref(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}


def _security_schemes() -> Json:
    def header(name: str, description: str) -> Json:
        return {"type": "apiKey", "in": "header", "name": name, "description": description}

    return {
        "appcode": header("Authorization", "'APPCODE ' and the AppCode."),
        "key": header("x-ca-key", "The AppKey."),
        "timestamp": header("x-ca-timestamp", "UTC in milliseconds, at most 300 s off."),
        "signature": header("x-ca-signature", "Lower-case hex MD5 of AppKey&timestamp&AppSecret."),
    }
