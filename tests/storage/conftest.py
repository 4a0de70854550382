from collections.abc import Iterator
from pathlib import Path

import pytest

from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.db"


@pytest.fixture
def records(path: Path) -> Iterator[SqliteRecords]:
    records = opened(path)
    yield records
    records.close()
