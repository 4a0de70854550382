"""Which cameras a desk trusts, in a file of its own: it is about this machine, not about a person.

One JSON object: `camera_policy`, `enrolled_cameras`, `probe_exposure`, `calibrations` and
`white_calibrations`. Whatever cannot be read of it is taken for the strictest that it could say.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.injection import CameraPolicy
from liveness_station.settings.files import SettingsFileError

_MAX_BYTES: Final = 64 * 1024
_MOST_CAMERAS: Final = 64
_MAX_TEXT: Final = 600
_MOST_WARMTH: Final = 6.0
"""Logarithm of red to blue at 8 bits, about."""


@dataclass(frozen=True, slots=True)
class CameraTrust:
    """What an administrator has laid down about cameras.

    Attributes:
        policy: what becomes of a source that something speaks against.
        enrolled: the identities of the desk's own cameras; empty: there is no list.
        is_probed: True to change a camera's exposure or white balance for a moment now and then.
        responses: by identity, by what part the picture's brightness followed a step of exposure
            when the camera was calibrated; only cameras that obeyed.
        whites: likewise, how far its colours followed a step of white balance.
        is_damaged: True where the file could not be read: then no camera counts as enrolled.
    """

    policy: CameraPolicy = CameraPolicy.BLOCK
    enrolled: frozenset[str] = frozenset()
    is_probed: bool = False
    responses: Mapping[str, float] = field(default_factory=dict)
    is_damaged: bool = False
    whites: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_list(self) -> bool:
        """Tells whether a camera must be enrolled to be in no doubt."""
        return bool(self.enrolled) or self.is_damaged

    def is_enrolled(self, identity: str) -> bool | None:
        """Tells whether a camera is on the list; None where there is no list."""
        return identity in self.enrolled if self.has_list else None


def load_trust(path: Path) -> CameraTrust:
    """Reads the file. Never raises: a missing one means the defaults, a bad one the strictest."""
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(_MAX_BYTES + 1)
        return _parsed(untrusted_body)
    except FileNotFoundError:
        return CameraTrust()
    except (OSError, MalformedJsonError, ValueError):
        return CameraTrust(is_damaged=True)


def save_trust(path: Path, trust: CameraTrust) -> None:
    """Writes the file anew, whole or not at all.

    Raises:
        SettingsFileError: the disk refuses, or there are too many cameras.
    """
    if len(trust.enrolled) > _MOST_CAMERAS:
        raise SettingsFileError(f"more than {_MOST_CAMERAS} cameras")
    stored = {
        "camera_policy": trust.policy.value,
        "enrolled_cameras": sorted(trust.enrolled),
        "probe_exposure": trust.is_probed,
        "calibrations": dict(sorted(trust.responses.items())),
        "white_calibrations": dict(sorted(trust.whites.items())),
    }
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(stored, file, indent=2, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise SettingsFileError(f"the disk refused: errno {error.errno}") from error


def _parsed(untrusted_body: bytes) -> CameraTrust:
    """Returns what a file says.

    Raises:
        MalformedJsonError: it is no JSON object.
        ValueError: one of its values is none.
    """
    if len(untrusted_body) > _MAX_BYTES:
        raise ValueError("too long")
    stored = parse_object(untrusted_body)
    is_probed = stored.get("probe_exposure", False)
    enrolled = stored.get("enrolled_cameras", [])
    if not isinstance(is_probed, bool) or not isinstance(enrolled, list):
        raise ValueError("wrong type")
    if len(enrolled) > _MOST_CAMERAS:
        raise ValueError("too many")
    return CameraTrust(
        CameraPolicy(_text(stored.get("camera_policy", CameraPolicy.BLOCK.value))),
        frozenset(_text(one) for one in enrolled),
        is_probed,
        _answers(stored.get("calibrations", {}), most=1.0),
        whites=_answers(stored.get("white_calibrations", {}), most=_MOST_WARMTH),
    )


def _answers(stored: object, *, most: float) -> Mapping[str, float]:
    if not isinstance(stored, dict) or len(stored) > _MOST_CAMERAS:
        raise ValueError("wrong type")
    read = {_text(name): _response(value, most=most) for name, value in stored.items()}
    return MappingProxyType(read)


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_TEXT:
        raise ValueError("wrong type")
    return value


def _response(value: object, *, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise ValueError("out of range")
    return float(value)
