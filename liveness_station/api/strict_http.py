"""A reply as it is read off the wire: strictly, and never more of it than is asked for.

Python's reader does the reading; what it would forgive is refused before it sees it.
"""

import http.client
import io
import re
import socket
import ssl
from contextlib import suppress
from typing import Any, Final

from liveness_station.api.heads import (
    FRAMING_NAMES,
    MAX_HEAD_BYTES,
    HeadRules,
    UnsoundReplyError,
    parse_field,
)

_CHUNK_HEAD: Final = re.compile(rb"([0-9A-Fa-f]{1,8})(?:;[\t\x20-\x7e\x80-\xff]*)?\r\n")
_MAX_CHUNK_HEAD_BYTES: Final = 1024
_PIECE_BYTES: Final = 64 * 1024
_SURPLUS_BYTES: Final = 8 * 1024
_MAX_KEPT_BYTES: Final = 4 * MAX_HEAD_BYTES


class StrictResponse(http.client.HTTPResponse):
    """A reply that is HTTP to the letter, or an error.

    Its body is to be read with `read1` alone; the other ways of reading are Python's own.
    """

    def __init__(
        self, sock: socket.socket, *args: Any, early: bytes | None = None, **options: Any
    ) -> None:
        """Reads from a socket.

        Args:
            sock: the socket.
            args: as Python's reader has it.
            early: what was read already, of a reply that came before its request was sent whole;
                None for one that did not.
            options: as Python's reader has it.
        """
        super().__init__(sock, *args, **options)
        self.fp.close()
        self._received = _Received(sock.makefile("rb", buffering=0), early or b"")
        self.fp = _HeadReader(self._received, is_early=early is not None)
        self._socket = sock
        self._chunks = _ChunkReader(self.fp)

    def read1(self, n: int = -1, /) -> bytes:
        """Returns the next piece of the body, at most `n` bytes; b"" at its end.

        Raises:
            UnsoundReplyError: the body is not to the letter, or more was said than announced.
            http.client.IncompleteRead: the connection ended before the body did.
        """
        if self.isclosed():
            return b""
        wanted = _PIECE_BYTES if n < 0 else n
        if self.chunked:
            part = self._chunks.read1(wanted)
            is_over = self._chunks.is_over
        else:
            part = self.fp.read1(wanted if self.length is None else min(wanted, self.length))
            if self.length is not None:
                self.length -= len(part)
            is_over = self.length == 0 or not part
        if is_over:
            self._look_beyond()
            self.close()
        return part

    def _look_beyond(self) -> None:
        """Looks whether more came than the reply itself, as far as that can be seen by now.

        The same bytes once more, or their beginning, as a line delivers them that says everything
        twice, do not touch the first. Anything else says that this reply is longer than it claims,
        or that two answers were given, of which none can be believed. Neither connection is used
        again.

        Raises:
            UnsoundReplyError: something else was said.
        """
        surplus = self._surplus()
        if not surplus:
            return
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        if not self._received.first(len(surplus)).startswith(surplus):
            raise UnsoundReplyError("surplus")

    def _surplus(self) -> bytes:
        """Returns what has come after the reply by now; enough of it to be compared with that."""
        timeout_s = self._socket.gettimeout()
        self._socket.settimeout(0)
        surplus = b""
        # Nothing waiting (which TLS says with an error), or a connection that is gone by now.
        with suppress(ssl.SSLWantReadError, OSError):
            while part := self.fp.read1(_SURPLUS_BYTES):
                surplus += part
                if 2 * len(surplus) > self._received.count_bytes:
                    break
        self._socket.settimeout(timeout_s)
        return surplus


class _Received(io.RawIOBase):
    """Passes on what a connection says, and remembers it: the first so many bytes."""

    def __init__(self, raw: io.RawIOBase, ahead: bytes) -> None:
        """Takes what to read from, and what was read of it already."""
        super().__init__()
        self._raw = raw
        self._ahead = ahead
        self._kept = bytearray()
        self.count_bytes = 0

    def readable(self) -> bool:
        """Says yes."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Reads what is there, at most as much as fits; 0 at the end, None where there is none."""
        count = self._raw.readinto(buffer) if not self._ahead else self._take_ahead(buffer)
        if count:
            self.count_bytes += count
            left = _MAX_KEPT_BYTES - len(self._kept)
            self._kept += memoryview(buffer)[: min(count, left)]
        return count

    def _take_ahead(self, buffer: Any) -> int:
        ahead, self._ahead = self._ahead, b""
        buffer[: len(ahead)] = ahead
        return len(ahead)

    def first(self, surplus_bytes: int) -> bytes:
        """Returns all but the last so many bytes; b"" where that is more than was kept."""
        if self.count_bytes > len(self._kept):
            return b""
        return bytes(self._kept[: self.count_bytes - surplus_bytes])

    def close(self) -> None:
        """Closes this and what it reads from."""
        self._raw.close()
        super().close()


class _HeadReader(io.BufferedReader):
    """Gives a reply's head line by line, checked; what follows is given as it comes."""

    def __init__(self, raw: Any, *, is_early: bool) -> None:
        super().__init__(raw)
        self._rules = HeadRules()
        self._is_early = is_early

    def readline(self, size: int | None = -1, /) -> bytes:
        """Returns the next line of the final head; b"" where nothing was said at all.

        Raises:
            UnsoundReplyError, http.client.IncompleteRead: as `HeadRules`.
        """
        if self._rules.is_over:
            return super().readline(size)
        line = self._checked_line()
        if self._is_early and self._rules.is_interim:
            # The request was broken off for it, and the final reply would wait for the rest.
            raise UnsoundReplyError("early")
        while self._rules.is_interim and line:
            line = self._checked_line()
        return line

    def _checked_line(self) -> bytes:
        return self._rules.checked(super().readline(self._rules.left_bytes + 1))


class _ChunkReader:
    """Puts a chunked body together again."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source
        self._left_bytes = 0
        self._is_first = True
        self.is_over = False

    def read1(self, n: int) -> bytes:
        """Returns some of the next chunk, b"" after the last."""
        if not self._left_bytes:
            self._begin_chunk()
        if self.is_over:
            return b""
        part = self._source.read1(min(n, self._left_bytes))
        if not part:
            raise http.client.IncompleteRead(b"")
        self._left_bytes -= len(part)
        return part

    def _begin_chunk(self) -> None:
        if not self._is_first:
            self._end_chunk()
        self._is_first = False
        line = self._source.readline(_MAX_CHUNK_HEAD_BYTES)
        found = _CHUNK_HEAD.fullmatch(line)
        if found is None:
            raise _unsound_or_cut(line, limit_bytes=_MAX_CHUNK_HEAD_BYTES)
        self._left_bytes = int(found[1], 16)
        if not self._left_bytes:
            self._skip_trailers()
            self.is_over = True

    def _end_chunk(self) -> None:
        line = self._source.read(2)
        if line != b"\r\n":
            raise _unsound_or_cut(line, limit_bytes=2)

    def _skip_trailers(self) -> None:
        left_bytes = MAX_HEAD_BYTES
        while True:
            line = self._source.readline(left_bytes)
            if line == b"\r\n":
                return
            name, _ = parse_field(line)
            # Too late: the body has ended, whatever they say.
            if name.lower() in FRAMING_NAMES:
                raise UnsoundReplyError("framing")
            left_bytes -= len(line)


def _unsound_or_cut(read: bytes, *, limit_bytes: int) -> http.client.HTTPException:
    """Returns the error for a line that is none, or that the end of the connection cut off."""
    is_cut = len(read) < limit_bytes and not read.endswith(b"\n")
    return http.client.IncompleteRead(b"") if is_cut else UnsoundReplyError("chunk")
