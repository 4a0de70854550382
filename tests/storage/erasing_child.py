"""A program that keeps pictures and erases, and says so: `python -m tests.storage.erasing_child`.

Arguments: the database, a run id. It goes on until it is killed. It prints "K <job>" once a picture
is acknowledged, and "E <job>" once everything of an attempt is erased.
"""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.keeping import empty_log
from liveness_station.storage.pictures import PictureStore
from liveness_station.storage.records import open_records
from tests.storage.attempts import attempt, job
from tests.storage.pictures import JPEG, KEYS


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(path: Path, run_id: str) -> None:
    records = open_records(path, run_id=run_id, utc_now=lambda: datetime.now(UTC))
    store, eraser = PictureStore(records.appender, lambda _: KEYS), Eraser(records.appender)
    store.sweep()
    chance = random.Random(run_id)
    there: list[str] = []
    say("opened")
    for number in range(10_000):
        job_id = f"{run_id}-{number}"
        attempt(records, job(job_id, subject=f"Subject-of-{job_id}."))
        store.keep(job_id, (JPEG, JPEG), form="full")
        say(f"K {job_id}")
        there.append(job_id)
        if len(there) >= 3:
            gone = [there.pop(chance.randrange(len(there))) for _ in range(2)]
            eraser.erase(gone, DataClass.PERSON, Cause.REQUEST)
            for job_id in gone:
                say(f"E {job_id}")
            empty_log(records.appender.database)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
