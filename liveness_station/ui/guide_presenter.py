"""From a guide's progress to what the subject is shown. Pure."""

from liveness_station.domain.guiding import ENOUGH, Movement
from liveness_station.session.states import GuideProgress
from liveness_station.ui.views import GuideSign, GuideView
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.guiding import guiding_words


def present_guide(progress: GuideProgress, words: Words) -> GuideView:
    """Returns shape and words for a moment of a guide: never a score, never a verdict."""
    movement = progress.movement
    if movement is None:
        told = words.say(_facing_phrase(progress))
        if progress.obstacle is not None:
            told = guiding_words(words).obstacles[progress.obstacle]
        return GuideView(GuideSign.FACE, told, done=progress.done, total=progress.total)
    is_left = movement is Movement.TURN_LEFT
    return GuideView(
        GuideSign.LEFT if is_left else GuideSign.RIGHT,
        words.say(Phrase.GUIDE_LEFT if is_left else Phrase.GUIDE_RIGHT),
        _part(movement, progress.turn),
        progress.done,
        progress.total,
    )


def _facing_phrase(progress: GuideProgress) -> Phrase:
    if not progress.total:
        return Phrase.GUIDE_HOLD
    if not progress.done:
        return Phrase.GUIDE_SETTLE
    return Phrase.GUIDE_THANKS if progress.done == progress.total else Phrase.GUIDE_BACK


def _part(movement: Movement, turn: float | None) -> float:
    """Returns how much of a movement is seen; a turn the other way is none of it."""
    if turn is None:
        return 0.0
    towards = turn if movement is Movement.TURN_LEFT else -turn
    return min(max(towards / ENOUGH, 0.0), 1.0)
