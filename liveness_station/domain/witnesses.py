"""What is known of the checkpoints that lie outside the station."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

OLD: Final = timedelta(hours=24)
"""An outside checkpoint that is older leaves a day of entries that could be cut off unseen."""


@dataclass(frozen=True, slots=True)
class WitnessState:
    """How far outside places vouch for the record.

    Attributes:
        places: how many are set up.
        age: how old the newest checkpoint is that has reached one; None where none is known of.
    """

    places: int = 0
    age: timedelta | None = None

    @property
    def is_old(self) -> bool:
        """Tells whether somebody should look after it."""
        return self.places > 0 and (self.age is None or self.age >= OLD)
