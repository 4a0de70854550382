"""From a drill to what is shown of it. Pure."""

from dataclasses import dataclass

from liveness_station.domain.drills import DRILLS, DrillId, Reaction, Run, Step, is_right
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.training import training_words
from liveness_station.ui.words.training_base import TrainingPhrase


@dataclass(frozen=True, slots=True)
class CoachView:
    """What stands over the desk during a drill.

    Attributes:
        heading: which drill, which step of how many.
        scene: what is to be seen and said.
        remark: what to do now; once something was done, whether it was right and why.
        next_label: of the button that goes on.
        can_go_on: True once something was done.
        end_label: of the button that ends the drill.
    """

    heading: str
    scene: str
    remark: str
    next_label: str
    can_go_on: bool
    end_label: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One step as it went."""

    mark: str
    title: str
    did: str
    why: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """One drill as it went."""

    heading: str
    remark: str
    rows: tuple[SummaryRow, ...]


def present_choices(words: Words) -> tuple[tuple[DrillId, str], ...]:
    """Returns the drills to choose from, with one line about each."""
    said = training_words(words)
    return tuple(
        (drill_id, f"{name} · {said.say(TrainingPhrase.STEPS, count=len(DRILLS[drill_id]))}")
        for drill_id, (name, _) in said.drills.items()
    )


def about_drill(drill_id: DrillId, words: Words) -> str:
    """Returns one line about a drill."""
    return training_words(words).drills[drill_id][1]


def present_coach(run: Run, step: Step, words: Words, *, is_called: bool) -> CoachView:
    """Returns what stands over the desk.

    Args:
        run: the drill as far as it has come.
        step: the present one.
        words: of the window.
        is_called: True once the scripted subject is at the desk.
    """
    said, own = training_words(words), training_words(words).steps[step.step_id]
    is_last = run.place == len(run.steps) - 1
    return CoachView(
        heading=said.say(
            TrainingPhrase.HEADING,
            drill=said.drills[run.drill_id][0],
            place=run.place + 1,
            count=len(run.steps),
            step=own.title,
        ),
        scene=f"{own.scene}{words.sentence_gap}{own.says}",
        remark=_remark(run, step, words, is_called=is_called),
        next_label=said.say(TrainingPhrase.FINISH if is_last else TrainingPhrase.NEXT),
        can_go_on=run.reaction is not None,
        end_label=said.say(TrainingPhrase.END),
    )


def present_summary(run: Run, words: Words) -> SummaryView:
    """Returns how a drill went; steps that were not reached are left out."""
    said = training_words(words)
    is_all_well = run.right_count == len(run.steps)
    return SummaryView(
        said.say(TrainingPhrase.SUMMARY, right=run.right_count, count=len(run.steps)),
        said.say(TrainingPhrase.ALL_WELL if is_all_well else TrainingPhrase.AGAIN),
        tuple(
            _row(step, reaction, words)
            for step, reaction in zip(run.steps, run.reactions, strict=False)
        ),
    )


def _row(step: Step, reaction: Reaction, words: Words) -> SummaryRow:
    said, own = training_words(words), training_words(words).steps[step.step_id]
    is_well = is_right(step, reaction)
    mark = TrainingPhrase.MARK_RIGHT if is_well else TrainingPhrase.MARK_WRONG
    did = said.say(TrainingPhrase.YOU, what=said.reactions[reaction])
    return SummaryRow(said.say(mark), own.title, did, own.why)


def _remark(run: Run, step: Step, words: Words, *, is_called: bool) -> str:
    said, reaction = training_words(words), run.reaction
    if reaction is not None:
        phrase = TrainingPhrase.RIGHT if is_right(step, reaction) else TrainingPhrase.WRONG
        judged = said.say(phrase, what=said.reactions[reaction])
        return f"{judged}{words.sentence_gap}{said.steps[step.step_id].why}"
    if is_called:
        return said.say(TrainingPhrase.ACT)
    return said.say(TrainingPhrase.CALL, reference=run.reference)
