"""Pictures, keys and scans that the tests of keeping and erasing share."""

import base64
from pathlib import Path
from typing import Final

from liveness_station.storage.appending import Appender
from liveness_station.storage.erasing import Eraser
from liveness_station.storage.keeping import empty_log
from liveness_station.storage.picture_keys import PictureKeys
from liveness_station.storage.pictures import PictureReader, PictureStore
from liveness_station.storage.records import SqliteRecords

KEYS: Final = PictureKeys((bytes(range(32)),))
MAGIC: Final = b"\xff\xd8\xff"
CANARY: Final = b"canary of the pixels, such as nobody else has " * 20
JPEG: Final = MAGIC + b"\xe0" + CANARY
SUBJECT: Final = "Zebra-Quokka-7731"


def store(records: SqliteRecords, keys: PictureKeys | None = KEYS) -> PictureStore:
    return PictureStore(records.appender, lambda _: keys)


def reader(records: SqliteRecords, keys: PictureKeys | None = KEYS) -> PictureReader:
    appender: Appender = records.appender
    return PictureReader(appender.database, appender.path, lambda _: keys)


def eraser(records: SqliteRecords) -> Eraser:
    return Eraser(records.appender)


def scrubbed(records: SqliteRecords) -> None:
    assert empty_log(records.appender.database)


def encodings(text: str) -> tuple[bytes, ...]:
    """A text as it could lie on a disk."""
    plain = text.encode()
    return (
        plain,
        text.encode("utf-16-le"),
        base64.b64encode(plain).rstrip(b"="),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        text.casefold().encode(),
    )


def found_in(folder: Path, *needles: bytes) -> list[str]:
    """Returns the files under a folder that hold one of some bytes."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]


def folder_of(path: Path) -> Path:
    """The folder of the one station whose pictures lie beside a record."""
    (folder,) = (path.parent / "pictures").iterdir()
    return folder
