"""What makes a face unfit to be judged where it stands, alone or beside others."""

from collections.abc import Iterator
from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.signals import Signal

MULTIPLE_FACES: Final = "multiple_faces"
"""Risk reason: a second face is nearly as large as the one that was judged."""

FACE_TOO_LARGE: Final = "face_too_large"
"""Risk reason: the face fills the picture, so that nothing of its surroundings can be judged."""

FACE_CUT_OFF: Final = "face_cut_off"
"""Risk reason: the face reaches the picture's border, so that a part of it may be missing."""

MIN_RIVAL_AREA: Final = 0.15
"""From this share of the largest face's area on, a second face makes the subject ambiguous.

Area falls with the square of the distance, so 0.15 is somebody 2.6 times as far from the camera:
somebody behind the subject counts, somebody across the room does not.
"""

MOST_OF_PICTURE: Final = 0.45
"""Share of the picture's area that a face may take.

Six tenths of the width is where makers of such systems stop (VisionLabs LUNA); in a picture that
is upright, as faces are, that is 0.45 of the area. A printed portrait that fills the picture shows
no edge that could give it away.
"""

LEAST_MARGIN: Final = 0.03
"""Room between a face's box and the nearest border, in the length of the box's side towards it.

The detector gives what it sees of half a face a box that ends at the border. Whole faces of live
people leave 0.048 and more; of faces cut by a fifth to three fifths at a side, one in 25 leaves
as much as 0.03.
"""


def place_signals(faces: tuple[Face, ...], *, width_px: int, height_px: int) -> tuple[Signal, ...]:
    """Returns what speaks against judging the first of these faces, with numbers and limits.

    Args:
        faces: one or more usable ones, the largest first, in pixels of the picture.
        width_px: of the picture.
        height_px: of the picture.
    """
    return tuple(
        Signal(code, round(value, 3), limit, is_against=True, region=region)
        for code, value, limit, is_against, region in _measured(faces, width_px, height_px)
        if is_against
    )


def margin(face: Face, *, width_px: int, height_px: int) -> float:
    """Returns the room to the nearest border in the box's own length; below 0 it reaches over."""
    return min(
        face.left_px / face.width_px,
        (width_px - face.left_px) / face.width_px - 1,
        face.top_px / face.height_px,
        (height_px - face.top_px) / face.height_px - 1,
    )


def _measured(
    faces: tuple[Face, ...], width_px: int, height_px: int
) -> Iterator[tuple[str, float, float, bool, Face]]:
    subject = faces[0]
    if len(faces) > 1:
        share = faces[1].area_px / subject.area_px
        yield MULTIPLE_FACES, share, MIN_RIVAL_AREA, share >= MIN_RIVAL_AREA, faces[1]
    share = subject.area_px / (width_px * height_px)
    yield FACE_TOO_LARGE, share, MOST_OF_PICTURE, share > MOST_OF_PICTURE, subject
    room = margin(subject, width_px=width_px, height_px=height_px)
    # A face that fills the picture is at its border, and moving back mends both.
    is_cut_off = room < LEAST_MARGIN and share <= MOST_OF_PICTURE
    yield FACE_CUT_OFF, room, LEAST_MARGIN, is_cut_off, subject
