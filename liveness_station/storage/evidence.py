"""What goes into the bodies of an attempt's entries besides its verdict: whence, whither, how long.

A still adds nothing for its method, so that its bodies stay short.
"""

import hashlib
import hmac
from typing import Final

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import ProvenanceReport, SourceVerdict
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.provenance import Inquiry, Origin
from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Reason

Evidence = dict[str, str | list[str]]
Facts = dict[str, str | int | bool | None]
SourceFacts = dict[str, str | int | dict[str, str | list[str]] | None]


def method_of(job: Job) -> Evidence:
    """Returns what tells how a capture was taken, nothing for a still."""
    return {} if job.method is Method.STILL else {"method": job.method.value}


def insisted_of(job: Job) -> Evidence:
    """Returns what the gates found wrong when the operator captured all the same, if anything."""
    return {"insisted": list(job.insisted)} if job.insisted else {}


def gates_of(job: Job) -> Evidence:
    """Returns that the gates could not look at the picture, and should; nothing where they did."""
    return {"gates": "off"} if job.is_ungated else {}


def follows_of(job: Job) -> Evidence:
    """Returns the attempt that this one repeats, nothing for a subject's first."""
    return {"follows": job.follows} if job.follows else {}


def evidence_of(outcome: Outcome) -> Evidence:
    """Returns scores, signals and the ids of the replies, as far as there are any.

    A still has one score and one id, which its entry has held from the first version on.
    """
    found: Evidence = {**method_of(outcome.job)}
    signals = (*outcome.signals, *outcome.decision.signals)
    if outcome.job.method is not Method.STILL:
        found["scores"] = [repr(score) for score in outcome.scores]
    own = outcome.decision.request_id
    if outcome.job.method is not Method.STILL or set(request_ids_of(outcome)) - {own}:
        found["request_ids"] = list(request_ids_of(outcome))
    if signals:
        found["signals"] = [signal_text(signal) for signal in signals]
    return found


def origin_of(origin: Origin) -> SourceFacts:
    """Returns what may be said openly of a source."""
    return {
        **_provenance_of(origin.report),
        "source_kind": origin.kind.value,
        "source_width_px": origin.width_px,
        "source_height_px": origin.height_px,
    }


def _provenance_of(report: ProvenanceReport) -> SourceFacts:
    """Returns the evidence on where a source gets its pictures; nothing where nobody looked."""
    if report.verdict is SourceVerdict.UNMEASURED:
        return {}
    return {
        "provenance": {
            "verdict": report.verdict.value,
            "policy": report.policy.value,
            "device": report.device,
            "signals": [signal_text(signal) for signal in report.signals],
        }
    }


def consent_of(consent: Consent) -> Facts:
    """Returns what the subject was asked and said; how far a picture may go only if asked."""
    is_asked = consent.answer is not ConsentAnswer.NOT_ASKED
    return {
        "consent": consent.answer.value,
        "consent_id": consent.consent_id or None,
        "consent_text": consent.text_version or None,
        **({"consent_route": consent.route.value} if is_asked else {}),
    }


def left_of(outcome: Outcome) -> Facts:
    """Returns whether something left this computer, and to whom.

    "maybe": it was handed over, and nothing came back, or the program failed and nobody knows. An
    address that was sent counts as well.
    """
    may_be_out = bool(outcome.inquiries) or outcome.decision.reason is Reason.INTERNAL
    is_out = outcome.route.left_to is not None and may_be_out
    is_sure = any(inquiry.is_answered for inquiry in outcome.inquiries)
    return {
        "left": ("yes" if is_sure else "maybe") if is_out else "no",
        "left_to": outcome.route.left_to if is_out else None,
        "via": outcome.route.via if is_out else None,
        "sent": _what_was_sent(outcome),
    }


def _what_was_sent(outcome: Outcome) -> str:
    if not outcome.inquiries:
        return "unknown" if outcome.decision.reason is Reason.INTERNAL else "nothing"
    return "address" if outcome.origin.kind is SourceKind.ADDRESS else "picture"


def frame_of(inquiry: Inquiry, picture_key: bytes | None) -> Facts:
    """Returns what is known of one picture that was handed over, and the commitment to it.

    Args:
        inquiry: the picture and its way.
        picture_key: what commitments of this attempt are made with; None once it is erased.
    """
    probe = inquiry.probe
    return {
        "commitment": None
        if probe is None or picture_key is None
        else commitment(picture_key, probe.jpeg),
        "bytes": None if probe is None else len(probe.jpeg),
        "width_px": None if probe is None else probe.width_px,
        "height_px": None if probe is None else probe.height_px,
        "answered": inquiry.is_answered,
        "http_status": inquiry.http_status,
        "score": inquiry.score_text or None,
        "request_id": inquiry.request_id,
        "server_date": inquiry.server_date or None,
        "reply_sha256": inquiry.reply_sha256 or None,
        "encode_ms": ms_text(inquiry.encode_ms),
        "ask_ms": ms_text(inquiry.ask_ms),
        "connect_ms": ms_text(inquiry.connect_ms),
        "send_ms": ms_text(inquiry.send_ms),
        "wait_ms": ms_text(inquiry.wait_ms),
        "decide_ms": ms_text(inquiry.decide_ms),
    }


COMMITMENT_KEY_BYTES: Final = 32
"""So long is every key of commitments."""


def commitment(picture_key: bytes, jpeg: bytes) -> str:
    """Returns what proves later that this very picture was judged: HMAC-SHA256, in hex."""
    return hmac.new(picture_key, jpeg, hashlib.sha256).hexdigest()


def ms_text(value_ms: float | None) -> str | None:
    """Returns a duration in milliseconds as text: bodies hold no floats."""
    return None if value_ms is None else f"{value_ms:.3f}"


def request_ids_of(outcome: Outcome) -> tuple[str, ...]:
    """Returns the ids of all replies that went into an outcome, each once."""
    own = outcome.decision.request_id
    return tuple(dict.fromkeys((*outcome.request_ids, *(() if own is None else (own,)))))


def signal_text(signal: Signal) -> str:
    """Returns a signal as text, such as `movement_depth=0.12/0.3!@10.0,20.0,64.0,64.0`.

    The mark says that it speaks against a live subject; after the @ stand left, top, width and
    height of the region, where there is one.
    """
    mark = "!" if signal.is_against else ""
    return f"{signal.code}={signal.value!r}/{signal.limit!r}{mark}{_region_text(signal.region)}"


def _region_text(region: Face | None) -> str:
    if region is None:
        return ""
    sides = (region.left_px, region.top_px, region.width_px, region.height_px)
    return "@" + ",".join(f"{float(side):.1f}" for side in sides)
