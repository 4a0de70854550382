"""How a desk's rules and line are during a drill, and after it. Pure."""

from dataclasses import replace

from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.drills import ATTEMPTS_MOST, REFERENCE_PREFIX, Run, Step
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.references import ANY_REFERENCE
from liveness_station.domain.subjects import Subject
from liveness_station.session.visits import DeskRules


def rules_of(step: Step, house: DeskRules) -> DeskRules:
    """Returns the house's own rules, but for what a step is about.

    Nobody's attempts are limited where that is not the lesson, and the scripted references are
    none of the house's.
    """
    return replace(
        house,
        consent=ConsentRule.ASK if step.asks else house.consent,
        attempts_most=ATTEMPTS_MOST if step.ages_s else 0,
        references=ANY_REFERENCE,
    )


def drill_queue(run: Run, step: Step, present: Queue) -> Queue:
    """Returns the line of a step: its scripted subject before whoever was put in line meanwhile.

    Of the real line nobody stands in it: at the first step of a drill that is what there is.
    """
    waiting = Waiting(Subject(run.reference), step.language)
    others = present.line if run.place else ()
    return Queue((waiting, *(one for one in others if not _is_scripted(one))))


def queue_after(aside: Queue, present: Queue) -> Queue:
    """Returns the real line, and behind it whoever was put in line during the drill."""
    known = {one.subject for one in aside.line}
    new = [one for one in present.line if one.subject not in known and not _is_scripted(one)]
    return Queue((*aside.line, *new))


def _is_scripted(waiting: Waiting) -> bool:
    return waiting.subject.reference.startswith(REFERENCE_PREFIX)
