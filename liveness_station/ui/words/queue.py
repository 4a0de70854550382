"""The words of the queue, of lists that are put in line, and of scans."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.queue import QueueTrouble
from liveness_station.domain.references import ReferenceTrouble
from liveness_station.domain.scans import ScanTrouble
from liveness_station.domain.subject_lists import ListEncoding, ListTrouble, RowTrouble
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted


class QueuePhrase(Enum):
    """Fixed texts of the queue."""

    TITLE = auto()
    NOW = auto()
    EMPTY = auto()
    ADD = auto()
    IMPORT = auto()
    IMPORT_HINT = auto()
    SCAN = auto()
    SCAN_HINT = auto()
    SCANNING = auto()
    SCAN_NO_CAMERA = auto()
    CLEAR = auto()
    CLEAR_YES = auto()
    KEEP = auto()
    CALL = auto()
    REMOVE = auto()
    UP = auto()
    DOWN = auto()
    ADDED = auto()
    READING = auto()
    FILES = auto()
    LIST_TITLE = auto()
    LIST_NOBODY = auto()
    LIST_GUESSED = auto()
    LIST_ENCODING = auto()
    LIST_PROBLEMS = auto()
    LIST_FIRST = auto()
    CANCEL = auto()
    LINE = auto()
    REFUSED = auto()


class QueueCounted(Enum):
    """Texts that go by number."""

    CLEAR_QUESTION = auto()
    ADDED_LIST = auto()
    LIST_GOOD = auto()
    LIST_LEFT_OUT = auto()
    LIST_ADD = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class QueueWords:
    """One language. Each table has an entry for every code.

    Attributes:
        phrases: fixed texts.
        counts: texts that go by number.
        languages: short marks of the languages that a subject can be addressed in, by code.
        references: what is wrong with a reference, and what to do.
        scans: likewise of a scan.
        queue: likewise of putting somebody in line.
        rows: likewise of a row of a list.
        lists: likewise of a whole list.
        encodings: how the letters of a file are meant.
    """

    phrases: Mapping[QueuePhrase, str]
    counts: Mapping[QueueCounted, Counted]
    languages: Mapping[str, str]
    references: Mapping[ReferenceTrouble, str]
    scans: Mapping[ScanTrouble, str]
    queue: Mapping[QueueTrouble, str]
    rows: Mapping[RowTrouble, str]
    lists: Mapping[ListTrouble, str]
    encodings: Mapping[ListEncoding, str]

    def say(self, phrase: QueuePhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: QueueCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)


QUEUE_EN = QueueWords(
    phrases={
        QueuePhrase.TITLE: "Next",
        QueuePhrase.NOW: "now",
        QueuePhrase.EMPTY: "Nobody is waiting. Type a reference and press Shift+Enter, scan one, "
        "or take a list.",
        QueuePhrase.ADD: "Put in line",
        QueuePhrase.IMPORT: "List…",
        QueuePhrase.IMPORT_HINT: "Put everybody of a CSV file in line",
        QueuePhrase.SCAN: "Scan",
        QueuePhrase.SCAN_HINT: "Read QR codes and barcodes with this station's camera",
        QueuePhrase.SCANNING: "Hold a code before the camera.",
        QueuePhrase.SCAN_NO_CAMERA: "The camera shows no picture to read codes in.",
        QueuePhrase.CLEAR: "Clear…",
        QueuePhrase.CLEAR_YES: "Clear the line",
        QueuePhrase.KEEP: "Keep it",
        QueuePhrase.CALL: "Call now",
        QueuePhrase.REMOVE: "Remove",
        QueuePhrase.UP: "Move up",
        QueuePhrase.DOWN: "Move down",
        QueuePhrase.ADDED: "{reference} is in line.",
        QueuePhrase.READING: "Reading {name}…",
        QueuePhrase.FILES: "Lists (*.csv *.tsv *.txt);;All files (*)",
        QueuePhrase.LIST_TITLE: "List: {name}",
        QueuePhrase.LIST_NOBODY: "Nobody of this list can be put in line.",
        QueuePhrase.LIST_GUESSED: "How the letters are meant was guessed: look whether the names "
        "are right.",
        QueuePhrase.LIST_ENCODING: "Letters",
        QueuePhrase.LIST_PROBLEMS: "What was wrong",
        QueuePhrase.LIST_FIRST: "The first of them",
        QueuePhrase.CANCEL: "Cancel",
        QueuePhrase.LINE: "Line {line}: {text}",
        QueuePhrase.REFUSED: "{text}: {why}",
    },
    counts={
        QueueCounted.CLEAR_QUESTION: Counted(
            "Send the one who waits away from the line?",
            "Send all %n away from the line? Nobody is checked by it.",
        ),
        QueueCounted.ADDED_LIST: Counted("%n is in line.", "%n are in line."),
        QueueCounted.LIST_GOOD: Counted(
            "%n person can be put in line.", "%n people can be put in line."
        ),
        QueueCounted.LIST_LEFT_OUT: Counted("%n row is left out.", "%n rows are left out."),
        QueueCounted.LIST_ADD: Counted("Put %n in line", "Put %n in line"),
        QueueCounted.MORE: Counted("… and %n more", "… and %n more"),
    },
    languages={"": "", "en": "EN", "zh_CN": "中文"},
    references={
        ReferenceTrouble.EMPTY: "There is no reference. Write one.",
        ReferenceTrouble.TOO_LONG: "The reference is longer than 64 characters. Shorten it.",
        ReferenceTrouble.CONTROL_CHARACTER: "There are characters in it that nobody sees. Type it "
        "anew.",
        ReferenceTrouble.SPREADSHEET_NUMBER: "A spreadsheet has shortened this number. Format the "
        "column as text, and save it again.",
        ReferenceTrouble.FULL_WIDTH: "It is written in full-width characters. Switch the input "
        "method to half-width.",
        ReferenceTrouble.AGAINST_PATTERN: "That is no reference of this house. Compare it with the "
        "document.",
        ReferenceTrouble.CHECK_DIGIT: "The check digit does not fit. Compare it figure by figure.",
    },
    scans={
        ScanTrouble.EMPTY: "The code was empty. Scan another one.",
        ScanTrouble.MANY_FIELDS: "This code has several fields (GS1). Scan the reference's own "
        "code.",
        ScanTrouble.NOT_TEXT: "This code is meant for machines. Scan the reference's own code.",
        ScanTrouble.SEVERAL_CODES: "There are several codes. Hold only one before the camera.",
    },
    queue={
        QueueTrouble.ALREADY_THERE: "{reference} is in line already.",
        QueueTrouble.FULL: "2,000 are in line. Clear it, or wait.",
    },
    rows={
        RowTrouble.BAD_QUOTES: "The inverted commas do not fit. Correct the row.",
        RowTrouble.TWICE: "The same reference as in line {other}. It is taken once.",
        RowTrouble.ALREADY_THERE: "Is in line already.",
        RowTrouble.UNKNOWN_LANGUAGE: "Taken without this language: write en or zh.",
        RowTrouble.LABEL_CHANGED: "Taken; the name was shortened, or cleared of characters that "
        "nobody sees.",
    },
    lists={
        ListTrouble.TOO_LARGE: "The file is larger than 1 MB. Save the list alone, as CSV.",
        ListTrouble.TOO_MANY_ROWS: "More than 2,000 would be in line. Nobody was taken: make the "
        "list shorter.",
        ListTrouble.BAD_ENCODING: "The file is no text in this encoding. Choose another one, or "
        "save it as CSV UTF-8.",
        ListTrouble.NO_REFERENCES: "There is no column of references. Name one “reference”.",
        ListTrouble.EMPTY: "The list is empty.",
        ListTrouble.UNREADABLE: "The file cannot be read. See that it is there and not in use.",
    },
    encodings={
        ListEncoding.GUESS: "Find out",
        ListEncoding.UTF_8: "UTF-8",
        ListEncoding.UTF_16: "UTF-16",
        ListEncoding.GB18030: "GB18030 / GBK",
        ListEncoding.WESTERN: "Windows-1252",
    },
)


def queue_words(words: Words) -> QueueWords:
    """Returns the queue's words in the language of others."""
    return words.topic("queue", QUEUE_EN)
