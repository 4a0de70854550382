"""What the light's thread works with: a file of its own, and the record to count in."""

from datetime import datetime

from liveness_station.app.paths import Places
from liveness_station.domain.hour_counts import HourCounts
from liveness_station.domain.light_memory import LightMemory


class StationLight:
    """Reads and writes at one installation. Used by one thread."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> LightMemory:
        """Returns what is known of the light."""
        from liveness_station.storage.light_file import read_light

        return read_light(self._places.light)

    def write(self, memory: LightMemory) -> None:
        """Keeps what is known of the light.

        Raises:
            RecordError: the disk refused.
        """
        from liveness_station.storage.light_file import write_light

        write_light(self._places.light, memory)

    def hours(self, since: datetime) -> tuple[HourCounts, ...]:
        """Counts how checks ended, by the hour of the day.

        Raises:
            RecordError: the record cannot be read.
        """
        # Here: sqlite and its room are nothing that a window should wait for.
        from liveness_station.storage.hourly import read_hours

        return read_hours(self._places.records, since)
