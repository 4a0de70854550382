"""A program that writes attempts and says so: `python -m tests.storage.writing_child DB RUN COUNT`.

It prints "S <job>" once a submission is acknowledged and "V <job>" once a verdict is; it ends when
its standard input does. Where there is a file of keys beside the database, its ledger uses them.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from liveness_station.storage.records import open_records
from tests.fakes.shelf import FileShelf
from tests.storage.attempts import decision, job, outcome


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(path: Path, run_id: str, count: int) -> None:
    keys = path.with_name("keys.json")
    records = open_records(
        path,
        run_id=run_id,
        utc_now=lambda: datetime.now(UTC),
        shelf=FileShelf(keys) if keys.exists() else None,
    )
    say("opened")
    for number in range(count):
        attempted = job(f"{run_id}-{number}")
        records.submitted(attempted, endpoint="local", source="camera")
        say(f"S {attempted.job_id}")
        decided = decision(request_id=attempted.job_id)
        records.finished(outcome(attempted, decided), source="camera")
        say(f"V {attempted.job_id}")
    say("done")
    sys.stdin.read()
    records.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
