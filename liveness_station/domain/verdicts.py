"""Verdicts, and the reasons that go with them."""

from dataclasses import dataclass
from enum import Enum

from liveness_station.domain.signals import Signal


class Verdict(Enum):
    """What the station says of one capture. Only LIVE is a pass; only `decide` may produce it."""

    LIVE = "LIVE"
    SPOOF = "SPOOF"
    RETRY = "RETRY"
    ERROR = "ERROR"


class Actor(Enum):
    """Who can do something about a reason."""

    NOBODY = "nobody"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    TIME = "time"
    DEVELOPER = "developer"


class Reason(Enum):
    """Why a verdict is what it is. The values are stable codes: recorded, never translated."""

    ABOVE_THRESHOLD = "above_threshold"
    BELOW_THRESHOLD = "below_threshold"
    ATTACK = "attack"
    FLAT_MOVEMENT = "flat_movement"

    NO_FACE = "no_face"
    BAD_IMAGE = "bad_image"
    IMAGE_TOO_SMALL = "image_too_small"
    IMAGE_TOO_LARGE = "image_too_large"
    BOUNDARY = "boundary"
    REVIEW = "review"
    DISAGREEMENT = "disagreement"
    TOO_FEW_FRAMES = "too_few_frames"
    NOT_STRAIGHT = "not_straight"
    MOVEMENT_MISSED = "movement_missed"
    FACE_CHANGED = "face_changed"
    RISK_REASON = "risk_reason"
    STALE_FRAME = "stale_frame"
    SERVER = "server"
    THROTTLED = "throttled"
    BREAKER = "breaker"
    NETWORK = "network"
    CANCELLED = "cancelled"

    BAD_POLICY = "bad_policy"
    UNTRUSTED_CHANNEL = "untrusted_channel"
    SOURCE_REFUSED = "source_refused"
    CONSENT_MISSING = "consent_missing"
    LATE = "late"
    OVERSIZE = "oversize"
    REDIRECT = "redirect"
    AUTH = "auth"
    CLOCK = "clock"
    NOT_AUTHORISED = "not_authorised"
    QUOTA = "quota"
    PROVIDER = "provider"
    TOO_LARGE = "too_large"
    GATEWAY = "gateway"
    PROXY = "proxy"
    MALFORMED = "malformed"
    SCHEMA = "schema"
    API_CHANGED = "api_changed"
    BAD_IMAGE_AGAIN = "bad_image_again"
    CONTRADICTION = "contradiction"
    REPLAY = "replay"
    UNKNOWN_CODE = "unknown_code"
    OFFLINE = "offline"
    TLS = "tls"
    ADDRESS = "address"
    FILE_UNREADABLE = "file_unreadable"
    CREDENTIALS_MISSING = "credentials_missing"
    CREDENTIALS_LOCKED = "credentials_locked"
    CREDENTIALS_REFUSED = "credentials_refused"
    CREDENTIALS_BROKEN = "credentials_broken"
    ENGINE_DOWN = "engine_down"
    NOT_RECORDED = "not_recorded"
    INTERNAL = "internal"


_RETRY = frozenset(
    {
        Reason.NO_FACE,
        Reason.BAD_IMAGE,
        Reason.IMAGE_TOO_SMALL,
        Reason.IMAGE_TOO_LARGE,
        Reason.BOUNDARY,
        Reason.REVIEW,
        Reason.DISAGREEMENT,
        Reason.TOO_FEW_FRAMES,
        Reason.NOT_STRAIGHT,
        Reason.MOVEMENT_MISSED,
        Reason.FACE_CHANGED,
        Reason.RISK_REASON,
        Reason.STALE_FRAME,
        Reason.SERVER,
        Reason.THROTTLED,
        Reason.BREAKER,
        Reason.NETWORK,
        Reason.CANCELLED,
    }
)

_ACTORS: dict[Reason, Actor] = {
    Reason.ABOVE_THRESHOLD: Actor.NOBODY,
    Reason.BAD_POLICY: Actor.ADMINISTRATOR,
    Reason.UNTRUSTED_CHANNEL: Actor.ADMINISTRATOR,
    Reason.AUTH: Actor.ADMINISTRATOR,
    Reason.CLOCK: Actor.ADMINISTRATOR,
    Reason.NOT_AUTHORISED: Actor.ADMINISTRATOR,
    Reason.QUOTA: Actor.ADMINISTRATOR,
    Reason.PROVIDER: Actor.ADMINISTRATOR,
    Reason.PROXY: Actor.ADMINISTRATOR,
    Reason.TLS: Actor.ADMINISTRATOR,
    Reason.ADDRESS: Actor.ADMINISTRATOR,
    Reason.CREDENTIALS_MISSING: Actor.ADMINISTRATOR,
    Reason.CREDENTIALS_REFUSED: Actor.ADMINISTRATOR,
    Reason.CREDENTIALS_BROKEN: Actor.ADMINISTRATOR,
    Reason.NOT_RECORDED: Actor.ADMINISTRATOR,
    Reason.SERVER: Actor.TIME,
    Reason.THROTTLED: Actor.TIME,
    Reason.BREAKER: Actor.TIME,
    Reason.NETWORK: Actor.TIME,
    Reason.LATE: Actor.TIME,
    Reason.ENGINE_DOWN: Actor.TIME,
    Reason.OVERSIZE: Actor.DEVELOPER,
    Reason.MALFORMED: Actor.DEVELOPER,
    Reason.SCHEMA: Actor.DEVELOPER,
    Reason.API_CHANGED: Actor.DEVELOPER,
    Reason.BAD_IMAGE_AGAIN: Actor.DEVELOPER,
    Reason.GATEWAY: Actor.DEVELOPER,
    Reason.CONTRADICTION: Actor.DEVELOPER,
    Reason.REPLAY: Actor.DEVELOPER,
    Reason.UNKNOWN_CODE: Actor.DEVELOPER,
    Reason.INTERNAL: Actor.DEVELOPER,
}


def failure_verdict(reason: Reason) -> Verdict:
    """Returns RETRY where trying again is reasonable, ERROR otherwise; never LIVE or SPOOF."""
    return Verdict.RETRY if reason in _RETRY else Verdict.ERROR


def actor_of(reason: Reason) -> Actor:
    """Returns who can act on a reason; what is not listed is the operator's."""
    return _ACTORS.get(reason, Actor.OPERATOR)


@dataclass(frozen=True, slots=True)
class Decision:
    """What `decide` makes of one exchange.

    Attributes:
        verdict: the verdict.
        reason: its stable code.
        detail: which rule, in a few fixed words ("success", "score_vs_is_live"), or "".
        score: the live score in 0..1 where the reply had a valid one.
        request_id: the server's id where the reply had a valid one.
        code: the contract's code, where there was one.
        http_status: the HTTP status, where there was one.
        risk_reason: the server's words, shortened, with control characters removed.
        message: the server's `msg`, likewise; shown in the details only.
        message_cn: the server's `msg_cn`, likewise.
        has_anomaly: True where a field disagrees with a verdict that outranks it.
        gateway_request_id: the gateway's id where the exchange had a well-formed one.
        retry_after_s: seconds that the server asked to wait, where it did so credibly.
        signals: what our own service measured, for people; no verdict is made of it here.
    """

    verdict: Verdict
    reason: Reason
    detail: str = ""
    score: float | None = None
    request_id: str | None = None
    code: int | None = None
    http_status: int | None = None
    risk_reason: str = ""
    message: str = ""
    message_cn: str = ""
    has_anomaly: bool = False
    gateway_request_id: str | None = None
    retry_after_s: int | None = None
    signals: tuple[Signal, ...] = ()


def decide_attack(reason: Reason, *, detail: str = "") -> Decision:
    """Returns the decision for evidence of an attack that no single reply has given."""
    return Decision(Verdict.SPOOF, reason, detail=detail)


def decide_failure(reason: Reason, *, detail: str = "") -> Decision:
    """Returns the decision for an attempt that brought no reply to judge."""
    return Decision(failure_verdict(reason), reason, detail=detail)
