"""Whether checkpoints that were kept outside can all be of one history."""

from collections.abc import Iterable

from liveness_station.ledger.checkpoints import Checkpoint


def find_split(checkpoints: Iterable[Checkpoint]) -> int | None:
    """Returns the smallest size of which two checkpoints tell two histories; None for no such.

    Whoever showed them has signed, or kept, two records under one name.
    """
    seen: dict[int, Checkpoint] = {}
    split = {
        checkpoint.size
        for checkpoint in checkpoints
        if seen.setdefault(checkpoint.size, checkpoint) != checkpoint
    }
    return min(split, default=None)
