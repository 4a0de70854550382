"""A small SVG drawing: marks with style classes, every text escaped by the XML library."""

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

_NAMESPACE: Final = "http://www.w3.org/2000/svg"


class Drawing:
    """One chart as inline SVG. Colours belong to the page: marks have classes, not colours."""

    def __init__(self, *, width: float, height: float, title: str) -> None:
        self._root = ET.Element(
            "svg",
            {
                "xmlns": _NAMESPACE,
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "aria-label": _printable(title),
            },
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], kind: str) -> None:
        """Draws a straight line."""
        x1, y1, x2, y2 = (f"{value:.2f}" for value in (*start, *end))
        self._add("line", kind, x1=x1, y1=y1, x2=x2, y2=y2)

    def path(self, points: Sequence[tuple[float, float]], kind: str, *, tip: str = "") -> None:
        """Draws straight lines from point to point."""
        places = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._add("polyline", kind, tip=tip, points=places)

    def bar(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        kind: str,
        *,
        tip: str = "",
    ) -> None:
        """Draws a filled rectangle from its upper left corner."""
        x, y, width, height = (f"{value:.2f}" for value in (*corner, *size))
        self._add("rect", kind, tip=tip, x=x, y=y, width=width, height=height)

    def dot(
        self, centre: tuple[float, float], kind: str, *, radius: float = 4, tip: str = ""
    ) -> None:
        """Draws a circle."""
        x, y = (f"{value:.2f}" for value in centre)
        self._add("circle", kind, tip=tip, cx=x, cy=y, r=f"{radius:g}")

    def text(
        self, place: tuple[float, float], words: str, kind: str = "label", *, anchor: str = "start"
    ) -> None:
        """Writes words; `anchor` is start, middle or end."""
        x, y = (f"{value:.2f}" for value in place)
        element = self._add("text", kind, x=x, y=y)
        element.set("text-anchor", anchor)
        element.text = _printable(words)

    def to_svg(self) -> str:
        """Returns the markup."""
        return ET.tostring(self._root, encoding="unicode")

    def _add(self, tag: str, kind: str, *, tip: str = "", **values: str) -> ET.Element:
        element = ET.SubElement(self._root, tag, {"class": kind, **values})
        if tip:
            ET.SubElement(element, "title").text = _printable(tip)
        return element


def _printable(words: str) -> str:
    """Replaces what XML cannot hold at all, escaped or not."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in words
    )
