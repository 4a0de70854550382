"""A station whose record bundles are made of, and ways of damaging a bundle."""

import importlib.util
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from liveness_station.domain.frames import Probe
from liveness_station.domain.provenance import Inquiry
from liveness_station.exports.bundle import PictureReader, Wanted, make_bundle
from liveness_station.exports.bundle_file import pack
from liveness_station.ledger.checkpoints import parse_note, public_key_of, public_key_text, sign
from liveness_station.ledger.keys import new_keys
from liveness_station.storage.excerpts import open_excerpts
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import attempt, job, opened, outcome

VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verify_bundle.py"
JPEG = b"\xff\xd8 a picture of nobody \xff\xd9"
"""What the attempt "seen" was judged by."""

Files = dict[str, bytes]
Damage = Callable[[bytes, random.Random], bytes]


def load_verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_bundle", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Station:
    """A closed record of some attempts, and its public key as a file; none without keys."""

    path: Path
    key: Path | None
    jobs: tuple[str, ...]
    size: int

    def bundle(
        self, wanted: Wanted, *, has_names: bool = False, pictures: PictureReader | None = None
    ) -> bytes:
        reader = open_excerpts(self.path)
        try:
            made = make_bundle(
                reader,
                wanted,
                has_names=has_names,
                pictures=pictures,
                verifier=VERIFIER.read_bytes(),
            )
        finally:
            reader.close()
        return pack(made.files)

    def some_bundle(self, chance: random.Random) -> bytes:
        has_names = chance.random() < 0.5
        if chance.random() < 0.5:
            return self.bundle(Wanted(job=chance.choice(self.jobs)), has_names=has_names)
        first = chance.randint(1, self.size)
        last = min(self.size, first + chance.choice((0, 1, 9, 40)))
        return self.bundle(Wanted(first=first, last=last), has_names=has_names)


def make_station(folder: Path, *, count: int, is_enrolled: bool) -> Station:
    folder.mkdir()
    path, shelf = folder / "records.db", FakeShelf()
    records = opened(path, shelf=shelf)
    line = ""
    if is_enrolled:
        line = records.enrol(new_keys(), keep=shelf.keep)
    for number in range(count):
        attempt(records, job(f"job-{number}"))
    seen = job("seen")
    records.submitted(seen, endpoint="local", source="camera")
    inquiry = Inquiry(probe=Probe(JPEG, 640, 480), is_answered=True)
    records.finished(replace(outcome(seen), inquiries=(inquiry,)), source="camera")
    records.close()
    key = folder / "station.key"
    key.write_text(line + "\n", encoding="utf-8")
    reader = open_excerpts(path)
    note = reader.note_over(1)
    reader.close()
    assert note is not None
    jobs = tuple(f"job-{number}" for number in range(count))
    return Station(path, key if is_enrolled else None, jobs, note.checkpoint.size)


def unpack(raw: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _flip(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _add_bytes(raw: bytes, chance: random.Random) -> bytes:
    at = chance.choice((0, len(raw), chance.randrange(len(raw))))
    return raw[:at] + chance.randbytes(chance.randint(1, 40)) + raw[at:]


def _drop_file(raw: bytes, chance: random.Random) -> bytes:
    files = unpack(raw)
    del files[chance.choice(list(files))]
    return pack(files)


def _add_file(raw: bytes, chance: random.Random) -> bytes:
    names = ("../evil.txt", "entries/evil.json", "/etc/evil.txt", "zz.txt", "entries/../x.txt")
    return pack({**unpack(raw), chance.choice(names): b"{}"})


def _double(raw: bytes, chance: random.Random) -> bytes:
    """A name twice, as readers that take the first or the last would see different things."""
    files = unpack(raw)
    name = chance.choice(list(files))
    one, other = pack({name: files[name]}), pack(files)
    body = len(one) - 22 - 46 - len(name)
    directory = other.index(b"PK\x01\x02")
    return one[:body] + other[:directory] + one[body:-22] + other[directory:]


def _squeeze(raw: bytes, chance: random.Random) -> bytes:
    """The same files, compressed, or with something in the headers."""
    packed = io.BytesIO()
    how = chance.randrange(3)
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.comment = b"hello" if how == 0 else b""
        for name, content in unpack(raw).items():
            info = zipfile.ZipInfo(
                name, (2020, 1, 1, 0, 0, 0) if how == 1 else (1980, 1, 1, 0, 0, 0)
            )
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED if how == 2 else zipfile.ZIP_STORED
            zipped.writestr(info, content)
    return packed.getvalue()


def _edit_file(raw: bytes, chance: random.Random) -> bytes:
    """One byte of a file that something vouches for; packed anew, so that all sums are right."""
    files = unpack(raw)
    own = [name for name in files if name not in {"README.txt", "verify.py", "manifest.json"}]
    name = chance.choice(own)
    files[name] = _flip(files[name], chance) if files[name].strip() else b"x"
    return pack(files)


def _edit_manifest(raw: bytes, chance: random.Random) -> bytes:
    files = unpack(raw)
    manifest = json.loads(files["manifest.json"])
    before = json.dumps(manifest)
    while json.dumps(manifest) == before:
        _spoil(manifest, chance)
    files["manifest.json"] = json.dumps(manifest, separators=(",", ":")).encode()
    return pack(files)


def _spoil(manifest: dict[str, Any], chance: random.Random) -> None:
    entries = manifest["entries"]
    entry = chance.choice(entries)
    match chance.randrange(12):
        case 0:
            entry[chance.choice(("seq", "epoch"))] += chance.choice((-1, 1, 0.5, 2**60))
        case 1:
            name = chance.choice(("hash", "prev", "kind", "utc"))
            entry[name] = entry[name][:-1] + chance.choice("0123456789abcdefABCDEF é\ud800")
        case 2:
            entry["job"] = chance.choice((None, "other", "", 7, entry["job"]))
        case 3:
            proof = entry["proof"]
            proof.insert(chance.randint(0, len(proof)), chance.choice(["00" * 32, *proof]))
        case 4:
            if entry["proof"]:
                entry["proof"].pop(chance.randrange(len(entry["proof"])))
        case 5:
            if entry["proof"]:
                at = chance.randrange(len(entry["proof"]))
                entry["proof"][at] = chance.choice(("ab" * 32, entry["proof"][at][:-2], "zz", None))
        case 6:
            entries.remove(entry)
        case 7:
            entries.insert(chance.randint(0, len(entries)), dict(entry))
        case 8:
            chance.shuffle(entries)
        case 9:
            manifest["job"] = chance.choice(("other", 7, "", False))
        case 10:
            name = chance.choice(list(manifest))
            manifest[chance.choice(("extra", "format", "key"))] = chance.choice(
                (manifest.pop(name), "", "00" * 32)
            )
        case _:
            manifest["opened"].append(
                ["README.txt", entry["seq"], chance.choice(("subject", "commitment")), ""]
            )


def _change_note(raw: bytes, chance: random.Random) -> bytes:
    """The same checkpoint with other numbers under the same signature."""
    files = unpack(raw)
    lines = files["checkpoint.txt"].decode().split("\n")
    number = chance.choice((1, 2, 3))
    lines[number] = {1: str(int(lines[1]) + 1), 2: lines[3], 3: lines[2]}[number]
    files["checkpoint.txt"] = "\n".join(lines).encode()
    return pack(files)


def signed_by_somebody_else(raw: bytes) -> bytes:
    """A bundle that fits together in all its parts, by whoever has a key of his own."""
    files = unpack(raw)
    keys = new_keys()
    checkpoint = parse_note(files["checkpoint.txt"].decode()).checkpoint
    manifest = json.loads(files["manifest.json"])
    public_key = public_key_of(keys.seed)
    manifest["key"] = public_key.hex()
    files["manifest.json"] = json.dumps(manifest, separators=(",", ":")).encode()
    files["checkpoint.txt"] = sign(checkpoint, keys.seed).text.encode()
    files["station.key"] = (public_key_text(checkpoint.station, public_key) + "\n").encode()
    return pack(files)


DAMAGES: tuple[Damage, ...] = (
    _flip,
    _cut,
    _add_bytes,
    _drop_file,
    _add_file,
    _double,
    _squeeze,
    _edit_file,
    _edit_manifest,
    _edit_manifest,
    _edit_manifest,
    _change_note,
)
