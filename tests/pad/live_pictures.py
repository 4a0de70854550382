"""What the engine says of the real pictures of live people, as the station sends them."""

import csv
from pathlib import Path

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_local_probe


def as_sent(pixels: Pixels) -> Pixels:
    """Returns a picture as the service gets it from the station: smaller, and through a JPEG."""
    return decode(encode_local_probe(Frame(pixels, 0.0, 0, "a test")).jpeg)


def named_in_live_pictures(
    engine: Engine, shared_data: Path, codes: set[str], *, framing: str = ""
) -> list[tuple[str, str]]:
    """Returns path and risk reason of every second live picture that has one of these reasons.

    Args:
        engine: the one to ask.
        shared_data: the folder with the pictures and their manifest.
        codes: the risk reasons that count.
        framing: of the manifest; without it, all.
    """
    with (shared_data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        live = [
            row["path"]
            for row in csv.DictReader(rows)
            if row["path"].startswith("live/") and framing in row["framing"]
        ]
    assert len(live) > 20
    named = []
    for path in live[::2]:
        try:
            pixels = decode((shared_data / path).read_bytes())
        except ImageError:
            continue
        found = engine.assess(as_sent(pixels)).risk_reasons
        named += [(path, reason) for reason in found if reason in codes]
    return named
