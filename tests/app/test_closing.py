"""What becomes of a check that is running while the station closes."""

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
from tests.app.test_endpoints import bench_of, check
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
