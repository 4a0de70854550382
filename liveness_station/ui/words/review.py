"""The words of the review lane and of the chart of agreement, in both languages."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.ui.words.base import Words


class ReviewPhrase(Enum):
    """Fixed texts of the review lane."""

    TITLE = auto()
    LANE = auto()
    AGREEMENT = auto()
    COUNT = auto()
    COUNT_ONE = auto()
    INCIDENTS = auto()
    INCIDENTS_ONE = auto()
    LISTED = auto()
    EMPTY = auto()
    LOADING = auto()
    UNREADABLE = auto()
    WHEN = auto()
    FOUND = auto()
    WHY = auto()
    INCIDENT = auto()
    DISAGREEMENT = auto()
    BAND = auto()
    AND = auto()
    AGAINST = auto()
    AGAINST_ERASED = auto()
    ERASED = auto()
    STATION = auto()
    OTHER = auto()
    HERE = auto()
    SCORE = auto()
    EVIDENCE = auto()
    DECIDE = auto()
    LEAVE = auto()
    OWN = auto()
    RECORDING = auto()
    RECORDED = auto()
    NOT_RECORDED = auto()
    NOT_CONFIRMED = auto()
    CLOSE = auto()
    TODAY = auto()
    NO_OPINIONS = auto()
    NO_BASELINE = auto()
    AS_USUAL = auto()
    DRIFTED = auto()
    PAIR = auto()
    KEY = auto()
    MEANING = auto()
    DAY = auto()
    USUAL = auto()


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """One language."""

    phrases: dict[ReviewPhrase, str]

    def say(self, phrase: ReviewPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


REVIEW_EN = ReviewWords(
    {
        ReviewPhrase.TITLE: "Review lane",
        ReviewPhrase.LANE: "To look at",
        ReviewPhrase.AGREEMENT: "Agreement of the engines",
        ReviewPhrase.COUNT: "{count} checks need a second look.",
        ReviewPhrase.COUNT_ONE: "1 check needs a second look.",
        ReviewPhrase.INCIDENTS: "In {count} of them somebody may have passed wrongly.",
        ReviewPhrase.INCIDENTS_ONE: "In 1 of them somebody may have passed wrongly.",
        ReviewPhrase.LISTED: "The first {count} are listed.",
        ReviewPhrase.EMPTY: "Nothing needs a second look.",
        ReviewPhrase.LOADING: "Reading the record…",
        ReviewPhrase.UNREADABLE: "The record cannot be read.",
        ReviewPhrase.WHEN: "Time",
        ReviewPhrase.FOUND: "Verdict",
        ReviewPhrase.WHY: "Why it is here",
        ReviewPhrase.INCIDENT: "Incident",
        ReviewPhrase.DISAGREEMENT: "The other engine says {verdict}",
        ReviewPhrase.BAND: "The score is in the review band",
        ReviewPhrase.AND: "; ",
        ReviewPhrase.AGAINST: "{by} let them pass against the verdict",
        ReviewPhrase.AGAINST_ERASED: "Let pass against the verdict",
        ReviewPhrase.ERASED: "(erased)",
        ReviewPhrase.STATION: "Judged by {endpoint}{engine}: {verdict}{score}. {reason}",
        ReviewPhrase.OTHER: "Asked besides, {endpoint}{engine}: {verdict}{score}. {reason}",
        ReviewPhrase.HERE: "this computer",
        ReviewPhrase.SCORE: ", score {score}",
        ReviewPhrase.EVIDENCE: "Evidence",
        ReviewPhrase.DECIDE: "Decide…",
        ReviewPhrase.LEAVE: "Leave as it is…",
        ReviewPhrase.OWN: "You decided this yourself; somebody else has to look.",
        ReviewPhrase.RECORDING: "Recording…",
        ReviewPhrase.RECORDED: "Recorded beside the verdict, which stays as it is.",
        ReviewPhrase.NOT_RECORDED: "That could not be recorded, so nothing has changed. Try again.",
        ReviewPhrase.NOT_CONFIRMED: "Nobody confirmed it, so nothing has changed.",
        ReviewPhrase.CLOSE: "Close",
        ReviewPhrase.TODAY: "{count} in review",
        ReviewPhrase.NO_OPINIONS: "There are no second opinions yet. With the second engine turned "
        "on in the settings, both look at the same picture where the subject allows it.",
        ReviewPhrase.NO_BASELINE: "The same in {percent} of {count}. What is usual is known after "
        "{needed}.",
        ReviewPhrase.AS_USUAL: "The same in {percent} of the last {count}; usual is {usual}.",
        ReviewPhrase.DRIFTED: "The engines agree less often than they used to: in {percent} of the "
        "last {count}; usual was {usual}. Look at the disagreements, then at whether an engine, a "
        "camera or the light has changed.",
        ReviewPhrase.PAIR: "{one} and {other}",
        ReviewPhrase.KEY: "dot: share of a day that was the same · line: where it lies with 95 % · "
        "dashed: usual",
        ReviewPhrase.MEANING: "Agreement is no error rate: it does not tell who is right, only "
        "that something has changed. Usual is what the first {needed} of this station's newest "
        "5,000 answers came to.",
        ReviewPhrase.DAY: "{day}: {same} of {total} the same ({low} to {high})",
        ReviewPhrase.USUAL: "usual",
    }
)

REVIEW_ZH = ReviewWords(
    {
        ReviewPhrase.TITLE: "复核",
        ReviewPhrase.LANE: "待复核",
        ReviewPhrase.AGREEMENT: "引擎一致率",
        ReviewPhrase.COUNT: "有 {count} 次检测待复核。",
        ReviewPhrase.COUNT_ONE: "有 1 次检测待复核。",
        ReviewPhrase.INCIDENTS: "其中 {count} 次可能误放行。",
        ReviewPhrase.INCIDENTS_ONE: "其中 1 次可能误放行。",
        ReviewPhrase.LISTED: "先列出前 {count} 次。",
        ReviewPhrase.EMPTY: "没有需要复核的检测。",
        ReviewPhrase.LOADING: "正在读取记录…",
        ReviewPhrase.UNREADABLE: "无法读取记录。",
        ReviewPhrase.WHEN: "时间",
        ReviewPhrase.FOUND: "判定",
        ReviewPhrase.WHY: "复核原因",
        ReviewPhrase.INCIDENT: "优先",
        ReviewPhrase.DISAGREEMENT: "另一引擎判定为“{verdict}”",
        ReviewPhrase.BAND: "分数落在复核区间",
        ReviewPhrase.AND: "；",
        ReviewPhrase.AGAINST: "{by} 未按判定，予以放行",
        ReviewPhrase.AGAINST_ERASED: "未按判定，予以放行",
        ReviewPhrase.ERASED: "（已删除）",
        ReviewPhrase.STATION: "判定方：{endpoint}{engine}，{verdict}{score}。{reason}",
        ReviewPhrase.OTHER: "另行询问：{endpoint}{engine}，{verdict}{score}。{reason}",
        ReviewPhrase.HERE: "本机",
        ReviewPhrase.SCORE: "，分数 {score}",
        ReviewPhrase.EVIDENCE: "证据",
        ReviewPhrase.DECIDE: "作出决定…",
        ReviewPhrase.LEAVE: "维持原状…",
        ReviewPhrase.OWN: "这是您自己的决定，须由他人复核。",
        ReviewPhrase.RECORDING: "正在记录…",
        ReviewPhrase.RECORDED: "已记录，原判定保持不变。",
        ReviewPhrase.NOT_RECORDED: "未能记录，一切保持原样。请重试。",
        ReviewPhrase.NOT_CONFIRMED: "无人确认，一切保持原样。",
        ReviewPhrase.CLOSE: "关闭",
        ReviewPhrase.TODAY: "待复核 {count} 次",
        ReviewPhrase.NO_OPINIONS: "还没有第二引擎的判定。在设置中启用第二引擎后，"
        "凡受检人允许，两个引擎会判定同一张图片。",
        ReviewPhrase.NO_BASELINE: "共 {count} 次，一致率 {percent}。满 {needed} 次后才有基准。",
        ReviewPhrase.AS_USUAL: "最近 {count} 次一致率 {percent}，基准为 {usual}。",
        ReviewPhrase.DRIFTED: "两个引擎不如以往一致：最近 {count} 次一致率 {percent}，"
        "基准为 {usual}。请先查看不一致的检测，再查看引擎、摄像头或光线是否有变化。",
        ReviewPhrase.PAIR: "{one} 与 {other}",
        ReviewPhrase.KEY: "圆点：当日一致率 · 竖线：95 % 区间 · 虚线：基准",
        ReviewPhrase.MEANING: "一致率不是错误率：它不说明谁对，只说明有了变化。"
        "基准取本站最近 5,000 次判定中最早的 {needed} 次。",
        ReviewPhrase.DAY: "{day}：{total} 次中 {same} 次一致（{low} 至 {high}）",
        ReviewPhrase.USUAL: "基准",
    }
)


def review_words(words: Words) -> ReviewWords:
    """Returns what a language says of the review lane."""
    return REVIEW_ZH if words.code == "zh_CN" else REVIEW_EN
