"""What is said about a picture before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.gates import Component, Gate
from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class GateWords:
    """One language. Each table has an entry for every code.

    Attributes:
        hints: what the subject is to do; left and right are the subject's own, as in a mirror.
        insist: how to send the picture all the same.
        firm: that a picture with several people was not sent, and cannot be.
        auto: beside the arc that fills before a capture by itself; `seconds` are left.
        move: there once only a movement of the head is awaited.
        broken: over the picture where nothing can be measured.
        left: under a verdict whose subject has gone.
        left_happened: what became of its pass.
        left_next: what to do then.
        title: of the window of measures.
        open: the button that opens it, with its key.
        waiting: in that window while nothing is measured.
        headings: of its columns.
        components: what each measure is.
        well: a measure within its limits.
        cloud: calls to the cloud today, `spent` and `saved`.
        local: checks on this computer likewise.
        meter_hint: what these count.
    """

    hints: Mapping[Gate, str]
    insist: str
    firm: str
    auto: str
    move: str
    broken: str
    left: str
    left_happened: str
    left_next: str
    title: str
    open: str
    waiting: str
    headings: tuple[str, str, str, str]
    components: Mapping[Component, str]
    well: str
    cloud: str
    local: str
    meter_hint: str


GATES_EN = GateWords(
    hints={
        Gate.COVERED: "Uncover the camera",
        Gate.NO_FACE: "Sit in front of the camera",
        Gate.SEVERAL_FACES: "One person only, please",
        Gate.TOO_FAR: "Come a little nearer",
        Gate.TOO_NEAR: "Move back a little",
        Gate.OFF_CENTRE_LEFT: "Move to your left",
        Gate.OFF_CENTRE_RIGHT: "Move to your right",
        Gate.OFF_CENTRE_UP: "Sit up, or tilt the camera down",
        Gate.OFF_CENTRE_DOWN: "Sit lower, or tilt the camera up",
        Gate.TILTED: "Hold your head upright",
        Gate.TURNED: "Look straight at the camera",
        Gate.BACKLIT: "Too much light from behind: turn away from the window",
        Gate.TOO_DARK: "More light on the face",
        Gate.TOO_BRIGHT: "Less light on the face",
        Gate.GLARE: "A lamp glares on the face: turn it aside",
        Gate.SIDE_LIT: "Light from one side only: turn towards it",
        Gate.MOVING: "Hold still",
        Gate.BLURRED: "Not sharp: hold still, wipe the lens",
        Gate.FACE_COVERED: "Uncover your face: mask, dark glasses, hand",
        Gate.EYES_CLOSED: "Open your eyes",
    },
    insist="Press again to send it as it is",
    firm="Not sent: a check is about one person alone",
    auto="auto {seconds:.1f} s",
    move="waiting for a movement of the head",
    broken="The picture cannot be looked at before it is sent; captures are taken as they come",
    left="SUBJECT LEFT",
    left_happened="This check passed, and its subject has gone since.",
    left_next="Let nobody pass on it. Check again.",
    title="What is measured",
    open="Measures",
    waiting="Nothing is being measured",
    headings=("Measure", "Now", "Limits", ""),
    components={
        Component.SINGLE_FACE: "Second face, by its area",
        Component.HEAD_SIZE: "Width of the face, px",
        Component.LEFTWARD_CROP: "Room on the subject's right",
        Component.RIGHTWARD_CROP: "Room on the subject's left",
        Component.MARGIN_ABOVE: "Room above",
        Component.MARGIN_BELOW: "Room below",
        Component.ROLL: "Head tilted, degrees",
        Component.YAW: "Head turned, degrees",
        Component.PITCH: "Head raised, degrees",
        Component.UNDER_EXPOSURE: "Part in shadow",
        Component.OVER_EXPOSURE: "Part burnt out",
        Component.LUMINANCE: "Light on the face",
        Component.EVENNESS_OF_LIGHT: "Brighter half by darker",
        Component.SHARPNESS: "Fine detail",
        Component.EYES_OPEN: "Eyes open",
        Component.EYES_VISIBLE: "Eyes to be seen",
        Component.MOUTH_VISIBLE: "Mouth to be seen",
        Component.SKIN_COLOUR: "Lower face's colour by upper's",
        Component.FACE_FOUND: "Face found",
        Component.PICTURE_PEAK: "Brightest hundredth of the picture",
        Component.PICTURE_LIGHT: "Brightest tenth of the picture",
        Component.PICTURE_WHITE: "Part of the picture burnt out",
        Component.PLACE_PALE: "Where the face was: part too bright",
        Component.PLACE_DARK: "Where the face was: part too dark",
        Component.PICTURE_SHARE: "Share of the picture",
        Component.BACKLIGHT: "Surroundings by face",
        Component.SIDE_OF_LIGHT: "Left half by right",
        Component.GLARE: "Part that glares",
        Component.SMEAR: "Even sharpness",
        Component.SPEED: "Movement, eyes a second",
    },
    well="well",
    cloud="Cloud calls: {spent}, saved {saved}",
    local="Local checks: {spent}, saved {saved}",
    meter_hint="Today, in calls: one for a still, up to five for a burst or a guided check. "
    "Saved: those of captures that were held back; pressing on for the same counts once.",
)


def gate_words(words: Words) -> GateWords:
    """Returns what a language says about the gates."""
    return words.topic("gates", GATES_EN)
