"""Attacks on the guided check, made from pictures and clips of live people by simulation.

A sheet of paper with a face on it is held before a camera and turned as its holder is asked to:
flat, or bent to a part of a cylinder like a sheet between two hands. Everything is drawn from a
seed. Lengths are in widths of the face on the sheet, angles in degrees, times in seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.guiding import Movement

Values = npt.NDArray[np.float64]

WIDTH_PX, HEIGHT_PX = 640, 480
_GRID_PX: Final = 4
_NOISE_ROOM_PX: Final = 64
_FLAT: Final = 1e4
"""Radius of a sheet that is not bent."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed face: the picture, the middle of the face in it and the face's width, in px."""

    picture: Pixels
    middle_px: tuple[float, float]
    face_px: float


@dataclass(frozen=True, slots=True)
class Camera:
    """Focal length in px, blur as a deviation in px, noise in grey levels, JPEG quality."""

    focal_px: float
    blur_px: float
    noise: float
    quality: int


class Lens:
    """Blurs, adds noise and compresses, as a webcam does."""

    def __init__(self, camera: Camera, random: np.random.Generator) -> None:
        self._camera = camera
        self._random = random
        # Drawn once and shifted for each frame: drawing anew takes longer than all the rest.
        room = (HEIGHT_PX + _NOISE_ROOM_PX, WIDTH_PX + _NOISE_ROOM_PX, 3)
        self._noise = (random.standard_normal(room) * camera.noise).astype(np.int16)

    def see(self, drawn: Pixels) -> Pixels:
        """Returns the picture that a camera gives of what is 640 x 480."""
        top, left = self._random.integers(0, _NOISE_ROOM_PX, 2)
        blurred = cv2.GaussianBlur(drawn, (0, 0), self._camera.blur_px)
        noise = self._noise[top : top + HEIGHT_PX, left : left + WIDTH_PX]
        noisy = cv2.add(blurred, noise, dtype=cv2.CV_8U)
        quality = (cv2.IMWRITE_JPEG_QUALITY, self._camera.quality)
        jpeg = cv2.imencode(".jpg", noisy, quality)[1]
        return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


@dataclass(frozen=True, slots=True)
class Ask:
    """What the holder is asked for, and when."""

    movement: Movement
    at_s: float


@dataclass(frozen=True, slots=True)
class Poses:
    """Where the sheet is in each frame: time, yaw, pitch, roll, shift to the right and down."""

    times_s: Values
    yaw: Values
    pitch: Values
    roll: Values
    right: Values
    down: Values
    distance: Values

    def at(self, index: int) -> tuple[Values, Values]:
        """Returns the rotation and the place of the sheet in one frame."""
        yaw, pitch, roll = np.radians(
            [self.yaw[index], self.pitch[index], self.roll[index]], dtype=np.float64
        )
        place = np.array([self.right[index], self.down[index], self.distance[index]])
        return _rotation(yaw, pitch, roll), place


def sheet_of(picture: Pixels, face: Face, *, widths: float) -> Sheet:
    """Cuts a sheet that is `widths` faces wide out of a picture, or what there is of it."""
    middle_x, middle_y = face.left_px + face.width_px / 2, face.top_px + face.height_px / 2
    half_px = widths * face.width_px / 2
    left, top = max(0, round(middle_x - half_px)), max(0, round(middle_y - 1.2 * half_px))
    right, bottom = round(middle_x + half_px), round(middle_y + 1.2 * half_px)
    cut = np.ascontiguousarray(picture[top:bottom, left:right])
    return Sheet(cut, (middle_x - left, middle_y - top), face.width_px)


def asks(
    random: np.random.Generator, *, prompts: int = 2, side: int | None = None
) -> tuple[Ask, ...]:
    """Draws what is asked for: the first after 0.8 to 1.6 s, each next 2.4 to 3.2 s later.

    Args:
        random: where the figures come from.
        prompts: how many movements.
        side: 0 or 1 for one and the same movement each time: the luck that an attacker hopes for.
    """
    drawn = random.integers(0, 2, prompts) if side is None else [side] * prompts
    movements = [list(Movement)[number] for number in drawn]
    times_s = random.uniform(0.8, 1.6) + np.cumsum(random.uniform(2.4, 3.2, prompts)) - 2.4
    return tuple(
        Ask(movement, float(at_s)) for movement, at_s in zip(movements, times_s, strict=True)
    )


def held_sheet(random: np.random.Generator, asked: tuple[Ask, ...], *, turns: bool) -> Poses:
    """Draws how the holder moves the sheet: 25 to 40 degrees to the asked side, and back.

    Args:
        random: where the figures come from.
        asked: what is asked for.
        turns: False for a holder who only moves it across, nearer and farther.
    """
    rate = random.uniform(12, 16)
    times_s = np.arange(0, asked[-1].at_s + 2.4, 1 / rate)
    yaw, sway = np.zeros_like(times_s), np.zeros_like(times_s)
    for ask in asked:
        side = 1.0 if ask.movement is Movement.TURN_LEFT else -1.0
        went = _there_and_back(random, times_s - ask.at_s)
        yaw += side * went * random.uniform(25, 40) * turns
        sway += side * went * random.uniform(0, 0.4)
    distance = random.uniform(2.2, 5) * (1 + 0.15 * _drift(random, times_s))
    return Poses(
        times_s=times_s,
        yaw=yaw + random.uniform(-4, 4) + 2 * _drift(random, times_s) + _tremor(random, times_s),
        pitch=random.uniform(-12, 12) * (1 + _drift(random, times_s)) + _tremor(random, times_s),
        roll=random.uniform(-6, 6) + 4 * _drift(random, times_s) + _tremor(random, times_s),
        right=sway + 0.1 * _drift(random, times_s) + 0.006 * _tremor(random, times_s),
        down=0.1 * _drift(random, times_s) + 0.006 * _tremor(random, times_s),
        distance=distance,
    )


def askew(random: np.random.Generator, poses: Poses, asked: tuple[Ask, ...]) -> Poses:
    """Has the sheet held askew at rest, to the other side than is asked for: it turns farther."""
    side = 1.0 if asked[0].movement is Movement.TURN_LEFT else -1.0
    rest = -side * random.uniform(15, 32)
    # From there through the front and as far to the asked side as any other sheet.
    part = np.abs(poses.yaw) / np.maximum(np.abs(poses.yaw).max(), 1e-6)
    return replace(poses, yaw=poses.yaw + rest * (1 - np.clip(2 * part, 0, 1)))


def camera_for(random: np.random.Generator, poses: Poses) -> Camera:
    """Draws a camera that sees the face 110 to 230 px wide."""
    focal_px = random.uniform(110, 230) * float(np.median(poses.distance))
    blur_px = random.uniform(0.3, 1.3)
    return Camera(focal_px, blur_px, random.uniform(1.5, 6), int(random.integers(60, 96)))


def film(
    sheet: Sheet,
    behind: Pixels,
    poses: Poses,
    camera: Camera,
    random: np.random.Generator,
    *,
    radius: float = _FLAT,
) -> Iterator[tuple[float, Pixels]]:
    """Yields time and picture of each frame.

    Args:
        sheet: what is held.
        behind: what is seen behind it, of any size.
        poses: how it is held.
        camera: through which it is seen.
        random: for the noise.
        radius: of the cylinder that the sheet is bent to, bulging towards the camera.
    """
    blurred = cv2.GaussianBlur(cv2.resize(behind, (WIDTH_PX, HEIGHT_PX)), (0, 0), 6)
    scene = np.asarray(blurred, np.uint8)
    lens = Lens(camera, random)
    for index, time_s in enumerate(poses.times_s):
        rotation, place = poses.at(index)
        across, down = _sheet_places(camera.focal_px, rotation, place, radius)
        drawn = _drawn(sheet, scene, across, down)
        yield float(time_s), lens.see(drawn)


def _rotation(yaw: float, pitch: float, roll: float) -> Values:
    """Positive yaw turns the sheet's front to the right of the picture, the subject's left."""
    cos, sin = np.cos, np.sin
    about_y = [[cos(yaw), 0, -sin(yaw)], [0, 1, 0], [sin(yaw), 0, cos(yaw)]]
    about_x = [[1, 0, 0], [0, cos(pitch), -sin(pitch)], [0, sin(pitch), cos(pitch)]]
    about_z = [[cos(roll), -sin(roll), 0], [sin(roll), cos(roll), 0], [0, 0, 1]]
    return np.array(about_z) @ np.array(about_x) @ np.array(about_y)


def _sheet_places(
    focal_px: float, rotation: Values, place: Values, radius: float
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Returns for each pixel how far right and down of the face's middle on the sheet it looks.

    The sheet is the near side of a cylinder about a vertical axis that lies `radius` behind it.
    Rays are followed on a coarse grid, because what they meet changes smoothly.
    """
    columns = np.arange(0, WIDTH_PX + _GRID_PX, _GRID_PX) - WIDTH_PX / 2
    rows = np.arange(0, HEIGHT_PX + _GRID_PX, _GRID_PX) - HEIGHT_PX / 2
    x, y = np.meshgrid(columns / focal_px, rows / focal_px)
    ray = np.stack([x, y, np.ones_like(x)], -1) @ rotation
    eye = -place @ rotation
    # Near side of x^2 + (z - radius)^2 = radius^2, in a form that stays exact for a flat sheet.
    a = ray[..., 0] ** 2 + ray[..., 2] ** 2
    b = eye[0] * ray[..., 0] + (eye[2] - radius) * ray[..., 2]
    c = eye[0] ** 2 + eye[2] ** 2 - 2 * radius * eye[2]
    met = c / (-b + np.sqrt(np.maximum(b**2 - a * c, 0)))
    on = eye + met[..., None] * ray
    across = radius * np.arctan2(on[..., 0], radius - on[..., 2])
    across = np.where(b**2 > a * c, across, 99)
    return _enlarged(across), _enlarged(on[..., 1])


def _enlarged(coarse: Values) -> npt.NDArray[np.float32]:
    # Its own coordinates, because cv2.resize would lay pixels' corners and not their middles over.
    matrix = np.array([[_GRID_PX, 0, 0], [0, _GRID_PX, 0]], np.float32)
    size = WIDTH_PX, HEIGHT_PX
    return np.asarray(cv2.warpAffine(coarse.astype(np.float32), matrix, size), np.float32)


def _drawn(
    sheet: Sheet, scene: Pixels, across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]
) -> Pixels:
    x = across * sheet.face_px + np.float32(sheet.middle_px[0])
    y = down * sheet.face_px + np.float32(sheet.middle_px[1])
    seen = cv2.remap(sheet.picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    height_px, width_px = sheet.picture.shape[:2]
    drawn = scene.copy()
    inside = (x >= 0) & (x < width_px - 1) & (y >= 0) & (y < height_px - 1)
    cv2.copyTo(seen, inside.astype(np.uint8), drawn)
    return np.asarray(drawn, np.uint8)


def _there_and_back(random: np.random.Generator, since_s: Values) -> Values:
    """0 before the prompt, 1 while the turn is held, 0 after: with the pace of a person."""
    begins_s = random.uniform(0.25, 0.6)
    takes_s, holds_s = random.uniform(0.3, 0.8), random.uniform(0.2, 0.6)
    ends_s = begins_s + 2 * takes_s + holds_s
    there = np.clip((since_s - begins_s) / takes_s, 0, 1)
    back = np.clip((ends_s - since_s) / takes_s, 0, 1)
    return np.asarray((1 - np.cos(np.pi * np.minimum(there, back))) / 2, np.float64)


def _drift(random: np.random.Generator, times_s: Values) -> Values:
    """Slow, smooth, within -1 to 1."""
    rates, phases = random.uniform(0.5, 2.5, 3), random.uniform(0, 6.3, 3)
    return np.asarray(np.sin(np.outer(times_s, rates) + phases).mean(axis=1), np.float64)


def _tremor(random: np.random.Generator, times_s: Values) -> Values:
    """Of a hand: 4 to 9 Hz, up to a degree."""
    rates, phases = random.uniform(25, 57, 3), random.uniform(0, 6.3, 3)
    waves = np.sin(np.outer(times_s, rates) + phases).mean(axis=1)
    return np.asarray(random.uniform(0.2, 1.0) * waves, np.float64)
