import pytest

from tests.api.asking import Authority
from tests.faults.desk import FULL_DEADLINE_S, SHORT_DEADLINE_S


@pytest.fixture(scope="session")
def is_full(request: pytest.FixtureRequest) -> bool:
    """Tells whether the real limits are to be waited out."""
    return bool(request.config.getoption("--full-deadlines"))


@pytest.fixture(scope="session")
def deadline_s(*, is_full: bool) -> float:
    """The deadline of a check: the real one by option, else one that tests can afford."""
    return FULL_DEADLINE_S if is_full else SHORT_DEADLINE_S


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))
