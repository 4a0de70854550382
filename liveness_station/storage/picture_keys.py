"""The keys that wrap the key of each kept picture. They lie in the keyring, never on this disk."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Final

KEY_BYTES: Final = 32
_VERSION: Final = 1
_MAX_KEYS: Final = 12
"""As many as the smallest of the keyrings takes as one text."""
_NAME_TAG: Final = b"liveness-station/picture-key/v1"


@dataclass(frozen=True, slots=True)
class PictureKeys:
    """One key to wrap with, and older ones that pictures are still wrapped with.

    Attributes:
        keys: 32 bytes each, at least one; the first is the one to wrap with.
    """

    keys: tuple[bytes, ...] = field(repr=False)

    @property
    def newest(self) -> bytes:
        """The key to wrap with."""
        return self.keys[0]

    def find(self, name: str) -> bytes | None:
        """Returns the key of a name, None where it is not among these."""
        return next((key for key in self.keys if key_name(key) == name), None)

    def joined(self, others: "PictureKeys") -> "PictureKeys":
        """Returns these keys and those of the others that are not among them.

        Raises:
            ValueError: a keyring does not take so many.
        """
        keys = tuple(dict.fromkeys((*self.keys, *others.keys)))
        if len(keys) > _MAX_KEYS:
            raise ValueError("too many keys of pictures")
        return PictureKeys(keys)

    def to_text(self) -> str:
        """Returns the keys as the text that a keyring keeps."""
        return json.dumps({"v": _VERSION, "keys": [key.hex() for key in self.keys]})


def key_name(key: bytes) -> str:
    """Returns the name of a key, which tells nothing of it, in 16 hex digits."""
    return hashlib.sha256(_NAME_TAG + key).hexdigest()[:16]


def new_picture_keys() -> PictureKeys:
    """Returns a key that nobody has had before."""
    return PictureKeys((secrets.token_bytes(KEY_BYTES),))


def parse_picture_keys(untrusted_text: str) -> PictureKeys:
    """Returns the keys of such a text.

    Raises:
        ValueError: it is none. The error's text holds nothing of it.
    """
    try:
        found = json.loads(untrusted_text)
        keys = tuple(bytes.fromhex(key) for key in found["keys"])
        is_known = found["v"] == _VERSION
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("not the keys of pictures") from None
    if not is_known or not 1 <= len(keys) <= _MAX_KEYS or {len(key) for key in keys} != {KEY_BYTES}:
        raise ValueError("not the keys of pictures")
    return PictureKeys(keys)
