"""What is said about the light at the desk, in both languages."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.light_changes import LightKind
from liveness_station.ui.words.base import Explanation, Words


class LightPhrase(Enum):
    """Fixed texts of the page about light."""

    TITLE = auto()
    AS_USUAL = auto()
    AS_USUAL_NEXT = auto()
    LEARNING = auto()
    LEARNING_NEXT = auto()
    NOBODY = auto()
    NOBODY_NEXT = auto()
    NO_CAMERA = auto()
    NO_CAMERA_NEXT = auto()
    SHORT = auto()
    LUMA = auto()
    RATIO = auto()
    RATIO_LEFT = auto()
    RATIO_RIGHT = auto()
    LEGEND = auto()
    LEGEND_NEW = auto()
    REJECTS = auto()
    SPAN = auto()
    SPAN_DAY = auto()
    SPAN_WEEK = auto()
    SPAN_MONTH = auto()
    COUNTING = auto()
    NO_CHECKS = auto()
    BAR_TIP = auto()
    WORST = auto()
    BAR_KEY = auto()
    LEARN_ANEW = auto()
    LEARN_HINT = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class LightWords:
    """One language.

    Attributes:
        phrases: fixed texts.
        changes: what happened, with `since`, `value` and `usual`; and what to do about it.
        absolutes: the same where nothing is usual yet, without `usual`.
    """

    phrases: dict[LightPhrase, str]
    changes: dict[LightKind, Explanation]
    absolutes: dict[LightKind, str]

    def say(self, phrase: LightPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


_LEFT_STEP_EN = "Draw the blind or turn the desk; or put a lamp on the other side."

LIGHT_EN = LightWords(
    phrases={
        LightPhrase.TITLE: "Light",
        LightPhrase.AS_USUAL: "The light is as usual at this hour.",
        LightPhrase.AS_USUAL_NEXT: "Nothing to do.",
        LightPhrase.LEARNING: "This camera's usual light is still being learnt.",
        LightPhrase.LEARNING_NEXT: "Work as always: it takes three days with people at this hour.",
        LightPhrase.NOBODY: "No face has been measured in the last hour.",
        LightPhrase.NOBODY_NEXT: "Seat somebody before the camera.",
        LightPhrase.NO_CAMERA: "The light is measured at a camera only.",
        LightPhrase.NO_CAMERA_NEXT: "Choose a camera.",
        LightPhrase.SHORT: "As usual, but not good.",
        LightPhrase.LUMA: "Brightness of faces today (0 to 255)",
        LightPhrase.RATIO: "Left to right half of faces today",
        LightPhrase.RATIO_LEFT: "from the left",
        LightPhrase.RATIO_RIGHT: "from the right",
        LightPhrase.LEGEND: "Band: usual at this hour. Left is the subject's, as in the mirror.",
        LightPhrase.LEGEND_NEW: "Left is the subject's, as in the mirrored picture.",
        LightPhrase.REJECTS: "Checks by the hour",
        LightPhrase.SPAN: "Span",
        LightPhrase.SPAN_DAY: "Today",
        LightPhrase.SPAN_WEEK: "7 days",
        LightPhrase.SPAN_MONTH: "30 days",
        LightPhrase.COUNTING: "Counting …",
        LightPhrase.NO_CHECKS: "No checks in this span.",
        LightPhrase.BAR_TIP: "{hour}:00  {passed} passed, {retried} try again, {refused} refused",
        LightPhrase.WORST: "Most turned away: {hour}:00, {rejects} of {total} ({reason})",
        LightPhrase.BAR_KEY: "solid: refused · dotted: try again · pale: passed",
        LightPhrase.LEARN_ANEW: "The light is meant to be so: learn it anew",
        LightPhrase.LEARN_HINT: "Forgets what was usual at this camera before today.",
        LightPhrase.CLOSE: "Close",
    },
    changes={
        LightKind.FROM_LEFT: Explanation(
            "Light from the left since {since}: ratio {value}, usually {usual}.", _LEFT_STEP_EN
        ),
        LightKind.FROM_RIGHT: Explanation(
            "Light from the right since {since}: ratio {value}, usually {usual}.", _LEFT_STEP_EN
        ),
        LightKind.DARKER: Explanation(
            "Faces are darker than usual since {since}: {value} instead of {usual}.",
            "Look whether a lamp is off; else switch one on before the face.",
        ),
        LightKind.BRIGHTER: Explanation(
            "Faces are brighter than usual since {since}: {value} instead of {usual}.",
            "Look whether the sun or a lamp shines into faces; draw the blind or dim it.",
        ),
        LightKind.BACKLIT: Explanation(
            "Light from behind since {since}: {value} times the face's, usually {usual}.",
            "Close the blind behind the subject, or turn the desk away from the window.",
        ),
    },
    absolutes={
        LightKind.FROM_LEFT: "Light from the left since {since}: ratio {value}.",
        LightKind.FROM_RIGHT: "Light from the right since {since}: ratio {value}.",
        LightKind.DARKER: "Faces are too dark since {since}: {value}.",
        LightKind.BRIGHTER: "Faces are too bright since {since}: {value}.",
        LightKind.BACKLIT: "Light from behind since {since}: {value} times the face's.",
    },
)

_LEFT_STEP_ZH = "请拉上窗帘或转动桌子，也可以在另一侧放一盏灯。"

LIGHT_ZH = LightWords(
    phrases={
        LightPhrase.TITLE: "光线",
        LightPhrase.AS_USUAL: "光线与平时此刻一样。",
        LightPhrase.AS_USUAL_NEXT: "无需处理。",
        LightPhrase.LEARNING: "正在学习这台摄像头平时的光线。",
        LightPhrase.LEARNING_NEXT: "照常工作即可：此时段有人检测的日子满三天后便会知道。",
        LightPhrase.NOBODY: "最近一小时没有测到人脸。",
        LightPhrase.NOBODY_NEXT: "请让一位人员坐到摄像头前。",
        LightPhrase.NO_CAMERA: "只有摄像头的画面才测量光线。",
        LightPhrase.NO_CAMERA_NEXT: "请选择一台摄像头。",
        LightPhrase.SHORT: "与平时一样，但不理想。",
        LightPhrase.LUMA: "今天人脸的亮度（0 至 255）",
        LightPhrase.RATIO: "今天人脸左右两半的亮度比",
        LightPhrase.RATIO_LEFT: "光从左来",
        LightPhrase.RATIO_RIGHT: "光从右来",
        LightPhrase.LEGEND: "色带：平时此刻的光线。左指受检人的左边，与镜像画面一致。",
        LightPhrase.LEGEND_NEW: "左指受检人的左边，与镜像画面一致。",
        LightPhrase.REJECTS: "各时段的检测",
        LightPhrase.SPAN: "范围",
        LightPhrase.SPAN_DAY: "今天",
        LightPhrase.SPAN_WEEK: "7 天",
        LightPhrase.SPAN_MONTH: "30 天",
        LightPhrase.COUNTING: "正在统计…",
        LightPhrase.NO_CHECKS: "此范围内没有检测。",
        LightPhrase.BAR_TIP: "{hour}:00　通过 {passed}，需重试 {retried}，未通过 {refused}",
        LightPhrase.WORST: "未通过最多的时段：{hour}:00，{total} 次中有 {rejects} 次（{reason}）",
        LightPhrase.BAR_KEY: "实心：未通过 · 网点：需重试 · 浅色：通过",
        LightPhrase.LEARN_ANEW: "光线本该如此：重新学习",
        LightPhrase.LEARN_HINT: "忘记这台摄像头今天以前的平时光线。",
        LightPhrase.CLOSE: "关闭",
    },
    changes={
        LightKind.FROM_LEFT: Explanation(
            "{since} 起光从左边来：左右比 {value}，平时 {usual}。", _LEFT_STEP_ZH
        ),
        LightKind.FROM_RIGHT: Explanation(
            "{since} 起光从右边来：右左比 {value}，平时 {usual}。", _LEFT_STEP_ZH
        ),
        LightKind.DARKER: Explanation(
            "{since} 起人脸比平时暗：{value}，平时 {usual}。",
            "请看是否有灯没开，或在人脸前方加一盏灯。",
        ),
        LightKind.BRIGHTER: Explanation(
            "{since} 起人脸比平时亮：{value}，平时 {usual}。",
            "请看阳光或灯是否直射人脸，拉上窗帘或调暗灯光。",
        ),
        LightKind.BACKLIT: Explanation(
            "{since} 起背后有强光：是人脸亮度的 {value} 倍，平时 {usual} 倍。",
            "请拉上受检人身后的窗帘，或让桌子背离窗户。",
        ),
    },
    absolutes={
        LightKind.FROM_LEFT: "{since} 起光从左边来：左右比 {value}。",
        LightKind.FROM_RIGHT: "{since} 起光从右边来：右左比 {value}。",
        LightKind.DARKER: "{since} 起人脸太暗：{value}。",
        LightKind.BRIGHTER: "{since} 起人脸太亮：{value}。",
        LightKind.BACKLIT: "{since} 起背后有强光：是人脸亮度的 {value} 倍。",
    },
)


def light_words(words: Words) -> LightWords:
    """Returns what a language says about light."""
    return LIGHT_ZH if words.code == "zh_CN" else LIGHT_EN
