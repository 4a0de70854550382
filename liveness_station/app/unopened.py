"""A record that could not be opened: it refuses everything, so that no verdict is shown."""

from typing import NoReturn

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import LastLook
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.domain.verdicts import Reason
from liveness_station.storage.attempts import VerdictCounts


class UnopenedRecords:
    """Stands in for the records and tells, at each use, why they are not there.

    Attributes:
        detail: why.
    """

    def __init__(self, detail: str) -> None:
        self.detail = detail

    def submitted(
        self,
        job: Job,  # noqa: ARG002 - the port's form
        *,
        endpoint: str,  # noqa: ARG002 - the port's form
        source: str,  # noqa: ARG002 - the port's form
        origin: Origin = UNKNOWN_ORIGIN,  # noqa: ARG002 - the port's form
        route: Route = HERE,  # noqa: ARG002 - the port's form
    ) -> None:
        """Refuses."""
        self._refuse()

    def tried(self, outcome: Outcome) -> None:  # noqa: ARG002 - the port's form
        """Refuses."""
        self._refuse()

    def finished(
        self,
        outcome: Outcome,  # noqa: ARG002 - the port's form
        *,
        source: str,  # noqa: ARG002 - the port's form
        last_look: LastLook | None = None,  # noqa: ARG002 - the port's form
    ) -> Outcome:
        """Refuses."""
        self._refuse()

    def late(self, outcome: Outcome) -> int:  # noqa: ARG002 - the records' form
        """Refuses."""
        self._refuse()

    def has_request_id(self, request_id: str) -> bool:  # noqa: ARG002 - the port's form
        """Refuses."""
        self._refuse()

    def counts_today(self) -> VerdictCounts:
        """Refuses."""
        self._refuse()

    def tend(self) -> None:
        """Does nothing: there is nothing to sum up."""

    def close(self) -> None:
        """Does nothing: there is nothing open."""

    def _refuse(self) -> NoReturn:
        raise RecordError(Reason.NOT_RECORDED, self.detail)
