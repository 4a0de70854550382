"""Where a check's pictures came from and went to, and how long each stage took."""

from dataclasses import dataclass, field

from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.injection import UNMEASURED, ProvenanceReport, worst_report
from liveness_station.domain.source_kinds import SourceKind


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a source besides its name; nothing of it names a person.

    Attributes:
        kind: what it is.
        width_px: of its pictures, None where there was none.
        height_px: likewise.
        report: the evidence on where it gets its pictures, and what was made of it.
    """

    kind: SourceKind = SourceKind.UNKNOWN
    width_px: int | None = None
    height_px: int | None = None
    report: ProvenanceReport = UNMEASURED


UNKNOWN_ORIGIN = Origin()


def origin_of(frames: tuple[Frame, ...]) -> Origin:
    """Returns what is known of the source of one check's frames; there is at least one."""
    first, report = frames[0], worst_report(tuple(frame.provenance for frame in frames))
    return Origin(first.source_kind, first.width_px, first.height_px, report)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One picture that was handed to the endpoint, and what is known of its way.

    Attributes:
        probe: the very bytes that were sent; None for an address, and as soon as it is recorded.
        is_answered: False where nothing came back, so that nobody knows whether it arrived.
        encode_ms: making the probe.
        ask_ms: from handing it over to its answer, or to giving up.
        decide_ms: reading the answer; None without one.
        connect_ms: of `ask_ms`, until there was a connection; None where nobody can tell.
        send_ms: of `ask_ms`, until the last byte was on its way; likewise.
        wait_ms: of `ask_ms`, until the answer was there; likewise.
        http_status: of the answer; None without one.
        score_text: the score as it stands in the answer, digit by digit; "" without one.
        request_id: the server's id, None without a well-formed one.
        server_date: the answer's `Date`, "" without one.
        reply_sha256: of the answer's body, in hex; "" without one.
    """

    probe: Probe | None = field(default=None, repr=False, compare=False)
    is_answered: bool = False
    encode_ms: float | None = None
    ask_ms: float | None = None
    decide_ms: float | None = None
    connect_ms: float | None = None
    send_ms: float | None = None
    wait_ms: float | None = None
    http_status: int | None = None
    score_text: str = ""
    request_id: str | None = None
    server_date: str = ""
    reply_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """To whom a picture goes.

    Attributes:
        left_to: the host that it leaves this computer for; None for the station's own service. A
            server on this computer that the station did not start counts as elsewhere: it may pass
            on what it gets.
        via: host and port of the proxy that it goes through; None without one.
    """

    left_to: str | None = None
    via: str | None = None


HERE = Route()
