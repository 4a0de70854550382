"""Desk events that the storage tests share: one of each, with names that must stay apart."""

from typing import Final

from liveness_station.domain.consents import Consent, ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    DeskEvent,
    NoteEvent,
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    PeopleEvent,
    PeopleStep,
    SettingEvent,
    ShadowEvent,
    ShadowTrouble,
    ShiftEvent,
    ShiftStep,
)
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import Role
from liveness_station.domain.subjects import Subject

SUBJECT: Final = Subject("张三 42")
GIVEN: Final = Consent(ConsentAnswer.GIVEN, "c-1", "2026-10", ConsentRoute.HERE, "zh_CN")
ACCEPTED: Final = Override(
    OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON, "王芳", "Frau Müller"
)
CHANGES: Final = (
    ("threshold", "0.8", "0.9"),
    ("desk_name", '"Schalter Özil"', '"Schalter Nguyễn"'),
    ("source", '"rtsp://hans:hunter2@10.0.0.5/live"', '""'),
    ("base_url", '"https://api.example"', '"https://eve:hunter3@api.example"'),
)
EVENTS: Final[tuple[DeskEvent, ...]] = (
    ConsentEvent(GIVEN, SUBJECT, 7),
    OverrideEvent("job-1", ACCEPTED, "Søren"),
    NoteEvent("job-1", "wore Zoë's glasses", "Łukasz"),
    OtherMethodEvent(SUBJECT, OtherReason.SUBJECT_WISHES, "job-1", "mother is Renée", 7, "Łukasz"),
    AllowanceEvent(SUBJECT, 2, "Søren", 7),
    ShiftEvent(ShiftStep.ENDED, "Łukasz", Role.OPERATOR, "ask Jürgen for the key"),
    PeopleEvent(PeopleStep.ADDED, "Žofie", Role.AUDITOR, "Søren"),
    SettingEvent(CHANGES, "Søren"),
    ShadowEvent("job-1", "api.example", "cloud/1", "LIVE", "above_threshold", "0.91", "", True),
)
FAILED: Final = ShadowEvent(
    "job-1",
    "api.example",
    "",
    "",
    "network",
    "",
    "api.example",
    False,
    ShadowTrouble.FAILED,
)
NAMES: Final = (
    *("张三", "王芳", "Müller", "Søren", "Zoë", "Łukasz", "Renée", "Jürgen", "Žofie"),
    *("Özil", "Nguyễn", "hunter2", "hunter3", "hans", "eve:"),
)
"""None of these may stand in the chain."""
