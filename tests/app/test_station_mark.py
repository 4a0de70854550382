"""A record that disappears is told of, until somebody has looked; one that was set aside is not."""

from pathlib import Path

from liveness_station.app.station_mark import StationMark, missing_record
from liveness_station.storage.bodies import Kind
from tests.storage.attempts import attempt, job, opened


def test_a_record_that_is_gone_is_told_of_at_every_start(tmp_path: Path) -> None:
    path = tmp_path / "data" / "records.db"
    mark = StationMark(tmp_path / "config" / "station.json", path)
    for run in ("one", "two"):
        records = opened(path, run_id=run)
        attempt(records, job(run))
        assert missing_record(mark, records.appender) == ""
        records.close()
    path.unlink()
    told = []
    for run in ("three", "four"):
        records = opened(path, run_id=run)
        told.append(missing_record(mark, records.appender))
        records.close()
    assert told[0] == told[1] != ""
    mark.path.unlink()
    records = opened(path, run_id="five")
    assert missing_record(mark, records.appender) == ""
    records.close()


def test_each_record_has_a_mark_of_its_own_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "station.json"
    file.write_text("{", encoding="utf-8")
    for name in ("a", "b"):
        path = tmp_path / name / "records.db"
        records = opened(path)
        assert missing_record(StationMark(file, path), records.appender) == ""
        records.close()


def test_a_record_that_was_set_aside_is_not_missing(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    mark = StationMark(tmp_path / "station.json", path)
    records = opened(path)
    missing_record(mark, records.appender)
    (row,) = records.appender.query("SELECT hex(id) FROM station")
    records.close()
    path.rename(tmp_path / "old.db")
    records = opened(path, run_id="new")
    with records.appender.transaction() as connection:
        # As the renewing of a damaged record writes it, before anything else.
        connection.execute("DROP TRIGGER entry_never_changes")
        body = f'{{"old_station":"{str(row[0]).lower()}"}}'
        connection.execute(
            "UPDATE entry SET kind = ?, body = ? WHERE seq = 1", (Kind.EPOCH.value, body)
        )
    assert missing_record(mark, records.appender) == ""
    records.close()
