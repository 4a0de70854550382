"""What becomes of a check that is running while the station closes, and how soon it is closed."""

import random
import sys
import time
from pathlib import Path

import pytest

from liveness_station.app.endpoints import EndpointProvider
from liveness_station.app.paths import find_places
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.ports import LastLook
from liveness_station.domain.verdicts import Verdict
from liveness_station.settings.values import Settings
from liveness_station.storage.reading import open_reader
from liveness_station.storage.records import SqliteRecords
from tests.api.raw_server import Visit, serving
from tests.app.closing_child import ANSWERED, PLACES
from tests.app.running import LIMIT_S, started
from tests.app.test_endpoints import bench_of, check, live
from tests.fakes.accounts import Desk
from tests.fakes.endpoint import FakeEndpoint, result_exchange


@pytest.mark.parametrize(("closes", "told"), [(False, "LIVE"), (True, "LATE")])
def test_a_pass_that_is_committed_while_the_station_closes_passes_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, closes: bool, told: str
) -> None:
    finished = SqliteRecords.finished
    endpoint = FakeEndpoint(result_exchange())

    def finished_meanwhile(
        records: SqliteRecords,
        outcome: Outcome,
        *,
        source: str,
        last_look: LastLook | None = None,
    ) -> Outcome:
        written = finished(records, outcome, source=source, last_look=last_look)
        if closes:
            bench.cancel(None)
        return written

    monkeypatch.setattr(SqliteRecords, "finished", finished_meanwhile)
    monkeypatch.setattr(EndpointProvider, "current", lambda _: endpoint)
    with bench_of(tmp_path, Settings()) as bench:
        assert check(bench, 1).decision.verdict is Verdict.LIVE
    reader = open_reader(find_places(tmp_path).records)
    assert [found.outcome for found in reader.recent(9)] == [told]
    reader.close()


LONGEST_CLOSE_S = 2.0
LATEST_OFFSET_MS = 600
"""From the moment that a place is reached to the wish to close."""


def never(visit: Visit) -> None:
    """Takes the picture, and does not answer."""
    visit.read_request()
    visit.closing.wait()


def close_at(folder: Path, where: str, offset_ms: int) -> float:
    """Opens a window, closes it there, and returns how many seconds that took."""
    folder.mkdir()
    if where == "lock":
        Desk(find_places(folder).people).fill()
    with serving(live if where in ANSWERED else never) as cloud:
        words = (str(folder), where, str(offset_ms), str(cloud.port))
        command = (sys.executable, "-m", "tests.app.closing_child", *words)
        with started(*command) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "closing\n"
            begun_s = time.monotonic()
            _, said = process.communicate(timeout=LIMIT_S)
            took_s = time.monotonic() - begun_s
    assert (process.returncode, said) == (0, ""), where
    reader = open_reader(find_places(folder).records)
    attempts = reader.recent(9)
    reader.close()
    assert [bool(one.outcome) for one in attempts] == [True] * len(attempts), where
    is_checked = where.startswith(("check", "log-off")) or where in ANSWERED
    assert len(attempts) == is_checked
    assert (where in ANSWERED) or not any(one.outcome == "LIVE" for one in attempts)
    return took_s


def test_U4_U5_wherever_it_is_closed_the_window_ends_well(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    chance = random.Random(4)
    for number in range(pytestconfig.getoption("--close-count")):
        where, offset_ms = PLACES[number % len(PLACES)], chance.randrange(LATEST_OFFSET_MS)
        took_s = close_at(tmp_path / str(number), where, offset_ms)
        assert took_s <= LONGEST_CLOSE_S, f"{where}, {offset_ms} ms"
