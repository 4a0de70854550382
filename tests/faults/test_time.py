"""Faults of time: clocks that are wrong, jump or end, and machines that sleep."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.attempts import SUSPEND_GAP_S
from liveness_station.api.authentication import AppCode, AppKey
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason, Verdict
from tests.api.asking import Authority
from tests.api.raw_server import RawServer, Visit, always, reply, serving
from tests.faults.desk import CODE, Desk, live_body, sitting
from tests.storage.attempts import attempt, job, opened

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOON_MS = round(NOON.timestamp() * 1000)
WINDOW_MS = 300_000
SIGNED = AppKey("key1", Secret("secret1"))


class WallClock:
    """A clock that can be set while others look at it."""

    def __init__(self, start_ms: int = NOON_MS) -> None:
        self.ms = start_ms

    def now_ms(self) -> int:
        return self.ms

    def utc_now(self) -> datetime:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.ms)


class Gate:
    """A gateway that looks at the time of a signature by the true clock."""

    def __init__(self, true: WallClock, *, has_date: bool = True, is_terse: bool = False) -> None:
        self._true = true
        self._has_date = has_date
        self._is_terse = is_terse

    def __call__(self, visit: Visit) -> None:
        while request := visit.read_request():
            stamp = int(request.lower().split(b"x-ca-timestamp: ")[1].split(b"\r\n")[0])
            true_ms = self._true.now_ms()
            date = [f"Date: {formatdate(true_ms / 1000, usegmt=True)}"] if self._has_date else []
            if abs(stamp - true_ms) <= WINDOW_MS:
                visit.say(reply(live_body(), *date))
            elif self._is_terse:
                visit.say(reply(b"", *date, status="401 Unauthorized"))
            else:
                refusal = "X-Ca-Error-Message: Timestamp Expired"
                visit.say(reply(b"", *date, refusal, status="400 Bad Request"))


@contextmanager
def signing(authority: Authority, server: RawServer, ours: WallClock) -> Iterator[Desk]:
    endpoint = HttpEndpoint(
        parse_base_url(f"https://localhost:{server.port}"),
        SIGNED,
        ca_file=authority.file,
        now_ms=ours.now_ms,
        deadline_s=10,
    )
    try:
        yield Desk(endpoint, utc_now=ours.utc_now)
    finally:
        endpoint.close()


@pytest.mark.parametrize("skew_ms", [600_000, -600_000])
def test_K1_a_clock_ten_minutes_wrong_is_measured_and_made_good(
    authority: Authority, skew_ms: int
) -> None:
    ours = WallClock(NOON_MS + skew_ms)
    with (
        serving(Gate(WallClock()), authority.context) as server,
        signing(authority, server, ours) as desk,
    ):
        first = desk.check()
        assert (first.verdict, first.tries) == (Verdict.LIVE, 2)
        assert desk.records.entries[1].outcome is not None
        assert desk.records.entries[1].outcome.decision.reason is Reason.CLOCK
        for _ in range(5):
            trial = desk.check()
            assert (trial.verdict, trial.tries) == (Verdict.LIVE, 1)
        offset_s = desk.endpoint.clock_offset_s
        assert offset_s is not None
        assert offset_s == pytest.approx(-skew_ms / 1000, abs=1)


@pytest.mark.parametrize("skew_ms", [600_000, -600_000])
def test_K1_without_a_date_it_says_clock_and_asks_once(authority: Authority, skew_ms: int) -> None:
    ours = WallClock(NOON_MS + skew_ms)
    with (
        serving(Gate(WallClock(), has_date=False), authority.context) as server,
        signing(authority, server, ours) as desk,
    ):
        for number in range(1, 4):
            trial = desk.check()
            assert (trial.verdict, trial.reason) == (Verdict.ERROR, Reason.CLOCK)
            assert len(server.requests) == number


@pytest.mark.parametrize("skew_ms", [600_000, -600_000])
def test_K1_a_bare_401_is_blamed_on_the_clock_and_not_sent_again(
    authority: Authority, skew_ms: int
) -> None:
    ours = WallClock(NOON_MS + skew_ms)
    with (
        serving(Gate(WallClock(), is_terse=True), authority.context) as server,
        signing(authority, server, ours) as desk,
    ):
        trial = desk.check()
        assert (trial.verdict, trial.reason) == (Verdict.ERROR, Reason.CLOCK)
        assert len(server.requests) == 1
        assert desk.check().verdict is Verdict.LIVE


def test_K1_a_401_that_the_clock_does_not_explain_stops_after_three(authority: Authority) -> None:
    """The clock is wrong and so is the secret: the first answer names one, the next the other."""
    date = f"Date: {formatdate(NOON_MS / 1000, usegmt=True)}"
    answer = reply(b"", date, status="401 Unauthorized")
    with (
        serving(always(answer), authority.context) as server,
        signing(authority, server, WallClock(NOON_MS + 600_000)) as desk,
    ):
        reasons = [desk.check().reason for _ in range(5)]
        assert reasons == [Reason.CLOCK, *[Reason.AUTH] * 4]
        assert len(server.requests) == 3


def test_K2_a_jump_back_during_an_upload_moves_no_deadline(authority: Authority) -> None:
    ours = WallClock()

    def silent(visit: Visit) -> None:
        visit.read_request()
        ours.ms -= 3_600_000
        visit.closing.wait(30)

    with serving(silent, authority.context) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"https://localhost:{server.port}"),
            SIGNED,
            ca_file=authority.file,
            now_ms=ours.now_ms,
            deadline_s=0.5,
        )
        trial = Desk(endpoint, utc_now=ours.utc_now).check()
        endpoint.close()
    assert (trial.verdict, trial.reason) == (Verdict.ERROR, Reason.LATE)
    assert 0.5 <= trial.took_s < 3.0
    assert 500 <= trial.outcome.elapsed_ms < 3000


def test_K2_after_a_jump_back_the_next_signature_is_made_good(authority: Authority) -> None:
    ours = WallClock()
    with (
        serving(Gate(WallClock()), authority.context) as server,
        signing(authority, server, ours) as desk,
    ):
        for _ in range(5):
            assert desk.check().tries == 1
        ours.ms -= 3_600_000
        assert (trial := desk.check()).verdict is Verdict.LIVE
        assert trial.tries == 2


def test_K2_the_record_is_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    clock = WallClock()
    records = opened(tmp_path / "records.db", utc_now=clock.utc_now)
    for name in ("a", "b", "c"):
        attempt(records, job(name))
        clock.ms -= 3_600_000
    recent = records.recent(10)
    records.close()
    assert [each.job_id for each in recent] == ["c", "b", "a"]
    assert recent[0].submitted_at < recent[2].submitted_at


def test_K3_a_jump_of_a_year_deletes_nothing(tmp_path: Path) -> None:
    clock = WallClock()
    path = tmp_path / "records.db"
    records = opened(path, utc_now=clock.utc_now)
    for number in range(20):
        attempt(records, job(f"job-{number}"))
    records.close()
    clock.ms += 365 * 86_400_000
    later = opened(path, run_id="run-2", utc_now=clock.utc_now)
    kept = later.recent(100)
    later.close()
    assert len(kept) == 20
    assert {each.subject for each in kept} == {"张三 42"}


def test_K4_summer_time_and_travel_move_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = WallClock(round(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp() * 1000))
    path = tmp_path / "records.db"
    records = opened(path, utc_now=clock.utc_now)
    try:
        for name, zone in (("a", "Europe/Berlin"), ("b", "Asia/Shanghai"), ("c", "America/Lima")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            attempt(records, job(name))
            clock.ms += 1_800_000
            assert records.counts_today().spoof >= 1
        recent = records.recent(10)
    finally:
        records.close()
        monkeypatch.undo()
        time.tzset()
    assert [each.job_id for each in recent] == ["c", "b", "a"]
    moments = [each.submitted_at for each in reversed(recent)]
    assert moments == sorted(moments)
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)
    # Half past two comes twice that night in Berlin; in the record it is two moments.
    local = [moment.astimezone(ZoneInfo("Europe/Berlin")) for moment in moments[:2]]
    assert local[0].strftime("%H:%M") == "02:30"
    assert moments[1] - moments[0] == timedelta(minutes=30)


def test_K5_an_answer_after_a_sleep_is_not_shown() -> None:
    """The machine sleeps while the answer is awaited; it comes at once on waking."""
    slept_s = [0.0]
    has_asked = threading.Event()

    def script(visit: Visit) -> None:
        visit.read_request()
        slept_s[0] += SUSPEND_GAP_S + 1
        visit.say(reply(live_body()))
        has_asked.set()

    with serving(script) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"http://127.0.0.1:{server.port}"),
            AppCode(Secret(CODE)),
            clock=lambda: time.monotonic() + slept_s[0],
        )
        trial = Desk(endpoint).check()
        endpoint.close()
    assert has_asked.is_set()
    assert (trial.verdict, trial.reason) == (Verdict.ERROR, Reason.LATE)
    assert trial.outcome.decision.detail == "suspended"


def test_K5_a_sleep_ends_a_wait_that_nobody_answers() -> None:
    slept_s = [0.0]

    def script(visit: Visit) -> None:
        visit.read_request()
        slept_s[0] += 3600
        visit.closing.wait(30)

    with serving(script) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"http://127.0.0.1:{server.port}"),
            AppCode(Secret(CODE)),
            clock=lambda: time.monotonic() + slept_s[0],
        )
        trial = Desk(endpoint).check()
        endpoint.close()
    assert trial.outcome.decision.detail == "suspended"
    assert trial.took_s < 5.0


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1969, 12, 31, 23, 59, 58, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=UTC),
    ],
)
def test_K6_no_moment_brings_the_station_down(
    authority: Authority, tmp_path: Path, moment: datetime
) -> None:
    clock = WallClock(round(moment.timestamp() * 1000))
    with (
        serving(always(reply(live_body())), authority.context) as server,
        signing(authority, server, clock) as desk,
    ):
        assert desk.check().verdict is Verdict.LIVE
        assert f"x-ca-timestamp: {clock.ms}".encode() in server.requests[0]
    records = opened(tmp_path / "records.db", utc_now=clock.utc_now)
    attempt(records, job())
    counts = records.counts_today()
    kept = records.recent(1)
    records.close()
    assert counts.spoof == 1
    assert kept[0].submitted_at == moment


@pytest.mark.parametrize("year", [1, 1899, 1970, 2038, 9999])
def test_K6_no_date_of_a_server_brings_the_station_down(authority: Authority, year: int) -> None:
    date = f"Date: Sun, 22 Nov {year:04} 12:00:00 GMT"
    with (
        serving(always(reply(live_body(), date)), authority.context) as server,
        sitting(
            f"https://localhost:{server.port}",
            ca_file=authority.file,
            authentication=SIGNED,
            deadline_s=10,
        ) as desk,
    ):
        for number in range(3):
            trial = desk.check()
            assert trial.reason is (Reason.REPLAY if number else Reason.ABOVE_THRESHOLD)
