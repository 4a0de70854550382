"""What the evidence on a source amounts to: it may refuse, it never vouches."""

from itertools import product

import pytest

from liveness_station.domain.injection import (
    SOURCE_SIGNALS,
    UNMEASURED,
    CameraPolicy,
    DeviceEvidence,
    ProvenanceReport,
    SourceVerdict,
    judge_source,
    judge_unmeasured,
    with_signals,
    worst_report,
)
from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind

VIRTUAL = DeviceEvidence("virtual", is_virtual=True)
LOOP = Signal("loop_likeness", 0.9, 0.32, is_against=True)
RANKS = {verdict: rank for rank, verdict in enumerate(SourceVerdict)}


def against(code: str) -> Signal:
    return Signal(code, 1.0, 0.5, is_against=True)


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (CameraPolicy.ALLOW, SourceVerdict.ALLOW),
        (CameraPolicy.WARN, SourceVerdict.WARN),
        (CameraPolicy.BLOCK, SourceVerdict.BLOCK),
    ],
)
def test_C17_a_virtual_camera_is_blocked_warned_of_or_allowed(
    policy: CameraPolicy, verdict: SourceVerdict
) -> None:
    report = judge_source(VIRTUAL.signals, policy, device="virtual")
    assert report.verdict is verdict
    assert bool(report.vetoes) is (verdict is SourceVerdict.BLOCK)


def test_a_name_alone_is_a_hint_and_never_refuses() -> None:
    named = DeviceEvidence("virtual", has_virtual_name=True)
    for policy in CameraPolicy:
        assert judge_source(named.signals, policy).verdict is not SourceVerdict.BLOCK
    assert judge_source(named.signals, CameraPolicy.BLOCK).verdict is SourceVerdict.WARN


def test_a_camera_that_is_not_enrolled_is_in_doubt_only_where_there_is_a_list() -> None:
    for is_enrolled, verdict in (
        (None, SourceVerdict.ALLOW),
        (True, SourceVerdict.ALLOW),
        (False, SourceVerdict.BLOCK),
    ):
        device = DeviceEvidence("physical", is_enrolled=is_enrolled)
        assert judge_source(device.signals, CameraPolicy.BLOCK).verdict is verdict


def test_no_policy_goes_below_its_floor() -> None:
    """A source that stands still is never captured, one that repeats itself never passed over."""
    floors = {
        "source_frozen": SourceVerdict.BLOCK,
        "loop_likeness": SourceVerdict.WARN,
        "loop_period": SourceVerdict.WARN,
        "duplicates_exact": SourceVerdict.WARN,
    }
    for code, policy in product(SOURCE_SIGNALS, CameraPolicy):
        floor = floors.get(code, SourceVerdict.ALLOW)
        verdict = judge_source((against(code),), policy).verdict
        assert RANKS[verdict] >= RANKS[floor], (code, policy)
    for allow, warn, block in SOURCE_SIGNALS.values():
        assert RANKS[allow] <= RANKS[warn] <= RANKS[block]


def test_a_signal_that_nobody_knows_is_the_gravest() -> None:
    report = judge_source((against("halo"),), CameraPolicy.ALLOW)
    assert report.verdict is SourceVerdict.BLOCK
    assert report.vetoes == (against("halo"),)


@pytest.mark.parametrize("policy", CameraPolicy)
def test_more_evidence_never_rescues(policy: CameraPolicy) -> None:
    for code in SOURCE_SIGNALS:
        alone = judge_source((against(code),), policy)
        calm = tuple(
            Signal(other, 0.0, 1.0, is_against=False) for other in SOURCE_SIGNALS if other != code
        )
        assert with_signals(alone, calm).verdict is alone.verdict


def test_what_is_measured_later_joins_what_was_known() -> None:
    base = judge_source(VIRTUAL.signals, CameraPolicy.WARN, device="virtual")
    grown = with_signals(with_signals(base, (LOOP,)), (LOOP,))
    assert [signal.code for signal in grown.signals].count("loop_likeness") == 1
    assert (grown.policy, grown.device) == (CameraPolicy.WARN, "virtual")


def test_a_burst_is_as_doubtful_as_its_most_doubtful_frame() -> None:
    calm = judge_source((), CameraPolicy.BLOCK)
    warned = judge_source((LOOP,), CameraPolicy.WARN)
    blocked = judge_source((LOOP,), CameraPolicy.BLOCK)
    assert worst_report((UNMEASURED, calm, blocked, warned, calm)) is blocked
    assert worst_report((calm, warned, UNMEASURED)) is warned
    assert worst_report((UNMEASURED,)) == worst_report(()) == ProvenanceReport()
    newer = ProvenanceReport((LOOP,), SourceVerdict.ALLOW)
    assert worst_report((calm, newer)) is newer


def test_a_file_is_in_doubt_where_cameras_are_enrolled() -> None:
    block = CameraPolicy.BLOCK
    free = judge_unmeasured(SourceKind.FILE, block, has_list=False)
    assert (free.verdict, free.device) == (SourceVerdict.ALLOW, "file")
    listed = judge_unmeasured(SourceKind.FILE, block, has_list=True)
    assert [signal.code for signal in listed.vetoes] == ["device_unlisted"]
