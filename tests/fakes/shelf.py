"""A shelf for the ledger's keys, in memory."""

from liveness_station.ledger.keys import StationKeys


class FakeShelf:
    """Implements `ledger.keys.KeyShelf`.

    Attributes:
        keys: what is kept.
        is_there: False while the keyring has not answered yet.
        can_keep: False where it takes nothing any more, and says nothing of it.
    """

    def __init__(self, keys: StationKeys | None = None) -> None:
        self.keys = keys
        self.is_there = True
        self.can_keep = True

    def look(
        self,
        station: bytes,  # noqa: ARG002 - it knows one station
        *,
        can_wait: bool = False,
    ) -> StationKeys | None:
        return self.keys if self.is_there or can_wait else None

    def keep(self, station: bytes, keys: StationKeys) -> None:  # noqa: ARG002 - it knows one station
        if self.can_keep:
            self.keys = keys
