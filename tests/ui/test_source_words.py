"""What the card says of a source: in doubt, refused, and by which numbers; in both languages."""

from dataclasses import replace

import pytest

from liveness_station.domain.injection import (
    SOURCE_SIGNALS,
    CameraPolicy,
    DeviceEvidence,
    judge_source,
)
from liveness_station.domain.provenance import Origin
from liveness_station.domain.signals import Signal
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.ui.card_presenter import present_outcome
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.provenance import SOURCE_EN, provenance_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import STILL
from tests.ui.test_card_presenter import outcome

BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
VIRTUAL = DeviceEvidence("virtual", is_virtual=True).signals
STILLNESS = Signal("source_frozen", 0.25, 1.0, is_against=False)


def origin(policy: CameraPolicy) -> Origin:
    report = judge_source((*VIRTUAL, STILLNESS), policy, device="virtual")
    return Origin(SourceKind.DEVICE, 640, 480, report)


@BOTH
def test_C17_a_source_in_doubt_is_said_to_be_and_by_what(words: Words) -> None:
    made = outcome(decide_failure(Reason.NO_FACE))
    card = present_outcome(replace(made, origin=origin(CameraPolicy.WARN)), STILL, words)
    assert provenance_words(words).in_doubt in card.record
    assert words.evidence["device_virtual"] in card.details
    assert words.evidence["source_frozen"] in card.details
    calm = present_outcome(made, STILL, words)
    assert provenance_words(words).in_doubt not in calm.record
    assert words.evidence["device_virtual"] not in calm.details


@BOTH
def test_C17_a_refused_source_has_its_words_and_says_that_nothing_left(words: Words) -> None:
    made = outcome(decide_failure(Reason.SOURCE_REFUSED), endpoint="api.example")
    card = present_outcome(replace(made, origin=origin(CameraPolicy.BLOCK)), STILL, words)
    assert card.happened == words.reasons[Reason.SOURCE_REFUSED].happened
    assert provenance_words(words).in_doubt not in card.record
    assert "api.example" not in card.route


def test_each_signal_has_words_in_both_languages() -> None:
    assert set(SOURCE_EN) == set(SOURCE_SIGNALS)
