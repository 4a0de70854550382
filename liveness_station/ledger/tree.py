"""A whole Merkle tree in memory, for whoever makes many proofs of it (RFC 9162, 2.1.3)."""

from collections.abc import Sequence

from liveness_station.ledger.merkle import HASH_BYTES, leaf_hash, node_hash


class HashTree:
    """All hashes of a tree, level by level: 64 bytes a leaf.

    `merkle.inclusion_proof` hashes all leaves anew for each proof; here that is done once.
    """

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Builds the tree of at least one leaf."""
        level = b"".join(map(leaf_hash, leaves))
        self._levels = [level]
        while len(level) > HASH_BYTES:
            level = b"".join(_paired(level))
            self._levels.append(level)

    def root(self) -> bytes:
        """Returns the tree's hash."""
        return self._levels[-1]

    def proof(self, index: int) -> tuple[bytes, ...]:
        """Returns the hashes that lead from a leaf to the root."""
        path = []
        for level in self._levels[:-1]:
            # The last node of an odd level has no other beside it and goes up as it is.
            sibling = _node(level, index ^ 1)
            if sibling:
                path.append(sibling)
            index >>= 1
        return tuple(path)


def _node(level: bytes, index: int) -> bytes:
    return level[index * HASH_BYTES : (index + 1) * HASH_BYTES]


def _paired(level: bytes) -> list[bytes]:
    count = len(level) // HASH_BYTES
    above = [node_hash(_node(level, at), _node(level, at + 1)) for at in range(0, count - 1, 2)]
    return [*above, _node(level, count - 1)] if count % 2 else above
