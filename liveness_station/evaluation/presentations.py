"""What is presented: one file each, with what it truly is and whom or what it comes from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from liveness_station.domain.media import CLIP_SUFFIXES, PICTURE_SUFFIXES

UNSPECIFIED: Final = "unspecified"
"""The species of an attack that nobody has named."""

_MAX_NAME: Final = 80


class PresentationError(ValueError):
    """The list of presentations cannot be used; the message says where and what to write."""


class Label(StrEnum):
    """What a presentation truly is."""

    BONA_FIDE = "bona_fide"
    ATTACK = "attack"


class Medium(StrEnum):
    """What kind of file it is. A clip is one presentation, however many of its frames are seen."""

    PICTURE = "picture"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class Presentation:
    """One presentation.

    Attributes:
        path: its file.
        name: the file as the list names it, for report and journal.
        label: what it truly is.
        species: the kind of attack instrument, "" for a bona fide presentation.
        group: person, session or source; files of one group are not independent.
        framing: how much of the scene is in the picture, "" where the list does not say.
        sha256: of the file's bytes, in hex; "" until it has been read.
    """

    path: Path
    name: str
    label: Label
    species: str
    group: str
    framing: str = ""
    sha256: str = ""

    @property
    def medium(self) -> Medium:
        """Whether it is a picture or a clip."""
        is_clip = self.path.suffix.lower() in CLIP_SUFFIXES
        return Medium.CLIP if is_clip else Medium.PICTURE


@dataclass(frozen=True, slots=True)
class PresentationList:
    """What is to be measured, and what was left out of it.

    Attributes:
        source: the folder or file that it was read from.
        presentations: in the order of the list.
        skipped: why rows or files were left out, and how many.
        has_groups: False where every file had to be taken for a group of its own.
    """

    source: Path
    presentations: tuple[Presentation, ...]
    skipped: tuple[tuple[str, int], ...]
    has_groups: bool


def is_media(path: Path) -> bool:
    """Tells whether a file is a picture or a clip by its name."""
    return path.suffix.lower() in PICTURE_SUFFIXES | CLIP_SUFFIXES


def is_file(path: Path) -> bool:
    """Tells whether there is such a file; a name that no system takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def shortened(name: str) -> str:
    """Returns a name of the list as a message can hold it."""
    return name if len(name) <= _MAX_NAME else f"{name[:_MAX_NAME]}…"


def read_folder(root: Path) -> PresentationList:
    """Reads `live/` and `spoof/<species>/`; a folder in these is a group.

    A file that lies in no such folder is a group of its own.

    Raises:
        PresentationError: neither folder is there, or nothing is in them.
    """
    if not (root / "live").is_dir() and not (root / "spoof").is_dir():
        raise PresentationError(
            f"{root} holds neither live/ nor spoof/, and no manifest.csv; expected are "
            "live/[GROUP/]FILE and spoof/SPECIES/[GROUP/]FILE"
        )
    presentations = [
        *_in_folder(root, root / "live", Label.BONA_FIDE),
        *_in_folder(root, root / "spoof", Label.ATTACK),
    ]
    if not presentations:
        raise PresentationError(f"{root}: no picture or clip in live/ and spoof/")
    skipped = Counter[str]()
    for path in root.rglob("*"):
        top = path.relative_to(root).parts[0]
        if path.is_file() and not (top in {"live", "spoof"} and is_media(path)):
            skipped["neither in live/ nor in spoof/, or no picture or clip"] += 1
    return PresentationList(
        root, tuple(presentations), tuple(sorted(skipped.items())), _has_groups(presentations)
    )


def _in_folder(root: Path, folder: Path, label: Label) -> Iterable[Presentation]:
    for path in sorted(folder.rglob("*")):
        if not (path.is_file() and is_media(path)):
            continue
        name = path.relative_to(root).as_posix()
        folders = list(path.relative_to(folder).parts[:-1])
        species = ""
        if label is Label.ATTACK:
            species = folders.pop(0) if folders else UNSPECIFIED
        yield Presentation(path, name, label, species, folders[0] if folders else name)


def _has_groups(presentations: Iterable[Presentation]) -> bool:
    return any(presentation.group != presentation.name for presentation in presentations)
