"""The card of a simulator's verdict says so in words, whatever the verdict is."""

import numpy as np
import pytest

from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.ui.card_presenter import present_outcome
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE

ENGINE = "simulator/0.1.0 scenario=spoof"
NAME = "simulator 127.0.0.1:8080"
SPOOF = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.2, http_status=200)


def watermark_and_record(
    endpoint: str, engine: str, words: Words = ENGLISH, *, is_demo: bool = False
) -> tuple[str, str]:
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels.flags.writeable = False
    job = Job("job-1", Subject("A-1"), 1, Policy(0.8), is_demo=is_demo)
    outcome = Outcome(job, SPOOF, endpoint, engine=engine, recorded=True, record_sequence=7)
    card = present_outcome(outcome, Frame(pixels, 0.0, 0, "camera"), words)
    return card.watermark, card.record


@pytest.mark.parametrize("is_demo", [False, True])
@pytest.mark.parametrize(
    ("endpoint", "engine"), [(NAME, ""), (NAME, ENGINE), ("127.0.0.1:8080", ENGINE)]
)
def test_a_simulated_verdict_says_so(endpoint: str, engine: str, is_demo: bool) -> None:
    watermark, record = watermark_and_record(endpoint, engine, is_demo=is_demo)
    assert watermark == "SIMULATOR"
    assert "not counted" in record
    chinese, _ = watermark_and_record(endpoint, engine, CHINESE, is_demo=is_demo)
    assert chinese == "模拟器"


def test_a_real_verdict_does_not() -> None:
    assert watermark_and_record("local", "minifasnet/1") == ("", "Record 7")
