"""Asks from a process of its own, whose network or memory is not the tests'.

Run as `python -m tests.faults.asker JSON`; prints one JSON object.
"""

import json
import sys
from pathlib import Path

from tests.faults.desk import sitting, trials


def memory_kib(name: str) -> int:
    """Returns a line of this process's status in KiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)


def ask(asked: dict[str, object]) -> dict[str, object]:
    """Makes the trials that are asked for."""
    count, deadline_s = int(str(asked["count"])), float(str(asked["deadline_s"]))
    done = trials(str(asked["url"]), count=count, deadline_s=deadline_s)
    return {
        "verdicts": sorted({trial.verdict.value for trial in done}),
        "reasons": sorted({trial.reason.value for trial in done}),
        "details": sorted({trial.outcome.decision.detail for trial in done}),
        "longest_s": max(trial.took_s for trial in done),
    }


def grow(asked: dict[str, object]) -> dict[str, object]:
    """Measures by how much one check makes this process grow, after one that warms it up.

    `ballast_bytes` is taken and given back on top, to see that it shows.
    """
    with sitting(str(asked["first_url"]), deadline_s=10) as desk:
        desk.check()
    Path("/proc/self/clear_refs").write_text("5")
    before_kib = memory_kib("VmRSS")
    with sitting(str(asked["url"]), deadline_s=10) as desk:
        trial = desk.check()
    bytearray(b"x") * int(str(asked.get("ballast_bytes", 0)))
    return {
        "verdicts": [trial.verdict.value],
        "reasons": [trial.reason.value],
        "growth_kib": memory_kib("VmHWM") - before_kib,
    }


if __name__ == "__main__":
    what = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(grow(what) if "first_url" in what else ask(what)) + "\n")
