"""The words of the history, in both languages."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.exports.errors import ExportTrouble
from liveness_station.ui.words.base import Words


class HistoryPhrase(Enum):
    """Fixed texts of the history and its reports."""

    TITLE = auto()
    SUBJECT = auto()
    OPERATOR = auto()
    SOURCE = auto()
    OUTCOME = auto()
    REASON = auto()
    FROM = auto()
    TO = auto()
    DAY_HINT = auto()
    BAD_DAY = auto()
    ANY = auto()
    SEARCH = auto()
    CLEAR = auto()
    EXPORT = auto()
    TIME = auto()
    SCORE = auto()
    RECORD = auto()
    ERASED = auto()
    COUNT = auto()
    COUNT_ONE = auto()
    COUNT_ABOUT = auto()
    LOADING = auto()
    SEARCHING = auto()
    EMPTY_RECORD = auto()
    EMPTY_SEARCH = auto()
    DETAIL_EMPTY = auto()
    UNREADABLE = auto()
    EXPORTING = auto()
    EXPORTED = auto()
    NO_FILTER = auto()
    MADE_AT = auto()
    LEDGER = auto()
    CHECKPOINT = auto()
    NO_CHECKPOINT = auto()
    PAGE = auto()


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One language of the history. Every table has an entry for every code.

    `outcomes` has those that are no verdicts, "" for an attempt that has not ended; `run_ended` is
    the reason of the abandoned.
    """

    phrases: dict[HistoryPhrase, str]
    outcomes: dict[str, str]
    run_ended: str
    entries: dict[str, str]
    troubles: dict[ExportTrouble, str]

    def say(self, phrase: HistoryPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


HISTORY_EN = HistoryWords(
    phrases={
        HistoryPhrase.TITLE: "History",
        HistoryPhrase.SUBJECT: "Subject begins with",
        HistoryPhrase.OPERATOR: "Operator",
        HistoryPhrase.SOURCE: "Camera",
        HistoryPhrase.OUTCOME: "Outcome",
        HistoryPhrase.REASON: "Reason",
        HistoryPhrase.FROM: "From",
        HistoryPhrase.TO: "To",
        HistoryPhrase.DAY_HINT: "2026-11-23",
        HistoryPhrase.BAD_DAY: "Write days as 2026-11-23.",
        HistoryPhrase.ANY: "Any",
        HistoryPhrase.SEARCH: "Search",
        HistoryPhrase.CLEAR: "Clear",
        HistoryPhrase.EXPORT: "Export…",
        HistoryPhrase.TIME: "Time",
        HistoryPhrase.SCORE: "Score",
        HistoryPhrase.RECORD: "Record",
        HistoryPhrase.ERASED: "(erased)",
        HistoryPhrase.COUNT: "{count} checks",
        HistoryPhrase.COUNT_ONE: "1 check",
        HistoryPhrase.COUNT_ABOUT: "about {count} checks",
        HistoryPhrase.LOADING: "Reading the record…",
        HistoryPhrase.SEARCHING: "Still searching…",
        HistoryPhrase.EMPTY_RECORD: "No check has been recorded yet.",
        HistoryPhrase.EMPTY_SEARCH: "No check fits. Clear a field, or write less in it.",
        HistoryPhrase.DETAIL_EMPTY: "Choose a check to see all that is recorded of it.",
        HistoryPhrase.UNREADABLE: "The record cannot be read ({detail}). Checks say what to do.",
        HistoryPhrase.EXPORTING: "Writing {name}…",
        HistoryPhrase.EXPORTED: "{count} checks written to {name}. The export is recorded.",
        HistoryPhrase.NO_FILTER: "All checks",
        HistoryPhrase.MADE_AT: "Made {time}",
        HistoryPhrase.LEDGER: "Ledger of station {station}: entry {entry}, head {head}",
        HistoryPhrase.CHECKPOINT: "Checkpoint {number} over {size} entries, root {root}",
        HistoryPhrase.NO_CHECKPOINT: "No checkpoint yet",
        HistoryPhrase.PAGE: "Page {number}",
    },
    outcomes={"": "Not ended", "ABANDONED": "Broken off", "LATE": "Too late, no pass"},
    run_ended="The program ended before this check did.",
    entries={
        "SUBMITTED": "Check begun",
        "TRIED": "Tried, and tried again",
        "VERDICT": "The verdict",
        "ABANDONED": "Broken off",
        "LATE": "Answer came too late to be shown",
        "OVERRIDE": "The operator's own decision",
        "CONSENT": "Consent",
        "PURGE": "Erased",
        "NOTE": "A note",
        "SHADOW": "Second opinion of the other engine",
    },
    troubles={
        ExportTrouble.DISK_FULL: "The disk is full. Make room, or choose another folder.",
        ExportTrouble.READ_ONLY: "Nothing may be written there. Choose another folder.",
        ExportTrouble.EXISTS: "There is a file of that name. Choose another name.",
        ExportTrouble.GONE: "The folder is not there any more. Choose another one.",
        ExportTrouble.TOO_MANY: "Too many checks for one report. Narrow the search, or take a "
        "table.",
        ExportTrouble.CANCELLED: "The export was given up; no file was made.",
        ExportTrouble.NOT_RECORDED: "The export could not be recorded, so no file was made.",
        ExportTrouble.WRITING: "The file could not be written. Choose another folder.",
    },
)

HISTORY_ZH = HistoryWords(
    phrases={
        HistoryPhrase.TITLE: "历史记录",
        HistoryPhrase.SUBJECT: "受检人（开头）",
        HistoryPhrase.OPERATOR: "操作员",
        HistoryPhrase.SOURCE: "摄像头",
        HistoryPhrase.OUTCOME: "结果",
        HistoryPhrase.REASON: "原因",
        HistoryPhrase.FROM: "从",
        HistoryPhrase.TO: "到",
        HistoryPhrase.DAY_HINT: "2026-11-23",
        HistoryPhrase.BAD_DAY: "日期请写成 2026-11-23。",
        HistoryPhrase.ANY: "不限",
        HistoryPhrase.SEARCH: "查找",
        HistoryPhrase.CLEAR: "清除",
        HistoryPhrase.EXPORT: "导出…",
        HistoryPhrase.TIME: "时间",
        HistoryPhrase.SCORE: "分数",
        HistoryPhrase.RECORD: "记录号",
        HistoryPhrase.ERASED: "（已删除）",
        HistoryPhrase.COUNT: "{count} 次检测",
        HistoryPhrase.COUNT_ONE: "1 次检测",
        HistoryPhrase.COUNT_ABOUT: "约 {count} 次检测",
        HistoryPhrase.LOADING: "正在读取记录…",
        HistoryPhrase.SEARCHING: "仍在查找…",
        HistoryPhrase.EMPTY_RECORD: "还没有任何检测记录。",
        HistoryPhrase.EMPTY_SEARCH: "没有符合的检测。请清除某一项，或少写几个字。",
        HistoryPhrase.DETAIL_EMPTY: "选择一次检测，查看其全部记录。",
        HistoryPhrase.UNREADABLE: "无法读取记录（{detail}）。检测时会提示如何处理。",
        HistoryPhrase.EXPORTING: "正在写入 {name}…",
        HistoryPhrase.EXPORTED: "已将 {count} 次检测写入 {name}，此次导出已记录。",
        HistoryPhrase.NO_FILTER: "全部检测",
        HistoryPhrase.MADE_AT: "生成于 {time}",
        HistoryPhrase.LEDGER: "本站 {station} 的账本：条目 {entry}，链头 {head}",
        HistoryPhrase.CHECKPOINT: "检查点 {number}，含 {size} 个条目，根 {root}",
        HistoryPhrase.NO_CHECKPOINT: "尚无检查点",
        HistoryPhrase.PAGE: "第 {number} 页",
    },
    outcomes={"": "未结束", "ABANDONED": "已中断", "LATE": "太迟，不算通过"},
    run_ended="程序在这次检测结束之前就结束了。",
    entries={
        "SUBMITTED": "检测开始",
        "TRIED": "已尝试，并重试",
        "VERDICT": "判定",
        "ABANDONED": "已中断",
        "LATE": "答复太迟，未显示",
        "OVERRIDE": "操作员自己的决定",
        "CONSENT": "同意情况",
        "PURGE": "已删除",
        "NOTE": "备注",
        "SHADOW": "另一引擎的参考判定",
    },
    troubles={
        ExportTrouble.DISK_FULL: "磁盘已满。请腾出空间，或另选文件夹。",
        ExportTrouble.READ_ONLY: "那里不允许写入。请另选文件夹。",
        ExportTrouble.EXISTS: "已有同名文件。请换一个名称。",
        ExportTrouble.GONE: "文件夹已不存在。请另选一个。",
        ExportTrouble.TOO_MANY: "一份报告放不下这么多检测。请缩小范围，或导出表格。",
        ExportTrouble.CANCELLED: "已放弃导出，没有生成文件。",
        ExportTrouble.NOT_RECORDED: "此次导出无法记录，因此没有生成文件。",
        ExportTrouble.WRITING: "无法写入文件。请另选文件夹。",
    },
)


def history_words(words: Words) -> HistoryWords:
    """Returns the history's words in the language of others."""
    return HISTORY_ZH if words.code == "zh_CN" else HISTORY_EN
