"""`liveness-station check`: files and addresses judged one by one, without a window."""

import argparse
import json
import os
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from liveness_station.app.endpoint_arguments import BAD_LIMITS, with_endpoint_options
from liveness_station.app.logs import open_log
from liveness_station.app.parsing import USAGE_EXIT
from liveness_station.app.paths import find_places
from liveness_station.app.policy_floor import settings_in_force, under_floor
from liveness_station.app.workbench import StationWorkbench
from liveness_station.contract.limits import MAX_IMAGE_BYTES
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame
from liveness_station.domain.media import PICTURE_SUFFIXES
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.simulation import is_simulated
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.subjects import Subject, SubjectError
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.imaging.decode import decode

EXIT_CODES = {Verdict.LIVE: 0, Verdict.SPOOF: 1, Verdict.RETRY: 2, Verdict.ERROR: 3}
EXIT_SIMULATED_LIVE = 4
"""A script must not take a drill for a pass."""


class _OutputError(Exception):
    """Nobody reads standard output any more, or its disk is full."""


def run(arguments: argparse.Namespace) -> int:
    """Checks every picture; the highest of the outcomes' exit codes wins."""
    places = find_places(arguments.data_dir)
    open_log(places.logs, "station")
    try:
        subject = Subject.parse(arguments.subject)
    except SubjectError as error:
        return _refuse(f"the subject's reference cannot be used: {error}")
    asked = with_endpoint_options(settings_in_force(places), arguments)
    if not asked.policy.is_valid:
        _refuse(BAD_LIMITS)
        return USAGE_EXIT
    settings = under_floor(asked)
    policy = settings.policy
    sources = list(_expand(arguments.sources))
    if not sources:
        return _refuse("no picture found there (jpg, png, bmp, webp, tif)")
    bench = StationWorkbench(places, settings, data_dir=arguments.data_dir)
    bench.open()
    try:
        return _check_all(bench, sources, subject, policy, as_json=arguments.json)
    except KeyboardInterrupt:
        return _refuse("stopped; what was checked is recorded")
    except _OutputError:
        # Also what Python would write of its buffers while it ends goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse("standard output takes no more; what was checked is recorded")
    finally:
        bench.close()


def _check_all(
    bench: StationWorkbench,
    sources: list[str],
    subject: Subject,
    policy: Policy,
    *,
    as_json: bool,
) -> int:
    highest = 0
    is_quiet = len(sources) < 2 or not sys.stderr.isatty()
    with tqdm(sources, unit="picture", file=sys.stderr, disable=is_quiet, leave=False) as progress:
        for source in progress:
            job = Job(uuid.uuid4().hex, subject, 0, policy)
            outcome = _check_one(bench, job, source)
            with tqdm.external_write_mode(file=sys.stdout):
                _tell(source, outcome, as_json=as_json)
            highest = max(highest, exit_code(outcome))
    return highest


def exit_code(outcome: Outcome) -> int:
    """Returns the exit code of one outcome; 0 means that a person was found live, and no less."""
    verdict = outcome.decision.verdict
    if verdict is Verdict.LIVE and _is_simulated(outcome):
        return EXIT_SIMULATED_LIVE
    return EXIT_CODES[verdict]


def _is_simulated(outcome: Outcome) -> bool:
    return is_simulated(endpoint=outcome.endpoint, engine=outcome.engine)


def _check_one(bench: StationWorkbench, job: Job, source: str) -> Outcome:
    if _is_address(source):
        return bench.verify_url(job, source, source="address")
    label = Path(source).name
    try:
        untrusted_image = _read(Path(source))
    except (OSError, ValueError) as error:
        decision = decide_failure(Reason.FILE_UNREADABLE, detail=type(error).__name__)
        return bench.refuse(job, decision, source=label)
    try:
        pixels = decode(untrusted_image)
    except ImageError as error:
        return bench.refuse(job, decide_failure(error.reason, detail=error.detail), source=label)
    return bench.verify(job, Frame(pixels, time.monotonic(), 0, label, source_kind=SourceKind.FILE))


def _read(path: Path) -> bytes:
    """Reads a file, but not more of it than can be refused as too large."""
    if path.exists() and not path.is_file():
        # A pipe or a device may never end.
        raise OSError("not a regular file")
    with path.open("rb") as file:
        return file.read(MAX_IMAGE_BYTES + 1)


def _tell(source: str, outcome: Outcome, *, as_json: bool) -> None:
    decision = outcome.decision
    if as_json:
        line = {
            "source": source,
            "verdict": decision.verdict.value,
            "reason": decision.reason.value,
            "detail": decision.detail,
            "risk_reason": decision.risk_reason,
            "score": decision.score,
            "threshold": outcome.job.policy.threshold,
            "review_limit": outcome.job.policy.review_limit,
            "request_id": decision.request_id,
            "gateway_request_id": decision.gateway_request_id,
            "endpoint": outcome.endpoint,
            "engine": outcome.engine,
            "elapsed_ms": round(outcome.elapsed_ms, 1),
            "recorded": outcome.recorded,
            "simulated": _is_simulated(outcome),
        }
        _print(json.dumps(line, ensure_ascii=False))
        return
    score = "  -  " if decision.score is None else f"{decision.score:.3f}"
    why = (
        f"{decision.reason.value}: {decision.detail}" if decision.detail else decision.reason.value
    )
    mark = "" if outcome.recorded else "  (not recorded)"
    if _is_simulated(outcome):
        mark += "  (simulated, no real check)"
    _print(f"{decision.verdict.value:<5}  {score}  {source}  {why}{mark}")


def _print(line: str) -> None:
    try:
        print(line, flush=True)
    except OSError as error:
        raise _OutputError from error


def _expand(sources: list[str]) -> Iterator[str]:
    """Yields files and addresses; directories are walked in the order of their names."""
    for source in sources:
        if _is_address(source) or not Path(source).is_dir():
            yield source
            continue
        for path in sorted(Path(source).rglob("*")):
            if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file():
                yield str(path)


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _refuse(message: str) -> int:
    print(f"liveness-station check: {message}", file=sys.stderr)
    return EXIT_CODES[Verdict.ERROR]
