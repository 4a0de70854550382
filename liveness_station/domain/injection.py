"""Whether pictures come from the camera they seem to come from, and what is made of the evidence.

Pure. Every piece of evidence is a `Signal` with its number and limit. Together they may refuse a
source and never vouch for one: a good forger leaves no trace in any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind


class CameraPolicy(StrEnum):
    """What becomes of a source that something speaks against. The values are stable codes."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


class SourceVerdict(StrEnum):
    """What a report amounts to. The values are stable codes."""

    UNMEASURED = "unmeasured"
    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


SOURCE_SIGNALS: Final[Mapping[str, tuple[SourceVerdict, SourceVerdict, SourceVerdict]]] = (
    MappingProxyType(
        {
            "device_virtual": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "device_unlisted": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "device_name_hint": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.WARN),
            "source_frozen": (SourceVerdict.BLOCK, SourceVerdict.BLOCK, SourceVerdict.BLOCK),
            "loop_likeness": (SourceVerdict.WARN, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "loop_period": (SourceVerdict.WARN, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "duplicates_exact": (SourceVerdict.WARN, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "duplicates_near": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.WARN),
            "cadence_regular": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.WARN),
            "cadence_jitter": (SourceVerdict.ALLOW, SourceVerdict.ALLOW, SourceVerdict.ALLOW),
            "exposure_step": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "white_step": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.BLOCK),
            "probe_age": (SourceVerdict.ALLOW, SourceVerdict.ALLOW, SourceVerdict.ALLOW),
            # Somebody may sit very still: of a camera that nothing else speaks against it is no
            # refusal. Of a stream nothing else is known.
            "head_movement": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.WARN),
            "movement_unseen": (SourceVerdict.ALLOW, SourceVerdict.WARN, SourceVerdict.BLOCK),
        }
    )
)
"""What each signal amounts to where it speaks against the source: under allow, warn and block.

No policy goes below what stands under allow: a source that stands still is never captured, and one
that repeats itself is never passed over in silence.
"""

_STRENGTH: Final = MappingProxyType({verdict: rank for rank, verdict in enumerate(SourceVerdict)})
_COLUMN: Final = MappingProxyType({policy: place for place, policy in enumerate(CameraPolicy)})


@dataclass(frozen=True, slots=True)
class DeviceEvidence:
    """What the operating system tells of a device, as far as it bears on where pictures come from.

    Attributes:
        code: what it is taken for, such as "physical" or "virtual".
        is_virtual: True where the system's facts say that a program plays it.
        has_virtual_name: True where its name is that of such a program; names can be changed.
        is_enrolled: whether it stands on the list of enrolled cameras; None where there is no list.
    """

    code: str = ""
    is_virtual: bool = False
    has_virtual_name: bool = False
    is_enrolled: bool | None = None

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The same as evidence."""
        found = [
            _flag("device_virtual", speaks=self.is_virtual),
            _flag("device_name_hint", speaks=self.has_virtual_name),
        ]
        if self.is_enrolled is not None:
            found.append(_flag("device_unlisted", speaks=not self.is_enrolled))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ProvenanceReport:
    """Everything that was measured of a source, and what it amounts to.

    Attributes:
        signals: the evidence, whether it speaks against the source or not.
        verdict: what becomes of a capture.
        policy: by which rule.
        device: what the device is taken for, "" where it is none.
    """

    signals: tuple[Signal, ...] = ()
    verdict: SourceVerdict = SourceVerdict.UNMEASURED
    policy: CameraPolicy = CameraPolicy.BLOCK
    device: str = ""

    @property
    def vetoes(self) -> tuple[Signal, ...]:
        """The evidence that refuses a capture; empty unless the verdict is BLOCK."""
        return tuple(
            signal
            for signal in self.signals
            if signal.is_against and _verdict_on(signal, self.policy) is SourceVerdict.BLOCK
        )

    @property
    def is_movement_awaited(self) -> bool:
        """Tells whether somebody looks for a movement of the head and has seen none of late.

        Nothing is captured by itself then: a photograph would be.
        """
        return any(
            signal.code == "head_movement" and signal.value < signal.limit
            for signal in self.signals
        )

    @property
    def doubts(self) -> tuple[Signal, ...]:
        """The evidence that speaks against the source, refusal or not."""
        return tuple(signal for signal in self.signals if signal.is_against)


UNMEASURED: Final = ProvenanceReport()
"""Of a source that nobody has looked at."""


def judge_source(
    signals: tuple[Signal, ...], policy: CameraPolicy, *, device: str = ""
) -> ProvenanceReport:
    """Returns the report on a source.

    Args:
        signals: the evidence; a code that is not known counts as the gravest.
        policy: what an administrator has laid down.
        device: what the device is taken for.
    """
    found = [_verdict_on(signal, policy) for signal in signals if signal.is_against]
    verdict = max(found, key=lambda verdict: _STRENGTH[verdict], default=SourceVerdict.ALLOW)
    return ProvenanceReport(signals, verdict, policy, device)


def worst_report(reports: tuple[ProvenanceReport, ...]) -> ProvenanceReport:
    """Returns the gravest of several frames' reports, of equal ones the latest.

    A burst is as doubtful as its most doubtful frame. One frame that was not measured is no doubt.
    """
    worst = UNMEASURED
    for report in reports:
        if _STRENGTH[report.verdict] >= _STRENGTH[worst.verdict]:
            worst = report
    return worst


def judge_unmeasured(kind: SourceKind, policy: CameraPolicy, *, has_list: bool) -> ProvenanceReport:
    """Returns the report on a source that is no device: a file, a stream.

    Where cameras are enrolled, it is none of them.
    """
    device = DeviceEvidence(is_enrolled=False if has_list else None)
    signals = tuple(one for one in device.signals if one.code == "device_unlisted")
    return judge_source(signals, policy, device=kind.value)


def with_signals(report: ProvenanceReport, signals: tuple[Signal, ...]) -> ProvenanceReport:
    """Returns a report with more evidence, judged anew by the same policy."""
    merged = {signal.code: signal for signal in (*report.signals, *signals)}
    return judge_source(tuple(merged.values()), report.policy, device=report.device)


def _verdict_on(signal: Signal, policy: CameraPolicy) -> SourceVerdict:
    row = SOURCE_SIGNALS.get(signal.code)
    return SourceVerdict.BLOCK if row is None else row[_COLUMN[policy]]


def _flag(code: str, *, speaks: bool) -> Signal:
    return Signal(code, 1.0 if speaks else 0.0, 1.0, is_against=speaks)
