"""docs/verdicts.md says what the code does."""

from liveness_station.domain.verdicts import Reason
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tools.document_verdicts import BODIES, GATES, PATH, document


def test_the_page_is_what_the_code_says() -> None:
    assert PATH.read_text("utf-8") == document(), "run: python -m tools.document_verdicts"


def test_the_page_has_every_reason_with_its_words() -> None:
    page = PATH.read_text("utf-8")
    for reason in Reason:
        assert f"\n| `{reason.value}` |" in page
        assert ENGLISH.reasons[reason].happened in page
        assert CHINESE.reasons[reason].next_step in page


def test_the_rows_name_every_reason_that_decide_can_give() -> None:
    source = (PATH.parent.parent / "liveness_station/domain/decide.py").read_text("utf-8")
    named = {reason for _, reason in (*GATES, *BODIES)}
    used = {reason for reason in Reason if f"Reason.{reason.name}" in source}
    # The breaker's reason comes from the gateway's table.
    assert used - named == {Reason.BREAKER}
