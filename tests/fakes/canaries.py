"""Looks for what must not be there: a secret in any of the forms that programs write bytes in."""

import base64
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote_from_bytes

_SHORTEST = 8
"""Less than this is found by chance."""

ENCODINGS: Mapping[str, Callable[[bytes], Iterable[bytes]]] = {
    "raw": lambda canary: (canary,),
    "hex": lambda canary: (canary.hex().encode(), canary.hex().upper().encode()),
    "base64": lambda canary: _anywhere(canary, base64.b64encode),
    "urlsafe_base64": lambda canary: _anywhere(canary, base64.urlsafe_b64encode),
    "utf_16": lambda canary: _texts(canary, "utf-16-le", "utf-16-be"),
    "escaped": lambda canary: (
        *(escaped.encode() for escaped in _escapes(canary)),
        quote_from_bytes(canary, safe="").encode(),
    ),
}
"""Each form, and what a canary looks like in it."""


def forms_of(canary: bytes) -> dict[str, tuple[bytes, ...]]:
    """Returns what a canary looks like in each encoding, long enough to be no chance."""
    return {
        name: tuple(form for form in encode(canary) if len(form) >= _SHORTEST)
        for name, encode in ENCODINGS.items()
    }


def find_canaries(paths: Iterable[Path], canaries: Mapping[str, bytes]) -> list[str]:
    """Returns where canaries sing: `file: name in encoding`, also within compressed streams.

    Args:
        paths: files, and folders whose files all count.
        canaries: by the names to tell them by.
    """
    forms = {name: forms_of(canary) for name, canary in canaries.items()}
    return [
        f"{path.name}: {name} in {encoding}"
        for path in _files(paths)
        for content in _contents(path.read_bytes())
        for name, by_encoding in forms.items()
        for encoding, found in by_encoding.items()
        if any(form in content for form in found)
    ]


def pieces_of(picture: bytes, *, count: int = 8, size: int = 24) -> dict[str, bytes]:
    """Returns some stretches of a picture's bytes: whoever has one has some of the face."""
    step = max(1, (len(picture) - size) // count)
    return {
        f"picture at {at}": picture[at : at + size]
        for at in range(step // 2, len(picture) - size, step)
    }


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else (path,)


def _contents(content: bytes) -> Iterable[bytes]:
    yield content
    for mark in (b"\x78\x01", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08"):
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(47).decompress(content[at:], 1 << 24)
            at = content.find(mark, at + 1)


def _anywhere(canary: bytes, encode: Callable[[bytes], bytes]) -> Iterable[bytes]:
    """The text of a canary wherever it begins in a longer one: only whole letters of its own."""
    for before in range(3):
        text = encode(bytes(before) + canary)
        start = -(-before * 8 // 6)
        yield text[start : (before + len(canary)) * 8 // 6]


def _texts(canary: bytes, *encodings: str) -> Iterable[bytes]:
    try:
        text = canary.decode()
    except UnicodeDecodeError:
        return ()
    return tuple(text.encode(encoding) for encoding in encodings)


def _escapes(canary: bytes) -> Iterable[str]:
    """As Python and JSON write what is not ASCII."""
    try:
        text = canary.decode()
    except UnicodeDecodeError:
        return (repr(canary)[2:-1],)
    return (
        text.encode("unicode_escape").decode(),
        text.encode("ascii", "xmlcharrefreplace").decode(),
    )
