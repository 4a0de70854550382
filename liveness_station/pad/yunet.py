"""Reads YuNet's answers: which places of its maps hold a face, and which of those are one."""

from typing import Final

import numpy as np

from liveness_station.pad.networks import Floats, broken

YUNET_NAME: Final = "YuNet"

_MIN_CONFIDENCE: Final = 0.6
_LEAST_LOGIT: Final = -0.6
"""Where either likelihood is below (0.35), their geometric mean is below 0.6 whatever the other."""

_MAX_OVERLAP: Final = 0.3
_CHANNELS: Final = 16

_STRIDES_PX: Final = (16, 32, 8)
"""In the order of the outputs' names: map_16, map_32, map_8."""

_MOST_LOG_SIDE: Final = 20.0
"""No face has e to the 20 strides; beyond e to the 88 single precision would overflow."""


def candidates(maps: tuple[Floats, ...]) -> Floats:
    """Returns one row of left, top, width, height and confidence for each place with a face.

    A place is a square of the stride's side. A map's channels are, before their sigmoid, the
    likelihoods of a face and of its middle, whose geometric mean is the confidence; then the
    middle's offset from the place and the logarithms of the sides, all in strides; then points of
    the face, which nobody here needs.

    Args:
        maps: `map_16`, `map_32` and `map_8`, each 1 x 16 x rows x columns.

    Raises:
        EngineError: these are no such maps.
    """
    rows = [np.zeros((0, 5), np.float32)]
    if len(maps) != len(_STRIDES_PX) or any(values.shape[1] != _CHANNELS for values in maps):
        raise broken(YUNET_NAME, "no maps")
    for stride_px, (values, *_) in zip(_STRIDES_PX, maps, strict=True):
        # What is no number is no candidate: no comparison with it is true.
        down, across = np.nonzero((values[0] > _LEAST_LOGIT) & (values[1] > _LEAST_LOGIT))
        confidences = np.sqrt(_sigmoid(values[0, down, across]) * _sigmoid(values[1, down, across]))
        is_sure = confidences >= _MIN_CONFIDENCE
        down, across, confidences = down[is_sure], across[is_sure], confidences[is_sure]
        box = values[2:6, down, across]
        middle_across, middle_down = across + box[0], down + box[1]
        width, height = np.exp(np.minimum(box[2:4], _MOST_LOG_SIDE))
        left, top = middle_across - width / 2, middle_down - height / 2
        sides = np.stack([left, top, width, height]) * stride_px
        rows.append(np.column_stack([*sides, confidences]))
    found = np.concatenate(rows)
    return found[np.isfinite(found).all(axis=1)]


def without_overlaps(rows: Floats) -> Floats:
    """Keeps, of boxes that share more than 0.3 of their area, the one that is surest.

    Args:
        rows: as `candidates` returns them; they come back with the surest first.
    """
    left, top, width, height, confidence = rows[np.argsort(-rows[:, 4], kind="stable")].T
    right, bottom, area = left + width, top + height, width * height
    waiting = np.arange(len(rows))
    kept = []
    while len(waiting):
        best, others = waiting[0], waiting[1:]
        kept.append(best)
        across = np.minimum(right[best], right[others]) - np.maximum(left[best], left[others])
        down = np.minimum(bottom[best], bottom[others]) - np.maximum(top[best], top[others])
        shared = np.maximum(across, 0) * np.maximum(down, 0)
        waiting = others[shared <= _MAX_OVERLAP * (area[best] + area[others] - shared)]
    return np.column_stack([left, top, width, height, confidence])[kept]


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -80, 80))), np.float32)
