"""Writes resources/sounds/: one short, quiet sound for each verdict, told apart by its melody.

Usage: python -m tools.make_sounds

LIVE rises, NOT LIVE falls, TRY AGAIN says one note twice, ERROR holds one low note. None is loud,
sharp or sudden: the subject hears them, too.
"""

import io
import math
import struct
import wave
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liveness_station.domain.verdicts import Verdict

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE_HZ: Final = 22050
PEAK: Final = 0.2
_FADE_S: Final = 0.025
_FULL: Final = 32767

# (Hertz, seconds) in turn; 0 Hz is silence.
MELODIES: Final[Mapping[Verdict, tuple[tuple[float, float], ...]]] = MappingProxyType(
    {
        Verdict.LIVE: ((523.25, 0.13), (783.99, 0.22)),
        Verdict.SPOOF: ((440.0, 0.15), (293.66, 0.25)),
        Verdict.RETRY: ((440.0, 0.11), (0.0, 0.08), (440.0, 0.11)),
        Verdict.ERROR: ((246.94, 0.42),),
    }
)


def samples(verdict: Verdict) -> Iterator[float]:
    """Yields a verdict's sound, in -1..1 at 22,050 samples a second."""
    for hertz, seconds in MELODIES[verdict]:
        for number in range(round(seconds * RATE_HZ)):
            at_s = number / RATE_HZ
            # Rises and dies away, so that nothing clicks.
            swell = min(at_s / _FADE_S, (seconds - at_s) / _FADE_S, 1.0)
            phase = 2 * math.pi * hertz * at_s
            tone = math.sin(phase) + 0.2 * math.sin(2 * phase)
            yield PEAK * swell * tone / 1.2


def sound(verdict: Verdict) -> bytes:
    """Returns a verdict's sound as a WAV file."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        frames = b"".join(struct.pack("<h", round(_FULL * one)) for one in samples(verdict))
        file.writeframes(frames)
    return whole.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in Verdict:
        (FOLDER / f"{one.value.lower()}.wav").write_bytes(sound(one))
    print(f"{len(Verdict)} sounds written")
