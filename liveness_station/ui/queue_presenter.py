"""What the queue and its lists look like. Free of Qt: values in, values out."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from liveness_station.domain.queue import Queue, QueueTrouble, Waiting
from liveness_station.domain.references import ReferenceTrouble
from liveness_station.domain.scans import ScanTrouble
from liveness_station.domain.subject_lists import (
    ListTrouble,
    RowProblem,
    RowTrouble,
    SubjectList,
)
from liveness_station.session.states import DeskState
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.queue import QueueCounted, QueuePhrase, QueueWords, queue_words

MOST_PROBLEMS: Final = 200
_FIRST: Final = 5
_MOST_SHOWN: Final = 20


class QueueNews(Enum):
    """What is told of the queue besides troubles."""

    ADDED = auto()
    ADDED_LIST = auto()
    READING = auto()
    SCANNING = auto()
    SCAN_NO_CAMERA = auto()


@dataclass(frozen=True, slots=True)
class QueueNotice:
    """What is told under the line until something else is.

    Attributes:
        about: what it is.
        text: the reference or file that it is about; "" for none.
        count: how many.
    """

    about: QueueNews | ReferenceTrouble | ScanTrouble | QueueTrouble | ListTrouble
    text: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the list.

    Attributes:
        reference: in large letters.
        label: below it; "" for nothing.
        mark: at its right: the language, or that they are at the desk now.
        is_now: True for who is at the desk.
        spoken: all of it, for who cannot see it.
    """

    reference: str
    label: str
    mark: str
    is_now: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The whole panel; rows are made as they come into sight.

    Attributes:
        queue: who waits.
        now: who is at the desk; None for nobody.
        count: beside the heading; "" for nobody.
        empty: in place of the list; "" where there is one.
        message: below it.
        is_trouble: True where the message is about something that was refused.
        can_clear: whether there is anybody to send away.
    """

    queue: Queue
    now: Waiting | None
    count: str
    empty: str
    message: str
    is_trouble: bool
    can_clear: bool

    @property
    def rows(self) -> tuple[Waiting, ...]:
        """Who is listed, in order."""
        return self.queue.line if self.now is None else (self.now, *self.queue.line)


@dataclass(frozen=True, slots=True)
class ListView:
    """What is asked before a list is put in line.

    Attributes:
        title: of the window.
        summary: what would be done, in sentences.
        details: what was wrong, and who the first ones are; line by line.
        add: what the button says.
        can_add: whether it can be pressed.
    """

    title: str
    summary: str
    details: str
    add: str
    can_add: bool


def present_queue(state: DeskState, notice: QueueNotice | None, words: Words) -> QueueView:
    """Returns the panel for a state of the desk."""
    own = queue_words(words)
    subject, visit = state.subject, state.visit
    now = None if subject is None else Waiting(subject, visit.language, visit.label)
    waiting = len(state.queue.line)
    return QueueView(
        queue=state.queue,
        now=now,
        count=f"{waiting:,}" if waiting else "",
        empty=own.say(QueuePhrase.EMPTY) if not waiting and now is None else "",
        message="" if notice is None else notice_text(notice, own),
        is_trouble=notice is not None and not isinstance(notice.about, QueueNews),
        can_clear=bool(waiting),
    )


def present_row(waiting: Waiting, words: Words, *, is_now: bool, place: int) -> QueueRow:
    """Returns one line; `place` is counted from 1."""
    own = queue_words(words)
    language = own.languages.get(waiting.language, waiting.language)
    mark = own.say(QueuePhrase.NOW) if is_now else language
    where = mark if is_now else str(place)
    spoken = ", ".join(
        part for part in (where, waiting.subject.reference, waiting.label, language) if part
    )
    return QueueRow(waiting.subject.reference, waiting.label, mark, is_now, spoken)


def notice_text(notice: QueueNotice, own: QueueWords) -> str:
    """Returns what is told, and where something was refused, what to do."""
    about = notice.about
    match about:
        case QueueNews():
            return _news(notice, about, own)
        case QueueTrouble():
            return own.queue[about].format(reference=_shortened(notice.text))
        case ListTrouble():
            return _refused(notice.text, own.lists[about], own)
        case ReferenceTrouble():
            return _refused(notice.text, own.references[about], own)
        case ScanTrouble():
            return own.scans[about]


def present_list(found: SubjectList, name: str, words: Words) -> ListView:
    """Returns what is asked about a list that was read; `name` is its file's."""
    own = queue_words(words)
    count = len(found.rows)
    return ListView(
        title=own.say(QueuePhrase.LIST_TITLE, name=name),
        summary=_summary(found, own),
        details="\n".join(_details(found, own)),
        add=own.say_count(QueueCounted.LIST_ADD, count),
        can_add=bool(count),
    )


def clear_question(count: int, words: Words) -> str:
    """Returns what is asked before everybody is sent away."""
    return queue_words(words).say_count(QueueCounted.CLEAR_QUESTION, count)


def _news(notice: QueueNotice, news: QueueNews, own: QueueWords) -> str:
    match news:
        case QueueNews.ADDED:
            return own.say(QueuePhrase.ADDED, reference=_shortened(notice.text))
        case QueueNews.ADDED_LIST:
            return own.say_count(QueueCounted.ADDED_LIST, notice.count)
        case QueueNews.READING:
            return own.say(QueuePhrase.READING, name=_shortened(notice.text))
        case QueueNews.SCANNING:
            return own.say(QueuePhrase.SCANNING)
        case QueueNews.SCAN_NO_CAMERA:
            return own.say(QueuePhrase.SCAN_NO_CAMERA)


def _refused(text: str, why: str, own: QueueWords) -> str:
    return own.say(QueuePhrase.REFUSED, text=_shortened(text), why=why) if text else why


def _shortened(text: str) -> str:
    # Longer words than the column would make it wider.
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _summary(found: SubjectList, own: QueueWords) -> str:
    if found.trouble is not None:
        return own.lists[found.trouble]
    count, left_out = len(found.rows), found.left_out
    parts = [
        own.say_count(QueueCounted.LIST_GOOD, count) if count else own.say(QueuePhrase.LIST_NOBODY)
    ]
    if left_out:
        parts.append(own.say_count(QueueCounted.LIST_LEFT_OUT, left_out))
    if found.is_guessed:
        parts.append(own.say(QueuePhrase.LIST_GUESSED))
    return "\n".join(parts)


def _details(found: SubjectList, own: QueueWords) -> list[str]:
    lines = []
    if found.problems:
        lines.append(own.say(QueuePhrase.LIST_PROBLEMS))
        lines += [_problem(one, own) for one in found.problems[:MOST_PROBLEMS]]
        more = len(found.problems) - MOST_PROBLEMS
        lines += [own.say_count(QueueCounted.MORE, more)] if more > 0 else []
        lines.append("")
    if found.rows:
        lines.append(own.say(QueuePhrase.LIST_FIRST))
        for row in found.rows[:_FIRST]:
            waiting = row.waiting
            language = own.languages.get(waiting.language, waiting.language)
            parts = (waiting.subject.reference, waiting.label, language)
            lines.append("  ".join(part for part in parts if part))
    return lines


def _problem(problem: RowProblem, own: QueueWords) -> str:
    if isinstance(problem.trouble, RowTrouble):
        why = own.rows[problem.trouble].format(other=problem.other_line)
    else:
        why = own.references[problem.trouble]
    return own.say(QueuePhrase.LINE, line=problem.line, text=_refused(problem.text, why, own))
