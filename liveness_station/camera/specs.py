"""What a source is called: on the command line, in the picker, in the record. Knows no cv2."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, assert_never
from urllib.parse import SplitResult, urlsplit

from liveness_station.domain.media import CLIP_SUFFIXES, PICTURE_SUFFIXES

_STREAM_SCHEMES: Final = frozenset({"http", "https", "rtsp", "rtsps"})
_DEVICE_NODE: Final = re.compile(r"\A/dev/video([0-9]{1,3})\Z", re.ASCII)
_INDEX: Final = re.compile(r"\A[0-9]{1,3}\Z", re.ASCII)
_SCHEME: Final = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*)://")

# Cameras exist that take the password in the path (`/user=admin_password=...`) or a token as one
# long part of it; only a short, plain path is shown.
_HARMLESS_PATH: Final = re.compile(r"\A(/[A-Za-z0-9_.-]{0,24}){1,4}\Z", re.ASCII)

_FORMS: Final = (
    "a camera's number (0), its name or part of it, /dev/video0, the path of a video or picture, "
    "an http://, https://, rtsp:// or rtsps:// address, or demo"
)


class SourceError(ValueError):
    """The text names no source; the message says what to write and repeats no address."""


@dataclass(frozen=True, slots=True)
class DeviceSpec:
    """A camera, found by every part that is given.

    Attributes:
        index: the number of the operating system's list.
        name: the whole name, or with neither index nor port a part of it.
        port: where it is plugged in, as `Device.port` tells; keeps twins apart over a replug.
    """

    index: int | None = None
    name: str | None = None
    port: str | None = None


@dataclass(frozen=True, slots=True)
class VideoFileSpec:
    """A video file, played at its own rate."""

    path: Path


@dataclass(frozen=True, slots=True)
class ImageFileSpec:
    """A picture file, shown as a still."""

    path: Path


@dataclass(frozen=True, slots=True)
class StreamSpec:
    """An address: MJPEG over HTTP, or RTSP. May hold a password, so its repr is blank."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemoSpec:
    """The demonstration source; its checks count nowhere."""


SourceSpec = DeviceSpec | VideoFileSpec | ImageFileSpec | StreamSpec | DemoSpec


def parse_source(text: str) -> SourceSpec:
    """Reads what was given for a source.

    Args:
        text: `0`, `/dev/video0`, a camera's name or part of it, a path, an address, or `demo`.

    Raises:
        SourceError: it is none of these, or the file is not there.
    """
    text = text.strip()
    if not text:
        raise SourceError(f"no source given; write {_FORMS}")
    if text.casefold() == "demo":
        return DemoSpec()
    if _INDEX.match(text):
        return DeviceSpec(index=int(text))
    if scheme := _SCHEME.match(text):
        return _parse_address(text, scheme.group(1).lower())
    if text.startswith("/dev/"):
        return _parse_node(text)
    return _parse_path_or_name(text)


def describe(spec: SourceSpec) -> str:
    """Returns a short label for screen, log and record; of an address, nothing secret."""
    match spec:
        case DeviceSpec(index=index, name=name):
            return name or (f"camera {index}" if index is not None else "camera")
        case VideoFileSpec(path=path) | ImageFileSpec(path=path):
            return path.name
        case StreamSpec(url=url):
            return _redact(url)
        case DemoSpec():
            return "demo"
        case _:
            assert_never(spec)


def _parse_address(text: str, scheme: str) -> StreamSpec:
    if scheme == "file":
        raise SourceError("for a file write its path alone, without file://")
    if scheme not in _STREAM_SCHEMES:
        raise SourceError(f"{scheme}:// is not known; write http://, https://, rtsp:// or rtsps://")
    if _split(text) is None:
        raise SourceError(f"the address is not complete; write {scheme}://host:port/path")
    return StreamSpec(text)


def _split(url: str) -> SplitResult | None:
    """Takes an address apart, or returns None; the library's own errors may quote a password."""
    if not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        is_complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_complete else None


def _parse_node(text: str) -> DeviceSpec:
    node = _DEVICE_NODE.match(text)
    if node is None:
        raise SourceError("of /dev only a camera can be a source; write /dev/video0, /dev/video1 …")
    return DeviceSpec(index=int(node.group(1)))


def _parse_path_or_name(text: str) -> SourceSpec:
    path = Path(text).expanduser()
    suffix = path.suffix.lower()
    if _is_file(path):
        return ImageFileSpec(path) if suffix in PICTURE_SUFFIXES else VideoFileSpec(path)
    has_separator = "/" in text or "\\" in text
    if has_separator or suffix in PICTURE_SUFFIXES | CLIP_SUFFIXES:
        raise SourceError(f"there is no file at {text!r}; write the whole path of one file")
    if not text.isprintable():
        raise SourceError(f"not a camera's name; write {_FORMS}")
    return DeviceSpec(name=text)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    # A name that no file can bear: too long (OSError), or with a zero byte in it (ValueError).
    except (OSError, ValueError):
        return False


def _redact(url: str) -> str:
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return "stream"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = f":{parts.port}" if parts.port is not None else ""
    if parts.path in {"", "/"}:
        path = ""
    else:
        path = parts.path if _HARMLESS_PATH.match(parts.path) else "/…"
    return f"{parts.scheme}://{host}{port}{path}"
