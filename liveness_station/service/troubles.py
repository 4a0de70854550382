"""What can be wrong with a request or with the service's set-up."""

from enum import Enum


class ServiceSetupError(Exception):
    """The service cannot start as it is configured; the text tells the administrator what to do."""


class CredentialsFileError(ServiceSetupError):
    """The credentials file cannot be used; the text says what to fix and never quotes a secret."""


class Refusal(Enum):
    """Refusals that the vendor's pages have no business code for; the HTTP status is the code.

    Each value is (HTTP status, `msg`, `msg_cn`).
    """

    UNAUTHORISED = (401, "authentication failed", "认证失败")
    FORBIDDEN = (403, "this request is not for this service", "请求被拒绝")
    NOT_FOUND = (404, "no such path", "路径不存在")
    METHOD = (405, "method not allowed", "请求方法不允许")
    TIMEOUT = (408, "the request did not arrive in time", "请求超时")
    TOO_LARGE = (413, "the request is too large", "请求过大")
    MEDIA_TYPE = (415, "the body must be application/json", "请求体必须是 application/json")
    BUSY = (429, "too many requests at once, try again", "请求过多,请稍后重试")


class RefusedError(Exception):
    """A request is refused before its picture is looked at."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal.name}: {detail}" if detail else refusal.name)
        self.refusal = refusal
        self.detail = detail


class PictureRefusedError(Exception):
    """A picture cannot be judged (code 4001); the detail names the rule in fixed words."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail
