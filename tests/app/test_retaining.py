"""What a station keeps of pictures, and what it erases between two attempts."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from liveness_station.app.picture_keys import PictureKeyShelf, entry_name, load_or_make
from liveness_station.app.retaining import STEP_BUDGET_S, Retaining
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_probe
from liveness_station.settings.keeping import KeepPictures, PictureForm
from liveness_station.settings.values import Settings
from liveness_station.storage.holds import place_hold
from liveness_station.storage.picture_keys import PictureKeys
from liveness_station.storage.pictures import PictureReader, station_of
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.vault import FakeVault
from tests.storage.attempts import NOON, attempt, job
from tests.storage.pictures import SUBJECT, encodings, found_in

FRAME = Frame(np.random.default_rng(7).integers(0, 255, (480, 640, 3), np.uint8), 1.0, 0, "camera")
KEEP_ALL = Settings(keep_pictures=KeepPictures.ALL, picture_days=30)


class Desk:
    """A record, a keyring in memory, and a wall clock."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "records.sqlite3"
        self.vault = FakeVault()
        self.utc = NOON
        self.lived = timedelta()
        self.records = self.open("run-1")
        self.shelf = PictureKeyShelf(lambda: self.vault, folder / "keys.lock")

    def now(self) -> datetime:
        return self.utc

    def live(self, passed: timedelta) -> None:
        """Lets time pass by both clocks; a clock that is set moves `utc` alone."""
        self.utc += passed
        self.lived += passed

    def open(self, run_id: str) -> SqliteRecords:
        return open_records(
            self.path,
            run_id=run_id,
            utc_now=self.now,
            monotonic_ns=lambda: int(self.lived.total_seconds()) * 10**9,
        )

    def retaining(self, settings: Settings = KEEP_ALL) -> Retaining:
        made = Retaining(
            self.records.appender, settings, self.shelf, clock=time.perf_counter, utc_now=self.now
        )
        made.begin()
        return made

    def check(
        self, retaining: Retaining, job_id: str, *, score: float = 0.1, is_setup: bool = False
    ) -> Outcome:
        exchange = result_exchange(score=score, is_live=score > 0.8, request_id=job_id)
        verifier = Verifier(
            FakeEndpoint(exchange),
            encode_probe,
            self.records,
            lambda: 0.0,
            self.now,
            keep_pictures=retaining.keep,
        )
        own = replace(job(job_id, subject=SUBJECT), is_setup=is_setup)
        return verifier.verify(own, FRAME)

    def read(self, job_id: str) -> tuple[bytes, ...]:
        database = self.records.appender.database
        return PictureReader(database, self.path, self.shelf.look).read(job_id)

    def last(self, kind: str) -> dict[str, object]:
        sql = "SELECT body FROM entry WHERE kind = ? ORDER BY seq DESC LIMIT 1"
        found: dict[str, object] = json.loads(str(self.records.appender.query(sql, (kind,))[0][0]))
        return found

    def count(self, kind: str) -> int:
        sql = "SELECT count(*) FROM entry WHERE kind = ?"
        return int(str(self.records.appender.query(sql, (kind,))[0][0]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.records.close()
    made.shelf.close()


def run_down(retaining: Retaining, times: int = 200) -> None:
    for _ in range(times):
        retaining.tick()


def test_the_very_bytes_that_were_sent_are_kept(desk: Desk) -> None:
    outcome = desk.check(desk.retaining(), "job-1")
    assert outcome.recorded
    assert desk.read("job-1") == (encode_probe(FRAME).jpeg,)
    assert found_in(desk.path.parent, b"\xff\xd8\xff", encode_probe(FRAME).jpeg[200:240]) == []


@pytest.mark.parametrize(
    ("settings", "score", "is_kept"),
    [
        (Settings(), 0.1, False),
        (Settings(keep_pictures=KeepPictures.ALL), 0.1, False),
        (Settings(picture_days=30), 0.1, False),
        (KEEP_ALL, 0.1, True),
        (KEEP_ALL, 0.9, True),
        (replace(KEEP_ALL, keep_pictures=KeepPictures.REJECTS), 0.1, True),
        (replace(KEEP_ALL, keep_pictures=KeepPictures.REJECTS), 0.9, False),
    ],
)
def test_only_what_the_policy_wants_is_kept(
    desk: Desk, settings: Settings, score: float, is_kept: bool
) -> None:
    outcome = desk.check(desk.retaining(settings), "job-1", score=score)
    assert outcome.decision.verdict is (Verdict.LIVE if score > 0.8 else Verdict.SPOOF)
    assert bool(desk.read("job-1")) == is_kept
    assert desk.count("PICTURE") == is_kept


def test_of_a_check_of_the_desk_itself_no_picture_is_kept(desk: Desk) -> None:
    desk.check(desk.retaining(KEEP_ALL), "job-1", is_setup=True)
    assert desk.read("job-1") == ()
    assert desk.count("PICTURE") == 0


def test_a_thumbnail_is_small_and_made_in_memory(desk: Desk) -> None:
    desk.check(desk.retaining(replace(KEEP_ALL, picture_form=PictureForm.THUMBNAIL)), "job-1")
    (jpeg,) = desk.read("job-1")
    assert max(decode(jpeg).shape) == 240
    assert desk.last("PICTURE")["form"] == "thumbnail"
    assert found_in(desk.path.parent, b"\xff\xd8\xff") == []


@pytest.mark.allows_log("no picture can be sealed or opened")
def test_without_a_keyring_the_check_goes_on_and_the_record_says_so(desk: Desk) -> None:
    desk.vault.trouble = Reason.CREDENTIALS_LOCKED
    outcome = desk.check(desk.retaining(), "job-1")
    assert outcome.recorded
    assert outcome.decision.verdict is Verdict.SPOOF
    assert desk.last("PICTURE")["kept"] is False
    desk.check(desk.retaining(), "job-2")
    assert len(desk.vault.calls) == 1
    assert not (desk.path.parent / "pictures").exists()


def test_keys_are_made_once_and_never_over_others(desk: Desk, tmp_path: Path) -> None:
    station = station_of(desk.records.appender.database)
    one = load_or_make(desk.vault, station, tmp_path / "keys.lock")
    other = load_or_make(desk.vault, station, tmp_path / "keys.lock")
    assert isinstance(one, PictureKeys)
    assert one == other
    assert [call for call in desk.vault.calls if call[0] == "put"] == [("put", entry_name(station))]


def test_names_and_pictures_go_when_their_time_is_over(desk: Desk) -> None:
    retaining = desk.retaining()
    run_down(retaining, 5)
    desk.check(retaining, "job-1")
    for days, has_picture, has_name in ((29, True, True), (2, False, True), (150, False, False)):
        desk.live(timedelta(days=days))
        run_down(retaining, 5)
        assert bool(desk.read("job-1")) == has_picture
        assert bool(found_in(desk.path.parent, *encodings(SUBJECT))) == has_name
    found = desk.records.find("job-1")
    assert found is not None
    assert found.subject is None
    assert found.outcome == "SPOOF"


@pytest.mark.allows_log("nothing more is erased for now: clock_ahead")
def test_K3_a_year_that_was_never_lived_erases_nothing(desk: Desk) -> None:
    desk.check(desk.retaining(), "job-1")
    desk.utc += timedelta(days=365)
    run_down(desk.retaining())
    assert desk.read("job-1")
    assert desk.count("PURGE") == 0


@pytest.mark.allows_log("nothing more is erased for now: held")
def test_a_hold_stops_retention(desk: Desk) -> None:
    desk.check(desk.retaining(), "job-1")
    place_hold(desk.records.appender, None, note="case")
    run_down(desk.retaining(Settings()))
    assert desk.read("job-1")


def test_a_policy_that_keeps_none_any_more_takes_the_old_ones_away(desk: Desk) -> None:
    desk.check(desk.retaining(), "job-1")
    desk.live(timedelta(seconds=1))
    run_down(desk.retaining(Settings()))
    assert desk.read("job-1") == ()


def test_a_busy_desk_waits_less_than_fifty_milliseconds(desk: Desk) -> None:
    """Two hundred attempts to erase, and every tick's processor time is short."""
    for number in range(200):
        attempt(desk.records, job(f"job-{number}", subject=SUBJECT))
    desk.live(timedelta(days=200))
    retaining = desk.retaining()
    spent_s = []
    for _ in range(100):
        started_s = time.process_time()
        retaining.tick()
        spent_s.append(time.process_time() - started_s)
    assert found_in(desk.path.parent, *encodings(SUBJECT)) == []
    assert sorted(spent_s)[-5] < 0.05
    assert STEP_BUDGET_S < 0.05


class Hours:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def watched(desk: Desk, hours: Hours) -> Retaining:
    made = Retaining(desk.records.appender, KEEP_ALL, desk.shelf, clock=hours, utc_now=desk.now)
    made.begin()
    return made


def told(retaining: Retaining) -> list[tuple[AlertCode, str]]:
    return [(alert.code, alert.detail) for alert in retaining.alerts]


@pytest.mark.allows_log("retaining: nothing more is erased")
def test_a_refused_retention_is_told_until_it_is_not_refused(desk: Desk) -> None:
    hours = Hours()
    retaining = watched(desk, hours)
    desk.check(retaining, "job-1")
    assert told(retaining) == []
    desk.utc += timedelta(days=400)
    run_down(retaining)
    assert told(retaining) == [(AlertCode.RETENTION_REFUSED, "clock_ahead")]
    desk.utc -= timedelta(days=400)
    hours.now_s += 3601
    run_down(retaining)
    assert told(retaining) == []


@pytest.mark.allows_log("retaining: nothing more is erased")
def test_a_hold_on_everybody_is_nothing_wrong(desk: Desk) -> None:
    retaining = watched(desk, Hours())
    place_hold(desk.records.appender, None, note="case 7")
    run_down(retaining)
    assert told(retaining) == []


@pytest.mark.allows_log("kept_pictures: a kept picture is missing or altered")
def test_a_kept_picture_that_was_altered_is_told_until_it_is_there_again(desk: Desk) -> None:
    hours = Hours()
    retaining = watched(desk, hours)
    desk.check(retaining, "job-1")
    (file,) = (desk.path.parent / "pictures").rglob("*.sealed")
    sealed = file.read_bytes()
    ((entry,),) = desk.records.appender.query("SELECT seq FROM picture")
    run_down(retaining, 1)
    assert told(retaining) == []
    for body in (sealed[:-1], None):
        if body is None:
            file.unlink()
        else:
            file.write_bytes(body)
        hours.now_s += 3601
        run_down(retaining, 1)
        assert told(retaining) == [(AlertCode.PICTURES_UNREADABLE, f"#{entry}")]
    file.write_bytes(sealed)
    hours.now_s += 3601
    run_down(retaining, 1)
    assert told(retaining) == []
