"""The words of the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.exports.errors import ExportTrouble
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted


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
    MAY_NOT_EXPORT = auto()
    TIME = auto()
    SCORE = auto()
    RECORD = auto()
    ERASED = auto()
    LOADING = auto()
    SEARCHING = auto()
    EMPTY_RECORD = auto()
    EMPTY_SEARCH = auto()
    DETAIL_EMPTY = auto()
    UNREADABLE = auto()
    EXPORTING = auto()
    NO_FILTER = auto()
    MADE_AT = auto()
    LEDGER = auto()
    NO_CHECKPOINT = auto()
    PAGE = auto()


class HistoryCounted(Enum):
    """Texts that go by number."""

    COUNT = auto()
    COUNT_ABOUT = auto()
    EXPORTED = auto()
    CHECKPOINT = auto()


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One language of the history. Every table has an entry for every code.

    `outcomes` has those that are no verdicts, "" for an attempt that has not ended; `run_ended` is
    the reason of the abandoned.
    """

    phrases: dict[HistoryPhrase, str]
    counts: Mapping[HistoryCounted, Counted]
    outcomes: dict[str, str]
    run_ended: str
    entries: dict[str, str]
    troubles: dict[ExportTrouble, str]

    def say(self, phrase: HistoryPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: HistoryCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)


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
        HistoryPhrase.MAY_NOT_EXPORT: "Only supervisors, administrators and auditors may export.",
        HistoryPhrase.TIME: "Time",
        HistoryPhrase.SCORE: "Score",
        HistoryPhrase.RECORD: "Record",
        HistoryPhrase.ERASED: "(erased)",
        HistoryPhrase.LOADING: "Reading the record…",
        HistoryPhrase.SEARCHING: "Still searching…",
        HistoryPhrase.EMPTY_RECORD: "No check has been recorded yet.",
        HistoryPhrase.EMPTY_SEARCH: "No check fits. Clear a field, or write less in it.",
        HistoryPhrase.DETAIL_EMPTY: "Choose a check to see all that is recorded of it.",
        HistoryPhrase.UNREADABLE: "The record cannot be read ({detail}). Checks say what to do.",
        HistoryPhrase.EXPORTING: "Writing {name}…",
        HistoryPhrase.NO_FILTER: "All checks",
        HistoryPhrase.MADE_AT: "Made {time}",
        HistoryPhrase.LEDGER: "Ledger of station {station}: entry {entry}, head {head}",
        HistoryPhrase.NO_CHECKPOINT: "No checkpoint yet",
        HistoryPhrase.PAGE: "Page {number}",
    },
    counts={
        HistoryCounted.COUNT: Counted("%n check", "%n checks"),
        HistoryCounted.COUNT_ABOUT: Counted("about %n check", "about %n checks"),
        HistoryCounted.EXPORTED: Counted(
            "%n check written to {name}. The export is recorded.",
            "%n checks written to {name}. The export is recorded.",
        ),
        HistoryCounted.CHECKPOINT: Counted(
            "Checkpoint {number} over %n entry, root {root}",
            "Checkpoint {number} over %n entries, root {root}",
        ),
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


def history_words(words: Words) -> HistoryWords:
    """Returns the history's words in the language of others."""
    return words.topic("history", HISTORY_EN)
