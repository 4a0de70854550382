"""Which tables a record has; what is checked goes by them, never by a number anybody can write."""

from typing import Final

from liveness_station.storage.database import Database

_FIRST_VERSIONS: Final = {"link": 3, "history": 4, "picture": 5}
"""By name, the version of the schema that brought each table which older records lack."""

# One statement, so that a step of the schema beside it is seen whole or not at all.
_SQL: Final = """
SELECT v.user_version, s.name FROM pragma_user_version AS v
LEFT JOIN sqlite_schema AS s ON s.type = 'table' AND s.name IN ('link', 'history', 'picture')
"""


def has_table(database: Database, name: str) -> bool:
    """Returns True if a record has a table that older ones lack.

    Raises:
        RecordError: the database cannot be read.
    """
    return any(found == name for _, found in database.query(_SQL))


def is_of_its_version(database: Database) -> bool:
    """Returns True if a record has the tables of the version that it says it is, and no later ones.

    Raises:
        RecordError: the database cannot be read.
    """
    rows = database.query(_SQL)
    version = int(str(rows[0][0]))
    expected = {name for name, first in _FIRST_VERSIONS.items() if first <= version}
    return {name for _, name in rows if name is not None} == expected
