"""The file of a desk's light: numbers by camera, day and hour, and how the desk was set up.

A file of its own and no table of the record: it is no evidence and must not be chained, may be
deleted at any time, and is written while checks are being recorded. It is put in place whole or not
at all, so a crash costs the minutes since the last writing. What cannot be read is nothing: the
desk learns anew.
"""

import json
import math
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from liveness_station.domain.errors import RecordError
from liveness_station.domain.light_memory import (
    MOST_CAMERAS,
    MOST_POINTS,
    CameraLight,
    LightMemory,
    SetupResult,
)
from liveness_station.domain.lighting import MEMORY_DAYS, AspectSummary, HourCell, LightPoint
from liveness_station.domain.verdicts import Reason

VERSION: Final = 1
MOST_BYTES: Final = 1024 * 1024
_MOST_CELLS: Final = (MEMORY_DAYS + 1) * 24
_MOST_MEASURES: Final = 32
_MOST_TEXT: Final = 64


def read_light(path: Path) -> LightMemory:
    """Returns what the file holds; what is missing, damaged or of a newer version is nothing."""
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(MOST_BYTES + 1)
        untrusted = json.loads(untrusted_body)
        if len(untrusted_body) > MOST_BYTES or untrusted["version"] != VERSION:
            return LightMemory()
        cameras = dict(list(untrusted["cameras"].items())[-MOST_CAMERAS:])
        return LightMemory(
            {_text(name): _camera(one) for name, one in cameras.items()},
            None if untrusted["setup"] is None else _setup(untrusted["setup"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return LightMemory()


def write_light(path: Path, memory: LightMemory) -> None:
    """Puts the file in place, readable by its owner only.

    Raises:
        RecordError: the disk refused; the file that was there is as it was.
    """
    body = {
        "version": VERSION,
        "cameras": {name: _camera_fields(one) for name, one in memory.cameras.items()},
        "setup": None if memory.setup is None else _setup_fields(memory.setup),
    }
    content = json.dumps(body, separators=(",", ":"), allow_nan=False).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise RecordError(Reason.NOT_RECORDED, f"light: errno {error.errno}") from error


def _replace(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _camera_fields(camera: CameraLight) -> dict[str, object]:
    return {
        "cells": [
            [
                cell.day.isoformat(),
                cell.hour,
                cell.sitters,
                *(
                    round(number, 4)
                    for one in (cell.level, cell.side, cell.back)
                    for number in (one.middle, one.deviation)
                ),
            ]
            for cell in camera.cells[-_MOST_CELLS:]
        ],
        "points": [
            [
                point.at.isoformat(timespec="minutes"),
                point.sitting,
                round(point.face_luma, 1),
                round(point.left_right_ratio, 3),
                round(point.back_ratio, 3),
            ]
            for point in camera.points[-MOST_POINTS:]
        ],
    }


def _setup_fields(setup: SetupResult) -> dict[str, object]:
    return {
        "at": setup.at.isoformat(timespec="seconds"),
        "camera": setup.camera,
        "problem": setup.problem,
        "measures": {name: round(value, 3) for name, value in setup.measures.items()},
    }


def _camera(untrusted: Mapping[str, Any]) -> CameraLight:
    return CameraLight(
        _each(untrusted["cells"], _cell, most=_MOST_CELLS),
        _each(untrusted["points"], _point, most=MOST_POINTS),
    )


def _each(untrusted: list[Any], parse: Callable[[list[Any]], Any], *, most: int) -> tuple[Any, ...]:
    return tuple(parse(one) for one in untrusted[-most:])


def _cell(untrusted: list[Any]) -> HourCell:
    day, hour, sitters, *numbers = untrusted
    level, level_off, side, side_off, back, back_off = (_number(one) for one in numbers)
    if hour not in range(24) or not _is_count(sitters):
        raise ValueError("no hour")
    return HourCell(
        date.fromisoformat(day),
        hour,
        sitters,
        AspectSummary(level, abs(level_off)),
        AspectSummary(side, abs(side_off)),
        AspectSummary(back, abs(back_off)),
    )


def _point(untrusted: list[Any]) -> LightPoint:
    at, sitting, *numbers = untrusted
    luma, ratio, back = (_number(one) for one in numbers)
    if not _is_count(sitting) or min(luma, ratio, back) < 0:
        raise ValueError("no point")
    return LightPoint(_moment(at), sitting, luma, ratio, back)


def _setup(untrusted: Mapping[str, Any]) -> SetupResult:
    measures = list(untrusted["measures"].items())[:_MOST_MEASURES]
    return SetupResult(
        _moment(untrusted["at"]),
        _text(untrusted["camera"]),
        _text(untrusted["problem"]),
        {_text(name): _number(value) for name, value in measures},
    )


def _moment(untrusted_text: str) -> datetime:
    moment = datetime.fromisoformat(untrusted_text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment


def _number(untrusted: object) -> float:
    if type(untrusted) not in {int, float} or not math.isfinite(untrusted):  # type: ignore[arg-type]  # the types are what is checked
        raise ValueError("no number")
    return float(untrusted)  # type: ignore[arg-type]  # likewise


def _is_count(untrusted: object) -> bool:
    return type(untrusted) is int and 0 <= untrusted < 1_000_000


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > _MOST_TEXT:
        raise ValueError("no text")
    return untrusted
