"""What a picture must be like before it is worth a check: measures, their limits, and the hints.

The names of the measures are the component names of ISO/IEC 29794-5 where one measures the same
thing. The values are our own and in plain units: OFIQ-style, not OFIQ. Nothing here makes a
verdict; a gate says what to change, and may be overruled by the operator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from liveness_station.domain.faces import Face


class Gate(Enum):
    """What is to be mended, the most useful first. The values are stable codes."""

    COVERED = "covered"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_NEAR = "too_near"
    OFF_CENTRE_LEFT = "off_centre_left"
    OFF_CENTRE_RIGHT = "off_centre_right"
    OFF_CENTRE_UP = "off_centre_up"
    OFF_CENTRE_DOWN = "off_centre_down"
    TOO_FAR = "too_far"
    TILTED = "tilted"
    TURNED = "turned"
    BACKLIT = "backlit"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    GLARE = "glare"
    SIDE_LIT = "side_lit"
    MOVING = "moving"
    BLURRED = "blurred"
    FACE_COVERED = "face_covered"
    EYES_CLOSED = "eyes_closed"


USEFULNESS: Final = MappingProxyType({gate: place for place, gate in enumerate(Gate)})
"""A smaller number is said first: without a face nothing else can be mended, of one that is cut off
the size is unknown, and one that is far, askew or badly lit shows too little for what comes after.
The four ways are where the subject is to move: its own left, which is a mirror's left."""


BURNT_OUT: Final = 0.4
"""From this share of burnt skin on, size, pose and number of the faces are guesses: their networks
see holes. Below it faces are found as in fair light."""

_BLINDING: Final = frozenset({Gate.TOO_BRIGHT, Gate.TOO_DARK, Gate.BACKLIT})
"""Of light that hides a face is said so, and not that there is none."""


class Component(Enum):
    """What is measured.

    The values are ISO/IEC 29794-5's names, in our own units, up to SKIN_COLOUR; the rest has no
    name there.
    """

    SINGLE_FACE = "SingleFacePresent"
    HEAD_SIZE = "HeadSize"
    LEFTWARD_CROP = "LeftwardCrop"
    RIGHTWARD_CROP = "RightwardCrop"
    MARGIN_ABOVE = "MarginAbove"
    MARGIN_BELOW = "MarginBelow"
    ROLL = "HeadPoseRoll"
    YAW = "HeadPoseYaw"
    PITCH = "HeadPosePitch"
    UNDER_EXPOSURE = "UnderExposurePrevention"
    OVER_EXPOSURE = "OverExposurePrevention"
    LUMINANCE = "LuminanceMean"
    EVENNESS_OF_LIGHT = "IlluminationUniformity"
    SHARPNESS = "Sharpness"
    EYES_OPEN = "EyesOpen"
    EYES_VISIBLE = "EyesVisible"
    MOUTH_VISIBLE = "MouthOcclusionPrevention"
    SKIN_COLOUR = "FaceOcclusionPrevention"
    FACE_FOUND = "FaceFound"
    PICTURE_PEAK = "PicturePeak"
    PICTURE_LIGHT = "PictureLight"
    PICTURE_WHITE = "PictureWhite"
    PLACE_PALE = "PlacePale"
    PLACE_DARK = "PlaceDark"
    PICTURE_SHARE = "PictureShare"
    BACKLIGHT = "Backlight"
    SIDE_OF_LIGHT = "SideOfLight"
    GLARE = "Glare"
    SMEAR = "Smear"
    SPEED = "Speed"


@dataclass(frozen=True, slots=True)
class Limit:
    """Where one measure is well, and what is to be mended beyond either end.

    Attributes:
        low: from here on; None where it cannot be too small.
        high: up to here; None where it cannot be too large.
        below: what a smaller value means.
        above: what a larger value means.
        slack: how far inside a value must be before what was said is taken back, in its own unit.
    """

    low: float | None = None
    high: float | None = None
    below: Gate | None = None
    above: Gate | None = None
    slack: float = 0.0


LIMITS: Final[Mapping[Component, Limit]] = MappingProxyType(
    {
        # Faces found, 0 or 1.
        Component.FACE_FOUND: Limit(low=1, below=Gate.NO_FACE),
        # The brightest hundredth of a picture without a face, in grey levels: below, nothing at all
        # is to be seen, behind a shutter or a lens cap.
        Component.PICTURE_PEAK: Limit(low=30, below=Gate.COVERED, slack=3),
        # Its brightest tenth: a face in it, which takes as much, would be below LUMINANCE's limit.
        Component.PICTURE_LIGHT: Limit(low=45, below=Gate.TOO_DARK, slack=4),
        # Its share from 250 on. Scenes with live people have 0.17 and less; the faces that are lost
        # as the light is turned up were in pictures of 0.34 and more.
        Component.PICTURE_WHITE: Limit(high=0.3, above=Gate.TOO_BRIGHT, slack=0.03),
        # Share from 160 on of the place where a face was lost as it grew lighter, share below 90 as
        # it grew darker: faces with little contrast are lost long before they are burnt out.
        Component.PLACE_PALE: Limit(high=0.5, above=Gate.TOO_BRIGHT, slack=0.05),
        Component.PLACE_DARK: Limit(high=0.7, above=Gate.TOO_DARK, slack=0.05),
        # A second face's area by the subject's; `pad.places.MIN_RIVAL_AREA` and its reason.
        Component.SINGLE_FACE: Limit(high=0.15, above=Gate.SEVERAL_FACES, slack=0.02),
        # Width of the face's box in pixels of the picture: FAULTS.md V6. FEATURES.md E6 wants 200
        # and 30 % of the width (LUNA), which no subject at a 640x480 camera reaches who sits well.
        Component.HEAD_SIZE: Limit(low=120, below=Gate.TOO_FAR, slack=4),
        # Share of the picture; `pad.places.MOST_OF_PICTURE` and its reason (E6: 60 % of the width).
        Component.PICTURE_SHARE: Limit(high=0.45, above=Gate.TOO_NEAR, slack=0.02),
        # Room beside the box in its own length; `pad.places.LEAST_MARGIN` and its reason. The names
        # are the picture's sides, which is not mirrored: its left is the subject's right.
        Component.LEFTWARD_CROP: Limit(low=0.03, below=Gate.OFF_CENTRE_LEFT, slack=0.02),
        Component.RIGHTWARD_CROP: Limit(low=0.03, below=Gate.OFF_CENTRE_RIGHT, slack=0.02),
        Component.MARGIN_ABOVE: Limit(low=0.03, below=Gate.OFF_CENTRE_DOWN, slack=0.02),
        Component.MARGIN_BELOW: Limit(low=0.03, below=Gate.OFF_CENTRE_UP, slack=0.02),
        # Degrees. E6 has 20 (LUNA) for all three; a roll of 15 is what everybody sees as tilted.
        Component.ROLL: Limit(-15, 15, Gate.TILTED, Gate.TILTED, slack=2),
        Component.YAW: Limit(-20, 20, Gate.TURNED, Gate.TURNED, slack=2),
        # The mesh of a head that looks straight ahead leans by some 5 degrees.
        Component.PITCH: Limit(-25, 15, Gate.TURNED, Gate.TURNED, slack=2),
        # The brightest twentieth of the skin in grey levels; `pad.quality.DARK_LUMA`. E6 has a mean
        # of 60 to 200 instead, which refuses dark skin in good light.
        Component.LUMINANCE: Limit(low=45, below=Gate.TOO_DARK, slack=4),
        # Share of the skin below 30: lost in shadow, whatever its colour (the mouth and the eyes
        # left in). Pictures of live people in fair light have 0.36 and less.
        Component.UNDER_EXPOSURE: Limit(high=0.45, above=Gate.TOO_DARK, slack=0.03),
        # Share of the skin from 240 on; 0.05 at most on pictures of live people, 0.7 overexposed.
        Component.OVER_EXPOSURE: Limit(high=0.15, above=Gate.TOO_BRIGHT, slack=0.03),
        # How often the surroundings' bright tenth is as bright as the face's bright twentieth.
        Component.BACKLIGHT: Limit(high=2.0, above=Gate.BACKLIT, slack=0.1),
        # Share of the skin that is nearly white and colourless, but not burnt out as a whole.
        Component.GLARE: Limit(high=0.12, above=Gate.GLARE, slack=0.02),
        # Brighter half of the face by the darker: E6 refuses above 3.
        Component.EVENNESS_OF_LIGHT: Limit(high=3.0, above=Gate.SIDE_LIT, slack=0.2),
        # The subject's left half by the right one: tells the lighting page whence light comes, and
        # stops nothing by itself.
        Component.SIDE_OF_LIGHT: Limit(),
        # `pad.sharpness.LEAST_DETAIL` and LEAST_EVENNESS with their reasons. E6's variance of the
        # Laplacian (50 at 256 px) refuses every second live subject of a poor webcam in focus.
        Component.SHARPNESS: Limit(low=0.23, below=Gate.BLURRED, slack=0.02),
        Component.SMEAR: Limit(low=0.12, below=Gate.BLURRED, slack=0.02),
        # Distances of the eyes a second: at 1/30 s of exposure 1 smears a face by 3 %.
        Component.SPEED: Limit(high=1.0, above=Gate.MOVING, slack=0.2),
        # How open the more open eye is, 0 to 1, by the network of expressions.
        Component.EYES_OPEN: Limit(low=0.4, below=Gate.EYES_CLOSED, slack=0.05),
        # `pad.covering.Bareness`. Of live people two in a hundred are beyond each, nearly all of
        # them blurred or far away, which is said first; figures: benchmarks/results/covering.md.
        Component.EYES_VISIBLE: Limit(low=0.12, below=Gate.FACE_COVERED, slack=0.02),
        Component.MOUTH_VISIBLE: Limit(low=0.35, below=Gate.FACE_COVERED, slack=0.05),
        Component.SKIN_COLOUR: Limit(high=18, above=Gate.FACE_COVERED, slack=2),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number against its limits.

    Attributes:
        code: what was measured; a stable name.
        value: what it came to.
        low: the least that is well, None for none.
        high: the most that is well, None for none.
    """

    code: str
    value: float
    low: float | None
    high: float | None

    @property
    def is_well(self) -> bool:
        """Tells whether the value is within its limits."""
        return self.gate() is None

    def gate(self, shown: Gate | None = None) -> Gate | None:
        """Returns what is to be mended, None for nothing.

        Args:
            shown: what the subject is being told; it is taken back only once the value is well
                inside, so that nothing flickers at the limit.
        """
        limit = LIMITS[Component(self.code)]
        low_slack = limit.slack if shown is not None and shown is limit.below else 0.0
        high_slack = limit.slack if shown is not None and shown is limit.above else 0.0
        # What is no number is no measure of anything good.
        if self.low is not None and not self.value >= self.low + low_slack:
            return limit.below
        if self.high is not None and not self.value <= self.high - high_slack:
            return limit.above
        return None


def measure(component: Component, value: float) -> Measure:
    """Returns a value with its limits."""
    limit = LIMITS[component]
    return Measure(component.value, round(float(value), 3), limit.low, limit.high)


@dataclass(frozen=True, slots=True)
class Look:
    """What was measured of one frame.

    Attributes:
        seen_at_s: the frame's own time.
        face: the subject's box in pixels of the frame, None without one.
        width_px: of the frame.
        height_px: of the frame.
        measures: everything that could be measured.
        is_askew: True for a face that the models lose because it lies on its side.
        is_aside: True for a face that they lose otherwise: turned away, or half hidden.
        stretch: counts up whenever it may be another face than before.
    """

    seen_at_s: float
    face: Face | None
    width_px: int
    height_px: int
    measures: tuple[Measure, ...]
    is_askew: bool = False
    is_aside: bool = False
    stretch: int = 0

    def reds(self, shown: Gate | None = None) -> tuple[Gate, ...]:
        """Returns what is to be mended, the most useful first; `shown` as in `Measure.gate`."""
        found = {gate for one in self.measures if (gate := one.gate(shown)) is not None}
        if self.is_askew:
            found.add(Gate.TILTED)
        if self.is_aside:
            found.add(Gate.TURNED)
        if Gate.BACKLIT in found:
            # More light from behind would not help.
            found.discard(Gate.TOO_DARK)
        if Gate.FACE_COVERED in found:
            # Nobody can tell of eyes behind glasses, and a black mask is no shadow.
            found.discard(Gate.EYES_CLOSED)
            if self._is_lit:
                found.discard(Gate.TOO_DARK)
        if self._is_burnt_out:
            # What is said of lamps and lost skin comes from the same light.
            found.discard(Gate.GLARE)
        return tuple(sorted(found, key=lambda gate: self._usefulness(gate, found)))

    @property
    def _is_burnt_out(self) -> bool:
        code = Component.OVER_EXPOSURE.value
        return any(one.value >= BURNT_OUT for one in self.measures if one.code == code)

    @property
    def _is_lit(self) -> bool:
        code = Component.LUMINANCE.value
        return any(one.is_well for one in self.measures if one.code == code)

    def _usefulness(self, gate: Gate, found: set[Gate]) -> float:
        """Returns its place; light that blinds goes before what cannot be trusted in it."""
        is_blinding = gate is Gate.TOO_BRIGHT and self._is_burnt_out
        if gate in _BLINDING and (is_blinding or Gate.NO_FACE in found):
            return USEFULNESS[Gate.NO_FACE] - 0.5
        return USEFULNESS[gate]
