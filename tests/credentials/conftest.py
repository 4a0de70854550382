import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.credentials.secret_service import SecretService, missing_programs


@pytest.fixture
def secret_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A private bus that this process takes for its session's; no keyring service on it yet."""
    if missing := missing_programs():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with SecretService(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        yield service
    with warnings.catch_warnings():
        # secretstorage leaves its connection open wherever it raises; found here, not later.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
