"""How many checks were asked for today, and how many the gates saved."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Counts of one day, cloud and own computer apart.

    Attributes:
        day: of which day, by this computer's calendar; None before the first.
        spent_cloud: pictures that were handed to a server elsewhere.
        saved_cloud: those of captures that were held back from one and not insisted on, as many as
            the captures would have made at most.
        spent_local: pictures that the station's own service judged.
        saved_local: those of captures that were held back from it.
    """

    day: date | None = None
    spent_cloud: int = 0
    saved_cloud: int = 0
    spent_local: int = 0
    saved_local: int = 0

    def on(self, day: date) -> "CallCounts":
        """Returns the counts of a day: these, or none yet."""
        return self if day == self.day else CallCounts(day)

    def plus(self, other: "CallCounts") -> "CallCounts":
        """Returns the sum of two counts of one day."""
        return CallCounts(
            self.day,
            self.spent_cloud + other.spent_cloud,
            self.saved_cloud + other.saved_cloud,
            self.spent_local + other.spent_local,
            self.saved_local + other.saved_local,
        )

    def spent(self, count: int, *, is_local: bool) -> "CallCounts":
        """Returns the counts after so many more calls."""
        if is_local:
            return replace(self, spent_local=self.spent_local + count)
        return replace(self, spent_cloud=self.spent_cloud + count)

    def saved(self, count: int, *, is_local: bool) -> "CallCounts":
        """Returns the counts after so many more that were held back; fewer than 0: not after all.

        One that was held back yesterday is taken back from no other day.
        """
        if is_local:
            return replace(self, saved_local=max(self.saved_local + count, 0))
        return replace(self, saved_cloud=max(self.saved_cloud + count, 0))
