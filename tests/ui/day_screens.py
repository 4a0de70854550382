"""The console's states of an operator's day: questions, other ways, crowds, drills."""

from collections.abc import Iterator
from dataclasses import replace

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.desk_events import OtherMethodEvent, OtherReason
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import Person, Role
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.session.states import DeskState, Showing
from liveness_station.session.visits import ConsentStep, DeskRules, OtherWay, Visit
from tests.ui.screens import ANNA, ATTACK, COUNTS, LIVE, LONG, Screen, flat, ready, showing

WEI = Person("王伟 Wang Wei", Role.OPERATOR)
RULES = DeskRules(attempts_most=3, has_people=True)
SHORT_LINE = Queue(
    (Waiting(Subject("A-1043"), "zh_CN", "王小明"), Waiting(Subject("A-1044"), "en"))
)
CROWD = Queue(
    tuple(
        Waiting(Subject(f"A-{number}"), ("zh_CN", "en", "")[number % 3], label)
        for number, label in enumerate(
            ("王小明", "Maximiliane Oberhuber-Weissenberger von und zu Hohenlohe", "", "Zoé") * 10,
            start=1043,
        )
    )
)
ALERTS = (
    Alert(AlertCode.RECORD_ALTERED, "entry 4711"),
    Alert(AlertCode.WITNESS_OLD, "2 h"),
)


def at_work(state: DeskState, **changes: object) -> DeskState:
    """Returns a state with an operator, rules and a line."""
    made = replace(state, operator=WEI, rules=RULES, queue=SHORT_LINE)
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def _asking(step: ConsentStep = ConsentStep.ASKING, *, is_cloud: bool = False) -> DeskState:
    rules = replace(RULES, is_cloud=is_cloud)
    return at_work(ready(visit=Visit(step=step, label="Anna Kowalska")), rules=rules)


def _decided() -> DeskState:
    made = at_work(flat(), visit=Visit(judged_at_s=(1.0, 2.0)))
    phase = made.phase
    assert isinstance(phase, Showing)
    chosen = Override(OverrideDecision.ACCEPT, OverrideReason.SECOND_PERSON_CONFIRMED, note="n")
    outcome = replace(phase.outcome, job=replace(phase.outcome.job, follows="job-0"))
    return replace(made, phase=replace(phase, outcome=outcome, override=chosen, has_note=True))


def _drill() -> DeskState:
    made = at_work(showing(ATTACK), is_training=True)
    phase = made.phase
    assert isinstance(phase, Showing)
    job = replace(phase.outcome.job, is_training=True)
    return replace(made, phase=replace(phase, outcome=replace(phase.outcome, job=job)))


def _other_way(reason: OtherReason, *, sequence: int = 42) -> DeskState:
    event = OtherMethodEvent(ANNA, reason, "", "", 1, WEI.name)
    return at_work(ready(phase=OtherWay(event, 101.0, sequence)))


def _day() -> Iterator[tuple[str, Screen]]:
    yield "asking", Screen(_asking(), COUNTS, asks="here")
    yield "asking_cloud", Screen(_asking(is_cloud=True), COUNTS, asks="cloud")
    yield "asking_recording", Screen(_asking(ConsentStep.RECORDING), COUNTS, asks="recording")
    yield "other_method", Screen(_other_way(OtherReason.CONSENT_REFUSED), COUNTS)
    spent = Visit(judged_at_s=(1.0, 2.0, 3.0))
    again = showing(decide_failure(Reason.NO_FACE))
    yield "attempts_spent", Screen(at_work(replace(ready(), visit=spent)), COUNTS)
    yield "attempts_spent_card", Screen(at_work(again, visit=spent), COUNTS)
    yield "decided", Screen(_decided(), COUNTS)
    attack = showing(ATTACK, endpoint="face-api.example.com")
    yield "not_live_of_three", Screen(at_work(attack, visit=Visit(judged_at_s=(1.0,))), COUNTS)
    crowd = at_work(showing(LIVE, subject=Subject(LONG)), queue=CROWD)
    yield (
        "crowded",
        Screen(
            replace(crowd, visit=Visit(judged_at_s=(1.0,)), operator=Person(LONG, Role.SUPERVISOR)),
            COUNTS,
        ),
    )
    yield "drill", Screen(_drill(), COUNTS)
    nobody = at_work(ready(subject=None, generation=0))
    yield "nobody_yet", Screen(nobody, COUNTS)
    yield "alerts", Screen(at_work(ready()), COUNTS, alerts=ALERTS)
    yield "curtain", Screen(at_work(ready(), is_curtained=True), COUNTS)


DAY = {name: replace(screen, has_desk=True) for name, screen in _day()}
