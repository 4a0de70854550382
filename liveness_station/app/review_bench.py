"""What the review lane's thread works with: a connection of its own, which only reads."""

from pathlib import Path

from liveness_station.reporting.agreement import Agreement, Answer, agreement_of
from liveness_station.reporting.review import MOST_SHOWN, lane_of, open_cases
from liveness_station.runtime.review_thread import CaseRead, ReviewRead
from liveness_station.storage.database import Database
from liveness_station.storage.history import HistoryReader
from liveness_station.storage.review_query import read_attempts, read_causes, read_opinions
from liveness_station.storage.shift_query import open_facts


class StationReview:
    """The record, opened for reading at the first question. Used by one thread."""

    def __init__(self, records: Path) -> None:
        self._records = records
        self._database: Database | None = None

    def look(self) -> ReviewRead:
        """Returns lane and agreement as they are now.

        Raises:
            RecordError: the record cannot be read.
        """
        database = self._opened()
        cases = open_cases(read_causes(database))
        jobs = tuple(case.job_id for case in cases[:MOST_SHOWN])
        lane = lane_of(cases, read_attempts(database, jobs))
        return ReviewRead(lane, self._agreement(database))

    def case(self, job_id: str) -> CaseRead:
        """Returns all there is of one attempt.

        Raises:
            RecordError: the record cannot be read.
        """
        return CaseRead(job_id, HistoryReader(self._opened()).detail(job_id))

    def close(self) -> None:
        """Closes the record."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _agreement(self, database: Database) -> Agreement:
        """Returns how the two agree who gave the newest opinion: others are another pair."""
        opinions = read_opinions(database)
        if not opinions:
            return Agreement()
        pair = opinions[-1].pair
        answers = [Answer(one.at, one.agrees) for one in opinions if one.pair == pair]
        return agreement_of(answers, pair)

    def _opened(self) -> Database:
        if self._database is None:
            self._database = open_facts(self._records)
        return self._database
