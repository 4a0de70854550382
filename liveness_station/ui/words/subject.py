"""What the subject is told, in each language that the station speaks to subjects.

Short and polite, and meant for somebody who can move a chair but no lamp and no camera.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.gates import Gate
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """One language.

    Attributes:
        window: the language of hints and movements.
        title: of the display's window.
        welcome: nobody is called yet; title and line.
        look: all is well, nothing is held yet.
        hold: all is well; keep it so.
        wait: something is being done.
        thanks: after a check that passed.
        desk: after every other one.
        other: another way is gone; title and line.
        hints: where the subject is told something else than the operator.
        demo: over a picture that is no camera's.
        drill: over a picture of a drill.
        letters_a_s: how fast a quiet reader reads.
        curtain_end: for the operator, small: how the curtain is opened.
    """

    window: Words
    title: str
    welcome: tuple[str, str]
    look: str
    hold: str
    wait: str
    thanks: str
    desk: str
    other: tuple[str, str]
    hints: Mapping[Gate, str]
    demo: str
    drill: str
    letters_a_s: float
    curtain_end: str


_EN: Final = SubjectWords(
    window=ENGLISH,
    title="For the person at the desk",
    welcome=("Welcome", "We will call you in a moment"),
    look="Please look at the camera",
    hold="Hold still, please",
    wait="One moment, please",
    thanks="Thank you",
    desk="Please speak to the desk",
    other=("We will serve you another way", "Please speak to the desk"),
    hints={
        Gate.COVERED: "One moment, please",
        Gate.OFF_CENTRE_UP: "Sit up a little, please",
        Gate.OFF_CENTRE_DOWN: "Sit a little lower, please",
        Gate.BACKLIT: "Too much light behind you: turn a little, please",
        Gate.TOO_DARK: "Turn towards the light, please",
        Gate.TOO_BRIGHT: "Turn away from the bright light, please",
        Gate.GLARE: "Turn away from the lamp, please",
        Gate.SIDE_LIT: "Turn towards the light, please",
        Gate.BLURRED: "Hold still, please",
    },
    demo="Demonstration",
    drill="Training",
    letters_a_s=14.0,
    curtain_end="F9: back to the desk",
)

_ZH: Final = SubjectWords(
    window=CHINESE,
    title="受检人显示屏",
    welcome=("您好", "请稍候，轮到您时我们会请您过来"),
    look="请看摄像头",
    hold="请保持不动",
    wait="请稍候",
    thanks="谢谢",
    desk="请咨询工作人员",
    other=("我们将用其他方式为您办理", "请咨询工作人员"),
    hints={
        Gate.COVERED: "请稍候",
        Gate.OFF_CENTRE_UP: "请坐直一些",
        Gate.OFF_CENTRE_DOWN: "请坐低一些",
        Gate.BACKLIT: "请避开身后的窗户",
        Gate.TOO_DARK: "请面向光亮处",
        Gate.TOO_BRIGHT: "请避开强光",
        Gate.GLARE: "请避开灯光直射",
        Gate.SIDE_LIT: "请面向光亮处",
        Gate.BLURRED: "请保持不动",
    },
    demo="演示",
    drill="培训",
    letters_a_s=5.0,
    curtain_end="F9：返回操作界面",
)

_TABLES: Final = {"en": _EN, "zh_CN": _ZH}


def subject_words(language: str) -> SubjectWords:
    """Returns what subjects are told in a language; in English where there is none of it."""
    return _TABLES.get(language, _EN)
