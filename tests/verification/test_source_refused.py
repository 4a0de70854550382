"""A source that policy refuses: nothing is sent, the refusal and its evidence are recorded."""

from dataclasses import replace

import pytest

from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import (
    CameraPolicy,
    DeviceEvidence,
    SourceVerdict,
    judge_source,
)
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Reason, Verdict
from tests.fakes.endpoint import FakeEndpoint
from tests.verification.test_burst import FLAT, FRAMES, JOB, Desk, answers

VIRTUAL = DeviceEvidence("virtual", is_virtual=True)
UNLISTED = DeviceEvidence("physical", is_enrolled=False)
LOOP = Signal("loop_likeness", 0.9, 0.32, is_against=True)


@pytest.mark.parametrize("device", [VIRTUAL, UNLISTED], ids=["virtual", "unlisted"])
@pytest.mark.parametrize("method", [Method.STILL, Method.GUIDED])
def test_C17_a_refused_source_is_not_sent_and_its_evidence_is_recorded(
    device: DeviceEvidence, method: Method
) -> None:
    report = judge_source(device.signals, CameraPolicy.BLOCK, device=device.code)
    desk = Desk(FakeEndpoint(*answers(0.99, 0.99, 0.99, 0.99, 0.99)))
    frames = tuple(replace(frame, provenance=report) for frame in FRAMES)
    taken = frames[:1] if method is Method.STILL else frames
    outcome = desk.verify(job=replace(JOB, method=method), frames=taken)
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.ERROR,
        Reason.SOURCE_REFUSED,
    )
    assert outcome.recorded
    assert outcome.origin.report == report
    assert (desk.encoded, outcome.inquiries) == ([], ())


@pytest.mark.parametrize("policy", [CameraPolicy.WARN, CameraPolicy.ALLOW])
def test_C17_under_a_milder_policy_it_is_sent_and_recorded_all_the_same(
    policy: CameraPolicy,
) -> None:
    report = judge_source(VIRTUAL.signals, policy, device="virtual")
    desk = Desk(FakeEndpoint(*answers(0.99, 0.99, 0.99, 0.99, 0.99)))
    frames = tuple(replace(frame, provenance=report) for frame in FRAMES)
    outcome = desk.verify(frames=frames)
    assert outcome.decision.verdict is Verdict.LIVE
    expected = SourceVerdict.WARN if policy is CameraPolicy.WARN else SourceVerdict.ALLOW
    assert outcome.origin.report.verdict is expected
    assert outcome.origin.report.doubts


def test_one_doubtful_frame_of_a_burst_refuses_it() -> None:
    report = judge_source((LOOP,), CameraPolicy.BLOCK)
    desk = Desk(FakeEndpoint(*answers(0.99, 0.99, 0.99, 0.99, 0.99)))
    frames = (*FRAMES[:4], replace(FRAMES[4], provenance=report))
    assert desk.verify(frames=frames).decision.reason is Reason.SOURCE_REFUSED
    assert desk.encoded == []


def test_a_source_in_no_doubt_rescues_nothing() -> None:
    report = judge_source((replace(LOOP, is_against=False),), CameraPolicy.BLOCK)
    desk = Desk(FakeEndpoint(*answers(0.99, 0.99, 0.99, 0.99, 0.99)))
    frames = tuple(replace(frame, provenance=report) for frame in FRAMES)
    assert desk.verify(FLAT, frames=frames).decision.reason is Reason.FLAT_MOVEMENT
