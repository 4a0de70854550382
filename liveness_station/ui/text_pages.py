"""A long text in large type, on as many pages as a screen needs."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from liveness_station.ui.lettering import font

WRAPPED: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_SMALLER: Final = 0.92
_LEAST_PX: Final = 16
_GAP_PART: Final = 0.7
_FAR_PX: Final = 1e6


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph at its place on a page, in pixels from the page's top left."""

    text: str
    top_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Pages:
    """A text cut into pages, and the size of its letters in pixels."""

    pages: tuple[tuple[Block, ...], ...]
    size_px: int


def cut(paragraphs: tuple[str, ...], width_px: float, height_px: float, *, size_px: int) -> Pages:
    """Returns the paragraphs on pages; none is cut in two.

    Letters are made smaller only where a single paragraph is higher than a page.
    """
    size = max(size_px, _LEAST_PX)
    heights = _heights(paragraphs, width_px, size)
    while size > _LEAST_PX and any(height > height_px for height in heights):
        size = max(int(size * _SMALLER), _LEAST_PX)
        heights = _heights(paragraphs, width_px, size)
    gap_px = size * _GAP_PART
    pages: list[list[Block]] = [[]]
    top = 0.0
    for text, height in zip(paragraphs, heights, strict=True):
        if pages[-1] and top + height > height_px:
            pages.append([])
            top = 0.0
        pages[-1].append(Block(text, top, height))
        top += height + gap_px
    return Pages(tuple(tuple(page) for page in pages), size)


def _heights(paragraphs: tuple[str, ...], width_px: float, size_px: int) -> list[float]:
    metrics = QFontMetricsF(font(size_px))
    room = QRectF(0, 0, width_px, _FAR_PX)
    return [metrics.boundingRect(room, WRAPPED, text).height() for text in paragraphs]


def fitting_px(text: str, width_px: float, height_px: float, *, size_px: int) -> int:
    """Returns the largest size up to `size_px` at which bold words fit a box, wrapped."""
    size = size_px
    room = QRectF(0, 0, width_px, _FAR_PX)
    while size > _LEAST_PX:
        metrics = QFontMetricsF(font(size, bold=True))
        taken = metrics.boundingRect(room, WRAPPED, text)
        if taken.height() <= height_px and taken.width() <= width_px:
            break
        size = max(int(size * _SMALLER), _LEAST_PX)
    return size
