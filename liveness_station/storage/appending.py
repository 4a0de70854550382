"""What every writer to the record goes through: one transaction, linked and summed up."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from liveness_station.domain.errors import RecordError
from liveness_station.storage.database import Database, Row
from liveness_station.storage.entries import EntryWriter
from liveness_station.storage.links import Links
from liveness_station.storage.unshown import Unshown


class Appender:
    """Appends to the record of one run, whatever is to be said. Used by one thread.

    The stores of this room (attempts, pictures, retention, exports) share one of these, so that
    each of their transactions is chained and summed up in the same way.

    Attributes:
        database: the record's database.
        writer: makes the entries.
        links: chains them.
        unshown: what this run still has to say of verdicts that nobody was shown.
    """

    def __init__(self, database: Database, writer: EntryWriter, links: Links) -> None:
        self.database = database
        self.writer = writer
        self.links = links
        self.unshown = Unshown(writer)
        database.check_when_reopened(links.check)

    @property
    def path(self) -> Path:
        """The database's file."""
        return self.database.path

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the database, with a checkpoint at its end where one is due.

        Raises:
            RecordError: it is not committed, or not known to be.
        """
        try:
            with self._linked() as connection:
                yield connection
        except BaseException:
            self.unshown.doubt()
            if self.unshown:
                # At once, before anybody is told anything: after a crash nobody would know.
                with suppress(RecordError):
                    self._settle()
            raise

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Returns the rows of a SELECT; of no verdict that nobody was shown.

        Raises:
            RecordError: the database cannot be read, or still holds a verdict in doubt.
        """
        if self.unshown:
            self._settle()
        return self.database.query(sql, parameters)

    def close(self) -> None:
        """Closes the database; may be called twice."""
        self.database.close()

    def _settle(self) -> None:
        with self._linked():
            pass

    @contextmanager
    def _linked(self) -> Iterator[sqlite3.Connection]:
        self.links.begin()
        with self.database.transaction() as connection:
            self.unshown.settle(connection)
            yield connection
            self.writer.vouch(connection)
            if self.links.is_due(connection):
                self.writer.checkpoint(connection)
        self.links.settle()
        self.unshown.clear()

    def checkpoint(self) -> None:
        """Writes a checkpoint unless the newest entry is one.

        Raises:
            RecordError: it is not on disk.
        """
        with self.transaction() as connection:
            if self.links.open_count(connection):
                self.writer.checkpoint(connection)
