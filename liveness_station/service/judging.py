"""From a parsed request to the contract's reply: base64, decoding, the engine, the threshold.

Which code says what:

- a score not above the threshold is code 200 with `is_live` false, which is how the contract
  describes a threshold;
- 4004 is the answer where the caller's threshold would let the picture pass although the attack
  classes together outweigh the live class (score at most 0.5). A low `thresh` can therefore
  never turn a likely attack into a live result. The score goes along.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from liveness_station.contract.codes import Code
from liveness_station.contract.limits import (
    DEFAULT_THRESHOLD,
    MAX_IMAGE_BYTES,
    MAX_SIDE_PX,
    MIN_SIDE_PX,
)
from liveness_station.contract.replies import attack_reply, error_reply, result_reply
from liveness_station.contract.request import parse_request
from liveness_station.domain.assessments import Assessment
from liveness_station.domain.errors import EngineError, ImageError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.policies import MIN_THRESHOLD
from liveness_station.domain.ports import Engine
from liveness_station.domain.risks import is_of_quality
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Reason
from liveness_station.service.troubles import PictureRefusedError

Decode = Callable[[bytes], Pixels]
"""Makes a picture of a file's bytes; raises ImageError."""

LIVE_SCORE: Final = "live_score"
"""Names a refusal for what all evidence comes to, where no piece of it is beyond its limit."""

LIKELY_ATTACK_SCORE: Final = MIN_THRESHOLD
"""At or below this score the attack classes together outweigh the live one."""

_DATA_URI: Final = re.compile(r"\Adata:[^,]{0,128};base64,")
_IMAGE_DETAILS: Final = {
    Reason.IMAGE_TOO_SMALL: f"a side is below {MIN_SIDE_PX} pixels",
    Reason.IMAGE_TOO_LARGE: f"a side is above {MAX_SIDE_PX} pixels",
}


def decode_base64(untrusted_text: str) -> bytes:
    """Returns the bytes of an `image_base64`; a `data:...;base64,` prefix is taken off.

    Raises:
        PictureRefusedError: not strict base64, or the picture is not smaller than 20 MB.
    """
    prefix = _DATA_URI.match(untrusted_text)
    text = untrusted_text[prefix.end() :] if prefix else untrusted_text
    try:
        image = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureRefusedError("image_base64 is not base64") from error
    if len(image) >= MAX_IMAGE_BYTES:
        raise PictureRefusedError("the picture is not smaller than 20 MB")
    return image


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is left of a request once it has been read: the text of its picture is not kept.

    Attributes:
        pixels: the decoded picture; None where it is behind `image_url`.
        image_url: where the picture is to be fetched, None where it came along.
        threshold: as the caller wants it; None stands for the contract's 0.8.
    """

    pixels: Pixels | None
    image_url: str | None
    threshold: float | None


def read_request(decode: Decode, untrusted_body: bytes) -> Question:
    """Parses a body and decodes the picture in it; to be run off the event loop.

    Args:
        decode: makes pixels of a picture file's bytes.
        untrusted_body: of one request.

    Raises:
        BadRequestError: the body is no request of the contract.
        PictureRefusedError: the bytes are no usable picture.
    """
    parsed = parse_request(untrusted_body)
    text = parsed.image_base64
    pixels = None if text is None else read_picture(decode, decode_base64(text))
    return Question(pixels, parsed.image_url, parsed.threshold)


def read_picture(decode: Decode, untrusted_image: bytes) -> Pixels:
    """Decodes one picture; to be run off the event loop.

    Raises:
        PictureRefusedError: the bytes are no usable picture.
    """
    try:
        return decode(untrusted_image)
    except ImageError as error:
        # The decoder's details are fixed words of ours; they say what to send instead.
        detail = _IMAGE_DETAILS.get(error.reason, f"the picture cannot be decoded: {error.detail}")
        raise PictureRefusedError(detail) from error


def judge(
    engine: Engine, pixels: Pixels, *, threshold: float | None, request_id: str
) -> dict[str, object]:
    """Scores one picture and builds the reply; to be run off the event loop.

    Args:
        engine: scores the picture.
        pixels: the decoded picture.
        threshold: as the caller wants it; None stands for the contract's 0.8.
        request_id: for the reply.

    Raises:
        EngineError: the engine failed or gave no probability.
    """
    assessment = engine.assess(pixels)
    wanted = DEFAULT_THRESHOLD if threshold is None else threshold
    return build_reply(assessment, threshold=wanted, request_id=request_id)


def build_reply(assessment: Assessment, *, threshold: float, request_id: str) -> dict[str, object]:
    """Builds the reply to a picture that was scored; a score must be above the threshold to pass.

    Raises:
        EngineError: there is a face and no score, or one that is no probability.
    """
    if not assessment.faces:
        return error_reply(Code.NO_FACE, request_id)
    score = assessment.score
    if score is None or not 0.0 <= score <= 1.0:
        raise EngineError(Reason.INTERNAL, "score")
    is_above = score > threshold
    is_likely_attack = is_above and score <= LIKELY_ATTACK_SCORE
    named, signals = assessment.risk_reasons, assessment.signals
    if not is_above or is_likely_attack:
        limit = LIKELY_ATTACK_SCORE if is_likely_attack else threshold
        own = Signal(
            LIVE_SCORE, round(score, 3), limit, is_against=True, region=assessment.faces[0]
        )
        strongest = _strongest(signals) or own
        named = strongest.code, *(reason for reason in named if reason != strongest.code)
        signals = (own, *signals) if strongest is own else signals
    reply = attack_reply if is_likely_attack else partial(result_reply, is_live=is_above)
    evidence = [_on_the_wire(signal) for signal in signals]
    return reply(request_id, score=score, risk_reason=",".join(named), evidence=evidence)


def _strongest(signals: tuple[Signal, ...]) -> Signal | None:
    """Returns what a refusal is for; None where nothing that was measured speaks against by itself.

    The first speaks for all unless it is inside its limit. What is wrong with the picture is named
    beside, and is no reason for a low score.
    """
    if signals and signals[0].is_against:
        return signals[0]
    against = (signal for signal in signals if signal.is_against)
    return next((signal for signal in against if not is_of_quality(signal.code)), None)


def _on_the_wire(signal: Signal) -> dict[str, object]:
    box = signal.region
    edges = None if box is None else (box.left_px, box.top_px, box.width_px, box.height_px)
    return {
        "code": signal.code,
        "value": signal.value,
        "limit": signal.limit,
        "is_against": signal.is_against,
        "box": None if edges is None else [round(edge, 1) for edge in edges],
    }
