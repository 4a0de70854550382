"""What the service's process and its decoding child say to each other over two pipes.

The child says READY once, or UNCAPPED where nothing bounds its memory. Then, for each picture: the
length, the reduction and the bytes one way; a `Head` and, where it decoded, height x width x 3
bytes back.
"""

import struct
from enum import IntEnum
from typing import Final

REQUEST: Final = struct.Struct(">QB")
"""Length of the picture in bytes, and by what its sides are divided: 1, 2 or 4."""

REPLY: Final = struct.Struct(">BII")
"""A `Head`, height and width in pixels."""

READY: Final = b"!"
UNCAPPED: Final = b"?"


class Head(IntEnum):
    """What became of a picture."""

    DECODED = 1
    REFUSED = 2
