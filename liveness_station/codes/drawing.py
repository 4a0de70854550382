"""Draws codes: a QR code as the squares it is made of, for whoever paints or prints it."""

import unicodedata
from typing import Final

import numpy as np
import zxingcpp

MOST_BYTES: Final = 1024
"""Of UTF-8. A longer text makes squares that a telephone cannot tell apart on a printed slip."""

QUIET_MODULES: Final = 4
"""So many light squares belong round a QR code (ISO/IEC 18004); they are not part of what is
returned here."""

_UNSHOWABLE: Final = frozenset({"Cc", "Cs"})


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Returns a text as a QR code with error correction M: rows of squares, True is dark.

    Text beyond ASCII is marked as UTF-8 in the code, so that Chinese is read as it was meant.
    As many rows as columns, 21 to 121; no light margin is part of it (see `QUIET_MODULES`).

    Raises:
        ValueError: the text is empty, longer than 1,024 bytes of UTF-8, or holds a control
            character, which no reader would show.
    """
    if any(unicodedata.category(character) in _UNSHOWABLE for character in text):
        raise ValueError("control character")
    if not 0 < len(text.encode()) <= MOST_BYTES:
        raise ValueError("empty or too long")
    # Unmarked, bytes beyond ASCII are guessed at: an "¡" was read as Japanese.
    marks = {} if text.isascii() else {"eci": "UTF-8"}
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", **marks)
    squares = np.array(code.to_image(scale=1, add_quiet_zones=False))
    return tuple(tuple(bool(square == 0) for square in row) for row in squares)
