"""Business codes of the contract, as the vendor's pages list them."""

from enum import IntEnum


class Code(IntEnum):
    """What `code` in a reply can say."""

    OK = 200
    BAD_IMAGE = 4001
    NO_FACE = 4002
    ATTACK = 4004
    INTERNAL = 5000


class AccountCode(IntEnum):
    """Codes that the vendor's other interfaces use for the caller's account (CONTRACT, C1)."""

    BAD_KEY = 101
    UNKNOWN_USER = 102
    CREDITS_USED_UP = 103
    CHARGE_FAILED = 104
    UNAUTHENTICATED = 401
    FORBIDDEN = 403


MESSAGES: dict[Code, tuple[str, str]] = {
    Code.OK: ("ok", "成功"),
    Code.BAD_IMAGE: ("image is empty or its format is wrong", "图片为空或格式错误"),
    Code.NO_FACE: ("no face detected", "未检测到人脸"),
    Code.ATTACK: ("suspected recapture or attack", "疑似翻拍或攻击,未通过活体"),
    Code.INTERNAL: ("internal error, try again later", "服务内部错误,请稍后重试"),
}
"""`msg` and `msg_cn` for each code."""
