"""Reads the files of an evaluation: as `check` reads a picture, and a clip frame by frame."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from liveness_station.camera.clips import spread_frames
from liveness_station.contract.limits import MAX_IMAGE_BYTES
from liveness_station.domain.errors import CameraError, ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.evaluation.manifests import read_manifest
from liveness_station.evaluation.presentations import (
    Medium,
    Presentation,
    PresentationError,
    PresentationList,
    read_folder,
    shortened,
)
from liveness_station.evaluation.results import Result
from liveness_station.imaging.decode import decode
from liveness_station.imaging.thumbnail import encode_thumbnail

_MANIFEST = "manifest.csv"


def read_list(source: Path, *, where: dict[str, str], only: str | None) -> PresentationList:
    """Returns what is to be measured: a CSV file's rows, or a folder's files.

    Args:
        source: a CSV file; or a folder with a manifest.csv, or with live/ and spoof/.
        where: columns of the CSV file and the value that is wanted.
        only: "pictures" or "clips"; None for both.

    Raises:
        PresentationError: there is no such list, or nothing is left of it.
    """
    if not _exists(source):
        raise PresentationError(f"{shortened(str(source))}: no such file or folder")
    manifest = source / _MANIFEST if source.is_dir() else source
    if manifest.is_file():
        listed = read_manifest(manifest, where=where)
    elif where:
        raise PresentationError(f"--where needs a CSV file; {source} has no {_MANIFEST}")
    else:
        listed = read_folder(source)
    return listed if only is None else _only(listed, only)


def _exists(source: Path) -> bool:
    try:
        return source.exists()
    except OSError:
        # A name that no system takes.
        return False


def _only(listed: PresentationList, only: str) -> PresentationList:
    kept = tuple(shown for shown in listed.presentations if f"{shown.medium}s" == only)
    if not kept:
        raise PresentationError(f"{listed.source}: none of its files are {only}")
    left_out = len(listed.presentations) - len(kept)
    skipped = (*listed.skipped, (f"not {only}", left_out)) if left_out else listed.skipped
    return replace(listed, presentations=kept, skipped=skipped)


def with_hashes(
    listed: PresentationList, progress: Callable[[Iterable[Presentation]], Iterable[Presentation]]
) -> PresentationList:
    """Returns the list with the hash of each file.

    Raises:
        PresentationError: a file cannot be read.
    """
    hashed = tuple(
        replace(shown, sha256=_sha256(shown)) for shown in progress(listed.presentations)
    )
    return replace(listed, presentations=hashed)


def _sha256(shown: Presentation) -> str:
    try:
        with shown.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PresentationError(f"{shown.path}: {error.strerror or 'cannot be read'}") from error


def frames_of(shown: Presentation, count: int) -> Iterator[tuple[int, Frame]]:
    """Yields a picture, or so many frames spread over a clip, with their numbers.

    Raises:
        ImageError: the file is no picture or clip that can be read.
    """
    label = shown.path.name
    if shown.medium is Medium.PICTURE:
        yield 0, Frame(_picture(shown.path), time.monotonic(), 0, label)
        return
    try:
        yield from spread_frames(shown.path, count, label=label)
    except CameraError as error:
        raise ImageError(Reason.BAD_IMAGE, error.detail) from error


def _picture(path: Path) -> Pixels:
    try:
        with path.open("rb") as file:
            # Not more of it than can be refused as too large.
            untrusted_image = file.read(MAX_IMAGE_BYTES + 1)
    except OSError as error:
        raise ImageError(Reason.FILE_UNREADABLE, type(error).__name__) from error
    return decode(untrusted_image)


def thumbnail_of(result: Result) -> bytes | None:
    """Returns a small JPEG of a presentation, None where its file gives no picture.

    Of a clip it is the frame that speaks most for the mistake: the one whose score is farthest on
    the side on which the whole clip was classified.
    """
    shown = result.presentation
    try:
        frames = list(frames_of(shown, len(result.looks)))
        return encode_thumbnail(frames[_most_telling(result, len(frames))][1].pixels)
    except ImageError:
        return None


def _most_telling(result: Result, count: int) -> int:
    scored = [
        (look.score, place)
        for place, look in enumerate(result.looks[:count])
        if look.score is not None
    ]
    if not scored:
        return 0
    return (max(scored) if result.presentation.species else min(scored))[1]
