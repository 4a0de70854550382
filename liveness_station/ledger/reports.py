"""What a verification found."""

from dataclasses import dataclass, replace
from enum import StrEnum

from liveness_station.ledger.epochs import Predecessor


class Result(StrEnum):
    """How a verification ended; the values are stable codes."""

    INTACT = "intact"
    ALTERED = "altered"
    ROLLED_BACK = "rolled_back"
    INCOMPLETE = "incomplete"
    CANNOT_TELL = "cannot_tell"


class Fault(StrEnum):
    """What is wrong with the first bad entry; the values are stable codes."""

    GAP = "entries are missing or out of order"
    NO_LINK = "the entry was never chained"
    NO_ENTRY = "the entry is gone, its link is still there"
    HASH = "the entry or one before it was changed"
    EPOCH = "the entry is of an epoch that cannot follow"
    MAC = "the code of the entry is not one of this station's"
    CHECKPOINT = "the checkpoint contradicts the entries before it"
    SIGNATURE = "the signature of the checkpoint is false"
    PAIRING = "the entry does not fit what its attempt had come to"
    DERIVED = "what lists show of the attempt contradicts its entries"
    GONE = "names or pictures of the entry are gone, and no entry says that they were erased"
    RETURNED = "names or pictures of the entry are there again after they were erased"
    PICTURE = "a kept picture is missing, or is not the one that was kept"
    WITNESS = "an outside checkpoint knows other entries, or more"
    SPLIT = "two outside checkpoints of one size tell two histories"


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found.

    Attributes:
        result: how it ended.
        entries: how many entries were read.
        fault: what is wrong, None where nothing is.
        bad_seq: the first entry that is bad or missing.
        proven: up to which entry a signature or an outside checkpoint vouches for all.
        by_code: how many entries after that are vouched for by their codes.
        by_hash: how many are held by hashes alone, which anybody can make anew.
        unvouched: which of those bear no code though this station had its keys, as first and last.
        signed: how many checkpoints bear a signature of a trusted key.
        unsigned: how many bear none.
        chained_later: how many entries are older than the chain.
        pending: how many attempts have no end.
        predecessor: the damaged record that this one follows, None where it follows none.
    """

    result: Result
    entries: int = 0
    fault: Fault | None = None
    bad_seq: int | None = None
    proven: int = 0
    by_code: int = 0
    by_hash: int = 0
    unvouched: tuple[tuple[int, int], ...] = ()
    signed: int = 0
    unsigned: int = 0
    chained_later: int = 0
    pending: int = 0
    predecessor: Predecessor | None = None

    def altered(self, fault: Fault, seq: int) -> "Report":
        """Returns the report with a fault that was found elsewhere, unless it has a worse one."""
        if self.result is Result.ALTERED:
            return self
        return replace(self, result=Result.ALTERED, fault=fault, bad_seq=seq)
