"""The words of the window about other thresholds, in both languages."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.ui.words.base import Words


class WhatIfPhrase(Enum):
    """Fixed texts of the window about other thresholds."""

    TITLE = auto()
    FAMILY = auto()
    FAMILY_ITEM = auto()
    THIS_COMPUTER = auto()
    UNNAMED_ENGINE = auto()
    SLIDER = auto()
    LOADING = auto()
    EMPTY = auto()
    SAME = auto()
    MORE = auto()
    FEWER = auto()
    MORE_REFUSED = auto()
    FEWER_ACCEPTED = auto()
    COLUMN_NOW = auto()
    COLUMN_THEN = auto()
    ROW_PASSED = auto()
    ROW_REVIEW = auto()
    ROW_BELOW = auto()
    ROW_PASSED_REFUSED = auto()
    ROW_FAILED_ACCEPTED = auto()
    SCORES = auto()
    KEY = auto()
    BIN = auto()
    LIMITS = auto()
    FIXED = auto()
    UNEXPLAINED = auto()
    OTHER_RULES = auto()
    BELOW_BAND = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class WhatIfWords:
    """One language."""

    phrases: dict[WhatIfPhrase, str]

    def say(self, phrase: WhatIfPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


WHAT_IF_EN = WhatIfWords(
    {
        WhatIfPhrase.TITLE: "Other thresholds",
        WhatIfPhrase.FAMILY: "Scores of",
        WhatIfPhrase.FAMILY_ITEM: "{endpoint} · {engine} · {count} checks",
        WhatIfPhrase.THIS_COMPUTER: "this computer",
        WhatIfPhrase.UNNAMED_ENGINE: "engine unknown",
        WhatIfPhrase.SLIDER: "Threshold to look at",
        WhatIfPhrase.LOADING: "Reading the record…",
        WhatIfPhrase.EMPTY: "No check has been judged yet, so there are no scores to look at.",
        WhatIfPhrase.SAME: "{present} is the threshold in force. Move the slider to look at "
        "another one; nothing is changed.",
        WhatIfPhrase.MORE: "{present} → {chosen} would have passed {count} more",
        WhatIfPhrase.FEWER: "{present} → {chosen} would have passed {count} fewer",
        WhatIfPhrase.MORE_REFUSED: ", {count} of which an operator refused.",
        WhatIfPhrase.FEWER_ACCEPTED: ", {count} of which an operator accepted.",
        WhatIfPhrase.COLUMN_NOW: "At {value}, in force",
        WhatIfPhrase.COLUMN_THEN: "At {value}",
        WhatIfPhrase.ROW_PASSED: "Pass",
        WhatIfPhrase.ROW_REVIEW: "Try again or review",
        WhatIfPhrase.ROW_BELOW: "Do not pass",
        WhatIfPhrase.ROW_PASSED_REFUSED: "Pass, though an operator refused",
        WhatIfPhrase.ROW_FAILED_ACCEPTED: "Do not pass, though an operator accepted",
        WhatIfPhrase.SCORES: "Scores",
        WhatIfPhrase.KEY: "solid: passed · dotted: not passed · coloured foot: refused, then "
        "accepted by an operator",
        WhatIfPhrase.BIN: "{low} to {high}: {count}",
        WhatIfPhrase.LIMITS: "This is no error rate: nobody knows who was really in front of the "
        "camera. It recounts this station's newest checks by their scores alone and changes no "
        "setting. Checks with a risk reason, a veto or a contradiction stay as they are; of "
        "several frames only the scores are known, so the number is at most what it says.",
        WhatIfPhrase.FIXED: "{count} checks no threshold would change.",
        WhatIfPhrase.UNEXPLAINED: "{count} checks are left out: their scores do not explain how "
        "they ended.",
        WhatIfPhrase.OTHER_RULES: "{count} checks were judged by another threshold at the time.",
        WhatIfPhrase.BELOW_BAND: "Below the review band the band goes along: nothing would be "
        "left to a person.",
        WhatIfPhrase.CLOSE: "Close",
    }
)

WHAT_IF_ZH = WhatIfWords(
    {
        WhatIfPhrase.TITLE: "阈值推演",
        WhatIfPhrase.FAMILY: "分数来源",
        WhatIfPhrase.FAMILY_ITEM: "{endpoint} · {engine} · {count} 次检测",
        WhatIfPhrase.THIS_COMPUTER: "本机",
        WhatIfPhrase.UNNAMED_ENGINE: "引擎未知",
        WhatIfPhrase.SLIDER: "要推演的阈值",
        WhatIfPhrase.LOADING: "正在读取记录…",
        WhatIfPhrase.EMPTY: "还没有判定过的检测，没有分数可看。",
        WhatIfPhrase.SAME: "{present} 是现行阈值。移动滑块可推演其他阈值，不会改动任何设置。",
        WhatIfPhrase.MORE: "{present} → {chosen}：会多通过 {count} 次",
        WhatIfPhrase.FEWER: "{present} → {chosen}：会少通过 {count} 次",
        WhatIfPhrase.MORE_REFUSED: "，其中 {count} 次被操作员拒绝。",
        WhatIfPhrase.FEWER_ACCEPTED: "，其中 {count} 次被操作员放行。",
        WhatIfPhrase.COLUMN_NOW: "{value}（现行）",
        WhatIfPhrase.COLUMN_THEN: "{value}",
        WhatIfPhrase.ROW_PASSED: "通过",
        WhatIfPhrase.ROW_REVIEW: "重试或待复核",
        WhatIfPhrase.ROW_BELOW: "不通过",
        WhatIfPhrase.ROW_PASSED_REFUSED: "通过，但操作员曾拒绝",
        WhatIfPhrase.ROW_FAILED_ACCEPTED: "不通过，但操作员曾放行",
        WhatIfPhrase.SCORES: "分数分布",
        WhatIfPhrase.KEY: "实心：通过 · 网点：未通过 · 底部彩色：先为操作员拒绝，再为放行",
        WhatIfPhrase.BIN: "{low} 至 {high}：{count}",
        WhatIfPhrase.LIMITS: "这不是错误率：镜头前的人究竟是谁，无人核实。此处只按分数重新计算"
        "本站最近的检测，不改动任何设置。带有风险原因、否决项或矛盾的检测维持原判；多帧检测只知道"
        "各帧分数，因此所示数字为上限。",
        WhatIfPhrase.FIXED: "有 {count} 次检测不随阈值改变。",
        WhatIfPhrase.UNEXPLAINED: "有 {count} 次检测未计入：分数不能解释其结果。",
        WhatIfPhrase.OTHER_RULES: "有 {count} 次检测当时用的是其他阈值。",
        WhatIfPhrase.BELOW_BAND: "低于复核区间时，区间随之下移：不再有交由人工判断的检测。",
        WhatIfPhrase.CLOSE: "关闭",
    }
)


def what_if_words(words: Words) -> WhatIfWords:
    """Returns what a language says of other thresholds."""
    return WHAT_IF_ZH if words.code == "zh_CN" else WHAT_IF_EN
