"""Who waits in front of the desk. Pure values; the desk's state holds one queue."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from liveness_station.domain.subjects import Subject

MOST_WAITING: Final = 2000
"""A list that is longer was meant for somebody else."""


class QueueTrouble(StrEnum):
    """Why somebody cannot be put in line. The values are stable codes."""

    ALREADY_THERE = "already_there"
    FULL = "full"


class QueueError(ValueError):
    """The queue cannot take this."""

    def __init__(self, trouble: QueueTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Waiting:
    """One subject in line.

    Attributes:
        subject: who.
        language: what they are addressed in, such as "en"; "" for the desk's own choice.
        label: what the operator calls them by, such as a name; never sent, never in an entry.
    """

    subject: Subject
    language: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """The line, the next one first; every reference stands in it once at most."""

    line: tuple[Waiting, ...] = ()

    def add(self, *waiting: Waiting) -> "Queue":
        """Returns the queue with these at its end.

        Raises:
            QueueError: one of them is in line already, or there are more than 2,000.
        """
        line = (*self.line, *waiting)
        if len({one.subject for one in line}) < len(line):
            raise QueueError(QueueTrouble.ALREADY_THERE)
        if len(line) > MOST_WAITING:
            raise QueueError(QueueTrouble.FULL)
        return replace(self, line=line)

    def without(self, subject: Subject) -> "Queue":
        """Returns the queue without this subject, who need not be in it."""
        return replace(self, line=tuple(one for one in self.line if one.subject != subject))

    def take(self) -> "tuple[Waiting | None, Queue]":
        """Returns who is next, and the queue without them; None of an empty one."""
        if not self.line:
            return None, self
        return self.line[0], replace(self, line=self.line[1:])

    def moved(self, subject: Subject, *, to: int) -> "Queue":
        """Returns the queue with one subject at another place, counted from 0."""
        found = next((one for one in self.line if one.subject == subject), None)
        if found is None:
            return self
        rest = [one for one in self.line if one.subject != subject]
        rest.insert(max(to, 0), found)
        return replace(self, line=tuple(rest))


NOBODY_WAITS: Final = Queue()
