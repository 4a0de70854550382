"""Why nothing can be recorded, told by the alert and by the card in the window's language."""

import pytest

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.storage.door import Trouble
from liveness_station.ui.alert_presenter import present_alerts
from liveness_station.ui.card_presenter import present_outcome
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.record import explain_trouble, record_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import ANNA, STILL

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)


@LANGUAGES
@pytest.mark.parametrize("trouble", Trouble)
def test_S1_S3_S4_every_trouble_is_told_with_what_to_do(words: Words, trouble: Trouble) -> None:
    why = record_words(words).troubles[trouble]
    end = "。" if words is CHINESE else "."
    assert why.happened.endswith(end)
    assert why.next_step.endswith(end)
    (line,) = present_alerts((Alert(AlertCode.RECORD_DOWN, trouble.value),), words)
    assert words.explain(why) in line.text
    card = present_outcome(not_recorded(trouble.value), STILL, words)
    assert (
        card.happened
        == words.reasons[Reason.NOT_RECORDED].happened + words.sentence_gap + why.happened
    )
    assert card.next_step == why.next_step
    if words is CHINESE:
        assert line.text.isascii() is False
        assert trouble.value not in line.text


@LANGUAGES
def test_no_two_troubles_read_alike(words: Words) -> None:
    told = [why.happened for why in record_words(words).troubles.values()]
    assert len(set(told)) == len(Trouble)


@LANGUAGES
def test_S4_the_program_that_has_locked_the_record_is_named(words: Words) -> None:
    why = explain_trouble("locked by process 4711", words.code)
    assert why is not None
    assert "4711" in why.happened


@LANGUAGES
def test_what_is_no_trouble_of_the_record_leaves_the_usual_words(words: Words) -> None:
    card = present_outcome(not_recorded("something else"), STILL, words)
    assert card.happened == words.reasons[Reason.NOT_RECORDED].happened
    (line,) = present_alerts((Alert(AlertCode.RECORD_DOWN, "something else"),), words)
    assert "something else" in line.text


def not_recorded(detail: str) -> Outcome:
    job = Job("job-1", ANNA, 1, Policy())
    return Outcome(job, decide_failure(Reason.NOT_RECORDED, detail=detail), "local")
