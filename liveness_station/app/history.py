"""`liveness-station history ...`: searches the record and writes what is found to files."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from itertools import islice

from liveness_station.app.history_export import (
    ExportOrder,
    Form,
    draft_export,
    entry_of,
    form_of,
    record_export,
)
from liveness_station.app.parsing import USAGE_EXIT
from liveness_station.app.paths import Places, find_places
from liveness_station.app.policy_floor import settings_in_force
from liveness_station.app.record_words import told
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import RecordError
from liveness_station.domain.ports import Vault
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.settings.values import Language
from liveness_station.storage.history import open_history
from liveness_station.storage.history_query import HistoryQuery, HistoryRow
from liveness_station.ui.words.base import Words

_FAILED = 1
_STOPPED = 130


def make_painting_possible(places: Places) -> object:
    """Makes the application object and its fonts, without any screen."""
    from liveness_station.app.desktop import make_application

    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return make_application(places)


def run(
    arguments: argparse.Namespace,
    *,
    make_vault: Callable[[], Vault] = KeyringVault,
    make_painting: Callable[[Places], object] = make_painting_possible,
) -> int:
    """Does what was asked for.

    Args:
        arguments: as they were typed.
        make_vault: the keyring.
        make_painting: gives what a report is painted with; it is kept until that is done.
    """
    places = find_places(arguments.data_dir)
    try:
        if arguments.action == "list":
            return _list(arguments, places)
        return _export(arguments, places, make_vault, make_painting)
    except RecordError as error:
        print(f"liveness-station history: {told(error, places.records)}", file=sys.stderr)
    except ExportError as error:
        print(f"liveness-station history: {error.trouble.value}", file=sys.stderr)
    except KeyboardInterrupt:
        return _STOPPED
    return _FAILED


def _query(arguments: argparse.Namespace) -> HistoryQuery:
    return HistoryQuery(
        subject=arguments.subject,
        operator=arguments.operator,
        source=arguments.source,
        outcomes=frozenset("" if word == "PENDING" else word for word in arguments.outcome),
        reason=arguments.reason,
        begun_from=arguments.begun_from,
        begun_before=arguments.begun_before,
    )


def _list(arguments: argparse.Namespace, places: Places) -> int:
    with closing(open_history(places.records)) as history:
        tell = _as_json if arguments.json else _as_line
        for row in islice(history.rows(_query(arguments)), arguments.limit):
            print(tell(row))
    return 0


def _as_line(row: HistoryRow) -> str:
    summary = row.summary
    score = "-" if summary.score is None else f"{summary.score:.2f}"
    words = (
        _local(summary.submitted_at),
        f"{summary.outcome or 'PENDING':<9}",
        score,
        summary.reason or "-",
        _plain("(erased)" if summary.subject is None else summary.subject),
        _plain("(erased)" if summary.source is None else summary.source),
        _plain(row.operator or "-"),
    )
    return "  ".join(words)


def _as_json(row: HistoryRow) -> str:
    summary = row.summary
    return json.dumps(
        {
            "job": summary.job_id,
            "begun": summary.submitted_at.isoformat(),
            "subject": summary.subject,
            "operator": row.operator,
            "source": summary.source,
            "outcome": summary.outcome or "PENDING",
            "reason": summary.reason,
            "detail": summary.detail,
            "score": summary.score,
            "threshold": summary.threshold,
            "method": summary.method,
            "endpoint": summary.endpoint,
            "is_demo": summary.is_demo,
            "is_simulated": summary.is_simulated,
            "is_setup": summary.is_setup,
            "is_training": summary.is_training,
            "follows": summary.follows,
            "entry": summary.submitted_sequence,
        }
    )


def _export(
    arguments: argparse.Namespace,
    places: Places,
    make_vault: Callable[[], Vault],
    make_painting: Callable[[Places], object],
) -> int:
    form = form_of(arguments.file)
    if form is None:
        print("liveness-station history: a file that ends in .csv, .xlsx or .pdf", file=sys.stderr)
        return USAGE_EXIT
    target = arguments.file.expanduser().absolute()
    order = ExportOrder(
        _query(arguments),
        form,
        target,
        arguments.can_replace,
        _words(arguments, places),
        places.drafts,
    )
    # A report is painted, which needs the application object and its fonts to be there.
    painting = make_painting(places) if order.form is Form.PDF else None
    with closing(open_history(places.records)) as history:
        draft = draft_export(history, order, _never)
    del painting
    try:
        operator = arguments.operator_name or _login()
        number = record_export(places, entry_of(order, draft), operator, make_vault)
    except RecordError as error:
        draft.discard()
        raise ExportError(ExportTrouble.NOT_RECORDED) from error
    draft.publish(can_replace=order.can_replace)
    print(f"{draft.attempts} attempts in {target}; recorded as entry {number}")
    return 0


def _words(arguments: argparse.Namespace, places: Places) -> Words:
    from liveness_station.app import appearance

    settings = settings_in_force(places)
    if arguments.language:
        settings = replace(settings, language=Language(arguments.language))
    return appearance.words_of(settings)


def _login() -> str:
    # No name is better than no export: the record says then that nobody is known.
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _plain(text: str) -> str:
    """Returns a text that does nothing to a terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _never() -> bool:
    return False
