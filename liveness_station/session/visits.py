"""One subject's visit to the desk, and the rules that it goes by. Values only."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from liveness_station.domain.consents import NOT_ASKED, Consent, ConsentRule
from liveness_station.domain.desk_events import OtherMethodEvent
from liveness_station.domain.overrides import OverrideDecision, SecondPerson
from liveness_station.domain.policies import Policy
from liveness_station.domain.references import ANY_REFERENCE, ReferenceRule
from liveness_station.domain.suspicions import ATTACK_REASONS
from liveness_station.domain.verdicts import Reason, Verdict

_S_IN_MINUTE: Final = 60.0


class ConsentStep(Enum):
    """How far the question has come."""

    NOT_NEEDED = "not_needed"
    ASKING = "asking"
    RECORDING = "recording"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class DeskRules:
    """What the administrator has laid down for visits.

    Attributes:
        consent: whether each subject is asked before anything is captured.
        attempts_most: so many judged attempts for one subject within `attempts_s`; 0: no limit.
        attempts_s: seconds.
        second_person: what nobody may decide alone.
        has_people: True where the station knows people by name, so that a second one can be asked.
        is_cloud: True where pictures would leave this computer.
        host: for which address they would; "" where they would not. Subjects agree to this one.
        here_policy: the rules of the engine on this computer, for a subject whose picture may not
            leave it; None: those of the chosen one.
        references: what a reference of this house is like.
    """

    consent: ConsentRule = ConsentRule.ELSEWHERE
    attempts_most: int = 0
    attempts_s: float = 10 * _S_IN_MINUTE
    second_person: frozenset[str] = frozenset()
    has_people: bool = False
    is_cloud: bool = False
    host: str = ""
    here_policy: Policy | None = None
    references: ReferenceRule = ANY_REFERENCE


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of the subject at the desk besides the reference.

    Attributes:
        language: what they are addressed in, such as "en"; "" for the desk's own choice.
        label: what the operator calls them by; "" for nothing.
        consent: what they were asked, and said.
        step: how far that has come.
        judged_at_s: when their attempts were judged that count against the limit, by the desk's
            clock; those before this run among them, those that are too long ago not.
        allowed_more: so many attempts has a supervisor allowed besides.
        last_job: their last attempt, which the next one follows; "" for none.
        was_suspected: one of their attempts in this visit was taken for an attack.
        is_looked_up: False as long as nobody knows whether they were here before.
    """

    language: str = ""
    label: str = ""
    consent: Consent = NOT_ASKED
    step: ConsentStep = ConsentStep.NOT_NEEDED
    judged_at_s: tuple[float, ...] = ()
    allowed_more: int = 0
    last_job: str = ""
    is_looked_up: bool = True
    was_suspected: bool = False


NOBODY: Final = Visit()

FREE_RULES: Final = DeskRules()
"""Nobody is asked and nothing is limited: of a desk that has not been told its rules yet."""


@dataclass(frozen=True, slots=True)
class OtherWay:
    """The subject goes another way than before the camera.

    Attributes:
        event: why, and after what.
        since_s: since when.
        sequence: the number of its entry; 0 before it is on disk.
    """

    event: OtherMethodEvent
    since_s: float
    sequence: int = 0

    @property
    def is_recorded(self) -> bool:
        """Tells whether it is on disk."""
        return self.sequence > 0


def without_old(visit: Visit, rules: DeskRules, now_s: float) -> Visit:
    """Returns the visit without the attempts that no longer count; the same one where all do."""
    kept = tuple(at_s for at_s in visit.judged_at_s if now_s - at_s < rules.attempts_s)
    return visit if len(kept) == len(visit.judged_at_s) else replace(visit, judged_at_s=kept)


def attempts_allowed(visit: Visit, rules: DeskRules) -> int | None:
    """Returns how many judged attempts there may be; None without a limit."""
    return rules.attempts_most + visit.allowed_more if rules.attempts_most else None


def is_spent(visit: Visit, rules: DeskRules) -> bool:
    """Tells whether only a supervisor can allow another attempt."""
    allowed = attempts_allowed(visit, rules)
    return allowed is not None and len(visit.judged_at_s) >= allowed


def suspects_attack(verdict: Verdict, reason: Reason) -> bool:
    """Tells whether the station has taken somebody for a fraud."""
    return verdict is Verdict.SPOOF or reason in ATTACK_REASONS


def needs_second_person(
    rules: DeskRules,
    decision: OverrideDecision,
    verdict: Verdict,
    reason: Reason,
    *,
    was_suspected: bool = False,
) -> bool:
    """Tells whether nobody may decide so alone.

    Where nobody is known by name nobody can be asked, and the decision stands with its reason.
    """
    if not rules.has_people:
        return False
    if decision is OverrideDecision.REFUSE:
        is_against = verdict is Verdict.LIVE
        return is_against and SecondPerson.REFUSE_AFTER_LIVE.value in rules.second_person
    if verdict is Verdict.LIVE:
        return False
    is_attack = was_suspected or suspects_attack(verdict, reason)
    kind = SecondPerson.ACCEPT_AFTER_ATTACK if is_attack else SecondPerson.ACCEPT_AFTER_OTHER
    return kind.value in rules.second_person
