"""The pictures of a drill: people made of flat shapes, drawn anew each time, nobody's faces."""

from typing import Final

import numpy as np

from liveness_station.domain.drills import Scene
from liveness_station.domain.frames import Frame, Pixels

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 360
SOURCE_LABEL: Final = "drill"

_SWAY_PX: Final = 3
_SWAY_FRAMES: Final = 24
_WALL: Final = (212, 206, 198)
_SKIN: Final = (168, 190, 224)
_HAIR: Final = (58, 62, 74)
_COAT: Final = (138, 96, 62)
_PAPER: Final = (245, 246, 246)
_BEZEL: Final = (34, 32, 30)
_RUBBER: Final = (196, 200, 206)
_LINE: Final = (150, 128, 112)
_DARKNESS: Final = 0.18
_STRIPES_PX: Final = 4
_STRIPE: Final = 0.86


class DrillPictures:
    """Gives the frames of one scene, which sways a little as people do."""

    def __init__(self, scene: Scene) -> None:
        self._pixels = draw(scene)
        self._sequence = 0

    def frame(self, now_s: float) -> Frame:
        """Returns the next frame.

        Args:
            now_s: when, by `clocks.waking_clock_s`.
        """
        turn = 2 * np.pi * self._sequence / _SWAY_FRAMES
        shift = round(_SWAY_PX * float(np.sin(turn)))
        pixels = np.ascontiguousarray(np.roll(self._pixels, shift, axis=1))
        frame = Frame(pixels, now_s, self._sequence, SOURCE_LABEL)
        self._sequence += 1
        return frame


def draw(scene: Scene) -> Pixels:
    """Returns the picture of a scene: height x width x 3, BGR, uint8."""
    pixels = np.empty((HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    pixels[:] = _WALL
    match scene:
        case Scene.NOBODY:
            # Turned to a friend: the back of a head.
            _person(pixels, has_face=False)
        case Scene.TWO:
            _person(pixels, at=-0.34)
            _person(pixels, at=0.36, size=0.86)
        case Scene.PRINT:
            _held(pixels, _PAPER, edge_px=14)
        case Scene.SCREEN:
            _held(pixels, _BEZEL, edge_px=9)
            _stripes(pixels)
        case Scene.MASK:
            _person(pixels, skin=_RUBBER)
            _mask_edge(pixels)
        case _:
            _person(pixels)
    if scene is Scene.DARK:
        return np.asarray(pixels * _DARKNESS, np.uint8)
    return pixels


def _person(
    pixels: Pixels,
    *,
    at: float = 0.0,
    size: float = 1.0,
    skin: tuple[int, int, int] = _SKIN,
    has_face: bool = True,
) -> None:
    """Draws head and shoulders; `at` is right of the middle, in heights, `size` 1 the usual."""
    height_px, width_px = pixels.shape[:2]
    y, x = np.mgrid[0:height_px, 0:width_px].astype(np.float64)
    x = (x / height_px - width_px / height_px / 2 - at) / size
    y = (y / height_px - 1) / size + 1
    pixels[(x / 0.42) ** 2 + ((y - 1.12) / 0.42) ** 2 < 1] = _COAT
    pixels[(x / 0.23) ** 2 + ((y - 0.42) / 0.3) ** 2 < 1] = _HAIR
    if not has_face:
        return
    pixels[(x / 0.18) ** 2 + ((y - 0.46) / 0.25) ** 2 < 1] = skin
    for eye in (-0.07, 0.07):
        pixels[((x - eye) / 0.025) ** 2 + ((y - 0.42) / 0.018) ** 2 < 1] = _HAIR
    pixels[(x / 0.06) ** 2 + ((y - 0.58) / 0.014) ** 2 < 1] = _LINE


def _held(pixels: Pixels, edge: tuple[int, int, int], *, edge_px: int) -> None:
    """Draws somebody who holds a picture before the face."""
    _person(pixels, has_face=False)
    top, bottom, left, right = 40, 290, 215, 425
    pixels[top:bottom, left:right] = edge
    inner = np.empty((bottom - top - 2 * edge_px, right - left - 2 * edge_px, 3), np.uint8)
    inner[:] = _WALL
    _person(inner)
    pixels[top + edge_px : bottom - edge_px, left + edge_px : right - edge_px] = inner
    # Two thumbs.
    for x in (left, right):
        pixels[236:280, x - 16 : x + 16] = _SKIN


def _stripes(pixels: Pixels) -> None:
    """Draws what a camera sees of a screen's lines."""
    screen = pixels[49:281:_STRIPES_PX, 224:416]
    screen[:] = np.asarray(screen * _STRIPE, np.uint8)


def _mask_edge(pixels: Pixels) -> None:
    """Draws where a mask ends, and the skin behind its eyes."""
    y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX].astype(np.float64)
    x, y = x / HEIGHT_PX - WIDTH_PX / HEIGHT_PX / 2, y / HEIGHT_PX
    radius = (x / 0.18) ** 2 + ((y - 0.46) / 0.25) ** 2
    pixels[(radius < 1) & (radius > 0.9)] = _LINE
    for eye in (-0.07, 0.07):
        ring = ((x - eye) / 0.05) ** 2 + ((y - 0.42) / 0.034) ** 2
        pixels[(ring < 1) & (ring > 0.55)] = _SKIN
