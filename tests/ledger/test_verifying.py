"""Each fault by its name, on chains made by hand."""

import json
from dataclasses import replace

import pytest

from liveness_station.ledger.chain import Entry, entry_hash, genesis
from liveness_station.ledger.checkpoints import (
    Checkpoint,
    Note,
    public_key_of,
    public_key_text,
    sign,
)
from liveness_station.ledger.keys import StationKeys
from liveness_station.ledger.merkle import Frontier
from liveness_station.ledger.ratchet import row_mac
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.rotation import endorse
from liveness_station.ledger.verifying import LinkedEntry, Trust, verify

STATION = bytes(range(16))
KEYS = StationKeys(b"s" * 32, b"k" * 32)
PUBLIC = public_key_of(KEYS.seed)
BY_KEY = Trust((PUBLIC,))


class Chain:
    """A chain that grows as the station makes one."""

    def __init__(self, keys: StationKeys | None = None) -> None:
        self.rows: list[LinkedEntry] = []
        self._keys = keys
        self._step = 0
        self._head = genesis(STATION)
        self._frontier = Frontier()

    def add(
        self, kind: str, job: str | None = None, body: str = "{}", *, epoch: int = 1
    ) -> "Chain":
        own = None if job is None else job.encode()
        entry = Entry(len(self.rows) + 1, epoch, kind.encode(), own, b"u", body.encode())
        self._head = entry_hash(entry, station=STATION, prev=self._head)
        key = None if self._keys is None else self._keys.at(self._step)
        mac = None if key is None else row_mac(key, self._head)
        self.rows.append(LinkedEntry(entry, self._head, mac))
        self._frontier = self._frontier.grown([self._head])
        return self

    def attempt(self, job: str = "j") -> "Chain":
        return self.add("SUBMITTED", job).add("VERDICT", job)

    def now(self) -> Checkpoint:
        return Checkpoint(STATION, len(self.rows), self._frontier.root(), self._head)

    def checkpoint(self, note: Note | None = None) -> "Chain":
        made = note or (Note(self.now()) if self._keys is None else sign(self.now(), KEYS.seed))
        self.add("CHECKPOINT", body=json.dumps({"note": made.text}))
        self._step += 1
        return self


def signed() -> Chain:
    return Chain(KEYS).add("BOOT").attempt("a").checkpoint().attempt("b").checkpoint()


def told(chain: Chain, trust: Trust = BY_KEY) -> tuple[Result, Fault | None, int | None]:
    report = verify(chain.rows, station=STATION, trust=trust)
    return report.result, report.fault, report.bad_seq


def altered(fault: Fault, seq: int) -> tuple[Result, Fault, int]:
    return Result.ALTERED, fault, seq


def test_a_signed_chain_is_intact_to_its_end() -> None:
    report = verify(signed().rows, station=STATION, trust=Trust((PUBLIC,)))
    assert report == Report(Result.INTACT, 7, proven=6, by_hash=1, signed=2)


def test_what_came_after_the_newest_checkpoint_is_held_by_codes_or_not_at_all() -> None:
    chain = signed().attempt("c")
    report = verify(chain.rows, station=STATION, trust=Trust((PUBLIC,)))
    assert (report.result, report.proven, report.by_hash) == (Result.CANNOT_TELL, 6, 3)
    for step in (0, 1, 2):
        row_key = KEYS.at(step)
        assert row_key is not None
        keys = replace(KEYS, row_key=row_key, step=step)
        report = verify(chain.rows, station=STATION, trust=Trust((PUBLIC,), keys=keys))
        # From step 2 on no code covers the checkpoint's own entry.
        assert (report.by_code, report.by_hash) == ((3, 0) if step < 2 else (2, 1))
    assert report.result is Result.CANNOT_TELL


def test_one_entry_without_a_code_is_named() -> None:
    chain = signed().attempt("c")
    chain.rows[-2] = replace(chain.rows[-2], mac=None)
    report = verify(chain.rows, station=STATION, trust=Trust((PUBLIC,), keys=KEYS))
    assert (report.by_code, report.by_hash, report.result) == (2, 1, Result.CANNOT_TELL)
    assert report.unvouched == ((len(chain.rows) - 1, len(chain.rows) - 1),)


def test_a_false_code_is_found_as_long_as_its_key_is_there() -> None:
    chain = signed()
    chain.rows[1] = replace(chain.rows[1], mac=bytes(32))
    assert told(chain, Trust((PUBLIC,), keys=KEYS)) == altered(Fault.MAC, 2)


@pytest.mark.parametrize("at", range(7))
def test_every_entry_is_in_the_chain(at: int) -> None:
    chain = signed()
    row = chain.rows[at]
    chain.rows[at] = replace(row, entry=replace(row.entry, utc=b"v"))
    assert told(chain) == altered(Fault.HASH, at + 1)


def test_gaps_and_missing_links_are_named() -> None:
    chain = signed()
    del chain.rows[2]
    assert told(chain) == altered(Fault.GAP, 3)
    chain = signed()
    chain.rows[4] = replace(chain.rows[4], hash=None)
    assert told(chain) == altered(Fault.NO_LINK, 5)
    chain = signed()
    chain.rows.insert(2, chain.rows[1])
    assert told(chain) == altered(Fault.GAP, 3)


def test_older_entries_come_first_and_are_counted() -> None:
    chain = Chain(KEYS).add("BOOT", epoch=0).add("BOOT", epoch=0).add("BOOT").checkpoint()
    report = verify(chain.rows, station=STATION, trust=Trust((PUBLIC,)))
    assert (report.result, report.chained_later) == (Result.INTACT, 2)
    assert told(Chain().add("BOOT").add("BOOT", epoch=0)) == altered(Fault.EPOCH, 2)
    assert told(Chain().add("BOOT", epoch=2)) == altered(Fault.EPOCH, 1)


def test_a_checkpoint_says_what_was_before_it_and_nothing_else() -> None:
    right = Chain(KEYS).add("BOOT").attempt().now()
    for wrong in (
        replace(right, size=2),
        replace(right, root=bytes(32)),
        replace(right, head=bytes(32)),
        replace(right, station=bytes(16)),
    ):
        chain = Chain(KEYS).add("BOOT").attempt().checkpoint(sign(wrong, KEYS.seed))
        assert told(chain) == altered(Fault.CHECKPOINT, 4)
    for body in ("{}", "[]", "no json", '{"note":"x"}', '{"note":null}', "[" * 100_000):
        assert told(Chain().add("CHECKPOINT", body=body)) == altered(Fault.CHECKPOINT, 1)


def test_a_false_signature_is_found_and_a_strangers_counts_for_nothing() -> None:
    chain = Chain(KEYS).add("BOOT")
    true = sign(chain.now(), KEYS.seed)
    ((key_id, _),) = true.signatures
    chain.checkpoint(Note(chain.now(), ((key_id, bytes(64)),)))
    assert told(chain) == altered(Fault.SIGNATURE, 2)
    chain = Chain(KEYS).add("BOOT")
    chain.checkpoint(sign(chain.now(), bytes(32)))
    assert told(chain) == (Result.CANNOT_TELL, None, None)


@pytest.mark.parametrize(
    ("kinds", "bad"),
    [
        (("VERDICT",), 1),
        (("ABANDONED",), 1),
        (("TRIED",), 1),
        (("SUBMITTED", "SUBMITTED"), 2),
        (("SUBMITTED", "LATE"), 2),
        (("SUBMITTED", "VERDICT", "VERDICT"), 3),
        (("SUBMITTED", "VERDICT", "ABANDONED"), 3),
        (("SUBMITTED", "VERDICT", "TRIED"), 3),
        (("SUBMITTED", "TRIED", "ABANDONED", "LATE", "VERDICT"), 5),
    ],
)
def test_attempts_go_their_way(kinds: tuple[str, ...], bad: int) -> None:
    chain = Chain()
    for kind in kinds:
        chain.add(kind, "j")
    assert told(chain) == altered(Fault.PAIRING, bad)
    chain = Chain()
    assert told(chain.add("SUBMITTED")) == altered(Fault.PAIRING, 1)


def test_an_attempt_without_an_end_is_incomplete() -> None:
    chain = Chain(KEYS).add("BOOT").add("SUBMITTED", "a").checkpoint()
    report = verify(chain.rows, station=STATION, trust=Trust((PUBLIC,)))
    assert (report.result, report.pending) == (Result.INCOMPLETE, 1)


def test_a_witness_vouches_for_what_it_saw_and_misses_what_is_gone() -> None:
    chain = Chain().add("BOOT").attempt()
    witness = chain.now()
    trust = Trust(witnesses=(witness,))
    assert told(chain, trust) == (Result.INTACT, None, None)
    # The entry that holds the very checkpoint needs nobody to vouch for it.
    assert told(chain.checkpoint(), trust) == (Result.INTACT, None, None)
    assert told(chain.add("BOOT"), trust) == (Result.CANNOT_TELL, None, None)
    shorter = Chain().add("BOOT")
    assert told(shorter, trust) == (Result.ROLLED_BACK, Fault.WITNESS, 2)
    other = Chain().add("BOOT").attempt("k").attempt("l")
    assert told(other, trust) == (Result.ROLLED_BACK, Fault.WITNESS, 3)
    assert told(Chain(), trust) == (Result.ROLLED_BACK, Fault.WITNESS, 1)


def test_the_keyring_is_a_witness() -> None:
    chain = signed()
    now = chain.now()
    keys = replace(KEYS, size=now.size, head=now.head)
    assert told(chain, Trust((PUBLIC,), keys=keys)) == (Result.INTACT, None, None)
    del chain.rows[5:]
    assert told(chain, Trust((PUBLIC,), keys=keys)) == (Result.ROLLED_BACK, Fault.WITNESS, 6)
    keys = replace(KEYS, size=2, head=bytes(32))
    assert told(signed(), Trust((PUBLIC,), keys=keys)) == (Result.ROLLED_BACK, Fault.WITNESS, 2)


@pytest.mark.parametrize(
    ("seed", "station", "result"),
    [
        (KEYS.seed, STATION, Result.INTACT),
        (b"t" * 32, STATION, Result.CANNOT_TELL),
        (KEYS.seed, bytes(16), Result.CANNOT_TELL),
    ],
)
def test_a_key_is_trusted_that_a_trusted_one_names(
    seed: bytes, station: bytes, result: Result
) -> None:
    next_seed = b"n" * 32
    named = public_key_of(next_seed)
    body = {
        "public_key": public_key_text(STATION, named),
        "endorsement": endorse(seed, station=station, next_public_key=named).hex(),
    }
    chain = signed().add("KEY", body=json.dumps(body))
    chain.checkpoint(sign(chain.now(), next_seed))
    assert told(chain)[0] is result
    for damaged in ("no json", "{}", '{"public_key":"x","endorsement":"00"}', "[" * 100_000):
        chain = signed().add("KEY", body=damaged)
        assert told(chain.checkpoint())[0] is Result.INTACT


def test_nothing_is_not_intact() -> None:
    assert told(Chain()) == (Result.CANNOT_TELL, None, None)
    assert told(Chain().add("BOOT").checkpoint(), Trust()) == (Result.CANNOT_TELL, None, None)


def test_a_worse_fault_is_not_replaced() -> None:
    report = Report(Result.ALTERED, fault=Fault.HASH, bad_seq=2)
    assert report.altered(Fault.DERIVED, 9) is report
    assert Report(Result.INTACT).altered(Fault.DERIVED, 9).bad_seq == 9
