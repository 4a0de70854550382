"""What every test gets: a home of its own, guards against leftovers, shared pictures."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from tests import guards

# Before anything imports Qt: no test opens a window on the screen of whoever runs it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Time limits per example measure how busy the machine is, not the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options of longer campaigns and of golden files."""
    group = parser.getgroup("station")
    group.addoption(
        "--fuzz-count", type=int, default=150_000, help="damaged replies that are judged, per kind"
    )
    group.addoption(
        "--update-live-cells", action="store_true", help="write the golden file of LIVE cells anew"
    )
    group.addoption(
        "--tamper-count", type=int, default=1_000, help="ways in which a record is tampered with"
    )
    group.addoption("--window-starts", type=int, default=10, help="windows that start at once")
    group.addoption(
        "--close-count", type=int, default=13, help="windows that are opened and closed"
    )
    group.addoption("--bundle-count", type=int, default=60, help="bundles that two verifiers judge")
    group.addoption(
        "--full-deadlines",
        action="store_true",
        help="wait out the real limits of the network faults (minutes), not shortened ones",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker of the log guard."""
    config.addinivalue_line(
        "markers", "allows_log(regex): this test may log warnings that match, as 'logger: message'"
    )


@pytest.fixture(autouse=True)
def clean_house(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves threads, child processes, windows or unexpected warnings behind.

    Its name sorts before the other fixtures here, so it is set up first and looks last.
    """
    allowed = [
        str(pattern)
        for marker in request.node.iter_markers("allows_log")
        for pattern in marker.args
    ]
    before = guards.Belongings.now()
    with guards.recorded_warnings() as records:
        yield
    guards.refuse_leftovers(before)
    guards.refuse_warnings(records, allowed=allowed)


@pytest.fixture(autouse=True)
def own_home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Gives the test a home folder of its own and hides the keyring of whoever runs it."""
    home = tmp_path / "home"
    for variable, folder in guards.HOME_FOLDERS.items():
        path = home / folder
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(variable, str(path))
    if request.node.get_closest_marker("keyring") is None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home / 'no-bus'}")
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets sockets reach this machine only; fails even if the refusal was swallowed."""
    touched: list[str] = []
    guards.keep_on_loopback(monkeypatch, touched)
    yield
    if touched:
        pytest.fail(f"the test reached for the network: {', '.join(touched)}")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared pictures and videos beside the checkout; skips where it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared data is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def astronaut_bgr() -> np.ndarray:
    """A portrait in the public domain, 512x512 BGR, read-only."""
    from skimage import data  # imported here: it costs a second that most tests need not pay

    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    picture: np.ndarray = np.ascontiguousarray(rgb[:, :, ::-1])
    picture.flags.writeable = False
    return picture
