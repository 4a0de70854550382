"""What a person decides about the ledger's keys: which sign from here on, and what they adopt."""

from collections.abc import Callable

from liveness_station.ledger.checkpoints import public_key_of, public_key_text
from liveness_station.ledger.keys import StationKeys
from liveness_station.ledger.vouching import Ranges
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import Kind, vouch_body
from liveness_station.storage.links import newest_body


def is_enrolled(appender: Appender) -> bool:
    """Tells whether the record names a key that signs its checkpoints.

    Raises:
        RecordError: the database cannot be read.
    """
    with appender.transaction() as connection:
        return newest_body(connection, "KEY") is not None


def enrol(
    appender: Appender, keys: StationKeys, *, keep: Callable[[bytes, StationKeys], None]
) -> str:
    """Has new keys sign and code from here on, and returns the public one as text.

    Args:
        appender: writes to the record.
        keys: the keys.
        keep: keeps them for good under the station's id; raises where it cannot, and then nothing
            is changed.

    Raises:
        RecordError: it is not on disk; the keys may have been kept.
    """
    # The last word of the older keys, where there are some.
    appender.links.wait_for_keys()
    appender.checkpoint()
    with appender.transaction() as connection:
        station = appender.links.station(connection)
        fitted, endorsement = appender.links.successor(connection, keys)
    keep(station, fitted)
    appender.links.take(fitted)
    public_key = public_key_text(station, public_key_of(fitted.seed))
    with appender.transaction() as connection:
        appender.writer.key(connection, public_key, endorsement=endorsement)
    appender.checkpoint()
    return public_key


def adopt(appender: Appender, entries: Ranges) -> bool:
    """Has a person vouch for entries that bear no code; False where there are no keys.

    Raises:
        RecordError: it is not on disk.
    """
    appender.links.wait_for_keys(is_enrolled=is_enrolled(appender))
    with appender.transaction() as connection:
        if not appender.links.has_keys(connection):
            return False
        body = vouch_body(entries.to_texts(), why="adopted")
        appender.writer.note(connection, Kind.VOUCH, body)
    return True
