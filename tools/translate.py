"""Brings the languages' files in line with the English tables, checks them, and compiles them.

Usage: python -m tools.translate [--check | --forget]

English stands in `liveness_station/ui/words`; every other language in a Qt Linguist file under
`resources/translations`, its only truth. New texts become unfinished messages there, those whose
English has changed become unfinished again, those that are said no longer are marked as vanished.
The compiled file (.qm), which the program loads, is made from it. docs/translating.md says how to
work with them; --check changes nothing, --forget removes what has vanished.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.tables import OWN_TABLES, TOPICS
from liveness_station.ui.words.translated import Message, messages
from tools import linguist

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "translations"
STEM: Final = "liveness_station_"

FORMS: Final[Mapping[str, int]] = MappingProxyType({"zh_CN": 1})
"""How many forms a text that goes by number has, by language, as Qt counts them."""

_COMMON: Final = (
    "AppCode AppKey AppSecret CSV Ctrl English Enter Esc PDF PIN PgDn PgUp QR Shift UTF Windows"
)
PROPER: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        # Names of things, of keys, of files and of protocols: the same in every language.
        "": frozenset(_COMMON.split(" ")),
        "phrases": frozenset({"http", "https", "rtsp", "rtsps"}),
        "troubles": frozenset({"ms", "settings", "privacy", "webcam"}),
        "people": frozenset({"people", "json"}),
        "queue": frozenset({"EN", "GB", "GBK", "GS", "MB", "csv", "en", "tsv", "txt", "zh"}),
        "settings": frozenset({"https", "json", "log", "os"}),
        "setting_up": frozenset({"doctor", "models"}),
    }
)
"""Latin words in other languages, by table; "": in all of them."""


def all_messages() -> tuple[Message, ...]:
    """Returns every text that the window can say, in English."""
    own = {field: getattr(ENGLISH, field) for field in OWN_TABLES}
    tables = {**own, **TOPICS}
    return tuple(one for name, table in tables.items() for one in messages(table, name))


def source_of(code: str) -> Path:
    """Returns a language's Qt Linguist file."""
    return FOLDER / f"{STEM}{code}.ts"


def compile_into(source: Path, compiled: Path) -> None:
    """Makes what the program loads; what is unfinished stays English.

    Raises:
        CalledProcessError: Qt's tool refused the file.
        FileNotFoundError: Qt's tool is not installed beside this Python.
    """
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if tool is None:
        message = "pyside6-lrelease is not beside this Python"
        raise FileNotFoundError(message)
    command = [tool, "-silent", "-nounfinished", str(source), "-qm", str(compiled)]
    subprocess.run(command, check=True)


def problems(code: str) -> list[str]:
    """Returns what keeps a language from being shipped, one line each."""
    source = source_of(code)
    found = list(linguist.problems(linguist.read(source), all_messages(), PROPER))
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "fresh.qm"
        compile_into(source, fresh)
        compiled = source.with_suffix(".qm")
        if not compiled.is_file() or compiled.read_bytes() != fresh.read_bytes():
            found.append(f"{compiled.name} is not made from {source.name}: run tools.translate")
    return found


def update(code: str, *, has_to_forget: bool = False) -> None:
    """Brings a language's file in line with the English tables, and compiles it.

    Args:
        code: the language's.
        has_to_forget: True to remove what is said no longer, which is kept for a translator else.
    """
    source = source_of(code)
    entries = linguist.merged(linguist.read(source), all_messages(), FORMS[code])
    if has_to_forget:
        entries = tuple(one for one in entries if one.state != linguist.VANISHED)
    source.write_text(linguist.written(entries, code), encoding="utf-8", newline="\n")
    compile_into(source, source.with_suffix(".qm"))


def main() -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only say what is wrong")
    way.add_argument("--forget", action="store_true", help="remove what is said no longer")
    chosen = parser.parse_args()
    found = []
    for code in FORMS:
        if not chosen.check:
            update(code, has_to_forget=chosen.forget)
        found += [f"{code}: {problem}" for problem in problems(code)]
    print("\n".join(found) or "every language is complete")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
