"""The head of a reply, line by line: HTTP/1.1 to the letter, and never long.

Python's own reader takes `2_00` for a status, drops what follows a line that is no header, lets one
length win over another and reads a hundred headers of 64 KiB each. Two readers that differ over
where a reply ends can be told different verdicts, so whatever is not to the letter is no reply.
"""

import http.client
import re
from typing import Final

MAX_HEAD_BYTES: Final = 64 * 1024
"""For everything before the body together, an interim head included."""

FRAMING_NAMES: Final = frozenset({b"content-length", b"transfer-encoding"})
"""The headers, in lower case, that say where a body ends."""

_STATUS_LINE: Final = re.compile(
    rb"HTTP/1\.([01]) ([1-9][0-9]{2})(?: [\t\x20-\x7e\x80-\xff]*)?\r\n"
)
_FIELD: Final = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e\x80-\xff]*)\r\n")
_LENGTH: Final = re.compile(rb"[0-9]{1,15}")
_SWITCHING_PROTOCOLS: Final = 101
_NO_CONTENT: Final = 204


class UnsoundReplyError(http.client.HTTPException):
    """A reply is not HTTP to the letter.

    Attributes:
        detail: which part of it is not; one word, nothing that the server said.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class HeadRules:
    """Checks the lines of one reply's head in the order in which they come."""

    def __init__(self) -> None:
        self._left_bytes = MAX_HEAD_BYTES
        self._has_interim = False
        self._status: int | None = None
        self._is_old = False
        self._framing: dict[bytes, bytes] = {}
        self.is_interim = False
        """Whether the last line was of an interim head (100 Continue), of which one may come."""
        self.is_over = False
        """Whether the last line was the empty one after the final head."""

    @property
    def left_bytes(self) -> int:
        """How long the next line may be."""
        return self._left_bytes

    def checked(self, line: bytes) -> bytes:
        """Returns the next line as a reader cannot misread it: no blanks around a header's value.

        Args:
            line: the line, its CR LF included; what was read of it, where the connection ended or
                the limit was met.

        Raises:
            UnsoundReplyError: it is wrong, or there is too much.
            http.client.IncompleteRead: the connection ended in the middle of the head.
        """
        self._left_bytes -= len(line)
        if self._left_bytes < 0:
            raise UnsoundReplyError("head")
        if self._status is None:
            self._take_status(line)
            return line
        if not line.endswith(b"\n"):
            raise http.client.IncompleteRead(b"")
        if line == b"\r\n":
            self._end()
            return line
        name, value = parse_field(line)
        self._note_framing(name.lower(), value)
        return b"%b: %b\r\n" % (name, value)

    def _take_status(self, line: bytes) -> None:
        found = _STATUS_LINE.fullmatch(line)
        # An empty line is the end of a connection on which nothing was said; others name that.
        if found is None and line:
            raise UnsoundReplyError("status")
        if found is None:
            return
        self._is_old = found[1] == b"0"
        self._status = int(found[2])
        self.is_interim = self._status < 200
        if self.is_interim and (self._has_interim or self._status == _SWITCHING_PROTOCOLS):
            raise UnsoundReplyError("interim")

    def _note_framing(self, name: bytes, value: bytes) -> None:
        if name not in FRAMING_NAMES:
            return
        # Given twice, they can contradict each other, and for us need not even agree. What an
        # interim head says of it, which should be nothing, counts, too.
        if self._framing:
            raise UnsoundReplyError("framing")
        self._framing[name] = value

    def _end(self) -> None:
        length = self._framing.get(b"content-length")
        coding = self._framing.get(b"transfer-encoding")
        is_sound_length = length is None or _LENGTH.fullmatch(length) is not None
        is_sound_coding = coding is None or (
            coding.lower() == b"chunked" and not self._is_old and self._status != _NO_CONTENT
        )
        if not is_sound_length or not is_sound_coding:
            raise UnsoundReplyError("framing")
        self.is_over = not self.is_interim
        self._has_interim |= self.is_interim
        self._status = None


def parse_field(line: bytes) -> tuple[bytes, bytes]:
    """Returns name and value of a header line, its CR LF included.

    Raises:
        UnsoundReplyError: no header line: no colon, a blank before it, a fold, a control byte.
    """
    found = _FIELD.fullmatch(line)
    if found is None:
        raise UnsoundReplyError("header")
    return found[1], found[2].strip(b" \t")
