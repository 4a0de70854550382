"""Cuts the bundled fonts down to what the station writes: GB 2312, Latin, and a few signs.

Usage: npm pack @expo-google-fonts/noto-sans-sc@0.4.3, then with requirements/fonts.txt installed:
python -m tools.subset_font expo-google-fonts-noto-sans-sc-0.4.3.tgz

The same package gives the same files, byte by byte; resources/fonts/ORIGIN.md holds their hashes.
"""

import hashlib
import io
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

# Not in the environment of the checks: nobody else needs it.
from fontTools import subset  # type: ignore[import-not-found]  # see above
from fontTools.ttLib import TTFont  # type: ignore[import-not-found]  # see above

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SOURCES = {
    "package/400Regular/NotoSansSC_400Regular.ttf": (
        "NotoSansSC-Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    "package/600SemiBold/NotoSansSC_600SemiBold.ttf": (
        "NotoSansSC-SemiBold.ttf",
        "b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff",
    ),
}
LICENCE = "package/LICENSE_FONT"
MAX_BYTES = 3_000_000
# Signs of the screen that GB 2312 lacks, and characters met in names since it was drawn up.
SIGNS = "◀▶▲▼●○◆◇■□✓←→↑↓…×·–—“”‘’≤≥±≈°µ•−⏎⌘┃│①②③④⑤⑥⑦⑧⑨"
NAME_CHARACTERS = "喆堃珺玥祎旻翀玹頔昇晞琤镕彧昉昀暠禛赟翾"
# Kept: placement and forms of marks, spacing. Vertical and ruby forms are for other work.
FEATURES = ["ccmp", "locl", "mark", "kern", "palt", "liga"]


def characters() -> set[int]:
    """Lists the code points to keep."""
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    return latin | {ord(c) for c in (*SIGNS, *NAME_CHARACTERS)} | {ord(c) for c in gb2312()}


def gb2312() -> Iterator[str]:
    """Yields every character of GB 2312."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


def cut(source: bytes) -> bytes:
    """Returns the font with the wanted characters only."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT"]
    options.name_IDs = [*range(7), 13, 14, 16, 17]  # names, licence
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    require_tabular_figures(font)
    join_family(font)
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def join_family(font: TTFont) -> None:
    """Gives every weight the one family name, so that Qt finds it by asking for the weight.

    Of names 1 and 2, which Qt reads, the package makes a family of its own for each weight.
    """
    names = font["name"]
    joined = {1: names.getDebugName(16), 2: names.getDebugName(17)}
    for record in names.names:
        record.string = joined.get(record.nameID) or record.string


def require_tabular_figures(font: TTFont) -> None:
    """Refuses a font whose digits are not all of one width: figures on screen must not dance."""
    names = font.getBestCmap()
    if len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) != 1:
        raise SystemExit("the digits of this font differ in width")


def member(package: tarfile.TarFile, name: str) -> bytes:
    """Reads one file of the package."""
    file = package.extractfile(name)
    if file is None:
        raise SystemExit(f"{name} is not in the package")
    return file.read()


def main(package_path: str) -> None:
    """Writes the fonts and their licence, and prints their hashes."""
    with tarfile.open(package_path) as package:
        (FOLDER / "OFL.txt").write_bytes(member(package, LICENCE))
        for name, (target, sha256) in SOURCES.items():
            source = member(package, name)
            if hashlib.sha256(source).hexdigest() != sha256:
                raise SystemExit(f"{name} is not the file that was chosen")
            font = cut(source)
            if len(font) > MAX_BYTES:
                raise SystemExit(f"{target} has grown to {len(font)} bytes")
            (FOLDER / target).write_bytes(font)
            print(f"{hashlib.sha256(font).hexdigest()}  {target}  {len(font)} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
