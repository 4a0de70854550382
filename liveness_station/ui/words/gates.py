"""What is said about a picture before it is sent, in both languages."""

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


_EN = GateWords(
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
    meter_hint="Today. Saved: captures that were held back; pressing on for the same counts once.",
)

_ZH = GateWords(
    hints={
        Gate.COVERED: "请打开摄像头遮挡盖",
        Gate.NO_FACE: "请坐到摄像头前",
        Gate.SEVERAL_FACES: "请仅保留一人在画面中",
        Gate.TOO_FAR: "请靠近一些",
        Gate.TOO_NEAR: "请稍微后退",
        Gate.OFF_CENTRE_LEFT: "请向您的左侧移动",
        Gate.OFF_CENTRE_RIGHT: "请向您的右侧移动",
        Gate.OFF_CENTRE_UP: "请坐直，或将摄像头调低",
        Gate.OFF_CENTRE_DOWN: "请坐低，或将摄像头调高",
        Gate.TILTED: "请摆正头部",
        Gate.TURNED: "请正视摄像头",
        Gate.BACKLIT: "背光过强，请避开身后的窗户",
        Gate.TOO_DARK: "脸部太暗，请增加光线",
        Gate.TOO_BRIGHT: "脸部太亮，请减弱光线",
        Gate.GLARE: "脸部反光，请移开灯光",
        Gate.SIDE_LIT: "光线偏向一侧，请转向光源",
        Gate.MOVING: "请保持不动",
        Gate.BLURRED: "画面模糊，请保持不动或擦拭镜头",
        Gate.FACE_COVERED: "请露出整张脸，摘下口罩、墨镜，移开手",
        Gate.EYES_CLOSED: "请睁开眼睛",
    },
    insist="再按一次，仍按现状提交",
    firm="未提交：每次核验只能针对一个人",
    auto="{seconds:.1f} 秒后自动拍摄",
    broken="无法在提交前检查画面，拍摄将直接提交",
    left="人已离开",
    left_happened="本次核验曾通过，但被核验人随后离开了画面。",
    left_next="请勿据此放行，请重新核验。",
    title="测量值",
    open="测量值",
    waiting="当前没有测量",
    headings=("项目", "当前", "限值", ""),
    components={
        Component.SINGLE_FACE: "第二张人脸的面积比",
        Component.HEAD_SIZE: "人脸宽度（像素）",
        Component.LEFTWARD_CROP: "本人右侧余量",
        Component.RIGHTWARD_CROP: "本人左侧余量",
        Component.MARGIN_ABOVE: "上方余量",
        Component.MARGIN_BELOW: "下方余量",
        Component.ROLL: "头部倾斜（度）",
        Component.YAW: "头部转向（度）",
        Component.PITCH: "头部俯仰（度）",
        Component.UNDER_EXPOSURE: "阴影部分",
        Component.OVER_EXPOSURE: "过曝部分",
        Component.LUMINANCE: "脸部亮度",
        Component.EVENNESS_OF_LIGHT: "明暗两侧之比",
        Component.SHARPNESS: "细节清晰度",
        Component.EYES_OPEN: "睁眼程度",
        Component.EYES_VISIBLE: "眼部可见程度",
        Component.MOUTH_VISIBLE: "嘴部可见程度",
        Component.SKIN_COLOUR: "上下半脸色差",
        Component.FACE_FOUND: "检出人脸",
        Component.PICTURE_PEAK: "画面最亮百分之一的亮度",
        Component.PICTURE_LIGHT: "画面最亮十分之一的亮度",
        Component.PICTURE_WHITE: "画面过曝部分",
        Component.PLACE_PALE: "原人脸位置过亮部分",
        Component.PLACE_DARK: "原人脸位置过暗部分",
        Component.PICTURE_SHARE: "占画面比例",
        Component.BACKLIGHT: "背景与脸部亮度比",
        Component.SIDE_OF_LIGHT: "左半边与右半边亮度比",
        Component.GLARE: "反光部分",
        Component.SMEAR: "清晰均匀度",
        Component.SPEED: "移动（眼距/秒）",
    },
    well="合格",
    cloud="云端调用 {spent} 次，节省 {saved} 次",
    local="本机核验 {spent} 次，节省 {saved} 次",
    meter_hint="今日次数；节省：被拦下、未提交的拍摄，同一原因连续按键只计一次。",
)


def gate_words(words: Words) -> GateWords:
    """Returns what a language says about the gates."""
    return _ZH if words.code == "zh_CN" else _EN
