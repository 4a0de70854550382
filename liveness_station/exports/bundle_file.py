"""The file of a bundle: one form only, and there as a whole or not at all."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from liveness_station.exports.leftovers import make_place

_DOS: Final = 0


def pack(files: Mapping[str, bytes]) -> bytes:
    """Returns a zip of files; the same files make the same bytes, everywhere.

    They are stored as they are: how a compressor packs depends on its version, and what nobody
    unpacks cannot be a bomb.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name in sorted(files):
            info = zipfile.ZipInfo(name)
            info.create_system = _DOS
            zipped.writestr(info, files[name])
    return packed.getvalue()


def write_new(
    target: Path, content: bytes, record: Callable[[str], object], *, notes: Path
) -> None:
    """Writes a file that is not there yet, and has it recorded before it gets its name.

    Args:
        target: where.
        content: what.
        record: called with the content's SHA-256, in hex; where it raises, there is no file.
        notes: the folder in which drafts under way are noted.

    Raises:
        FileExistsError: there is something of that name, which stays as it is.
        OSError: it cannot be written.
    """
    # Also where a link leads nowhere: the record must not tell of a file that cannot come to be.
    if os.path.lexists(target):
        raise FileExistsError(target.name)
    place = make_place(target.parent, notes)
    part = place.folder / "part"
    try:
        with part.open("xb") as file:
            part.chmod(0o600)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        record(hashlib.sha256(content).hexdigest())
        # Whoever makes that very file in between is refused, or we are.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        part.replace(target)
    finally:
        place.clear()
