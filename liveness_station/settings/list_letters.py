"""Finds out how the letters of a file are meant."""

import codecs
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.subject_lists import ListEncoding

_MANY_ZEROS: Final = 0.1
_MARKS: Final = (
    (codecs.BOM_UTF8, ListEncoding.UTF_8, "utf-8"),
    (codecs.BOM_UTF16_LE, ListEncoding.UTF_16, "utf-16-le"),
    (codecs.BOM_UTF16_BE, ListEncoding.UTF_16, "utf-16-be"),
)


class NoLettersError(ValueError):
    """The bytes are no text in that encoding."""

    def __init__(self, encoding: ListEncoding) -> None:
        super().__init__(encoding.value)
        self.encoding = encoding


@dataclass(frozen=True, slots=True)
class Letters:
    """A file's text, without a byte order mark, and how sure it is that it is meant so."""

    text: str
    encoding: ListEncoding
    is_guessed: bool = False


def letters_of(untrusted_bytes: bytes, encoding: ListEncoding) -> Letters:
    """Returns the text of a file.

    A byte order mark says what a file is. Without one, what is UTF-8 is taken for that: hardly
    anything else is by accident. What else Chinese computers write is GB18030, and that is a guess.

    Raises:
        NoLettersError: the bytes are no text in that encoding, or in any.
    """
    if encoding is not ListEncoding.GUESS:
        return Letters(_decoded(untrusted_bytes, encoding), encoding)
    for mark, kind, _ in _MARKS:
        if untrusted_bytes.startswith(mark):
            return Letters(_decoded(untrusted_bytes, kind), kind)
    if untrusted_bytes.count(0) >= len(untrusted_bytes) * _MANY_ZEROS > 0:
        # Of two bytes a letter, commas and line ends hold one; of one byte, nothing should.
        return Letters(
            _decoded(untrusted_bytes, ListEncoding.UTF_16), ListEncoding.UTF_16, is_guessed=True
        )
    try:
        return Letters(_decoded(untrusted_bytes, ListEncoding.UTF_8), ListEncoding.UTF_8)
    except NoLettersError:
        text = _decoded(untrusted_bytes, ListEncoding.GB18030)
        return Letters(text, ListEncoding.GB18030, is_guessed=True)


def _decoded(untrusted_bytes: bytes, encoding: ListEncoding) -> str:
    name = encoding.value
    for mark, kind, exact in _MARKS:
        if kind is encoding and untrusted_bytes.startswith(mark):
            untrusted_bytes, name = untrusted_bytes[len(mark) :], exact
            break
    else:
        if encoding is ListEncoding.UTF_16:
            high_zeros = untrusted_bytes[::2].count(0)
            name = "utf-16-be" if high_zeros > untrusted_bytes[1::2].count(0) else "utf-16-le"
    try:
        return untrusted_bytes.decode(name)
    except UnicodeDecodeError as error:
        raise NoLettersError(encoding) from error
