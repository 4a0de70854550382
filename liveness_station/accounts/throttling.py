"""How long a name waits after wrong PINs."""

from dataclasses import dataclass, replace
from typing import Final

# NIST SP 800-63B-4, section 3.2.2: no more than 100 wrong ones in a row, and a wait that grows,
# "e.g., 30 seconds up to an hour". It stops at a quarter of an hour here: whoever tries a
# colleague's name at the desk must not send them home for longer.
# https://pages.nist.gov/800-63-4/sp800-63b.html
FREE_FAILURES: Final = 4
FIRST_WAIT_S: Final = 30.0
LONGEST_WAIT_S: Final = 900.0
MOST_FAILURES: Final = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """Wrong PINs of one name, in a row.

    Attributes:
        failures: how many.
        until_utc_s: before it the name is not tried again; seconds since 1970 by the wall clock,
            the only one that outlives the computer's sleep without power.
    """

    failures: int = 0
    until_utc_s: float = 0.0

    @property
    def is_spent(self) -> bool:
        """Tells whether the PIN counts no more; a new one is to be set."""
        return self.failures >= MOST_FAILURES

    def charge(self, now_utc_s: float) -> "Tally":
        """Returns the tally after one more wrong PIN."""
        failures = min(self.failures + 1, MOST_FAILURES)
        return Tally(failures, now_utc_s + wait_s(failures))

    def without_end(self) -> "Tally":
        """Returns a tally that is never spent: of names that nobody has."""
        return replace(self, failures=min(self.failures, MOST_FAILURES - 1))


NO_FAILURES: Final = Tally()


def wait_s(failures: int) -> float:
    """Returns how long a name waits after so many wrong PINs in a row."""
    doublings = failures - FREE_FAILURES - 1
    if doublings < 0:
        return 0.0
    # Beyond thirty doublings lies the longest wait by far, and an overflow.
    return min(FIRST_WAIT_S * 2.0 ** min(doublings, 30), LONGEST_WAIT_S)


class Waits:
    """What is left of each wait, by a clock that nobody at the desk can set.

    The wall clock is believed once, when a tally is first seen, and no further than the wait that
    goes with it. From then on the clock counts that goes on while the machine sleeps.
    """

    def __init__(self) -> None:
        self._ends: dict[str, tuple[Tally, float]] = {}

    def left_s(self, name: str, tally: Tally, *, now_utc_s: float, waking_s: float) -> float:
        """Returns how many seconds a name has to wait yet.

        Args:
            name: folded; "" for the names that nobody has.
            tally: as it is kept.
            now_utc_s: by the wall clock.
            waking_s: by the clock of this process.
        """
        known = self._ends.get(name)
        if known is None or known[0] != tally:
            left_s = min(max(tally.until_utc_s - now_utc_s, 0.0), wait_s(tally.failures))
            known = (tally, waking_s + left_s)
            self._ends[name] = known
        return max(known[1] - waking_s, 0.0)
