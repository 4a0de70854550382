"""What a subject is asked to do: drawn anew for each check. Pure."""

from random import Random
from typing import Final

from liveness_station.domain.guiding import Movement, Prompt, Script

MOVEMENTS: Final = 2
"""Always two: a replay that guesses is right once in four, with one movement it would be in two."""

_SHORTEST_S: Final = 0.4
_LONGEST_S: Final = 1.0


def draw_script(random: Random) -> Script:
    """Returns two movements, each equally likely left or right, each after a wait of its own.

    Args:
        random: must not be predictable where the script is for a real check (`SystemRandom`).
    """
    return Script(
        tuple(
            Prompt(random.choice(tuple(Movement)), random.uniform(_SHORTEST_S, _LONGEST_S))
            for _ in range(MOVEMENTS)
        )
    )
