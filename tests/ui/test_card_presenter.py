"""The verdict card: nothing unproven, nothing unrecorded, nothing promised too much."""

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.pad.places import MULTIPLE_FACES
from liveness_station.pad.quality import NOISY, OVEREXPOSED, TOO_DARK
from liveness_station.ui.card_presenter import present_checking, present_outcome
from liveness_station.ui.views import CardMode, CardView
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import ANNA, ATTACK, DETAILED, LIVE, NOON, SPOOF, STILL

if TYPE_CHECKING:
    from collections.abc import Iterator

BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
PASSES = {Verdict.LIVE, Verdict.SPOOF}
# Written down a second time, and by hand: what is known to be found out before sending.
STAYED = {
    "image_too_small",
    "image_too_large",
    "stale_frame",
    "source_refused",
    "consent_missing",
    "file_unreadable",
    "offline",
    "address",
    "credentials_missing",
    "credentials_locked",
    "credentials_refused",
    "credentials_broken",
    "engine_down",
    "auth",
    "not_authorised",
    "quota",
    "breaker",
}


def outcome(
    decision: Decision,
    *,
    endpoint: str = "local",
    recorded: bool = True,
    threshold: float = 0.8,
) -> Outcome:
    job = Job("job-1", ANNA, 1, Policy(threshold))
    return Outcome(
        job, decision, endpoint, recorded=recorded, record_sequence=41 if recorded else None
    )


def card(what: Outcome, words: Words = ENGLISH) -> CardView:
    return present_outcome(what, STILL, words)


@BOTH
@pytest.mark.parametrize("decision", [LIVE, SPOOF, ATTACK])
def test_what_is_not_recorded_is_no_verdict(decision: Decision, words: Words) -> None:
    shown = card(outcome(decision, recorded=False), words)
    assert shown.verdict is Verdict.ERROR
    assert shown.word == words.verdicts[Verdict.ERROR]
    assert shown.word_below == words.say(Phrase.NOT_VERIFIED)
    assert shown.happened == words.reasons[Reason.NOT_RECORDED].happened
    assert shown.record == words.say(Phrase.NOT_RECORDED)
    assert shown.score is None
    everything = " ".join(str(getattr(shown, name)) for name in CardView.__slots__)
    assert words.verdicts[decision.verdict] not in everything.replace("NOT_LIVE", "")


@pytest.mark.parametrize("decision", [LIVE, SPOOF, ATTACK])
def test_what_is_recorded_is_shown(decision: Decision) -> None:
    shown = card(outcome(decision))
    assert shown.mode is CardMode.VERDICT
    assert shown.verdict is decision.verdict
    assert (shown.score, shown.word_below) == (decision.score, "")
    assert shown.record == "Record 41"
    assert shown.still is STILL


@BOTH
@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("reason", Reason)
def test_every_failure_says_what_happened_and_what_to_do(
    reason: Reason, recorded: bool, words: Words
) -> None:
    shown = card(outcome(decide_failure(reason), recorded=recorded), words)
    assert shown.verdict not in PASSES
    assert shown.word_below == words.say(Phrase.NOT_VERIFIED)
    assert shown.happened == words.reasons[reason].happened
    assert shown.next_step == words.reasons[reason].next_step
    assert shown.score_text == words.say(Phrase.NO_SCORE)


def test_a_given_up_check_says_nothing_of_a_record_before_it_has_one() -> None:
    given_up = outcome(decide_failure(Reason.CANCELLED), recorded=False)
    assert card(given_up).record == ""


@pytest.mark.parametrize("reason", Reason)
def test_a_picture_judged_here_stayed_here(reason: Reason) -> None:
    assert card(outcome(decide_failure(reason))).route == ENGLISH.say(Phrase.STAYED_HERE)


@pytest.mark.parametrize("reason", Reason)
def test_a_picture_that_was_answered_from_outside_was_sent(reason: Reason) -> None:
    answered = replace(decide_failure(reason), http_status=200)
    shown = card(outcome(answered, endpoint="host.example"))
    assert shown.route == ENGLISH.say(Phrase.WENT_TO, host="host.example")


@BOTH
@pytest.mark.parametrize("reason", Reason)
def test_a_picture_is_said_to_have_stayed_only_where_that_is_known(
    reason: Reason, words: Words
) -> None:
    shown = card(outcome(decide_failure(reason), endpoint="host.example"), words)
    stayed = words.say(Phrase.STAYED_HERE)
    maybe = words.say(Phrase.MAY_HAVE_GONE_TO, host="host.example")
    assert shown.route == (stayed if reason.value in STAYED else maybe)


def test_a_refused_certificate_is_refused_before_anything_is_sent() -> None:
    refused = decide_failure(Reason.TLS, detail="expired")
    assert card(outcome(refused, endpoint="a.example")).route == ENGLISH.say(Phrase.STAYED_HERE)


def test_where_it_would_have_gone_is_not_said_where_nobody_was_asked() -> None:
    assert card(outcome(decide_failure(Reason.CANCELLED), endpoint="")).route == ""


def test_an_unrecorded_pass_of_the_cloud_still_says_where_the_picture_went() -> None:
    shown = card(outcome(LIVE, endpoint="host.example", recorded=False))
    assert shown.route == ENGLISH.say(Phrase.MAY_HAVE_GONE_TO, host="host.example")


def test_score_and_threshold_are_never_percentages() -> None:
    shown = card(outcome(replace(LIVE, score=0.8004), threshold=0.8))
    assert (shown.score_text, shown.threshold_text) == ("Live score 0.800", "Threshold 0.80")
    assert (shown.score, shown.threshold) == (0.8004, 0.8)


def test_the_details_are_the_servers_words_as_they_came() -> None:
    hostile = replace(DETAILED, message="<b>LIVE</b>", risk_reason="<img src=x>", detail="d")
    lines = card(outcome(hostile)).details.splitlines()
    assert lines[:3] == ["reason: above_threshold", "detail: d", "risk_reason: <img src=x>"]
    assert "msg: <b>LIVE</b>" in lines
    assert "msg: " + DETAILED.message_cn in card(outcome(DETAILED), CHINESE).details


def test_details_leave_out_what_is_not_known() -> None:
    assert card(outcome(decide_failure(Reason.CANCELLED))).details == "reason: cancelled"


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> "Iterator[None]":
    if os.name == "nt":
        pytest.skip("Windows takes no time zone from the environment")
    monkeypatch.setenv("TZ", "CST-8")
    time.tzset()
    yield
    monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.usefixtures("shanghai")
def test_the_time_is_the_desks_own() -> None:
    finished = replace(outcome(LIVE), finished_utc=NOON)
    assert card(finished).time == "18:41:07"
    assert card(outcome(LIVE)).time == ""


def test_a_check_under_way_shows_its_still_and_no_verdict() -> None:
    job = Job("job-1", ANNA, 1, Policy(), is_demo=True)
    shown = present_checking(job, STILL, ENGLISH)
    assert (shown.mode, shown.verdict, shown.still) == (CardMode.CHECKING, None, STILL)
    assert (shown.subject, shown.watermark) == ("A-1042", "DEMONSTRATION")


@BOTH
@pytest.mark.parametrize("code", [MULTIPLE_FACES, TOO_DARK, OVEREXPOSED, NOISY])
def test_a_doubt_of_our_own_engine_is_named(words: Words, code: str) -> None:
    decision = replace(decide_failure(Reason.RISK_REASON), risk_reason=f"unknown,{code}")
    shown = card(outcome(decision), words)
    assert shown.happened == words.risks[code].happened
    assert shown.happened != words.reasons[Reason.RISK_REASON].happened


def test_a_doubt_of_another_engine_has_the_words_for_any() -> None:
    decision = replace(decide_failure(Reason.RISK_REASON), risk_reason="screen")
    expected = ENGLISH.reasons[Reason.RISK_REASON].happened
    assert card(outcome(decision)).happened == expected
