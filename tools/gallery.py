"""Renders every window in every state to pictures, and a page that shows them side by side.

Usage: python -m tools.gallery FOLDER [--only NAME ...] [--scale 1.5] [--size 1280x800]

Both languages in both themes. Nothing is opened on a screen; FOLDER/index.html is the way in.
"""

import argparse
import html
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PAIRS: Final = (("en", "light"), ("zh_CN", "dark"), ("en", "dark"), ("zh_CN", "light"))
_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>
body {{ font: 14px sans-serif; margin: 24px; background: #f6f7f9; color: #16202c; }}
section {{ display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-bottom: 32px; }}
h2 {{ grid-column: 1 / -1; margin: 0; font-size: 16px; }}
img {{ width: 100%; border: 1px solid #d9dee5; }}
</style>
{sections}
</html>
"""


def sections(names: list[str]) -> Iterator[str]:
    """Yields one section a state; names are escaped, though they are our own."""
    for name in names:
        pictures = "\n".join(
            f'<img loading="lazy" src="{html.escape(name)}-{code}-{theme}.png"'
            f' alt="{html.escape(name)}, {code}, {theme}">'
            for code, theme in _PAIRS
        )
        yield f"<section><h2>{html.escape(name)}</h2>\n{pictures}\n</section>"


def main() -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="names of states")
    parser.add_argument("--scale", default="1", help="device pixels for one of ours, 1 to 3")
    parser.add_argument("--size", default="1280x800", help="of the console")
    asked = parser.parse_args()
    # Qt looks at these once, when it starts.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    from tests.ui.gallery_page import PARTS_NAME, render  # after the surroundings are set

    width_px, height_px = (int(part) for part in asked.size.split("x"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    names = render(
        asked.folder, _PAIRS, frozenset(asked.only), width_px=width_px, height_px=height_px
    )
    page = _PAGE.format(sections="\n".join(sections([PARTS_NAME, *names])))
    (asked.folder / "index.html").write_text(page, encoding="utf-8")
    print(f"{len(names) + 1} states: {asked.folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
