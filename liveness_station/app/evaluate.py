"""`liveness-station evaluate`: error rates on labelled files, asked of an endpoint as a check is.

What it finds is written beside a report and nowhere else: never into the station's records.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tqdm import tqdm

from liveness_station import __version__
from liveness_station.app.endpoint_arguments import BAD_LIMITS, with_endpoint_options
from liveness_station.app.endpoints import (
    DownEndpoint,
    EndpointProvider,
    encoder_for,
    service_command,
)
from liveness_station.app.logs import open_log
from liveness_station.app.parsing import USAGE_EXIT
from liveness_station.app.paths import Places, find_places
from liveness_station.app.policy_floor import settings_in_force, under_floor
from liveness_station.app.presented_files import frames_of, read_list, thumbnail_of, with_hashes
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.ports import Vault
from liveness_station.evaluation.campaign import Campaign, NobodyAnswersError, Setup
from liveness_station.evaluation.document import Circumstances, Evaluation, evaluate
from liveness_station.evaluation.figures_json import to_json
from liveness_station.evaluation.journal import Journal, JournalError
from liveness_station.evaluation.presentations import (
    Presentation,
    PresentationError,
    PresentationList,
)
from liveness_station.evaluation.report import make_report
from liveness_station.evaluation.results import Result
from liveness_station.evaluation.summary import summarise
from liveness_station.evaluation.wording import spelt_out
from liveness_station.pad.manifest import MODEL_FILES
from liveness_station.runtime.supervisor import ServiceSupervisor
from liveness_station.settings.values import Settings

PARTLY_EXIT: Final = 2
NOTHING_EXIT: Final = 3
STOPPED_EXIT: Final = 130
"""What a shell says of a program that Ctrl-C ended."""

_JOURNAL: Final = "answers.jsonl"
STOPPED: Final = "stopped by hand"


class ReportError(Exception):
    """The report cannot be written."""


def run(arguments: argparse.Namespace) -> int:
    """Measures, and writes the report; see the command's help for the exit codes."""
    places = find_places(arguments.data_dir)
    open_log(places.logs, "station")
    asked = with_endpoint_options(settings_in_force(places), arguments)
    # What cannot be is refused as it was asked for, not silently made to fit.
    settings = under_floor(asked) if asked.policy.is_valid else asked
    return evaluate_with(arguments, places, settings, make_vault=KeyringVault)


def evaluate_with(
    arguments: argparse.Namespace,
    places: Places,
    settings: Settings,
    *,
    make_vault: Callable[[], Vault],
) -> int:
    """Measures under settings that are complete, writes the report, returns the exit code."""
    if not settings.policy.is_valid:
        _refuse(BAD_LIMITS)
        return USAGE_EXIT
    try:
        evaluation = _evaluate(arguments, settings, make_vault)
        return _tell(arguments, places, evaluation)
    except (PresentationError, JournalError, EndpointError, ReportError) as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        print("liveness-station evaluate: stopped; no report was written", file=sys.stderr)
        return STOPPED_EXIT


def _evaluate(
    arguments: argparse.Namespace, settings: Settings, make_vault: Callable[[], Vault]
) -> Evaluation:
    listed = read_list(arguments.source, where=dict(arguments.where), only=arguments.only)
    listed = with_hashes(listed, _hash_bar)
    supervisor = ServiceSupervisor(service_command(arguments.data_dir))
    provider = EndpointProvider(settings, supervisor=supervisor, make_vault=make_vault)
    begun_utc = datetime.now(UTC)
    try:
        endpoint = provider.current()
        if isinstance(endpoint, DownEndpoint):
            raise EndpointError(endpoint.error.reason, endpoint.error.detail)
        setup = Setup(
            provider.current,
            encoder_for(endpoint),
            frames_of,
            settings.policy,
            arguments.frames,
            time.monotonic,
            provider.engine,
        )
        results, end = _run(arguments, listed, setup)
    finally:
        provider.forget()
        supervisor.stop()
    circumstances = Circumstances(
        listed,
        conditions=_conditions(arguments),
        endpoint=endpoint.name,
        models=_models(results),
        policy=settings.policy,
        clip_frames=arguments.frames,
        begun_utc=begun_utc,
        version=__version__,
        end=end,
    )
    return evaluate(circumstances, results)


def _run(
    arguments: argparse.Namespace, listed: PresentationList, setup: Setup
) -> tuple[list[Result], str]:
    """Returns what there is in the end, and why the end came early, "" where it did not."""
    results: list[Result] = []
    total = len(listed.presentations)
    with (
        Journal(_folder(arguments) / _JOURNAL, is_fresh=arguments.fresh) as journal,
        tqdm(total=total, unit="file", file=sys.stderr, disable=_is_quiet()) as progress,
    ):
        try:
            for result in Campaign(setup, journal).run(listed.presentations):
                results.append(result)
                progress.update()
        except KeyboardInterrupt:
            return results, STOPPED
        except NobodyAnswersError as error:
            return results, f"nobody answers ({error})"
    return results, ""


def _tell(arguments: argparse.Namespace, places: Places, evaluation: Evaluation) -> int:
    folder = _folder(arguments)
    thumbnail = None if arguments.no_pictures else thumbnail_of
    figures = to_json(evaluation)
    template = places.evaluation_template.read_text(encoding="utf-8")
    _write(folder / "report.json", figures)
    _write(folder / "report.html", make_report(evaluation, template, thumbnail=thumbnail))
    lines = (*summarise(evaluation), "", f"Report: {folder / 'report.html'}")
    # Both spell out alike what a terminal would obey; in JSON it stands in texts only.
    _print("\n".join(map(spelt_out, figures.split("\n") if arguments.json else lines)))
    if evaluation.circumstances.end == STOPPED:
        return STOPPED_EXIT
    return 0 if evaluation.is_whole else PARTLY_EXIT


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except OSError:
        # Nobody reads any more, and the report is written; also what Python would write of its
        # buffers while it ends goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _folder(arguments: argparse.Namespace) -> Path:
    if arguments.output is not None:
        return Path(arguments.output)
    source = arguments.source.resolve()
    name = source.name if source.is_dir() else source.parent.name
    return Path(f"evaluation-{name or 'root'}")


def _write(path: Path, text: str) -> None:
    """Writes a file in one step: what stands there is always a whole report."""
    waiting = path.with_name(f"{path.name}.new")
    try:
        # A file name that is no text on this system is shown with question marks.
        waiting.write_bytes(text.encode(errors="replace"))
        waiting.replace(path)
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror or 'cannot be written'}") from error


def _conditions(arguments: argparse.Namespace) -> tuple[str, ...]:
    only = [f"{arguments.only} only"] if arguments.only else []
    return (*(f"{column} is {value}" for column, value in arguments.where), *only)


def _models(results: list[Result]) -> tuple[tuple[str, str], ...]:
    """Returns the shipped model files whose short hashes stand in an engine's name."""
    engines = " ".join(sorted({result.engine for result in results}))
    return tuple((file.name, file.sha256) for file in MODEL_FILES if file.short_hash in engines)


def _hash_bar(presentations: Iterable[Presentation]) -> Iterable[Presentation]:
    return tqdm(
        presentations,
        desc="reading",
        unit="file",
        file=sys.stderr,
        disable=_is_quiet(),
        leave=False,
    )


def _is_quiet() -> bool:
    return not sys.stderr.isatty()


def _refuse(message: str) -> int:
    print(f"liveness-station evaluate: {spelt_out(message)}", file=sys.stderr)
    return NOTHING_EXIT
