"""A body on its way out, and whether all of it went."""

from collections.abc import Iterator
from typing import Final, Protocol

LEAST_REFUSAL: Final = 400
"""From this status on a reply is a refusal, which may be made before the body was heard."""


class Body(Protocol):
    """What can be sent piece by piece."""

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""

    def __iter__(self) -> Iterator[memoryview]:
        """Yields what is to be sent."""


class Upload:
    """One sending of a body.

    Its reader takes a piece when the one before is on its way, so that the end is reached only by
    whoever has sent it all.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._is_whole = False

    @property
    def is_whole(self) -> bool:
        """Tells whether all of the body was sent: nobody can have answered it before."""
        return self._is_whole

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""
        return self._body.size_bytes

    def __iter__(self) -> Iterator[memoryview]:
        """Yields what is to be sent."""
        yield from self._body
        self._is_whole = True
