"""What every test of this room gets."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collects what a test left in circles while this thread, which Qt calls gui, is the only one.

    Left to chance, the collector runs in the next test's io thread and destroys timers that
    belong to this one, which ends the process.
    """
    yield
    gc.collect()
