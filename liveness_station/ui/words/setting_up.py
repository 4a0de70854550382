"""What is said while a desk is set up, in both languages."""

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
_ASIDE_ZH = "请转动摄像头，使人脸位于椭圆之内。"

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

SETUP_ZH = SetupWords(
    phrases={
        SetupPhrase.TITLE: "设置工位",
        SetupPhrase.OPEN: "设置工位",
        SetupPhrase.STEP: "第 {number} 步，共 {total} 步：{name}",
        SetupPhrase.BACK: "上一步",
        SetupPhrase.GO_ON: "下一步",
        SetupPhrase.GO_ON_ALL_THE_SAME: "仍然继续",
        SetupPhrase.TEST: "拍一张试试",
        SetupPhrase.TEST_AGAIN: "再拍一张",
        SetupPhrase.TESTING: "正在判定画面…",
        SetupPhrase.CLOSE: "关闭",
        SetupPhrase.WELL: "这一项没有问题。",
        SetupPhrase.GREEN: "工位已就绪。",
        SetupPhrase.GREEN_NEXT: "无需处理。移动摄像头、灯或桌子之后，请重新设置。",
        SetupPhrase.NOT_GREEN: "工位尚未就绪：{problem}",
        SetupPhrase.TEST_WELL: "活体，分数 {score}：从摄像头到记录都正常。",
        SetupPhrase.TEST_NOTE_LOCAL: "作为工位检测记录：不计入任何统计，不保存图片，在本机判定。",
        SetupPhrase.TEST_NOTE_CLOUD: "作为工位检测记录：不计入任何统计。画面会发送到 {host}，"
        "可能计一次费用。",
        SetupPhrase.NAMED_CAMERA: "摄像头",
        SetupPhrase.CLASS: "类型",
        SetupPhrase.CLASS_CAMERA: "摄像头",
        SetupPhrase.CLASS_VIRTUAL: "虚拟：是程序，不是摄像头",
        SetupPhrase.CLASS_OTHER: "文件或演示",
        SetupPhrase.FIRST_FRAME: "打开到首帧",
        SetupPhrase.SECONDS: "{seconds} 秒",
        SetupPhrase.RATE: "每秒画面",
        SetupPhrase.PER_SECOND: "{rate}（实测）",
        SetupPhrase.SIZE: "尺寸（自报）",
        SetupPhrase.FACE_LUMA: "脸部亮度",
        SetupPhrase.RATIO: "明暗两侧之比",
        SetupPhrase.BACKLIGHT: "背景与脸部亮度比",
        SetupPhrase.FACE_WIDTH: "人脸宽度（像素）",
        SetupPhrase.SHARE: "占画面比例",
        SetupPhrase.UNKNOWN: "尚未测量",
    },
    steps={
        SetupStep.CAMERA: "摄像头",
        SetupStep.LIGHT: "光线",
        SetupStep.DISTANCE: "距离",
        SetupStep.TEST: "试拍",
    },
    tasks={
        SetupStep.CAMERA: "请选择受检人将面对的摄像头。",
        SetupStep.LIGHT: "请坐到受检人的位置，看向摄像头。",
        SetupStep.DISTANCE: "请像受检人那样坐好，让脸充满椭圆。",
        SetupStep.TEST: "请坐着别动，将检测您的一张画面。",
    },
    troubles={
        SetupTrouble.NO_CAMERA: Explanation("没有打开的摄像头。", "请接入摄像头并选择它。"),
        SetupTrouble.CAMERA_OPENING: Explanation("正在打开摄像头。", "请稍候。"),
        SetupTrouble.NOT_A_CAMERA: Explanation(
            "这是文件或演示。", "请选择摄像头，工位要用摄像头来设置。"
        ),
        SetupTrouble.VIRTUAL: Explanation(
            "这个摄像头是一个程序。", "请选择真实的摄像头，程序可以显示任何画面。"
        ),
        SetupTrouble.NOT_MEASURED: Explanation(
            "画面尚未测量。", "请稍候；若仍如此，请看 doctor 的 models 一行。"
        ),
        SetupTrouble.UNEVEN: Explanation(
            "半边脸比另半边亮一倍以上。", "请转动桌子、拉上窗帘，或在另一侧放一盏灯。"
        ),
        SetupTrouble.ENGINE_STARTING: Explanation("引擎正在启动。", "请稍候。"),
        SetupTrouble.NOT_TESTED: Explanation("还没有试拍。", "请拍一张试试。"),
    },
    gates={
        Gate.COVERED: Explanation("摄像头被遮挡或太暗。", "请打开遮挡盖。"),
        Gate.NO_FACE: Explanation("没有看到人脸。", "请坐到摄像头前。"),
        Gate.SEVERAL_FACES: Explanation("看到多张人脸。", "请只留一人就座。"),
        Gate.TOO_NEAR: Explanation("人脸太近。", "请将椅子或摄像头移远一些。"),
        Gate.TOO_FAR: Explanation("人脸太远。", "请将椅子或摄像头移近一些。"),
        Gate.OFF_CENTRE_LEFT: Explanation("人脸在画面边缘。", _ASIDE_ZH),
        Gate.OFF_CENTRE_RIGHT: Explanation("人脸在画面边缘。", _ASIDE_ZH),
        Gate.OFF_CENTRE_UP: Explanation("人脸在画面中太低。", "请将摄像头调低，或升高椅子。"),
        Gate.OFF_CENTRE_DOWN: Explanation("人脸在画面中太高。", "请将摄像头调高，或降低椅子。"),
        Gate.TILTED: Explanation("头部歪斜。", "请摆正头部，或放平摄像头。"),
        Gate.TURNED: Explanation("脸没有正对摄像头。", "请将摄像头放在受检人注视的方向。"),
        Gate.BACKLIT: Explanation("光从背后来。", "请拉上身后的窗帘，或让桌子背离窗户。"),
        Gate.TOO_DARK: Explanation("脸部太暗。", "请在脸的前方加一盏灯。"),
        Gate.TOO_BRIGHT: Explanation("脸部太亮。", "请调暗灯光或拉上窗帘。"),
        Gate.GLARE: Explanation("灯光在脸上反光。", "请将灯转向一旁。"),
        Gate.SIDE_LIT: Explanation("光从一侧来。", "请转动桌子，或在另一侧放一盏灯。"),
        Gate.MOVING: Explanation("人脸在移动。", "请保持不动。"),
        Gate.BLURRED: Explanation("画面模糊。", "请擦拭镜头，并增加光线。"),
        Gate.FACE_COVERED: Explanation("面部有遮挡。", "请摘下口罩或墨镜。"),
        Gate.EYES_CLOSED: Explanation("眼睛闭着。", "请睁开眼睛。"),
    },
)


def setup_words(words: Words) -> SetupWords:
    """Returns what a language says while a desk is set up."""
    return SETUP_ZH if words.code == "zh_CN" else SETUP_EN
