import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.ledger.merkle import (
    Frontier,
    consistency_proof,
    frontier_from,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
)

# The leaves and roots of Certificate Transparency's own test (merkletree's known answers).
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION_OF_5_IN_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
CONSISTENCY_OF_6_IN_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


def naive_root(of: list[bytes]) -> bytes:
    """MTH as RFC 9162 defines it, word for word."""
    if not of:
        return hashlib.sha256(b"").digest()
    if len(of) == 1:
        return hashlib.sha256(b"\x00" + of[0]).digest()
    k = 1
    while k * 2 < len(of):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(of[:k]) + naive_root(of[k:])).digest()


def test_the_known_roots() -> None:
    assert [Frontier().grown(LEAVES[:n]).root().hex() for n in range(1, 9)] == ROOTS
    assert Frontier().root() == hashlib.sha256(b"").digest()


def test_the_known_proofs() -> None:
    assert [part.hex() for part in inclusion_proof(LEAVES, 5)] == INCLUSION_OF_5_IN_8
    assert [part.hex() for part in consistency_proof(LEAVES, 6)] == CONSISTENCY_OF_6_IN_8


@given(leaves, st.data())
def test_the_root_is_the_definitions_however_the_tree_grew(
    of: list[bytes], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(of)))
    first = Frontier().grown(of[:cut])
    grown = frontier_from(first.size, first.to_bytes()).grown(of[cut:])
    assert grown.root() == naive_root(of)
    assert (grown.size, len(grown.peaks)) == (len(of), len(of).bit_count())


@given(leaves, st.data())
def test_a_leaf_is_included_and_nothing_else_is(of: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(of) - 1))
    proof, root = inclusion_proof(of, index), naive_root(of)
    assert is_included(of[index], proof, index=index, size=len(of), root=root)
    assert not is_included(of[index] + b"x", proof, index=index, size=len(of), root=root)
    assert not is_included(of[index], proof, index=index, size=len(of), root=bytes(32))
    assert not is_included(of[index], (*proof, root), index=index, size=len(of), root=root)
    assert not is_included(of[index], proof, index=len(of), size=len(of), root=root)
    if proof:
        assert not is_included(of[index], proof[:-1], index=index, size=len(of), root=root)
        at = data.draw(st.integers(0, len(proof) - 1))
        bad = (*proof[:at], bytes(32), *proof[at + 1 :])
        assert not is_included(of[index], bad, index=index, size=len(of), root=root)


@given(leaves, st.data())
def test_a_tree_continues_its_own_past_and_no_other(of: list[bytes], data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, len(of)))
    proof = consistency_proof(of, old_size)
    old_root, root = naive_root(of[:old_size]), naive_root(of)

    def holds(parts: tuple[bytes, ...], *, old: bytes = old_root, new: bytes = root) -> bool:
        return is_consistent(parts, old_size=old_size, old_root=old, size=len(of), root=new)

    assert holds(proof)
    assert not holds(proof, old=bytes(32))
    assert not holds(proof, new=bytes(32))
    assert not holds((*proof, root))
    if proof:
        assert not holds(proof[:-1])
        at = data.draw(st.integers(0, len(proof) - 1))
        assert not holds((*proof[:at], bytes(32), *proof[at + 1 :]))


def test_what_no_tree_has_is_refused() -> None:
    with pytest.raises(ValueError, match="leaf"):
        inclusion_proof([], 0)
    for size in (0, 3):
        with pytest.raises(ValueError, match="older"):
            consistency_proof([b"a", b"b"], size)
    for size, peaks in ((-1, b""), (1, b""), (3, bytes(32)), (2, bytes(33))):
        with pytest.raises(ValueError, match="peaks"):
            frontier_from(size, peaks)
    root = node_hash(leaf_hash(b"a"), leaf_hash(b"b"))
    for old_size, size in ((0, 2), (3, 2), (1, 2)):
        assert not is_consistent((), old_size=old_size, old_root=root, size=size, root=root)
    assert not is_included(b"a", (), index=-1, size=2, root=root)
