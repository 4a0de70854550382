"""What is said of where a source gets its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.injection import SourceVerdict
from liveness_station.ui.words.base import Words

SOURCE_EN = {
    "device_virtual": "Played by a program",
    "device_unlisted": "Not on the list of cameras",
    "device_name_hint": "Name of a virtual camera",
    "source_frozen": "Picture standing still, s",
    "loop_likeness": "Likeness to a repeated recording",
    "loop_period": "Repeats after, s",
    "duplicates_exact": "Pictures that came again exactly",
    "duplicates_near": "Share of pictures that came again nearly",
    "cadence_regular": "Unevenness of the time between pictures",
    "cadence_jitter": "Share of bursts and gaps",
    "exposure_step": "Answer to a change of exposure",
    "white_step": "Answer to a change of white balance",
    "probe_age": "Seconds since these answers",
    "head_movement": "Movement of the head by itself",
    "movement_unseen": "Head not yet seen to move",
}


@dataclass(frozen=True, slots=True)
class ProvenanceWords:
    """One language.

    Attributes:
        verdicts: what was made of a source; "" where nothing was measured.
        in_doubt: under a verdict on pictures of such a source.
    """

    verdicts: Mapping[SourceVerdict, str]
    in_doubt: str


PROVENANCE_EN: Final = ProvenanceWords(
    verdicts={
        SourceVerdict.UNMEASURED: "",
        SourceVerdict.ALLOW: "source: nothing speaks against it",
        SourceVerdict.WARN: "source: in doubt",
        SourceVerdict.BLOCK: "source: refused",
    },
    in_doubt="Source in doubt: it may not be a camera. See the details.",
)


def provenance_words(words: Words) -> ProvenanceWords:
    """Returns what a language says about sources."""
    return words.topic("provenance", PROVENANCE_EN)
