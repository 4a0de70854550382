"""What is recorded of a desk besides attempts, and that it goes with the person it names."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.consents import Consent, ConsentAnswer
from liveness_station.domain.desk_events import (
    ConsentEvent,
    DeskEvent,
    NoteEvent,
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    SettingEvent,
    ShadowEvent,
    ShiftEvent,
    ShiftStep,
)
from liveness_station.domain.errors import RecordError
from liveness_station.domain.people import Role
from liveness_station.domain.subjects import Subject
from liveness_station.settings.troubles import SettingError
from liveness_station.settings.values import Settings, parse_setting, plain_value
from liveness_station.storage.attempts import VerdictCounts
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.event_bodies_desk import OPEN_SETTINGS
from liveness_station.storage.history import open_history
from liveness_station.storage.holds import place_hold
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, job, opened
from tests.storage.desk import ACCEPTED, EVENTS, FAILED, GIVEN, NAMES, SUBJECT
from tests.storage.pictures import found_in, scrubbed
from tests.storage.test_erasing import is_whole
from tests.storage.test_events import contradiction
from tests.storage.test_records import bodies, rows

HAS_WORDS = tuple(event for event in EVENTS if not isinstance(event, ShadowEvent))


def salted(path: Path, key: str, name: str, value: str) -> str:
    """The digest of what lies under a key, which is that value."""
    sql = "SELECT salt FROM private WHERE job = ? AND name = ?"
    with closing(sqlite3.connect(path)) as connection:
        ((salt,),) = connection.execute(sql, (key, name)).fetchall()
    return hashlib.sha256(salt + value.encode()).hexdigest()


@pytest.fixture
def log(records: SqliteRecords) -> DeskLog:
    attempt(records, job())
    return DeskLog(records.appender)


def test_every_event_is_one_entry_and_gets_its_number(log: DeskLog, path: Path) -> None:
    numbers = [log.record_event(event) for event in EVENTS]
    kinds = rows(path, "SELECT seq, kind FROM entry WHERE seq >= 4 ORDER BY seq")
    expected = [
        "CONSENT",
        "OVERRIDE",
        "NOTE",
        "OTHER",
        "ALLOW",
        "SHIFT",
        "PEOPLE",
        "SETTING",
        "SHADOW",
    ]
    assert kinds == list(zip(numbers, expected, strict=True))


def test_no_entry_names_a_person_or_holds_a_secret(log: DeskLog, path: Path) -> None:
    for event in EVENTS:
        log.record_event(event)
    chained = "\n".join(text for (text,) in rows(path, "SELECT body FROM entry"))
    said = json.dumps([json.loads(line) for line in chained.split("\n")], ensure_ascii=False)
    assert [name for name in NAMES if name in said] == []
    kept = str(rows(path, "SELECT value FROM private"))
    assert [name for name in NAMES if name not in kept] == ["hunter2", "hunter3", "hans", "eve:"]


def test_what_is_said_can_be_read_again(log: DeskLog, path: Path) -> None:
    for event in EVENTS:
        log.record_event(event)
    (consent,), (override,), (other,) = (bodies(path, k) for k in ("CONSENT", "OVERRIDE", "OTHER"))
    assert (consent["route"], consent["language"], consent["generation"]) == ("here", "zh_CN", 7)
    assert override["second"] == salted(path, "job-1", "second@5", "Søren")
    assert (other["reason"], other["after_job"]) == ("subject_wishes", "job-1")
    (allowed,), (shift,), (people,) = (bodies(path, k) for k in ("ALLOW", "SHIFT", "PEOPLE"))
    assert (allowed["attempts"], allowed["generation"]) == (2, 7)
    assert (shift["step"], shift["role"]) == ("ended", "operator")
    assert (people["step"], people["role"]) == ("added", "auditor")
    assert people["account"] == salted(path, "@10", "account", "Žofie")
    (shadow,) = bodies(path, "SHADOW")
    assert (shadow["verdict"], shadow["score"], shadow["agrees"]) == ("LIVE", "0.91", True)


def test_a_setting_that_is_free_text_lies_beside_and_no_login_anywhere(
    log: DeskLog, path: Path
) -> None:
    log.record_event(EVENTS[7])
    (body,) = bodies(path, "SETTING")
    shown = {change["name"]: (change["before"], change["after"]) for change in body["changes"]}
    assert shown == {
        "threshold": ("0.8", "0.9"),
        "desk_name": (None, None),
        "source": (None, None),
        "base_url": ('"https://api.example"', '"https://api.example"'),
    }
    ((words,),) = rows(path, "SELECT value FROM private WHERE name = 'words'")
    assert json.loads(words) == [
        ["desk_name", '"Schalter Özil"', '"Schalter Nguyễn"'],
        ["source", '"rtsp://10.0.0.5/live"', '""'],
    ]


def test_settings_that_stand_in_the_open_take_no_free_text() -> None:
    for name in OPEN_SETTINGS:
        plain_value(getattr(Settings(), name))
        with pytest.raises(SettingError):
            parse_setting(name, "Frau Müller")


def test_a_setting_that_nobody_has_listed_is_not_shown(log: DeskLog, path: Path) -> None:
    log.record_event(SettingEvent((("of_a_later_version", "1", "2"),), "", "profile"))
    (body,) = bodies(path, "SETTING")
    assert body["changes"] == [{"name": "of_a_later_version", "before": None, "after": None}]
    assert body["through"] == "profile"


def test_who_is_not_named_is_whom_the_program_runs_for(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    records = opened(path, operator="desk-2")
    attempt(records, job())
    log = DeskLog(records.appender)
    log.record_event(NoteEvent("job-1", "x"))
    log.record_event(ShiftEvent(ShiftStep.BEGAN, "", Role.ADMINISTRATOR))
    log.record_event(SettingEvent((("shadow", "false", "true"),), ""))
    records.close()
    (note,), (shift,), (setting,) = (bodies(path, k) for k in ("NOTE", "SHIFT", "SETTING"))
    assert note["operator"] == salted(path, "job-1", "operator@4", "desk-2")
    assert shift["operator"] == salted(path, "@5", "operator", "desk-2")
    assert setting["by"] == salted(path, "@6", "by", "desk-2")
    assert (shift["note"], setting["words"]) == (None, None)


@pytest.mark.parametrize(
    "event",
    [
        OverrideEvent("job-1", ACCEPTED),
        OverrideEvent("nobody", ACCEPTED),
        NoteEvent("nobody", "x"),
        FAILED,
        replace(FAILED, job_id="nobody"),
    ],
    ids=["override", "override-nobody", "note-nobody", "shadow", "shadow-nobody"],
)
def test_what_is_about_no_ended_attempt_is_refused_whole(
    records: SqliteRecords, path: Path, event: DeskEvent
) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    before = rows(path, "SELECT count(*) FROM private")
    with pytest.raises(RecordError, match="contradicts"):
        DeskLog(records.appender).record_event(event)
    assert rows(path, "SELECT max(seq) FROM entry") == [(2,)]
    assert rows(path, "SELECT count(*) FROM private") == before


def test_a_note_may_come_before_the_end(records: SqliteRecords, path: Path) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    DeskLog(records.appender).record_event(NoteEvent("job-1", "in a hurry"))
    assert contradiction(path) is None


def test_no_count_is_changed(records: SqliteRecords, log: DeskLog) -> None:
    before = records.find("job-1")
    for event in (*EVENTS, FAILED):
        log.record_event(event)
    assert (records.find("job-1"), records.counts_since(NOON)) == (before, VerdictCounts(spoof=1))


def test_S1_what_is_not_on_disk_leaves_no_words_behind(
    records: SqliteRecords, log: DeskLog, path: Path
) -> None:
    with records.appender.database.transaction() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON private WHEN NEW.name GLOB 'note*'"
            " BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    newest = rows(path, "SELECT max(seq) FROM entry")
    with pytest.raises(RecordError):
        log.record_event(NoteEvent("job-1", "wore Zoë's glasses"))
    assert rows(path, "SELECT max(seq) FROM entry") == newest
    assert "Zoë" not in str(rows(path, "SELECT value FROM private"))


def test_names_beside_desk_events_are_held_against_them(log: DeskLog, path: Path) -> None:
    for event in (*EVENTS, FAILED):
        log.record_event(event)
    assert contradiction(path) is None


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (event, name)
        for event in HAS_WORDS
        for name in {
            "ConsentEvent": ("subject",),
            "OverrideEvent": ("operator", "second", "note"),
            "NoteEvent": ("operator", "note"),
            "OtherMethodEvent": ("subject", "operator", "note"),
            "AllowanceEvent": ("subject", "by"),
            "ShiftEvent": ("operator", "note"),
            "PeopleEvent": ("account", "by"),
            "SettingEvent": ("words", "by"),
        }[type(event).__name__]
    ],
)
@pytest.mark.parametrize("change", ["UPDATE private SET value = 'x'", "DELETE FROM private"])
def test_a_name_that_was_changed_or_taken_away_is_missed(
    log: DeskLog, path: Path, event: DeskEvent, name: str, change: str
) -> None:
    sequence = log.record_event(event)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER private_never_changes")
        where = "WHERE (job = ? AND name = ?) OR name = ?"
        at = (f"@{sequence}", name, f"{name}@{sequence}")
        assert connection.execute(f"{change} {where}", at).rowcount == 1
    assert contradiction(path) == sequence


def test_an_erased_subject_takes_all_words_about_them_along(
    records: SqliteRecords, log: DeskLog, path: Path
) -> None:
    for event in EVENTS:
        log.record_event(event)
    other = Subject("somebody else")
    attempt(records, job("other", subject=other.reference))
    log.record_event(NoteEvent("other", "kept"))
    log.record_event(OtherMethodEvent(other, OtherReason.OTHER, note="kept, too"))
    gone = ("张三", "Müller", "Zoë", "Renée")
    assert all(found_in(path.parent, name.encode()) for name in gone)
    eraser = Eraser(records.appender)
    keys, pending = eraser.keys_of(SUBJECT.reference)
    assert (keys, pending) == (("@4", "@7", "@8", "job-1"), 0)
    eraser.erase(keys, DataClass.PERSON, Cause.REQUEST)
    scrubbed(records)
    assert found_in(path.parent, *(name.encode() for name in gone)) == []
    assert found_in(path.parent, *(json.dumps(name)[1:-1].encode() for name in gone)) == []
    kept = str(rows(path, "SELECT value FROM private"))
    for name in ("Jürgen", "Žofie", "Özil", "somebody else", "kept", "kept, too"):
        assert name in kept
    assert is_whole(path)


def test_what_is_due_goes_after_its_time_whatever_it_is_about(
    records: SqliteRecords, log: DeskLog, path: Path
) -> None:
    for event in EVENTS:
        log.record_event(event)
    page = Eraser(records.appender).erase_expired(DataClass.PERSON, before="2099", after=0)
    assert page.purge is not None
    assert rows(path, "SELECT * FROM private") == []
    assert is_whole(path)


def test_a_subject_under_a_hold_keeps_the_words_about_them(
    records: SqliteRecords, log: DeskLog
) -> None:
    for event in EVENTS:
        log.record_event(event)
    place_hold(records.appender, SUBJECT.reference, note="case 7")
    page = Eraser(records.appender).erase_expired(DataClass.PERSON, before="2099", after=0)
    assert page.purge is not None
    # Shift, account and settings are about nobody who is under it.
    assert page.purge.keys == ("@9", "@10", "@11")


def test_consent_stands_in_the_attempt_too(records: SqliteRecords, path: Path) -> None:
    attempt(records, replace(job("a"), consent=GIVEN, follows="job-0", operator="王芳"))
    attempt(records, job("b"))
    withdrawn = Consent(ConsentAnswer.WITHDRAWN, "c-2", "2026-10")
    DeskLog(records.appender).record_event(ConsentEvent(withdrawn, SUBJECT))
    asked, free = bodies(path, "SUBMITTED")
    assert (asked["consent"], asked["consent_id"], asked["consent_route"]) == (
        "given",
        "c-1",
        "here",
    )
    assert asked["follows"] == "job-0"
    assert asked["operator"] == salted(path, "a", "operator", "王芳")
    assert free["consent"] == "not_asked"
    assert not {"follows", "consent_route"} & free.keys()


def test_the_history_tells_the_words_beside_an_attempt_until_they_are_erased(
    records: SqliteRecords, log: DeskLog, path: Path
) -> None:
    for event in EVENTS:
        log.record_event(event)
    with closing(open_history(path)) as history:
        found = history.detail("job-1")
        assert found is not None
        said = {entry.kind: dict(entry.words) for entry in found.entries if entry.words}
        assert said == {
            "OVERRIDE": {"note": "Frau Müller", "operator": "王芳", "second": "Søren"},
            "NOTE": {"note": "wore Zoë's glasses", "operator": "Łukasz"},
        }
        assert [entry.kind for entry in found.entries][-1] == "SHADOW"
        Eraser(records.appender).erase(("job-1",), DataClass.PERSON, Cause.REQUEST)
        after = history.detail("job-1")
        assert after is not None
        assert [entry.words for entry in after.entries if entry.words] == []
