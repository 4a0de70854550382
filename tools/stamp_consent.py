"""Writes resources/consent/manifest.json, so that a shipped text is known to be the shipped one.

Usage: python -m tools.stamp_consent

Run it when a text is added. A text that was shipped is never changed: a new one gets a new name.
"""

import json
from pathlib import Path
from typing import Final

from liveness_station.app.consent_files import MANIFEST
from liveness_station.domain.consent_texts import digest_of

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "consent"


def manifest() -> str:
    """Returns the manifest of the texts as they are now."""
    digests = {path.name: digest_of(path.read_bytes()) for path in sorted(FOLDER.glob("*.txt"))}
    return json.dumps(digests, indent=2) + "\n"


if __name__ == "__main__":
    (FOLDER / MANIFEST).write_text(manifest(), encoding="utf-8")
    print(f"{MANIFEST} written")
