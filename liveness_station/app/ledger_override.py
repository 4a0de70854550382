"""`liveness-station ledger override`: an operator's decision, put beside the station's."""

import argparse
import sys
import uuid
from collections.abc import Callable
from dataclasses import replace

from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places
from liveness_station.app.policy_floor import settings_in_force
from liveness_station.app.rules import account_name
from liveness_station.app.typed_by import has_accounts, signed_in_for
from liveness_station.app.visit_rules import visit_rules
from liveness_station.app.workbench import utc_now
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import Right
from liveness_station.domain.ports import Vault
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.visits import needs_second_person
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.events import EventLog
from liveness_station.storage.records import SqliteRecords, open_records


def override(arguments: argparse.Namespace, places: Places, make_vault: Callable[[], Vault]) -> int:
    """Records the decision and prints the entry's number.

    Raises:
        AccountError: people have accounts, and who decides or confirms is not signed in, or may
            not do that.
        RecordError: it is not on disk; "contradicts the record" where no such attempt has ended.
    """
    decided = Override(
        OverrideDecision(arguments.decision),
        OverrideReason(arguments.reason),
        arguments.operator,
        arguments.note,
    )
    shelf = KeyringShelf(make_vault)
    records = open_records(
        places.records,
        run_id=uuid.uuid4().hex,
        utc_now=utc_now,
        shelf=shelf,
        operator=account_name(),
    )
    try:
        found = records.find(arguments.job)
        if found is None:
            print(f"liveness-station ledger: there is no attempt {arguments.job}", file=sys.stderr)
            return 1
        second = ""
        if has_accounts(places):
            decided, second = _signed(arguments, places, records, decided, found)
        number = EventLog(records.appender).override(arguments.job, decided, second=second)
    finally:
        records.close()
        shelf.close()
    print(f"entry {number}; the station's own finding stays: {found.outcome or 'none'}")
    return 0


def _signed(
    arguments: argparse.Namespace,
    places: Places,
    records: SqliteRecords,
    decided: Override,
    found: AttemptSummary,
) -> tuple[Override, str]:
    """Returns the decision with its operator, and who confirmed it; "" where nobody has to."""
    operator = signed_in_for(Right.DECIDE, arguments.operator or None, places, records)
    signed = replace(decided, operator=operator.name)
    rules = visit_rules(settings_in_force(places), has_people=True)
    if not needs_second_person(rules, decided.decision, *_finding(found)):
        return signed, ""
    second = signed_in_for(Right.CONFIRM, arguments.second, places, records)
    if second.name == operator.name:
        raise AccountError(AccountTrouble.NOT_ALLOWED)
    return signed, second.name


def _finding(found: AttemptSummary) -> tuple[Verdict, Reason]:
    """Returns what the station found; what is no verdict of this version passed nobody."""
    verdicts = {verdict.value: verdict for verdict in Verdict}
    reasons = {reason.value: reason for reason in Reason}
    return (
        verdicts.get(found.outcome, Verdict.ERROR),
        reasons.get(found.reason, Reason.INTERNAL),
    )
