"""How an outcome of the simulator is told from a real one, wherever it is recorded or shown."""

from typing import Final

ENGINE_PREFIX: Final = "simulator/"
"""The simulator's replies name their engine like this, where a header can be sent at all."""

ENDPOINT_PREFIX: Final = "simulator "
"""Put before the host in the endpoint's word for the record; no host has a space in it."""

DRILL_ENDPOINT: Final = f"{ENDPOINT_PREFIX}drill"
"""The endpoint's word where a drill asks its own simulator."""


def is_simulated(*, endpoint: str, engine: str) -> bool:
    """Tells whether an outcome comes from a simulator, by its endpoint's word or its engine.

    Either is enough: a broken reply has no header to name an engine, and a simulator may have been
    started after the station looked. A real service that called itself a simulator would lose its
    checks from the counts and gain nothing.
    """
    return endpoint.startswith(ENDPOINT_PREFIX) or engine.startswith(ENGINE_PREFIX)
