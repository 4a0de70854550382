"""A scenario: one way in which an endpoint, or what stands before it, can answer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from liveness_station.simulator.stage import Stage


class Group(StrEnum):
    """What kind of trouble, or none, a scenario is."""

    RESULT = "result"
    CONTENT = "content"
    HTTP = "http"
    GATEWAY = "gateway"
    TRANSPORT = "transport"


class Pace(StrEnum):
    """How long a scenario takes; the reason of a failure depends on it.

    PROMPT answers at once. SILENT says nothing for longer than a client waits for a byte (10 s).
    ENDLESS never stops talking, so that only the deadline of the whole request (15 s) ends it.
    """

    PROMPT = "prompt"
    SILENT = "silent"
    ENDLESS = "endless"


Play = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario of the catalogue.

    Verdict and reason are texts, so that nothing here can be taken for a verdict just made.

    Attributes:
        name: what a script or a header calls it.
        group: what kind it is.
        english: its meaning in one line.
        chinese: the same.
        verdict: what the station must make of it.
        reason: the stable code of the reason that goes with it.
        play: what it does on a connection.
        faults: the rows of the fault matrix that it plays.
        pace: how long it takes.
        is_early: True where it is played before the request's body is read.
        upload_bytes_per_s: how fast the body is read, None for as fast as it comes.
    """

    name: str
    group: Group
    english: str
    chinese: str
    verdict: str
    reason: str
    play: Play
    faults: tuple[str, ...] = ()
    pace: Pace = Pace.PROMPT
    is_early: bool = False
    upload_bytes_per_s: int | None = None
