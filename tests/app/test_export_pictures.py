"""A bundle with pictures that the real store kept: both verifiers find it whole."""

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from liveness_station.app import ledger
from liveness_station.app.arguments import parse
from liveness_station.app.ledger_keys import keep_keys
from liveness_station.app.picture_keys import PictureKeyShelf
from liveness_station.domain.frames import Probe
from liveness_station.domain.provenance import Inquiry
from liveness_station.ledger.keys import new_keys
from liveness_station.storage.pictures import PictureStore
from tests.exports.bundles import load_verifier
from tests.exports.test_bundle import SECOND
from tests.fakes.vault import FakeVault
from tests.storage.attempts import job, opened, outcome
from tests.storage.pictures import JPEG


class Desk:
    """A station with keys and one kept picture, used from the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.vault = folder / "data", FakeVault()
        records = opened(self.folder / "records.sqlite3", utc_now=lambda: datetime.now(UTC))
        self.public_key = folder / "station.pub"
        line = records.enrol(new_keys(), keep=lambda *words: keep_keys(self.vault, *words))
        self.public_key.write_text(line, "utf-8")
        shelf = PictureKeyShelf(lambda: self.vault, self.folder / "pictures.keys.lock")
        of = job("job-1")
        records.submitted(of, endpoint="local", source="camera")
        PictureStore(records.appender, shelf.look).keep("job-1", (JPEG,), form="full")
        seen = Inquiry(probe=Probe(JPEG, 64, 48), is_answered=True)
        records.finished(replace(outcome(of), inquiries=(seen,)), source="camera")
        records.close()
        shelf.close()

    def export(self, out: Path, *words: str) -> int:
        arguments = parse(
            ["--data-dir", str(self.folder), "ledger", "export", "--out", str(out), *words]
        )
        return ledger.run(arguments, make_vault=lambda: self.vault)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def verified(file: Path, key: Path) -> list[int]:
    """Returns what the verifier in the bundle's language says, and the other where it can run."""
    codes = [load_verifier()._main([str(file), "--public-key", str(key)])[1]]
    node = shutil.which("node")
    if node is not None:
        line = f"{file}\t{key}"
        done = subprocess.run(
            [node, str(SECOND), "--list"], input=line, capture_output=True, text=True, check=True
        )
        codes.append(int(done.stdout))
    return codes


def test_a_bundle_with_a_kept_picture_is_whole_for_both_verifiers(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "case.zip"
    assert desk.export(out, "--job", "job-1", "--with-pictures") == 0
    with zipfile.ZipFile(out) as zipped:
        pictures = [name for name in zipped.namelist() if zipped.read(name) == JPEG]
        assert len(pictures) == 1
    assert set(verified(out, desk.public_key)) == {0}
    exchanged = tmp_path / "exchanged.zip"
    with zipfile.ZipFile(out) as zipped, zipfile.ZipFile(exchanged, "w") as made:
        for name in zipped.namelist():
            made.writestr(name, JPEG + b"2" if name == pictures[0] else zipped.read(name))
    assert set(verified(exchanged, desk.public_key)) == {1}


def test_a_bundle_has_no_picture_that_nobody_asked_for(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "case.zip"
    assert desk.export(out, "--job", "job-1") == 0
    with zipfile.ZipFile(out) as zipped:
        assert JPEG not in [zipped.read(name) for name in zipped.namelist()]
        assert json.loads(zipped.read("manifest.json"))
