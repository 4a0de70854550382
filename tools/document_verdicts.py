"""Writes docs/verdicts.md from the code, so that the two cannot drift apart; a test compares them.

Usage: python -m tools.document_verdicts
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from liveness_station.contract.gateway import GATEWAY_CODES, GATEWAY_MESSAGES, GatewayFault
from liveness_station.domain.fusion import DEFAULT_FLOOR, MAX_DISSENTERS, MIN_SCORED, VETOES
from liveness_station.domain.gateways import gateway_reason
from liveness_station.domain.verdicts import Reason, Verdict, actor_of, failure_verdict
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE

PATH: Final = Path(__file__).resolve().parent.parent / "docs" / "verdicts.md"

FUSION: Final = f"""
## A burst, and what was measured besides

A burst and a guided check have several frames. Each is judged by the rows above, then `fuse` in
`domain/fusion.py` makes one verdict of them; it can only hand on a LIVE that a frame has, never
make one. The first row that fits wins; the order of frames and signals does not matter. A single
frame without a signal against it keeps its own verdict. A guided check or a burst of fewer than
{MIN_SCORED} frames is not sent at all.
"""

SIGNALS: Final = """
Signals may veto and never rescue: whatever does not speak against the subject changes nothing.
"""

RESULTS: Final = {
    Reason.ABOVE_THRESHOLD: Verdict.LIVE,
    Reason.BELOW_THRESHOLD: Verdict.SPOOF,
    Reason.ATTACK: Verdict.SPOOF,
    Reason.FLAT_MOVEMENT: Verdict.SPOOF,
}

INTRODUCTION: Final = """\
# Verdicts

<!-- Written by `python -m tools.document_verdicts`; a test compares it with the code. -->

What the station makes of an answer is decided at one place, `decide` in `domain/decide.py`. Only
LIVE is a pass. RETRY: nothing was decided, and trying again is reasonable. ERROR: the answer cannot
be trusted or recorded; that is no accusation. The codes below are stable: they are recorded, shown
in the details of a verdict and never translated.
"""

FUSED: Final = (
    ("a frame was an attack (`code` 4004)", Reason.ATTACK),
    ("a signal says that the face is flat", Reason.FLAT_MOVEMENT),
    (
        f"at least {MIN_SCORED} scores, their median not above the review limit, or not above the "
        "threshold where there is no such limit",
        Reason.BELOW_THRESHOLD,
    ),
    (
        "a signal refuses the source; of this row and the next the first in the list of reasons",
        Reason.SOURCE_REFUSED,
    ),
    ("a frame ended in an ERROR: that one", None),
    ("a frame ended in another RETRY than those below, such as `network`: that one", None),
    ("any other signal against the subject: what it means, see below", None),
    (
        "a guided check without all of the signals below but `face_sway` and those of the source",
        Reason.TOO_FEW_FRAMES,
    ),
    (
        "a frame bore a risk reason that is not listed as benign; one about the picture only, "
        "in one of four or more frames, is a frame less",
        Reason.RISK_REASON,
    ),
    ("no frame has a score: `no_face`, `bad_image` … as the first of them in the list", None),
    (f"fewer than {MIN_SCORED} frames have a score", Reason.TOO_FEW_FRAMES),
    ("the median is not above the threshold", Reason.REVIEW),
    (
        f"fewer than {MIN_SCORED} scores are above the threshold, or more than {MAX_DISSENTERS} of "
        "the frames has none that is, or the lowest is not above the review limit (without one: "
        f"{DEFAULT_FLOOR} of the threshold)",
        Reason.DISAGREEMENT,
    ),
    ("else", Reason.ABOVE_THRESHOLD),
)

GATES: Final = (
    (
        "the subject has not agreed to a picture, or not to one that leaves this computer, and "
        "this one would; nothing is encoded or sent",
        Reason.CONSENT_MISSING,
    ),
    (
        "the threshold is no number from 0.5 to below 1, or the review limit, where there is one, "
        "none from 0.2 to the threshold",
        Reason.BAD_POLICY,
    ),
    (
        "the other end is unproven: no verified TLS, or no bound reply on loopback",
        Reason.UNTRUSTED_CHANNEL,
    ),
    ("the deadline has passed", Reason.LATE),
    ("the body is longer than 64 KiB, or encoded", Reason.OVERSIZE),
    ("HTTP 1xx, 3xx, 511", Reason.REDIRECT),
    ("any other status that is not 2xx, 4xx or 5xx", Reason.MALFORMED),
    ("HTTP 401, 403, and no gateway speaks", Reason.AUTH),
    ("HTTP 407, and no gateway speaks", Reason.PROXY),
    ("HTTP 429, and no gateway speaks", Reason.THROTTLED),
)
BODIES: Final = (
    ("a gateway refuses, and no `code` 200 or 4004 can be read: its own table", Reason.GATEWAY),
    ("no strict JSON object, HTTP 5xx", Reason.SERVER),
    ("no strict JSON object, HTTP 413", Reason.TOO_LARGE),
    ("no strict JSON object, any other status", Reason.MALFORMED),
    ("`code` is missing or no integer", Reason.SCHEMA),
    (
        "`code` 4004, whatever else is said; an anomaly is noted where something disagrees",
        Reason.ATTACK,
    ),
    ("`code` 200 beside a gateway's refusal", Reason.CONTRADICTION),
    ("a field of `data` outside it, or one of the outer fields within", Reason.SCHEMA),
    ("`code` 4001", Reason.BAD_IMAGE),
    ("`code` 4001 for the second time in a row", Reason.BAD_IMAGE_AGAIN),
    ("`code` 4002", Reason.NO_FACE),
    ("`code` 5000", Reason.SERVER),
    ("`code` 101, 102, 401, 403", Reason.AUTH),
    ("`code` 103, 104", Reason.QUOTA),
    ("any other `code` but 200", Reason.UNKNOWN_CODE),
    ("200, and the HTTP status is another", Reason.CONTRADICTION),
    ("200, and `success` is false", Reason.CONTRADICTION),
    ("200, and `success` is not true", Reason.SCHEMA),
    (
        "200, and `data` is no object, or `request_id`, `is_live` or the score is none",
        Reason.SCHEMA,
    ),
    ("the third answer in a row that ends in one of the rows for such fields", Reason.API_CHANGED),
    ("200, and `request_id` was seen before", Reason.REPLAY),
    ("`is_live` disagrees with score > threshold, within 0.0005 of it", Reason.BOUNDARY),
    ("`is_live` disagrees with score > threshold, further off", Reason.CONTRADICTION),
    ("`is_live` is false, the score above the review limit where there is one", Reason.REVIEW),
    ("`is_live` is false, the score not above the threshold", Reason.BELOW_THRESHOLD),
    (
        "`is_live` is true, the score above, and a `risk_reason` that is not listed as benign",
        Reason.RISK_REASON,
    ),
    ("`is_live` is true, the score above, nothing else", Reason.ABOVE_THRESHOLD),
)


def verdict_of(reason: Reason) -> Verdict:
    """Returns the verdict that a reason goes with."""
    return RESULTS.get(reason) or failure_verdict(reason)


def document() -> str:
    """Returns the whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## Before the body is read\n\nThe first row that fits wins.\n",
            *_rows(GATES),
            "\n## By what the body says\n\nIn this order.\n",
            *_rows(BODIES),
            FUSION,
            *_rows(FUSED),
            SIGNALS,
            *_signals(),
            "\n## What a gateway refuses\n",
            "`X-Ca-Error-Code` where it is known, else the beginning of `X-Ca-Error-Message`, else",
            "the digits of the code, else the status. Neither text is kept: it can hold what was",
            "signed. With HTTP 450 the body is read instead.\n",
            *_gateway(),
            "\n## Every reason\n",
            *_reasons(),
            "",
        ]
    )


def _rows(rows: Iterable[tuple[str, Reason | None]]) -> Iterator[str]:
    yield from ("| if | verdict | reason |", "|---|---|---|")
    for condition, reason in rows:
        verdict, code = ("", "") if reason is None else _named(reason)
        yield f"| {condition} | {verdict} | {code} |"


def _signals() -> Iterator[str]:
    yield from ("| signal | verdict | reason |", "|---|---|---|")
    for code, reason in VETOES.items():
        yield f"| `{code}` | {' | '.join(_named(reason))} |"
    yield f"| any other | {' | '.join(_named(Reason.RISK_REASON))} |"


def _named(reason: Reason) -> tuple[str, str]:
    return verdict_of(reason).value, f"`{reason.value}`"


def _gateway() -> Iterator[str]:
    yield from ("| code or message | verdict | reason | detail |", "|---|---|---|---|")
    for said, fault in [*GATEWAY_CODES.items(), *GATEWAY_MESSAGES]:
        yield _gateway_row(f"`{said}`" if said.isupper() else f"“{said} …”", fault)
    digits = (
        "`A…`: `auth`; `…401…`, `…404…`, `…413…`, `…429…`, `…451…`, `…503…`, `…504…`: by number"
    )
    yield f"| {digits} | | | |"


def _gateway_row(said: str, fault: GatewayFault) -> str:
    reason = gateway_reason(fault, http_status=400)
    return f"| {said} | {verdict_of(reason).value} | `{reason.value}` | `gateway_{fault.value}` |"


def _reasons() -> Iterator[str]:
    yield "| code | verdict | who can act | what has happened | what to do | 说明 | 处理 |"
    yield "|---|---|---|---|---|---|---|"
    for reason in Reason:
        english, chinese = ENGLISH.reasons[reason], CHINESE.reasons[reason]
        cells = (
            *(f"`{reason.value}`", verdict_of(reason).value, actor_of(reason).value),
            *(english.happened, english.next_step, chinese.happened, chinese.next_step),
        )
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Writes the page."""
    PATH.write_text(document(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
