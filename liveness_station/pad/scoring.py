"""From the evidence on one still to its score, and to what spoke against it.

Where the numbers come from is in docs/model-card.md: each was chosen on whole sources of pictures
and judged on those left out, and none was moved for the sake of a single picture.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.faces import Face
from liveness_station.domain.signals import Signal
from liveness_station.pad.medium import Corners
from liveness_station.pad.networks import LIVE_CLASS, PRINT_CLASS, SCREEN_CLASS

LOOKS_LIKE_PRINT: Final = "looks_like_print"
LOOKS_LIKE_SCREEN: Final = "looks_like_screen"
MEDIUM_EDGES: Final = "medium_edges"
"""What speaks against a live subject: stable codes."""

_LIMIT_OF_ONE_RUN: Final = 6.0
"""Log-odds beyond this are the network's habit of being sure, not knowledge: one run in eight must
not outvote the seven others."""

_SHADOW_BEGINS: Final = 0.2
_SHADOW_FULL: Final = 0.5
_LOST_IN_SHADOW: Final = 0.5
"""From a fifth to half of the face in black, the network's word loses up to half its weight, for
and against: what cannot be seen proves neither."""

_FRAME_WORTH: Final = 5.0
_CORNERS_COUNTED: Final = 2.0
"""Two whole corners of a frame weigh nearly as much as a network that is as sure as it may be."""

MOST_CORNERS: Final = 1.2
"""From here on a person looks, whatever the network says: no live subject had more than 0.9."""

OPERATING_POINT: Final = -0.35
"""Log-odds that become the score 0.8, the contract's threshold: where on the development pictures
as large a share of attacks is let through as of live people is not."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found in one still.

    Attributes:
        probabilities: windows x 3: print, live, screen, each row adding up to 1.
        shadow: share of the face in 0..1 that is black.
        corners: what frames the face.
    """

    probabilities: npt.NDArray[np.float64]
    shadow: float
    corners: Corners


def score(evidence: Evidence) -> float:
    """Returns the score in 0..1, strictly inside; 0.8 is the operating point."""
    log_odds = network_log_odds(evidence) - frame_weight(evidence)
    shift = math.log(DEFAULT_THRESHOLD / (1 - DEFAULT_THRESHOLD)) - OPERATING_POINT
    return 1 / (1 + math.exp(-(log_odds + shift)))


def network_log_odds(evidence: Evidence) -> float:
    """Returns the network's word: positive for a live subject, at most 6 either way."""
    live = evidence.probabilities[:, LIVE_CLASS]
    tiny = math.exp(-2 * _LIMIT_OF_ONE_RUN)
    odds = np.log(np.maximum(live, tiny)) - np.log(np.maximum(1 - live, tiny))
    shaded = (evidence.shadow - _SHADOW_BEGINS) / (_SHADOW_FULL - _SHADOW_BEGINS)
    weight = 1 - _LOST_IN_SHADOW * min(1.0, max(0.0, shaded))
    return weight * float(np.clip(odds, -_LIMIT_OF_ONE_RUN, _LIMIT_OF_ONE_RUN).mean())


def frame_weight(evidence: Evidence) -> float:
    """Returns what the frame round the face takes off the log-odds: 0 to 5."""
    return _FRAME_WORTH * min(1.0, evidence.corners.count / _CORNERS_COUNTED)


def signals(evidence: Evidence, face: Face) -> tuple[Signal, ...]:
    """Returns the evidence with its limits, what speaks against a live subject first.

    Args:
        evidence: of one still.
        face: the box that was judged, which is where the network looked.
    """
    log_odds = network_log_odds(evidence)
    print_share = float(evidence.probabilities[:, PRINT_CLASS].mean())
    is_print = print_share > float(evidence.probabilities[:, SCREEN_CLASS].mean())
    network = Signal(
        LOOKS_LIKE_PRINT if is_print else LOOKS_LIKE_SCREEN,
        round(-log_odds, 3),
        -OPERATING_POINT,
        log_odds <= OPERATING_POINT,
        face,
    )
    frame = Signal(
        MEDIUM_EDGES,
        round(evidence.corners.count, 3),
        MOST_CORNERS,
        evidence.corners.count >= MOST_CORNERS,
        evidence.corners.region,
    )
    is_frame_first = frame_weight(evidence) > max(0.0, -log_odds)
    return (frame, network) if is_frame_first else (network, frame)
