"""What is said about cameras."""

from dataclasses import dataclass

from liveness_station.camera.device_class import DeviceClass
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.source_troubles import KIND_TROUBLES_EN


@dataclass(frozen=True, slots=True)
class CameraWords:
    """One language.

    Attributes:
        source: `label` gives pictures of this `size`.
        size: `width` and `height`, and how many a second it claims to give.
        size_only: likewise of one that says nothing of a rate.
        demo: the label of the demonstration.
        opening: `label` is being opened for `seconds`.
        measured: `camera` gives `rate` different pictures a second.
        instead: `camera` is used in place of `missing`.
        kinds: `label` is of a kind that is only chosen by hand.
        stop: gives up on a source that is being opened.
        stop_hint: where `stop` is found.
        troubles: where a stream or file needs other words than a camera.
    """

    source: str
    size: str
    size_only: str
    demo: str
    opening: str
    measured: str
    instead: str
    kinds: dict[DeviceClass, str]
    stop: str
    stop_hint: str
    troubles: dict[tuple[SourceKind, CameraTrouble], Explanation]


CAMERAS_EN = CameraWords(
    source="{label}, {size}",
    size="{width}x{height} at {rate} fps",
    size_only="{width}x{height}",
    demo="demo",
    opening="Opening {label} … {seconds} s",
    measured="{camera} (measured: {rate} fps)",
    instead="{camera} instead of {missing}, which is not there",
    kinds={
        DeviceClass.VIRTUAL: "{label} (virtual: a program, not a camera)",
        DeviceClass.INFRARED: "{label} (infrared)",
        DeviceClass.DEPTH: "{label} (depth)",
    },
    stop="Stop opening",
    stop_hint="It goes on by itself. To wait no longer, choose “Stop opening” in the list.",
    troubles=KIND_TROUBLES_EN,
)


def camera_words(words: Words) -> CameraWords:
    """Returns what a language says about cameras."""
    return words.topic("cameras", CAMERAS_EN)


def trouble_words(words: Words, trouble: CameraTrouble, kind: SourceKind) -> Explanation:
    """Returns what is said of a trouble of a source, which need not be a camera."""
    return camera_words(words).troubles.get((kind, trouble), words.troubles[trouble])


TROUBLES_EN = {
    CameraTrouble.NOT_FOUND: Explanation("Camera not found", "Plug it in, or choose another."),
    CameraTrouble.NO_FILE: Explanation(
        "The file is not there", "Check its path, or choose another source."
    ),
    CameraTrouble.BUSY: Explanation("Camera in use", "Close the other program that uses it."),
    CameraTrouble.DENIED: Explanation(
        "Camera not permitted",
        "Allow it in the system's privacy settings (on Windows: ms-settings:privacy-webcam).",
    ),
    CameraTrouble.LOST: Explanation("Camera lost", "Check the cable; it is tried again by itself."),
    CameraTrouble.UNREADABLE: Explanation("No usable picture", "Choose another source."),
    CameraTrouble.TIMEOUT: Explanation("Camera does not answer", "Check it; it is tried again."),
    CameraTrouble.ENDED: Explanation("End of the recording", "Choose the source again."),
    CameraTrouble.HANGING: Explanation(
        "Camera hangs", "Unplug it and plug it in again; it then comes back by itself."
    ),
    CameraTrouble.COVERED: Explanation(
        "Camera covered or dark", "Open the shutter, take away what covers it, or switch on light."
    ),
    CameraTrouble.FROZEN: Explanation(
        "The picture stands still", "Unplug the camera and plug it in again."
    ),
    CameraTrouble.GARBLED: Explanation(
        "The picture is damaged", "Plug the camera straight into the computer, without a hub."
    ),
    CameraTrouble.TOO_SMALL: Explanation(
        "The picture is too small", "Choose a camera with at least 640x480."
    ),
    CameraTrouble.TOO_SLOW: Explanation(
        "Too few pictures a second", "15 are needed: give more light, or close other programs."
    ),
}
