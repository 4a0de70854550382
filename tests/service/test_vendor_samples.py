"""The vendor's own sample programs, with address and credentials changed, against the service."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.frames import Pixels
from tests.fakes.engine import FakeEngine
from tests.service.running import APP_KEY, APP_SECRET, APPCODE, Client, running, start_all_workers
from tools.vendor_samples.__main__ import main
from tools.vendor_samples.pages import (
    SCHEMES,
    Credentials,
    PagesError,
    complete,
    read_samples,
)
from tools.vendor_samples.runner import run_sample

PAGES = Path(__file__).parents[3] / "shared" / "api"
CREDENTIALS = Credentials(APPCODE, APP_KEY, APP_SECRET)
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not PAGES.is_dir(), reason="the vendor's pages are not beside this checkout"
    ),
]


def decode_anything(_: bytes) -> Pixels:
    return np.zeros((64, 64, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    engine = FakeEngine()
    with running(engine, decode=decode_anything) as client:
        start_all_workers(client, engine)
        yield client


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "any.jpg"
    path.write_bytes(os.urandom(300_000))
    return path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", ["Python", "JavaScript", "PHP"])
def test_the_sample_gets_its_reply(client: Client, image: Path, language: str, scheme: str) -> None:
    """Java and C# take seconds to compile; the command line runs all five."""
    sample = next(
        sample
        for sample in read_samples(PAGES)
        if (sample.language, sample.scheme) == (language, scheme)
    )
    result = run_sample(sample, base_url=client.base_url, credentials=CREDENTIALS, image=image)
    if result.is_skipped:
        assert language != "Python"
        pytest.skip(result.note)
    assert (result.exit_code, result.reply_code) == (0, 200), result.note


def test_wrong_credentials_are_seen_in_the_reply_code(client: Client, image: Path) -> None:
    sample = read_samples(PAGES)[0]
    wrong = Credentials("wrong-code", APP_KEY, APP_SECRET)
    result = run_sample(sample, base_url=client.base_url, credentials=wrong, image=image)
    assert (result.exit_code, result.reply_code) == (0, 401)


def test_only_lost_parts_addresses_and_credentials_are_changed() -> None:
    for sample in read_samples(PAGES):
        address = "http://127.0.0.1:1/x"
        ready = complete(sample, address=address, credentials=CREDENTIALS)
        given = [line.strip() for line in sample.text.splitlines()]
        got = [line.strip() for line in ready.splitlines()]
        changed = [line for line in got if line not in given]
        marks = (address, APPCODE, APP_KEY, APP_SECRET, "Map<String, String>")
        if sample.language != "PHP":
            assert all(any(mark in line for mark in marks) for line in changed)


def test_a_folder_without_the_pages_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PagesError):
        read_samples(tmp_path)
    options = "--base-url http://127.0.0.1:1 --appcode a --app-key b --app-secret c --image d"
    assert main(["--pages", str(tmp_path), *options.split()]) == 1
    assert "holds no page" in capsys.readouterr().err
