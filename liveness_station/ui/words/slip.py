"""The words of a subject's slip, in both languages: neutral, and without any score."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.reporting.slips import SlipClass
from liveness_station.ui.words.base import Words


class SlipPhrase(Enum):
    """Fixed texts of a slip."""

    TITLE = auto()
    REFERENCE = auto()
    TIME = auto()
    OUTCOME = auto()
    APPEAL = auto()
    APPEAL_NONE = auto()
    KEPT_UNTIL = auto()
    RECORD = auto()
    NOTICE = auto()


@dataclass(frozen=True, slots=True)
class SlipWords:
    """One language."""

    phrases: dict[SlipPhrase, str]
    classes: dict[SlipClass, str]
    gap: str

    def say(self, phrase: SlipPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


SLIP_EN = SlipWords(
    phrases={
        SlipPhrase.TITLE: "Your check",
        SlipPhrase.REFERENCE: "Reference",
        SlipPhrase.TIME: "Time",
        SlipPhrase.OUTCOME: "Outcome",
        SlipPhrase.APPEAL: "If you do not agree",
        SlipPhrase.APPEAL_NONE: "Please ask at the desk.",
        SlipPhrase.KEPT_UNTIL: "Your reference is kept until",
        SlipPhrase.RECORD: "Record",
        SlipPhrase.NOTICE: "There is no picture of you on this slip or in its code.",
    },
    classes={
        SlipClass.PASSED: "passed",
        SlipClass.NOT_COMPLETED: "not completed",
        SlipClass.OTHER_METHOD: "other method",
    },
    gap=": ",
)

SLIP_ZH = SlipWords(
    phrases={
        SlipPhrase.TITLE: "检测凭条",
        SlipPhrase.REFERENCE: "编号",
        SlipPhrase.TIME: "时间",
        SlipPhrase.OUTCOME: "结果",
        SlipPhrase.APPEAL: "如有异议",
        SlipPhrase.APPEAL_NONE: "请向工作人员咨询。",
        SlipPhrase.KEPT_UNTIL: "编号保存至",
        SlipPhrase.RECORD: "记录号",
        SlipPhrase.NOTICE: "本凭条及二维码均不含您的照片。",
    },
    classes={
        SlipClass.PASSED: "通过",
        SlipClass.NOT_COMPLETED: "未完成",
        SlipClass.OTHER_METHOD: "其他方式",
    },
    gap="：",
)


def slip_words(words: Words) -> SlipWords:
    """Returns what a language says on a slip."""
    return SLIP_ZH if words.code == "zh_CN" else SLIP_EN
