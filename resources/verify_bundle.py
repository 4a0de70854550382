"""Verifies an evidence bundle of a liveness station, with Python 3.9 or newer and nothing else.

    python verify.py BUNDLE.zip --public-key station.key

Exit code: 0 unaltered and signed by the key you gave; 1 altered; 4 cannot tell, for want of a key.
"""

import hmac
import io
import json
import re
import sys
import zipfile
from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

_P, _L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
_D, _ROOT = -121665 * pow(121666, -1, _P) % _P, pow(2, (_P - 1) // 4, _P)
_TAG, _PARTS = b"liveness-station/ledger/", "entries format job key opened"
_FIELDS = [
    "account",
    "by",
    "commitment",
    "note",
    "operator",
    "second",
    "source",
    "subject",
    "words",
]
_FIXED = ["README.txt", "checkpoint.txt", "manifest.json", "station.key", "verify.py"]
_NOTE = re.compile(rb"((liveness-station.ledger/(\w{32}))\n([1-9]\d{0,14})\n(.+)\n(.+)\n)\n(.+\n)?")
_WRONG = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def _need(is_so: Any, what: str) -> None:
    if not is_so:
        raise ValueError(what)


def _point(raw: bytes) -> Any:  # RFC 8032, 5.1.3; refuses what is not canonical
    sign, y = divmod(int.from_bytes(raw, "little"), 1 << 255)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    x = x if x * x % _P == square else x * _ROOT % _P
    _need(len(raw) == 32 and y < _P and x * x % _P == square and (x or not sign), "a point")
    return (x if x & 1 == sign else _P - x), y


def _add(one: Any, two: Any) -> Any:
    (a, b), (c, d), k = one, two, _D * one[0] * one[1] * two[0] * two[1]
    return (a * d + b * c) * pow(1 + k, -1, _P) % _P, (b * d + a * c) * pow(1 - k, -1, _P) % _P


def _times(factor: int, point: Any) -> Any:
    half = _times(factor >> 1, _add(point, point)) if factor else (0, 1)
    return _add(half, point) if factor & 1 else half


def _is_signed(key: bytes, signature: bytes, text: bytes) -> bool:  # RFC 8032, 5.1.7
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(sha512(signature[:32] + key + text).digest(), "little") % _L
    is_sound = len(signature) == 64 and s < _L and _times(8, a) != (0, 1)
    return is_sound and _times(s, _point(b"\x58" + b"\x66" * 31)) == _add(r, _times(k, a))


def _framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def _hex(text: str) -> bytes:
    _need(bytes.fromhex(text).hex() == text, "hex digits")
    return bytes.fromhex(text)


class _Bundle:
    def __init__(self, raw: bytes) -> None:  # packed anew, the zip must be the same: one form only
        with zipfile.ZipFile(io.BytesIO(raw)) as old:
            sizes = [len(raw) if info.compress_type else info.file_size for info in old.infolist()]
            _need(sum(sizes) < len(raw), "the zip's form")
            self.files = {name: old.read(name) for name in sorted(old.namelist())}
        with zipfile.ZipFile(again := io.BytesIO(), "w") as new:
            for name, content in self.files.items():
                new.writestr(zipfile.ZipInfo(name), content)
                new.infolist()[-1].create_system = 0
        _need(again.getvalue() == raw, "the zip's form")
        note: Any = _NOTE.fullmatch(self.files["checkpoint.txt"])
        self.text, self.origin, station, size, self.root, self.head, self.signature = note.groups()
        self.station, self.size = _hex(station.decode()), int(size)

    def check_entry(self, entry: Any, body: bytes) -> None:
        seq, epoch, job, prev = entry["seq"], entry["epoch"], entry["job"], _hex(entry["prev"])
        parts = [self.station] + [n.to_bytes(8, "big", signed=True) for n in (epoch, seq)]
        parts += [entry["kind"].encode(), b"" if job is None else b"\1" + job.encode()]
        parts += [entry["utc"].encode(), prev, sha256(body).digest()]
        made = sha256(_framed(_TAG + b"entry/v1", *parts)).digest()
        is_entry = type(seq) is type(epoch) is int and len(entry) == 8 and 0 < seq <= self.size
        _need(is_entry and made.hex() == entry["hash"], f"entry {seq} was changed")
        is_first = prev == sha256(_framed(_TAG + b"genesis/v1", self.station)).digest()
        _need((seq > 1 or is_first) and (seq < self.size or b64encode(made) == self.head), "an end")
        node, at, last, proof = sha256(b"\0" + made), seq - 1, self.size - 1, list(entry["proof"])
        while last:
            if at & 1 or at < last:
                pair = _hex(proof.pop(0)), node.digest()
                node = sha256(b"\1" + b"".join(pair if at & 1 else pair[::-1]))
            at, last = at >> 1, last >> 1
        _need(not proof and b64encode(node.digest()) == self.root, f"the proof of entry {seq}")

    def check_key(self, key: bytes) -> str:
        key_id, code = sha256(self.origin + b"\n\1" + key).digest()[:4], b64encode(b"\1" + key)
        raw = b64decode((self.signature or b"").split(b" ")[-1])
        line = "\u2014 ".encode() + self.origin + b" " + b64encode(raw) + b"\n" if key else None
        is_whole = self.signature == line and raw[:4] == (key_id if key else b"")
        _need(is_whole and (not key or _is_signed(key, raw[4:], self.text)), "the signature")
        return (self.origin + f"+{key_id.hex()}+".encode() + code).decode() if key else ""

    def check(self) -> "tuple[list[str], str]":
        files, bodies, manifest = self.files, {}, json.loads(self.files["manifest.json"])
        plain = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
        _need(plain == files["manifest.json"] and " ".join(manifest) == _PARTS, "the manifest")
        entries, form, job, key, opened = manifest.values()
        for entry, before in zip(entries, [None, *entries]):
            bodies[repr(entry["seq"])] = body = files.pop(f"entries/{entry['seq']:012}.json")
            self.check_entry(entry, body)
            gap = entry["seq"] - before["seq"] if before else 2
            is_linked = entry["prev"] == before["hash"] if gap == 1 else (job or not before)
            _need(gap > 0 and is_linked and job in (None, entry["job"]), "the order of entries")
        for name, seq, field, salt in opened:
            is_picture, raw, held = field == "commitment", _hex(salt), files.pop(name)
            made = (hmac.new(raw, held, sha256) if is_picture else sha256(raw + held)).hexdigest()
            head, found, _ = bodies[repr(seq)].partition(f'"{field}":"{made}"'.encode())
            at = head.count(b'"commitment":')
            due = (f"private/{seq:012}-{field}.txt", f"pictures/{seq:012}-{at:02}.jpg")[is_picture]
            _need(found and name == due and field in _FIELDS and len(raw) == 16 << is_picture, name)
        _need(list(files) == _FIXED and form == "liveness-station/bundle/v1", "the files")
        _need(files["station.key"].decode() == (line := self.check_key(_hex(key))) + "\n", "a key")
        return list(bodies), line


def _main(words: "list[str]") -> "tuple[str, int]":
    try:
        given = [Path(word).read_text(errors="replace").strip() for word in words[2::2]]
        seqs, line = _Bundle(Path(*words[:1]).read_bytes()).check()
        found = f"{len(seqs)} entries, {seqs[0]} to {seqs[-1]}, fit their checkpoint"
    except OSError as error:
        return f"cannot tell: {error}\n{__doc__}", 4
    except (*_WRONG, zipfile.BadZipFile) as error:
        return f"ALTERED: {error}", 1
    if line and line in given:
        return f"unaltered: {found}, which is signed by the key you gave", 0
    return f"cannot tell: {found}, which is signed by no key you gave: anybody can make that", 4


if __name__ == "__main__":
    said, code = _main(sys.argv[1:])
    print(said)
    sys.exit(code)
