"""Standard output that may end before the program does, as with `| head`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO


class _Heedless:
    """Passes everything on to a stream, and to nowhere once nobody reads that any more."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Writes; says that it has even where nobody reads it."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._turn_away()
            return len(text)

    def flush(self) -> None:
        """Flushes, likewise."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._turn_away()

    def _turn_away(self) -> None:
        # The interpreter flushes once more as it ends, and would complain.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


@contextmanager
def heedless_output() -> Iterator[None]:
    """Lets a command go on to its end, and to its exit code, where nobody reads what it says."""
    stream = sys.stdout
    if stream is None:  # a windowed program
        yield
        return
    heedless = _Heedless(stream)
    sys.stdout = heedless
    try:
        yield
        heedless.flush()
    finally:
        sys.stdout = stream
