"""Does what turned have depth? Two things that a plane cannot do and a head does. Pure.

The pictures of a plane from any two places are related by one homography (Hartley and Zisserman,
"Multiple View Geometry", chapter 13): fitted to the points of a straight and of a turned picture it
leaves nothing over, but of a head it does.

A plane that turns grows narrow, by the cosine of its angle, and its middle stays about the middle.
A head grows hardly narrower before its nose has moved far to the side.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from liveness_station.pad.poses import RIGID, Points, Values, eye_distances_px

_LEAST_NARROWING: Final = 0.1


@dataclass(frozen=True, slots=True)
class Depth:
    """What became of a face between two pictures.

    Attributes:
        residual: what the best homography leaves over, root mean square over the rigid points, in
            distances of the eyes.
        narrowing: tangent of the angle by which a plane would have turned to grow as narrow, as
            the best affine map of the rigid points has it; no less than 0.1, because below that it
            is noise.
    """

    residual: float
    narrowing: float


def depth_between(straight: Points, turned: Points) -> Depth:
    """Measures two pictures of one face, each as 478 x 3 points."""
    before, after = (points[list(RIGID), :2].astype(np.float64) for points in (straight, turned))
    eyes_px = max(float(eye_distances_px(straight[np.newaxis])[0]), 1e-6)
    left_over = _mapped(_homography(after, before), after) - before
    residual = float(np.sqrt((left_over**2).sum(axis=1).mean())) / eyes_px
    return Depth(residual, max(_LEAST_NARROWING, _narrowing(before, after)))


def _narrowing(before: Values, after: Values) -> float:
    """A far plane at an angle is drawn through an affine map that shrinks it along one direction.

    How much, in relation to the other direction, is in the map's two singular values, whatever
    the face's roll, size and place are: their ratio is the cosine of the angle.
    """
    origin, target = before - before.mean(axis=0), after - after.mean(axis=0)
    matrix, *_ = np.linalg.lstsq(origin, target, rcond=None)
    larger, smaller = np.linalg.svd(matrix, compute_uv=False).tolist()
    # Points on one line have no second direction: as narrow as can be.
    ratio = larger / max(smaller, 1e-6 * max(larger, 1e-6))
    return float(np.sqrt(max(ratio**2 - 1, 0)))


def _homography(origin: Values, target: Values) -> Values:
    """Returns the 3 x 3 matrix that takes one set of points nearest to the other.

    The direct linear transform with both sets centred and scaled, without which its equations are
    badly conditioned.
    """
    to_origin, to_target = _conditioner(origin), _conditioner(target)
    x, y = _mapped(to_origin, origin).T
    u, v = _mapped(to_target, target).T
    one, zero = np.ones_like(x), np.zeros_like(x)
    rows_u = np.column_stack([x, y, one, zero, zero, zero, -u * x, -u * y, -u])
    rows_v = np.column_stack([zero, zero, zero, x, y, one, -v * x, -v * y, -v])
    *_, directions = np.linalg.svd(np.concatenate([rows_u, rows_v]))
    matrix = np.linalg.inv(to_target) @ directions[-1].reshape(3, 3) @ to_origin
    return np.asarray(matrix, np.float64)


def _conditioner(points: Values) -> Values:
    middle = points.mean(axis=0)
    scale = 1 / max(float(np.abs(points - middle).mean()), 1e-6)
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])


def _mapped(matrix: Values, points: Values) -> Values:
    lifted = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    # A point at infinity comes out very far away instead of as no number.
    weights = np.where(np.abs(lifted[:, 2:]) < 1e-9, 1e-9, lifted[:, 2:])
    return np.asarray(lifted[:, :2] / weights, np.float64)
