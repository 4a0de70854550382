"""What real flows write fits the published schema, and the schema can refuse."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import CameraPolicy, DeviceEvidence, judge_source
from liveness_station.domain.outcomes import Job
from liveness_station.domain.policies import Policy
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.ledger.vouching import ranges_of
from liveness_station.storage.bodies import Kind
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.events import EventLog
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import opened
from tests.storage.desk import EVENTS, FAILED, GIVEN
from tests.storage.test_events import say_everything
from tests.storage.test_links import enrol
from tools.document_record import PAGE_PATH, SCHEMA_PATH, page, schema, schema_text
from tools.record_fields import KINDS

FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "Frau Müllers camera")
REPORT = judge_source(
    DeviceEvidence("virtual", is_virtual=True).signals, CameraPolicy.WARN, device="virtual"
)
CAMERA_FRAME = replace(FRAME, source_kind=SourceKind.DEVICE, provenance=REPORT)
VALIDATOR = Draft202012Validator(schema())
# Their own rooms' tests make these.
ELSEWHERE = {Kind.PURGE, Kind.HOLD, Kind.PICTURE, Kind.EPOCH, Kind.FINDING}


def job(name: str, method: Method = Method.STILL) -> Job:
    return Job(name, Subject("张三 42"), 1, Policy(0.8, frozenset({"glasses"}), 0.5), method=method)


def entries(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT kind, body FROM entry ORDER BY seq").fetchall()
    return [{"kind": kind, "body": json.loads(body)} for kind, body in rows]


def check_all(records: SqliteRecords) -> None:
    """Every way in which an attempt can go."""

    def verifier(endpoint: FakeEndpoint) -> Verifier:
        return Verifier(
            endpoint,
            lambda _: Probe(b"the very bytes", 64, 48),
            records,
            lambda: 0.0,
            lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
        )

    host = "api.example"
    live = verifier(FakeEndpoint(result_exchange(request_id="r-1"), name=host))
    outcome = live.verify(job("live"), CAMERA_FRAME)
    assert outcome.recorded
    records.late(outcome)
    spoof = result_exchange(request_id="r-2", score=0.2, is_live=False)
    again = replace(job("spoof"), follows="live", consent=GIVEN, is_training=True)
    verifier(FakeEndpoint(spoof)).verify(again, FRAME)
    tried = FakeEndpoint(result_exchange(request_id="r-3"), name=host)
    tried.try_first(Exchange(200, b'{"code":5000}', Channel.OWN_LOOPBACK))
    verifier(tried).verify(job("tried"), FRAME)
    burst = [result_exchange(request_id=f"b-{number}") for number in range(5)]
    verifier(FakeEndpoint(*burst)).verify_burst(job("burst", Method.BURST), (FRAME,) * 5)
    address = FakeEndpoint(result_exchange(request_id="r-4"), name=host)
    verifier(address).verify_url(job("address"), "https://a.example/x.jpg", source="address")
    lost = EndpointError(Reason.NETWORK, "reset")
    insisted = replace(job("lost"), insisted=("too_dark", "blurred"), is_ungated=True)
    verifier(FakeEndpoint(lost, name=host)).verify(insisted, FRAME)
    verifier(FakeEndpoint()).refuse(job("refused"), decide_failure(Reason.NO_FACE), source="x")


@pytest.fixture
def written(tmp_path: Path) -> list[dict[str, Any]]:
    """Everything that a record can hold, as entries of it."""
    path, shelf = tmp_path / "records.sqlite3", FakeShelf()
    before = opened(path, run_id="dead")
    before.submitted(job("abandoned"), endpoint="local", source="x")
    before.close()
    now = [datetime(2026, 11, 22, 13, tzinfo=UTC)]
    records = open_records(
        path, run_id="run-2", utc_now=lambda: now[0], monotonic_ns=lambda: 77, shelf=shelf
    )
    enrol(records, shelf)
    assert records.adopt(ranges_of([1]))
    now[0] += timedelta(hours=1)
    check_all(records)
    say_everything(records, EventLog(records.appender))
    desk = DeskLog(records.appender)
    for event in (*EVENTS, FAILED):
        desk.record_event(event)
    records.close()
    return entries(path)


def test_C17_the_record_says_what_speaks_against_a_source(written: list[dict[str, Any]]) -> None:
    for kind in ("SUBMITTED", "VERDICT", "LATE"):
        of_kind = [one["body"] for one in written if one["kind"] == kind]
        body = next(body for body in of_kind if body["job"] == "live")
        if kind == "LATE":
            assert "provenance" not in body, "it stands in the verdict already"
            continue
        assert body["provenance"] == {
            "verdict": "warn",
            "policy": "warn",
            "device": "virtual",
            "signals": ["device_virtual=1.0/1.0!", "device_name_hint=0.0/1.0"],
        }
        assert all("provenance" not in body for body in of_kind if body["job"] == "spoof")


def test_everything_that_is_written_fits(written: list[dict[str, Any]]) -> None:
    assert {entry["kind"] for entry in written} == {kind.value for kind in known()} - ELSEWHERE
    for entry in written:
        errors = [error.message for error in VALIDATOR.iter_errors(entry)]
        assert errors == [], entry["kind"]


def known() -> list[Kind]:
    return [Kind(name) for name in schema()["properties"]["kind"]["enum"]]


def test_no_required_field_can_be_dropped(written: list[dict[str, Any]]) -> None:
    for entry in written:
        for name in schema()["$defs"][entry["kind"]]["required"]:
            body = {field: value for field, value in entry["body"].items() if field != name}
            assert not VALIDATOR.is_valid({"kind": entry["kind"], "body": body}), name


Change = Callable[[dict[str, Any]], None]


def without_commitment(body: dict[str, Any]) -> None:
    body["frames"][0]["commitment"] = None


def without_frames(body: dict[str, Any]) -> None:
    body["frames"] = []


def with_nothing_sent(body: dict[str, Any]) -> None:
    body |= {"sent": "nothing", "frames": []}


def with_the_subject(body: dict[str, Any]) -> None:
    body["subject_reference"] = "张三 42"


def with_a_float(body: dict[str, Any]) -> None:
    body["score"] = 0.93


def with_an_unknown_reason(body: dict[str, Any]) -> None:
    body["reason"] = "because"


@pytest.mark.parametrize(
    "change",
    [
        without_commitment,
        without_frames,
        with_nothing_sent,
        with_the_subject,
        with_a_float,
        with_an_unknown_reason,
    ],
)
def test_the_schema_refuses_what_is_no_record(
    written: list[dict[str, Any]], change: Change
) -> None:
    (entry,) = [
        entry for entry in written if entry["kind"] == "VERDICT" and entry["body"]["job"] == "live"
    ]
    assert VALIDATOR.is_valid(entry)
    change(entry["body"])
    assert not VALIDATOR.is_valid(entry)


def test_each_live_verdict_bears_a_commitment_of_each_picture(
    written: list[dict[str, Any]],
) -> None:
    verdicts = [entry["body"] for entry in written if entry["kind"] == "VERDICT"]
    live = {body["job"]: body for body in verdicts if body["verdict"] == "LIVE"}
    assert live.keys() == {"live", "tried", "burst", "address"}
    counts = {
        name: sum(frame["commitment"] is not None for frame in body["frames"])
        for name, body in live.items()
    }
    assert counts == {"live": 1, "tried": 1, "burst": 5, "address": 0}


def test_where_a_picture_went_is_told(written: list[dict[str, Any]]) -> None:
    found = {
        entry["body"]["job"]: (entry["body"]["left"], entry["body"]["left_to"])
        for entry in written
        if entry["kind"] == "VERDICT"
    }
    assert found == {
        "live": ("yes", "api.example"),
        "spoof": ("no", None),
        "tried": ("yes", "api.example"),
        "burst": ("no", None),
        "address": ("yes", "api.example"),
        "lost": ("maybe", "api.example"),
        "refused": ("no", None),
        "job-1": ("no", None),
    }


def test_every_kind_of_entry_has_a_schema() -> None:
    assert set(KINDS) == set(Kind)
    assert {kind.value for kind in Kind} <= set(schema()["$defs"])
    body = {
        "v": 2, "app": "1", "run": "a", "boot": "b", "monotonic_ns": 1, "utc_offset_min": 0,
        "result": "altered", "fault": "hash", "bad_seq": 7,
    }  # fmt: skip
    VALIDATOR.validate({"kind": "FINDING", "body": body})
    assert not VALIDATOR.is_valid({"kind": "FINDING", "body": body | {"fault": "rumour"}})


def test_the_published_files_are_up_to_date() -> None:
    Draft202012Validator.check_schema(schema())
    assert SCHEMA_PATH.read_text("utf-8") == schema_text(), "run python -m tools.document_record"
    assert PAGE_PATH.read_text("utf-8") == page(), "run python -m tools.document_record"
