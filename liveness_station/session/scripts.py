"""Draws what one subject is asked for. Nobody can prepare what nobody knows."""

import random

from liveness_station.domain.guiding import Movement, Prompt, Script

PROMPTS = 2
"""How many movements are asked for: with one alone every second guess would be right."""

MIN_WAIT_S = 0.5
MAX_WAIT_S = 1.2
"""How long a subject faces the camera before a movement is asked for: long enough to see it still,
and never the same, so that a prepared clip meets the moment by luck only."""


def draw_script(source: random.Random) -> Script:
    """Returns a new script, each direction and each wait drawn by itself.

    Args:
        source: where chance comes from; `secrets.SystemRandom` at a desk.
    """
    return Script(tuple(_prompt(source) for _ in range(PROMPTS)))


def _prompt(source: random.Random) -> Prompt:
    return Prompt(source.choice(tuple(Movement)), source.uniform(MIN_WAIT_S, MAX_WAIT_S))
