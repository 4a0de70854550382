import hashlib

from hypothesis import given
from hypothesis import strategies as st

from liveness_station.ledger.chain import Entry, entry_hash, framed, genesis

STATION = bytes(range(16))

entries = st.builds(
    Entry,
    seq=st.integers(-(2**63), 2**63 - 1),
    epoch=st.integers(0, 3),
    kind=st.binary(max_size=3),
    job=st.none() | st.binary(max_size=3),
    utc=st.binary(max_size=3),
    body=st.binary(max_size=3),
)


def spelled(*parts: bytes) -> bytes:
    """The framing written out once more, for whoever writes another verifier."""
    text = b""
    for part in parts:
        text += bytes(6) + len(part).to_bytes(2, "big") + part
    return hashlib.sha256(text).digest()


def test_the_hash_is_made_like_this_for_ever() -> None:
    before = spelled(b"liveness-station/ledger/genesis/v1", STATION)
    assert genesis(STATION) == before
    entry = Entry(2, 1, b"VERDICT", b"job-1", b"2026-11-22T12:00:00.000000Z", b'{"v":1}')
    made = entry_hash(entry, station=STATION, prev=before)
    assert made == spelled(
        b"liveness-station/ledger/entry/v1",
        STATION,
        bytes(7) + b"\x01",
        bytes(7) + b"\x02",
        b"VERDICT",
        b"\x01job-1",
        b"2026-11-22T12:00:00.000000Z",
        before,
        hashlib.sha256(b'{"v":1}').digest(),
    )
    assert made.hex() == "cf1c25e87f843428e2f540ababcd4b4cc9227c22313dcbd6f0943e7f20471369"


@given(entries, entries)
def test_two_entries_have_two_hashes(one: Entry, other: Entry) -> None:
    hashes = {entry_hash(entry, station=STATION, prev=bytes(32)) for entry in (one, other)}
    assert len(hashes) == len({one, other})


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_two_lists_never_make_one_text(one: list[bytes], other: list[bytes]) -> None:
    assert (framed(*one) == framed(*other)) == (one == other)


def test_station_and_predecessor_are_in_the_hash() -> None:
    entry = Entry(1, 1, b"BOOT", None, b"u", b"{}")
    made = {
        entry_hash(entry, station=station, prev=prev)
        for station in (STATION, bytes(16))
        for prev in (bytes(32), genesis(STATION))
    }
    assert len(made) == 4
