"""Evidence bundles: what they hold, what damages them, and what two verifiers say of both."""

import hashlib
import io
import random
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from liveness_station.exports.bundle import BundleError, Wanted, make_bundle
from liveness_station.exports.bundle_file import pack, write_new
from liveness_station.ledger.merkle import inclusion_proof
from liveness_station.ledger.tree import HashTree
from liveness_station.storage.excerpts import open_excerpts
from tests.exports.bundles import (
    DAMAGES,
    JPEG,
    VERIFIER,
    Station,
    load_verifier,
    make_station,
    signed_by_somebody_else,
    unpack,
)

SECOND = Path(__file__).with_name("second_verifier.mjs")


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> list[Station]:
    folder = tmp_path_factory.mktemp("stations")
    return [
        make_station(folder / "large", count=70, is_enrolled=True),
        make_station(folder / "small", count=2, is_enrolled=True),
        make_station(folder / "keyless", count=5, is_enrolled=False),
    ]


def judged(file: Path, key: Path | None) -> int:
    words = [str(file)] if key is None else [str(file), "--public-key", str(key)]
    return int(load_verifier()._main(words)[1])


def test_a_bundle_is_verified_with_nothing_but_python(
    stations: list[Station], tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(stations[0].bundle(Wanted(job="job-3"), has_names=True))
    alone = tmp_path / "verify.py"
    alone.write_bytes(unpack(bundle.read_bytes())["verify.py"])
    command = [sys.executable, "-I", "-S", str(alone), str(bundle)]
    key = ["--public-key", str(stations[0].key)]
    for words, code, said in (
        (command + key, 0, "unaltered: 2 entries"),
        (command, 4, "cannot tell"),
        ([*command[:-1], str(tmp_path / "gone.zip")], 4, "cannot tell"),
        (command[:-1], 4, "cannot tell"),
    ):
        done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert (done.returncode, done.stdout.startswith(said), done.stderr) == (code, True, "")
    bundle.write_bytes(bundle.read_bytes().replace(b"above", b"below").replace(b"SPOOF", b"LIVE "))
    done = subprocess.run(command + key, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:8]) == (1, "ALTERED:")


def test_the_verifier_is_short_and_needs_nobody() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 170
    imported = {
        line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))
    }
    assert imported <= set(sys.stdlib_module_names)


def test_the_same_wish_makes_the_same_bytes(stations: list[Station]) -> None:
    wanted = Wanted(first=3, last=40)
    assert stations[0].bundle(wanted) == stations[0].bundle(wanted)


def test_names_leave_only_on_request(stations: list[Station]) -> None:
    plain = stations[0].bundle(Wanted(job="job-3"))
    named = stations[0].bundle(Wanted(job="job-3"), has_names=True)
    assert "张三 42".encode() not in plain
    assert "张三 42".encode() in named
    assert not [name for name in unpack(plain) if name.startswith("private/")]
    assert not [name for name in unpack(named) if "key" in name and name != "station.key"]


def test_a_key_from_elsewhere_decides_who_it_was(stations: list[Station], tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(signed_by_somebody_else(stations[0].bundle(Wanted(first=1, last=30))))
    own = tmp_path / "own.key"
    own.write_bytes(unpack(file.read_bytes())["station.key"])
    assert judged(file, stations[0].key) == 4
    assert judged(file, stations[1].key) == 4
    assert judged(file, own) == 0


def test_there_is_no_bundle_of_nothing(stations: list[Station]) -> None:
    station = stations[0]
    for wanted in (
        Wanted(job="nobody"),
        Wanted(first=station.size + 9, last=station.size + 9),
        Wanted(first=station.size, last=station.size + 9),
        Wanted(first=station.size + 1, last=station.size + 1),
        Wanted(first=1, last=60_000),
    ):
        with pytest.raises(BundleError):
            station.bundle(wanted)


class Kept:
    """Pictures that are kept of one attempt."""

    def __init__(self, *jpegs: bytes) -> None:
        self._jpegs = jpegs

    def read(self, job_id: str) -> tuple[bytes, ...]:
        assert job_id == "seen"
        return self._jpegs


def test_a_picture_comes_along_where_an_entry_vouches_for_it(
    stations: list[Station], tmp_path: Path
) -> None:
    file = tmp_path / "bundle.zip"
    wanted = Wanted(job="seen")
    file.write_bytes(stations[0].bundle(wanted, pictures=Kept(JPEG, b"a thumbnail")))
    files = unpack(file.read_bytes())
    assert [content for name, content in files.items() if name.startswith("pic")] == [JPEG]
    assert judged(file, stations[0].key) == 0
    (name,) = (name for name in files if name.startswith("pic"))
    file.write_bytes(pack({**files, name: JPEG + b" "}))
    assert judged(file, stations[0].key) == 1
    reader = open_excerpts(stations[0].path)
    made = make_bundle(reader, wanted, has_names=False, pictures=Kept(b"a thumbnail"), verifier=b"")
    reader.close()
    assert made.unproven == 1


def test_a_file_is_recorded_before_it_has_its_name(tmp_path: Path) -> None:
    target, notes = tmp_path / "out.zip", tmp_path / "notes"
    seen: list[str] = []

    def record(sha256: str) -> None:
        assert not target.exists()
        seen.append(sha256)

    write_new(target, b"content", record, notes=notes)
    assert (target.read_bytes(), seen) == (b"content", [hashlib.sha256(b"content").hexdigest()])
    with pytest.raises(FileExistsError):
        write_new(target, b"other", record, notes=notes)
    assert (target.read_bytes(), len(seen)) == (b"content", 1)

    def refuse(_: str) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any will do
        write_new(tmp_path / "never.zip", b"content", refuse, notes=notes)
    assert {file.name for file in tmp_path.iterdir()} - {"home"} == {"notes", "out.zip"}
    assert list(notes.iterdir()) == []
    (tmp_path / "link.zip").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "link.zip", b"other", record, notes=notes)
    assert len(seen) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100])
def test_a_tree_proves_what_the_standard_proves(count: int) -> None:
    leaves = [bytes([number]) * 32 for number in range(count)]
    tree = HashTree(leaves)
    for index in range(count):
        assert tree.proof(index) == inclusion_proof(leaves, index)


def test_two_verifiers_agree_on_good_and_bad_bundles(
    stations: list[Station], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The second is written in another language, from docs/ledger.md alone."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the second verifier needs node")
    chance = random.Random(7)
    module, wrong, kinds = load_verifier(), Counter[str](), Counter[int]()
    count = int(request.config.getoption("--bundle-count"))
    lines, first = [], []
    for number in range(count):
        station = chance.choice(stations)
        raw, name, fair = station.some_bundle(chance), "whole", {0 if station.key else 4}
        if number % 2:
            damage = DAMAGES[number // 2 % len(DAMAGES)]
            # What nobody signed may name any size and head: it is not taken for a proof.
            raw, name, fair = damage(raw, chance), damage.__name__, {1} if station.key else {1, 4}
        elif chance.random() < 0.2:
            raw, name, fair = signed_by_somebody_else(raw), "somebody else", {4}
        file = tmp_path / f"{number}.zip"
        file.write_bytes(raw)
        words = [str(file), "--public-key", str(station.key)] if station.key else [str(file)]
        code = module._main(words)[1]
        if code not in fair:
            wrong[f"{name} {number}: {code}, not {fair}"] += 1
        kinds[code] += 1
        first.append(code)
        lines.append("\t".join([str(file), str(station.key)] if station.key else [str(file)]))
    done = subprocess.run(
        [node, str(SECOND), "--list"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    second = [int(word) for word in done.stdout.split()]
    assert done.stderr == ""
    assert wrong == Counter()
    assert [n for n in range(count) if first[n : n + 1] != second[n : n + 1]] == []
    assert min(kinds[code] for code in (0, 1, 4)) > count // 20


def test_a_bomb_is_not_unpacked() -> None:
    module = load_verifier()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("manifest.json", bytes(50_000_000))
    with pytest.raises(ValueError, match="the zip's form"):
        module._Bundle(packed.getvalue())
