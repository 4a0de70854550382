"""Takes the sample programs out of the text of the vendor's pages.

The pages are HTML that was turned into text, which cost them everything that looked like a tag:

- one page of the three kept the indentation, without which the Python programs do not parse; the
  programs are taken from that one;
- PHP lost its beginning, from `<?php` to the `>` of the first `=>`;
- Java lost the `<String, String>` after `Map`.

`complete` puts back what is lost and changes the address and the credentials; nothing else.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("Python", "PHP", "Java", "JavaScript", "C#")
SCHEMES: Final = ("APPCODE", "signature")

_HEADING: Final = re.compile(r"^4\.\d+ (.+)$", re.MULTILINE)
_ADDRESS: Final = "https://face-api.shiliuai.com/api/face_liveness/v1"
_PHP_REST: Final = 'get_base64("face_live.jpg")];'
_PHP_START: Final = """<?php
function get_base64($path) { return base64_encode(file_get_contents($path)); }
$url = "%(address)s";
%(headers)s
$data = ["image_base64" => """
_PHP_HEADERS: Final = {
    "APPCODE": """$headers = ["Authorization: APPCODE 你的APPCODE",
    "Content-Type: application/json"];""",
    "signature": """$app_key = "你的APPKEY";
$app_secret = "你的APPSECRET";
$timestamp = (string)round(microtime(true) * 1000);
$signature = md5($app_key . "&" . $timestamp . "&" . $app_secret);
$headers = ["x-ca-key: $app_key", "x-ca-timestamp: $timestamp", "x-ca-signature: $signature",
    "Content-Type: application/json"];""",
}


class PagesError(Exception):
    """The pages are not the ones this program knows."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the programs authenticate with; only ever those of a server under test."""

    appcode: str
    app_key: str
    app_secret: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One program as the page shows it."""

    language: str
    scheme: str
    text: str


def read_samples(folder: Path) -> list[Sample]:
    """Returns the ten programs: five languages, each with both authentications.

    Raises:
        PagesError: a page or a program is missing.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for text in texts:
        sections = _sections(text)
        if "\n    " in sections.get("Python", "") and sections.keys() >= set(LANGUAGES):
            return [sample for name in LANGUAGES for sample in _split(name, sections[name])]
    raise PagesError(f"{folder} holds no page with the samples and their indentation")


def complete(sample: Sample, *, address: str, credentials: Credentials) -> str:
    """Returns the program ready to run.

    Raises:
        PagesError: the program has not the places that are to be changed.
    """
    text = sample.text
    if sample.language == "PHP":
        text = _complete_php(sample)
    if sample.language == "Java":
        text = _replace(text, "Map headers", "Map<String, String> headers")
    text = _replace(text, _ADDRESS, address)
    if sample.scheme == "APPCODE":
        return _replace(text, "你的APPCODE", credentials.appcode)
    text = _replace(text, "你的APPKEY", credentials.app_key)
    return _replace(text, "你的APPSECRET", credentials.app_secret)


def _sections(text: str) -> dict[str, str]:
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {
        heading[1].strip(): text[heading.end() : end].strip("\n")
        for heading, end in zip(headings, ends, strict=True)
    }


def _split(language: str, section: str) -> list[Sample]:
    """Splits a section where its first line comes again."""
    lines = section.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(lines[0])]
    if len(starts) != len(SCHEMES):
        raise PagesError(f"the section on {language} does not hold two programs")
    parts = ("\n".join(lines[: starts[1]]), "\n".join(lines[starts[1] :]))
    return [
        Sample(language, scheme, part + "\n") for scheme, part in zip(SCHEMES, parts, strict=True)
    ]


def _complete_php(sample: Sample) -> str:
    if not sample.text.strip().startswith(_PHP_REST):
        raise PagesError("the PHP program does not begin where it is known to")
    start = _PHP_START % {"address": _ADDRESS, "headers": _PHP_HEADERS[sample.scheme]}
    return start + sample.text.strip() + "\n"


def _replace(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise PagesError(f"{old!r} is there {text.count(old)} times instead of once")
    return text.replace(old, new)
