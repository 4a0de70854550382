"""What is said while a desk is set up."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.gates import Gate
from liveness_station.session.desk_setup import SetupStep, SetupTrouble
from liveness_station.ui.words.base import Explanation, Words


class SetupPhrase(Enum):
    """Fixed texts of the dialog."""

    TITLE = auto()
    OPEN = auto()
    STEP = auto()
    BACK = auto()
    GO_ON = auto()
    GO_ON_ALL_THE_SAME = auto()
    TEST = auto()
    TEST_AGAIN = auto()
    TESTING = auto()
    CLOSE = auto()
    WELL = auto()
    GREEN = auto()
    GREEN_NEXT = auto()
    NOT_GREEN = auto()
    TEST_WELL = auto()
    TEST_NOTE_LOCAL = auto()
    TEST_NOTE_CLOUD = auto()
    NAMED_CAMERA = auto()
    CLASS = auto()
    CLASS_CAMERA = auto()
    CLASS_VIRTUAL = auto()
    CLASS_OTHER = auto()
    FIRST_FRAME = auto()
    SECONDS = auto()
    RATE = auto()
    PER_SECOND = auto()
    SIZE = auto()
    FACE_LUMA = auto()
    RATIO = auto()
    BACKLIGHT = auto()
    FACE_WIDTH = auto()
    SHARE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class SetupWords:
    """One language. Each table has an entry for every code.

    Attributes:
        phrases: fixed texts.
        steps: name of each step.
        tasks: what to do in it.
        troubles: what is wrong, and the next step.
        gates: likewise, for the operator who sets up.
    """

    phrases: dict[SetupPhrase, str]
    steps: dict[SetupStep, str]
    tasks: dict[SetupStep, str]
    troubles: dict[SetupTrouble, Explanation]
    gates: dict[Gate, Explanation]

    def say(self, phrase: SetupPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


_ASIDE_EN = "Turn the camera until the face is within the oval."

SETUP_EN = SetupWords(
    phrases={
        SetupPhrase.TITLE: "Setting up the desk",
        SetupPhrase.OPEN: "Set up",
        SetupPhrase.STEP: "Step {number} of {total}: {name}",
        SetupPhrase.BACK: "Back",
        SetupPhrase.GO_ON: "Go on",
        SetupPhrase.GO_ON_ALL_THE_SAME: "Go on all the same",
        SetupPhrase.TEST: "Take the test picture",
        SetupPhrase.TEST_AGAIN: "Take it again",
        SetupPhrase.TESTING: "The picture is being judged …",
        SetupPhrase.CLOSE: "Close",
        SetupPhrase.WELL: "This is well.",
        SetupPhrase.GREEN: "The desk is ready.",
        SetupPhrase.GREEN_NEXT: "Nothing to do. Set it up again after moving camera, lamp or desk.",
        SetupPhrase.NOT_GREEN: "The desk is not ready: {problem}",
        SetupPhrase.TEST_WELL: "LIVE, score {score}: the check works from camera to record.",
        SetupPhrase.TEST_NOTE_LOCAL: "Recorded as a check of the desk: counted nowhere, kept "
        "without a picture, judged on this computer.",
        SetupPhrase.TEST_NOTE_CLOUD: "Recorded as a check of the desk: counted nowhere. The "
        "picture goes to {host} and may cost a call.",
        SetupPhrase.NAMED_CAMERA: "Camera",
        SetupPhrase.CLASS: "Kind",
        SetupPhrase.CLASS_CAMERA: "a camera",
        SetupPhrase.CLASS_VIRTUAL: "virtual: a program, no camera",
        SetupPhrase.CLASS_OTHER: "file or demonstration",
        SetupPhrase.FIRST_FRAME: "First picture after",
        SetupPhrase.SECONDS: "{seconds} s",
        SetupPhrase.RATE: "Pictures a second",
        SetupPhrase.PER_SECOND: "{rate}, measured",
        SetupPhrase.SIZE: "Size, as it says",
        SetupPhrase.FACE_LUMA: "Light on the face",
        SetupPhrase.RATIO: "Brighter half by darker",
        SetupPhrase.BACKLIGHT: "Surroundings by face",
        SetupPhrase.FACE_WIDTH: "Width of the face, px",
        SetupPhrase.SHARE: "Share of the picture",
        SetupPhrase.UNKNOWN: "not measured yet",
    },
    steps={
        SetupStep.CAMERA: "Camera",
        SetupStep.LIGHT: "Light",
        SetupStep.DISTANCE: "Distance",
        SetupStep.TEST: "Test",
    },
    tasks={
        SetupStep.CAMERA: "Choose the camera that subjects look into.",
        SetupStep.LIGHT: "Sit where the subject sits, and look into the camera.",
        SetupStep.DISTANCE: "Sit as the subject will: the face fills the oval.",
        SetupStep.TEST: "Stay seated; one picture of you is checked.",
    },
    troubles={
        SetupTrouble.NO_CAMERA: Explanation("No camera is open.", "Plug one in and choose it."),
        SetupTrouble.CAMERA_OPENING: Explanation("The camera is being opened.", "Wait for it."),
        SetupTrouble.NOT_A_CAMERA: Explanation(
            "This is a file or a demonstration.", "Choose a camera; a desk is set up with one."
        ),
        SetupTrouble.VIRTUAL: Explanation(
            "This camera is a program.", "Choose a real camera; a program can show anything."
        ),
        SetupTrouble.NOT_MEASURED: Explanation(
            "The picture is not measured yet.", "Wait a moment; else look at `doctor`, line models."
        ),
        SetupTrouble.UNEVEN: Explanation(
            "One half of the face is more than twice as bright.",
            "Turn the desk, draw the blind, or put a lamp on the other side.",
        ),
        SetupTrouble.ENGINE_STARTING: Explanation("The engine is starting.", "Wait for it."),
        SetupTrouble.NOT_TESTED: Explanation(
            "Nothing has been checked yet.", "Take the test picture."
        ),
    },
    gates={
        Gate.COVERED: Explanation("The camera is covered or dark.", "Open the shutter."),
        Gate.NO_FACE: Explanation("No face is seen.", "Sit down before the camera."),
        Gate.SEVERAL_FACES: Explanation("Several faces are seen.", "Let one person sit there."),
        Gate.TOO_NEAR: Explanation("The face is too near.", "Move chair or camera back."),
        Gate.TOO_FAR: Explanation("The face is too far away.", "Move chair or camera nearer."),
        Gate.OFF_CENTRE_LEFT: Explanation("The face is at the border.", _ASIDE_EN),
        Gate.OFF_CENTRE_RIGHT: Explanation("The face is at the border.", _ASIDE_EN),
        Gate.OFF_CENTRE_UP: Explanation(
            "The face is too low in the picture.", "Tilt the camera down, or raise the chair."
        ),
        Gate.OFF_CENTRE_DOWN: Explanation(
            "The face is too high in the picture.", "Tilt the camera up, or lower the chair."
        ),
        Gate.TILTED: Explanation("The head is tilted.", "Hold it upright; else level the camera."),
        Gate.TURNED: Explanation(
            "The face is turned away.", "Put the camera where the subject looks."
        ),
        Gate.BACKLIT: Explanation(
            "Light comes from behind.", "Close the blind behind, or turn the desk from the window."
        ),
        Gate.TOO_DARK: Explanation("The face is too dark.", "Put a lamp in front of the face."),
        Gate.TOO_BRIGHT: Explanation("The face is too bright.", "Dim the lamp or draw the blind."),
        Gate.GLARE: Explanation("A lamp glares on the face.", "Turn the lamp aside."),
        Gate.SIDE_LIT: Explanation(
            "Light comes from one side.", "Turn the desk, or put a lamp on the other side."
        ),
        Gate.MOVING: Explanation("The face moves.", "Hold still."),
        Gate.BLURRED: Explanation("The picture is blurred.", "Wipe the lens; give more light."),
        Gate.FACE_COVERED: Explanation("The face is covered.", "Take off mask or dark glasses."),
        Gate.EYES_CLOSED: Explanation("The eyes are closed.", "Open them."),
    },
)


def setup_words(words: Words) -> SetupWords:
    """Returns what a language says while a desk is set up."""
    return words.topic("setting_up", SETUP_EN)
