"""Codes that stand in records for years: none may change its text."""

from liveness_station.domain.consents import ConsentAnswer
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.domain.source_kinds import SourceKind


def test_codes_of_overrides() -> None:
    assert {reason: reason.value for reason in OverrideReason} == {
        OverrideReason.IDENTITY_DOCUMENT: "identity_document",
        OverrideReason.KNOWN_PERSON: "known_person",
        OverrideReason.SECOND_PERSON_CONFIRMED: "second_person_confirmed",
        OverrideReason.CANNOT_BE_CHECKED: "cannot_be_checked",
        OverrideReason.EQUIPMENT_FAULT: "equipment_fault",
        OverrideReason.EMERGENCY: "emergency",
        OverrideReason.SUSPECTED_ATTACK: "suspected_attack",
        OverrideReason.WRONG_PERSON: "wrong_person",
        OverrideReason.SUBJECT_LEFT: "subject_left",
        OverrideReason.OTHER: "other",
    }
    assert {decision: decision.value for decision in OverrideDecision} == {
        OverrideDecision.ACCEPT: "accept",
        OverrideDecision.REFUSE: "refuse",
    }


def test_codes_of_consent() -> None:
    assert {answer: answer.value for answer in ConsentAnswer} == {
        ConsentAnswer.NOT_ASKED: "not_asked",
        ConsentAnswer.GIVEN: "given",
        ConsentAnswer.REFUSED: "refused",
        ConsentAnswer.WITHDRAWN: "withdrawn",
    }


def test_codes_of_sources() -> None:
    assert [kind.value for kind in SourceKind] == [
        "unknown",
        "device",
        "file",
        "stream",
        "demo",
        "address",
    ]
