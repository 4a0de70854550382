"""A book of accounts whose hashes cost next to nothing, and whose clocks are set by hand."""

from pathlib import Path

import pytest

from tests.fakes.accounts import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "config" / "people.json")
