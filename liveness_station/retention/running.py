"""One pass of retention, in small steps, so that a busy desk never waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, Protocol

from liveness_station.domain.errors import RecordError
from liveness_station.retention.doubts import Doubt, clock_doubt
from liveness_station.storage.erasing import DataClass, Page
from liveness_station.storage.times import TimeEvidence

PERIOD_S: Final = 24 * 3600.0
RETRY_S: Final = 3600.0
"""What stood in the way may be gone in an hour."""


@dataclass(frozen=True, slots=True)
class KeepingTimes:
    """How long each class of data stays; entries themselves never go.

    Attributes:
        person_days: names and what else could tell who it was, their pictures with them.
        picture_days: pictures.
    """

    person_days: int
    picture_days: int

    def of(self, data_class: DataClass) -> timedelta:
        """Returns how long a class stays."""
        is_person = data_class is DataClass.PERSON
        return timedelta(days=self.person_days if is_person else self.picture_days)


class Keeping(Protocol):
    """The record, as retention needs it. Every call is short."""

    def time_evidence(self) -> TimeEvidence:
        """Returns what is known of the wall clock."""

    def is_whole(self) -> bool:
        """Tells whether the end of the chain holds."""

    def is_all_held(self) -> bool:
        """Tells whether a hold is on everybody."""

    def erase_expired(self, data_class: DataClass, *, before: str, after: int) -> Page:
        """Erases what is older than a moment in the next stretch of the record."""

    def scrub(self) -> bool:
        """Takes what was erased out of the write-ahead log too; False where it is in use."""


class Stage(Enum):
    """What the next step of a pass does."""

    JUDGE = "judge"
    ERASE = "erase"
    SCRUB = "scrub"
    DONE = "done"


@dataclass(slots=True)
class Result:
    """What a pass has come to so far.

    Attributes:
        doubt: why it ended early, None where it did not.
        names: private values that were erased.
        pictures: likewise.
        held: what was left because of a hold on somebody.
        entries: the numbers of its PURGE entries.
    """

    doubt: Doubt | None = None
    names: int = 0
    pictures: int = 0
    held: int = 0
    entries: list[int] = field(default_factory=list)


class Pass:
    """One pass over the record. Each step takes some milliseconds.

    Attributes:
        result: what it has come to.
        stage: what the next step does.
    """

    def __init__(
        self, keeping: Keeping, times: KeepingTimes, *, utc_now: Callable[[], datetime]
    ) -> None:
        self._keeping = keeping
        self._times = times
        self._utc_now = utc_now
        self._left = [DataClass.PICTURES, DataClass.PERSON]
        self._after = 0
        self.result = Result()
        self.stage = Stage.JUDGE

    @property
    def is_waiting(self) -> bool:
        """Tells whether the next step waits for another program, so that trying at once is vain."""
        return self.stage is Stage.SCRUB

    def step(self) -> bool:
        """Goes on by one step; True while there is another."""
        try:
            if self.stage is Stage.JUDGE:
                self._judge()
            elif self.stage is Stage.ERASE:
                self._erase()
            elif self.stage is Stage.SCRUB and self._keeping.scrub():
                self.stage = Stage.DONE
        except RecordError:
            self._end(Doubt.NOT_RECORDED)
        return self.stage is not Stage.DONE

    def _judge(self) -> None:
        """Looks again before each transaction: a clock is set, a hold placed, at any time."""
        doubt = clock_doubt(self._keeping.time_evidence(), self._utc_now())
        if doubt is None and self._keeping.is_all_held():
            doubt = Doubt.HELD
        if doubt is None and self._after == 0 and not self._keeping.is_whole():
            doubt = Doubt.ALTERED
        if doubt is not None:
            self._end(doubt)
        else:
            self.stage = Stage.ERASE

    def _erase(self) -> None:
        data_class = self._left[0]
        before = self._utc_now().astimezone(UTC) - self._times.of(data_class)
        page = self._keeping.erase_expired(data_class, before=_text(before), after=self._after)
        self.result.held += page.held
        if page.purge is not None:
            self.result.names += page.purge.names
            self.result.pictures += page.purge.pictures
            self.result.entries.append(page.purge.sequence)
        self._after = page.after or 0
        self.stage = Stage.JUDGE
        if page.after is None:
            self._left.pop(0)
            if not self._left:
                self.stage = Stage.SCRUB if self.result.entries else Stage.DONE

    def _end(self, doubt: Doubt) -> None:
        self.result.doubt = doubt
        # What is erased by now is erased: out of the log with it.
        is_begun = bool(self.result.entries) and self.stage is not Stage.SCRUB
        self.stage = Stage.SCRUB if is_begun else Stage.DONE
        self._left.clear()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
