"""What every writer to the record goes through: one transaction, linked and summed up."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liveness_station.storage.database import Database, Row
from liveness_station.storage.entries import EntryWriter
from liveness_station.storage.links import Links


class Appender:
    """Appends to the record of one run, whatever is to be said. Used by one thread.

    The stores of this room (attempts, pictures, retention, exports) share one of these, so that
    each of their transactions is chained and summed up in the same way.

    Attributes:
        database: the record's database.
        writer: makes the entries.
        links: chains them.
    """

    def __init__(self, database: Database, writer: EntryWriter, links: Links) -> None:
        self.database = database
        self.writer = writer
        self.links = links
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
        self.links.begin()
        with self.database.transaction() as connection:
            yield connection
            if self.links.is_due(connection):
                self.writer.checkpoint(connection)
        self.links.settle()

    def query(self, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
        """Returns the rows of a SELECT.

        Raises:
            RecordError: the database cannot be read.
        """
        return self.database.query(sql, parameters)

    def checkpoint(self) -> None:
        """Writes a checkpoint unless the newest entry is one.

        Raises:
            RecordError: it is not on disk.
        """
        with self.transaction() as connection:
            if self.links.open_count(connection):
                self.writer.checkpoint(connection)
