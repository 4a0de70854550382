"""While a reference is being typed, nobody is captured: the one before is not meant any more."""

from dataclasses import replace

from liveness_station.session.events import (
    CapturePressed,
    OutcomeArrived,
    RecordLate,
    SubjectEdited,
    SubjectTyped,
)
from liveness_station.session.machine import step
from liveness_station.session.states import Idle, Notice, Showing, Verifying
from tests.session.desk import NOW_S, desk, frame, job, outcome

STILL = frame()


def test_what_is_typed_but_not_entered_is_in_the_way_of_a_capture() -> None:
    typing, _ = step(desk(), SubjectEdited(is_pending=True))
    refused, effects = step(typing, CapturePressed(STILL, "job-9", NOW_S))
    assert refused.notice is Notice.SUBJECT_NOT_SET
    assert effects == ()
    assert isinstance(refused.phase, Idle)


def test_once_entered_or_deleted_the_way_is_free() -> None:
    typing, _ = step(desk(), SubjectEdited(is_pending=True))
    for event in (SubjectTyped("B-7"), SubjectEdited(is_pending=False)):
        free, _ = step(typing, event)
        _, effects = step(free, CapturePressed(STILL, "job-9", NOW_S))
        assert len(effects) == 1


def test_a_reference_that_cannot_be_one_stays_in_the_way() -> None:
    typing, _ = step(desk(), SubjectEdited(is_pending=True))
    refused, _ = step(typing, SubjectTyped("x" * 65))
    assert refused.is_subject_being_typed
    _, effects = step(refused, CapturePressed(STILL, "job-9", NOW_S))
    assert effects == ()


def test_the_first_letter_clears_the_verdict_of_the_one_before() -> None:
    showing = desk(Showing(outcome(job()), STILL, NOW_S))
    typing, effects = step(showing, SubjectEdited(is_pending=True))
    assert isinstance(typing.phase, Idle)
    assert effects == ()


def test_a_running_check_goes_on_while_the_next_one_is_typed() -> None:
    verifying = desk(Verifying(job(), STILL, NOW_S))
    typing, _ = step(verifying, SubjectEdited(is_pending=True))
    assert typing == replace(verifying, is_subject_being_typed=True)


def test_a_verdict_that_comes_while_the_next_one_is_typed_is_late() -> None:
    verifying = desk(Verifying(job(), STILL, NOW_S))
    typing, _ = step(verifying, SubjectEdited(is_pending=True))
    after, effects = step(typing, OutcomeArrived(outcome(job()), NOW_S))
    assert isinstance(after.phase, Idle)
    assert effects == (RecordLate(outcome(job())),)
