"""Whose name a file of a bundle holds: bound by both verifiers, and by the export itself."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liveness_station.exports.bundle import BundleError, Wanted
from liveness_station.exports.bundle_file import pack
from liveness_station.ledger.keys import new_keys
from liveness_station.storage.desk_log import DeskLog
from tests.exports.bundles import JPEG, Files, Station, load_verifier, make_station, unpack
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import attempt, job, opened
from tests.storage.desk import EVENTS

SECOND = Path(__file__).with_name("second_verifier.mjs")
Manifest = dict[str, Any]
Forgery = Callable[[Files, Manifest], bytes | None]


class Kept:
    def read(self, job_id: str) -> tuple[bytes, ...]:
        return (JPEG, JPEG) if job_id == "seen" else ()


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return make_station(tmp_path_factory.mktemp("names") / "one", count=3, is_enrolled=True)


def codes(raw: bytes, station: Station, folder: Path) -> set[int]:
    """Returns what the verifiers say; the second one only where there is node."""
    file = folder / "bundle.zip"
    file.write_bytes(raw)
    found = {int(load_verifier()._main([str(file), "--public-key", str(station.key)])[1])}
    node = shutil.which("node")
    if node is not None:
        done = subprocess.run([node, str(SECOND), str(file), str(station.key)], check=False)
        found.add(done.returncode)
    return found


def row_of(manifest: Manifest, field: str, at: int = 0) -> list[Any]:
    rows: list[list[Any]] = [row for row in manifest["opened"] if row[2] == field]
    return rows[at]


def rename(files: Files, row: list[Any], name: str) -> None:
    files[name] = files.pop(row[0])
    row[0] = name


def swap(files: Files, one: list[Any], other: list[Any]) -> None:
    files[one[0]], files[other[0]] = files[other[0]], files[one[0]]
    one[0], other[0] = other[0], one[0]


def shifted_name(files: Files, manifest: Manifest) -> None:
    row = row_of(manifest, "subject")
    row[3] += files[row[0]][:3].hex()
    files[row[0]] = files[row[0]][3:]


def shifted_salt(files: Files, manifest: Manifest) -> None:
    row = row_of(manifest, "subject")
    files[row[0]] = bytes.fromhex(row[3][-2:]) + files[row[0]]
    row[3] = row[3][:-2]


def fields_swapped(files: Files, manifest: Manifest) -> None:
    swap(files, row_of(manifest, "subject"), row_of(manifest, "source"))


def attempts_swapped(files: Files, manifest: Manifest) -> None:
    swap(files, row_of(manifest, "subject"), row_of(manifest, "subject", 1))


def outside(files: Files, manifest: Manifest) -> None:
    rename(files, row_of(manifest, "subject"), "../../evil.sh")


def other_picture(files: Files, manifest: Manifest) -> None:
    row = row_of(manifest, "commitment")
    rename(files, row, row[0].replace("-00", "-01"))


def longer_key(_: Files, manifest: Manifest) -> None:
    # HMAC fills a key up with zeros.
    row_of(manifest, "commitment")[3] += "00"


def true_for_one(_: Files, manifest: Manifest) -> None:
    row = row_of(manifest, "subject")
    row[1] = float(row[1])


def doubled_row(_: Files, manifest: Manifest) -> None:
    manifest["opened"].append(manifest["opened"][0])


def nothing_left(files: Files, manifest: Manifest) -> None:
    manifest["entries"], manifest["opened"] = [], []
    for name in [name for name in files if "/" in name]:
        del files[name]


def doubled_member(_: Files, manifest: Manifest) -> bytes:
    plain = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    return b'{"entries":[{"kind":"FORGED","seq":1}],' + plain[1:]


def in_utf_16(_: Files, manifest: Manifest) -> bytes:
    return json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode("utf-16")


def with_blanks(_: Files, manifest: Manifest) -> bytes:
    return json.dumps(manifest, sort_keys=True).encode()


@pytest.mark.parametrize(
    "forge",
    [
        shifted_name,
        shifted_salt,
        fields_swapped,
        attempts_swapped,
        outside,
        other_picture,
        longer_key,
        true_for_one,
        doubled_row,
        nothing_left,
        doubled_member,
        in_utf_16,
        with_blanks,
    ],
)
def test_what_a_file_is_of_is_bound(station: Station, tmp_path: Path, forge: Forgery) -> None:
    raw = station.bundle(Wanted(first=1, last=station.size), has_names=True, pictures=Kept())
    assert codes(raw, station, tmp_path) == {0}
    files = unpack(raw)
    manifest = json.loads(files["manifest.json"])
    plain = forge(files, manifest)
    if plain is None:
        plain = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    files["manifest.json"] = plain
    assert codes(pack(files), station, tmp_path) == {1}


def test_the_number_of_a_picture_is_that_of_its_commitment(station: Station) -> None:
    raw = station.bundle(Wanted(job="seen"), pictures=Kept())
    names = [name for name in unpack(raw) if name.startswith("pictures/")]
    assert len(names) == 1
    assert names[0].endswith("-00.jpg")


def test_a_forged_name_is_not_exported(station: Station, tmp_path: Path) -> None:
    record = Path(shutil.copytree(station.path.parent, tmp_path / "copy")) / station.path.name
    connection = sqlite3.connect(record)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.create_function("joined", 2, lambda salt, text: salt + text.encode())
    connection.execute(
        "UPDATE private SET salt = joined(salt, substr(value, 1, 1)),"
        " value = substr(value, 2) WHERE job = 'job-0' AND name = 'subject'"
    )
    connection.commit()
    connection.close()
    forged = Station(record, station.key, station.jobs, station.size)
    with pytest.raises(BundleError, match="a name is not the one of its entry"):
        forged.bundle(Wanted(job="job-0"), has_names=True)
    assert forged.bundle(Wanted(job="job-0"))


def test_names_beside_desk_events_go_along_and_are_bound(tmp_path: Path) -> None:
    shelf = FakeShelf()
    records = opened(tmp_path / "records.db", shelf=shelf)
    line = records.enrol(new_keys(), keep=shelf.keep)
    attempt(records, job("job-1"))
    log = DeskLog(records.appender)
    numbers = [log.record_event(event) for event in EVENTS]
    records.close()
    key = tmp_path / "station.key"
    key.write_text(line + "\n", encoding="utf-8")
    desk = Station(tmp_path / "records.db", key, ("job-1",), numbers[-1])
    raw = desk.bundle(Wanted(first=1, last=desk.size), has_names=True)
    assert codes(raw, desk, tmp_path) == {0}
    said = {name: text.decode() for name, text in unpack(raw).items() if "private/" in name}
    assert "张三 42" in said.values()
    assert {"Søren", "mother is Renée", "wore Zoë's glasses", "Žofie"} <= set(said.values())
    own = desk.bundle(Wanted(job="job-1"), has_names=True)
    assert codes(own, desk, tmp_path) == {0}
    assert "wore Zoë's glasses".encode() in unpack(own).values()
    without = desk.bundle(Wanted(first=1, last=desk.size))
    assert [name for name in unpack(without) if "private/" in name] == []
