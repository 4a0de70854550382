"""Merkle trees as RFC 9162 section 2.1 has them, with SHA-256.

`Frontier` grows a tree entry by entry and remembers only its complete subtrees, one a set bit of
its size; proofs are made from the list of all leaves.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HASH_BYTES: Final = 32


def leaf_hash(leaf: bytes) -> bytes:
    """Returns the hash of a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Returns the hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree without its leaves.

    Attributes:
        size: how many leaves it has.
        peaks: hashes of its complete subtrees, the largest first.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaves: Sequence[bytes]) -> "Frontier":
        """Returns the tree with leaves added at its end."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            made, bits = leaf_hash(leaf), size
            while bits & 1:
                made = node_hash(peaks.pop(), made)
                bits >>= 1
            peaks.append(made)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """Returns the tree's hash; of the empty tree, that of nothing."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        made = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            made = node_hash(peak, made)
        return made

    def to_bytes(self) -> bytes:
        """Returns the peaks one after another; the size is kept beside them."""
        return b"".join(self.peaks)


def frontier_from(size: int, peaks: bytes) -> Frontier:
    """Returns the tree that `Frontier.to_bytes` was made of.

    Raises:
        ValueError: a tree of this size has more or fewer peaks.
    """
    if size < 0 or len(peaks) != size.bit_count() * HASH_BYTES:
        raise ValueError("not the peaks of a tree of this size")
    parts = (peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES))
    return Frontier(size, tuple(parts))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Returns the hashes that lead from one leaf to the root (RFC 9162, 2.1.3.1).

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError("no such leaf")
    if len(leaves) == 1:
        return ()
    middle = _split(len(leaves))
    if index < middle:
        return (*inclusion_proof(leaves[:middle], index), _root(leaves[middle:]))
    return (*inclusion_proof(leaves[middle:], index - middle), _root(leaves[:middle]))


def is_included(leaf: bytes, proof: Sequence[bytes], *, index: int, size: int, root: bytes) -> bool:
    """Tells whether a proof leads from a leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, made = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = node_hash(sibling, made)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            made = node_hash(made, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and made == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Returns the hashes that show that a tree continues its own first leaves (2.1.4.1).

    Raises:
        ValueError: the old tree is empty, or larger than the new one.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError("no such older tree")
    return _subproof(leaves, old_size, is_whole=True)


def is_consistent(
    proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes
) -> bool:
    """Tells whether a proof shows that one tree continues another (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_made = made = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old_made, made = node_hash(sibling, old_made), node_hash(sibling, made)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            made = node_hash(made, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and (old_made, made) == (old_root, root)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if is_whole else (_root(leaves),)
    middle = _split(len(leaves))
    if old_size <= middle:
        return (
            *_subproof(leaves[:middle], old_size, is_whole=is_whole),
            _root(leaves[middle:]),
        )
    return (
        *_subproof(leaves[middle:], old_size - middle, is_whole=False),
        _root(leaves[:middle]),
    )


def _split(count: int) -> int:
    """Returns the largest power of two below a count of two or more."""
    return 1 << (count - 1).bit_length() - 1


def _root(leaves: Sequence[bytes]) -> bytes:
    return Frontier().grown(leaves).root()
