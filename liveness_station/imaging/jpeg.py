"""Walks the segments of a JPEG file (ITU-T T.81, annex B) without decoding anything."""

import re
from collections.abc import Iterator
from typing import Final

from liveness_station.imaging.untrusted import bad_image, unpack

_SIZED_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive with Huffman coding: what cameras and phones write."""

_OTHER_FRAMES: Final = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_START_OF_SCAN: Final = 0xDA
_PROGRESSIVE: Final = 0xC2
_END: Final = 0xD9
_MORE_DATA: Final = bytes(byte * 37 % 251 + 1 for byte in range(256))
_BARE: Final = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})
"""Markers without a length, none of which stands between segments."""

_MAX_SEGMENTS: Final = 1000
_MAX_SCANS: Final = 32
"""Progressive files have about ten scans; thousands of them keep a decoder busy for minutes."""

_NOT_FILL: Final = re.compile(rb"[^\xff]")
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""In scan data FF 00 is a stuffed byte and FF D0 to FF D7 are restarts; both belong to it."""


def read_jpeg_size(untrusted: bytes) -> tuple[int, int]:
    """Returns width and height of the stored picture in pixels, before any orientation.

    Raises:
        ImageError: the segments are broken, or it is not a Huffman-coded 8-bit JPEG.
    """
    for marker, start in _segments(untrusted):
        if marker in _SIZED_FRAMES:
            precision, height_px, width_px = unpack(">BHH", untrusted, start)
            if precision != 8:
                raise bad_image("JPEG with more than 8 bits a channel is not supported")
            return width_px, height_px
        if marker == _START_OF_SCAN:
            break
    raise bad_image("JPEG without a size")


def is_progressive(untrusted: bytes) -> bool:
    """Tells whether a JPEG that `check_jpeg_is_whole` has passed is a progressive one."""
    return any(marker == _PROGRESSIVE for marker, _ in _segments(untrusted))


def with_longer_scan(untrusted: bytes) -> bytes:
    """Returns a JPEG that `check_jpeg_is_whole` has passed with more data at its last scan's end.

    A decoder that has all of the picture by then skips what is more, and one that lacks some of it
    takes the new data for it.
    """
    end = len(untrusted)
    for marker, start in _segments(untrusted):
        if marker == _START_OF_SCAN:
            (length,) = unpack(">H", untrusted, start - 2)
            end = _end_of_scan(untrusted, start - 2 + length)
    return untrusted[:end] + _MORE_DATA + untrusted[end:]


def check_jpeg_is_whole(untrusted: bytes) -> None:
    """Checks that the file runs to its end marker, has one frame and not too many scans.

    What follows the end marker is not looked at: phones append previews and motion clips there.

    Raises:
        ImageError: it does not.
    """
    frames = scans = 0
    for marker, _ in _segments(untrusted):
        frames += marker in _SIZED_FRAMES
        scans += marker == _START_OF_SCAN
        if frames > 1 or scans > _MAX_SCANS:
            raise bad_image("JPEG with too many frames or scans")
    if not scans:
        raise bad_image("JPEG without a picture")


def _segments(untrusted: bytes) -> Iterator[tuple[int, int]]:
    """Yields each segment's marker and where its content starts, up to the end marker."""
    position = 2
    for _ in range(_MAX_SEGMENTS):
        marker, position = _marker_at(untrusted, position)
        if marker == _END:
            return
        if marker in _OTHER_FRAMES:
            raise bad_image("this kind of JPEG is not supported")
        (length,) = unpack(">H", untrusted, position)
        if marker in _BARE or length < 2:
            raise bad_image("JPEG with broken segments")
        yield marker, position + 2
        position += length
        if marker == _START_OF_SCAN:
            position = _end_of_scan(untrusted, position)
    raise bad_image("JPEG with too many segments")


def _marker_at(untrusted: bytes, position: int) -> tuple[int, int]:
    """Returns the marker at a position, after any fill bytes, and where it ends."""
    if untrusted[position : position + 1] not in {b"\xff", b""}:
        raise bad_image("JPEG with broken segments")
    found = _NOT_FILL.search(untrusted, position)
    if found is None:
        raise bad_image("the file ends early")
    return untrusted[found.start()], found.end()


def _end_of_scan(untrusted: bytes, position: int) -> int:
    found = _NEXT_MARKER.search(untrusted, position)
    if found is None:
        raise bad_image("the file ends early")
    return found.start()
