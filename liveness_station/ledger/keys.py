"""The secrets of a station's ledger, and the port through which they are kept."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Final, Protocol

from liveness_station.ledger.chain import DIGEST_BYTES
from liveness_station.ledger.ratchet import KEY_BYTES, key_at

_VERSION: Final = 1
LOOK_S: Final = 7.0
"""The vault itself gives up after three seconds, or twice that where an earlier call hangs."""

_MAX_STEPS: Final = 10_000
"""A record that claims to be further ahead is not waited for."""


@dataclass(frozen=True, slots=True)
class StationKeys:
    """What signs checkpoints and makes the codes of entries.

    Attributes:
        seed: of the Ed25519 key.
        row_key: the key for codes at `step`.
        step: how many checkpoints precede the entries that `row_key` is for.
        size: how many entries the record had when these keys were last kept.
        head: the hash of the newest of them.
    """

    seed: bytes = field(repr=False)
    row_key: bytes = field(repr=False)
    step: int = 0
    size: int = 0
    head: bytes = bytes(DIGEST_BYTES)

    def at(self, step: int) -> bytes | None:
        """Returns the key for codes at a step, None where it was destroyed or lies far ahead."""
        if step - self.step > _MAX_STEPS:
            return None
        return key_at(self.row_key, step=self.step, wanted_step=step)

    def to_text(self) -> str:
        """Returns the keys as the text that a keyring keeps."""
        return json.dumps(
            {
                "v": _VERSION,
                "seed": self.seed.hex(),
                "row_key": self.row_key.hex(),
                "step": self.step,
                "size": self.size,
                "head": self.head.hex(),
            }
        )


def new_keys() -> StationKeys:
    """Returns keys that nobody has had before."""
    return StationKeys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


def parse_keys(untrusted_text: str) -> StationKeys:
    """Returns the keys of such a text.

    Raises:
        ValueError: it is none. The error's text holds nothing of it.
    """
    try:
        found = json.loads(untrusted_text)
        seed, row_key, head = (bytes.fromhex(found[name]) for name in ("seed", "row_key", "head"))
        keys = StationKeys(seed, row_key, int(found["step"]), int(found["size"]), head)
        is_known = found["v"] == _VERSION
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("not a ledger's keys") from None
    lengths = {len(seed), len(row_key), len(head)}
    if not is_known or lengths != {KEY_BYTES} or keys.step < 0 or keys.size < 0:
        raise ValueError("not a ledger's keys")
    return keys


class KeyShelf(Protocol):
    """Where a station's keys are kept. What takes time is done behind."""

    def look(
        self, station: bytes, *, can_wait: bool = False, within_s: float = LOOK_S
    ) -> StationKeys | None:
        """Returns the keys once they are there; the first call asks for them.

        Args:
            station: whose keys.
            can_wait: True to wait for the answer.
            within_s: for so long, in seconds; what comes later is there for the next call.
        """

    def keep(self, station: bytes, keys: StationKeys) -> None:
        """Has newer keys take the place of the older ones, soon; does not wait."""
