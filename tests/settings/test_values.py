from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.policies import Policy
from liveness_station.domain.risks import QUALITY_CODES
from liveness_station.domain.suspicions import SUSPICION_CODES
from liveness_station.pad.outline import LOOKS_LIKE_MASK
from liveness_station.pad.scoring import LOOKS_LIKE_PRINT, LOOKS_LIKE_SCREEN, MEDIUM_EDGES
from liveness_station.settings.addresses import without_login
from liveness_station.settings.troubles import SettingError, SettingProblem, SettingTrouble
from liveness_station.settings.values import (
    EndpointChoice,
    Settings,
    parse_setting,
    plain_value,
    problems_of,
)


def test_the_defaults_are_valid_and_make_a_valid_policy() -> None:
    assert problems_of(Settings()) == ()
    assert Settings().policy == Policy(0.8, frozenset(), 0.5)
    assert Settings().policy.is_valid


def test_the_policy_is_the_settings_own() -> None:
    settings = Settings(threshold=0.9, benign_risk_reasons=frozenset({"glasses"}))
    assert settings.policy == Policy(0.9, frozenset({"glasses"}), 0.5)


def test_another_endpoint_has_no_review_band_unless_one_is_chosen() -> None:
    cloud = Settings(endpoint=EndpointChoice.CLOUD)
    assert cloud.policy == Policy(0.8, frozenset())
    assert replace(cloud, review_limit=0.6).policy == Policy(0.8, frozenset(), 0.6)
    assert Settings(review_limit=0.6).policy == Policy(0.8, frozenset(), 0.6)


@pytest.mark.parametrize("good", [None, 0.2, 0.5, 0.999])
def test_a_review_limit_within_bounds_is_taken(good: float | None) -> None:
    assert parse_setting("review_limit", good) == good


def test_a_review_limit_above_the_threshold_is_a_problem() -> None:
    problem = SettingProblem("review_limit", SettingTrouble.OUT_OF_RANGE)
    assert problems_of(Settings(review_limit=0.81)) == (problem,)
    assert problems_of(Settings(review_limit=0.8)) == ()
    assert not Settings(review_limit=0.81).policy.is_valid


@pytest.mark.parametrize("good", [0.5, 0.8, 0.999])
def test_a_threshold_within_bounds_is_taken(good: float) -> None:
    assert parse_setting("threshold", good) == good


BAD = [
    ("threshold", 0.49, SettingTrouble.OUT_OF_RANGE),
    ("threshold", 1.0, SettingTrouble.OUT_OF_RANGE),
    ("threshold", float("inf"), SettingTrouble.OUT_OF_RANGE),
    ("threshold", float("nan"), SettingTrouble.OUT_OF_RANGE),
    ("threshold", 1, SettingTrouble.WRONG_TYPE),
    ("threshold", True, SettingTrouble.WRONG_TYPE),
    ("threshold", "0.8", SettingTrouble.WRONG_TYPE),
    ("threshold", None, SettingTrouble.WRONG_TYPE),
    ("review_limit", 0.19, SettingTrouble.OUT_OF_RANGE),
    ("review_limit", 1.0, SettingTrouble.OUT_OF_RANGE),
    ("review_limit", float("nan"), SettingTrouble.OUT_OF_RANGE),
    ("review_limit", float("inf"), SettingTrouble.OUT_OF_RANGE),
    ("review_limit", 1, SettingTrouble.WRONG_TYPE),
    ("review_limit", False, SettingTrouble.WRONG_TYPE),
    ("review_limit", "0.5", SettingTrouble.WRONG_TYPE),
    ("endpoint", "moon", SettingTrouble.UNKNOWN_CHOICE),
    ("endpoint", 1, SettingTrouble.WRONG_TYPE),
    ("check", "", SettingTrouble.UNKNOWN_CHOICE),
    ("check", True, SettingTrouble.WRONG_TYPE),
    ("language", "fr", SettingTrouble.UNKNOWN_CHOICE),
    ("theme", "pink", SettingTrouble.UNKNOWN_CHOICE),
    ("base_url", "", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "ftp://host", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://host:port", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://[::1", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://ho st", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://host/?a=1", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "https://host/#a", SettingTrouble.NOT_AN_ADDRESS),
    ("base_url", "http://example.com", SettingTrouble.UNENCRYPTED),
    ("base_url", "http://127.0.0.1.example.com", SettingTrouble.UNENCRYPTED),
    ("base_url", "http://10.0.0.1", SettingTrouble.UNENCRYPTED),
    ("base_url", "https://me:word@host", SettingTrouble.HOLDS_LOGIN),
    ("proxy", "http://me:word@host:3128", SettingTrouble.HOLDS_LOGIN),
    ("proxy", "host:3128", SettingTrouble.NOT_AN_ADDRESS),
    ("source", "rtsp://me:word@camera/1", SettingTrouble.HOLDS_LOGIN),
    ("source", "a\nb", SettingTrouble.OUT_OF_RANGE),
    ("source", "a\x00", SettingTrouble.OUT_OF_RANGE),
    ("source", "a\ud800", SettingTrouble.OUT_OF_RANGE),
    ("source", "x" * 1025, SettingTrouble.OUT_OF_RANGE),
    ("ca_file", 7, SettingTrouble.WRONG_TYPE),
    ("benign_risk_reasons", "glasses", SettingTrouble.WRONG_TYPE),
    ("benign_risk_reasons", [1], SettingTrouble.WRONG_TYPE),
    ("benign_risk_reasons", [" "], SettingTrouble.OUT_OF_RANGE),
    *(
        ("benign_risk_reasons", ["too_dark", reason], SettingTrouble.SUSPECTS_AN_ATTACK)
        for reason in (
            *("looks_like_mask", "medium_edges", "looks_like_print", "looks_like_screen"),
            *("movement_depth", "one_face", " Looks_Like_Mask", "too_dark, looks_like_mask"),
        )
    ),
    ("witnesses", "os-log", SettingTrouble.WRONG_TYPE),
    ("witnesses", ["os-log", "share"], SettingTrouble.OUT_OF_RANGE),
    ("benign_risk_reasons", [str(n) for n in range(65)], SettingTrouble.OUT_OF_RANGE),
]


@pytest.mark.parametrize(("name", "value", "trouble"), BAD)
def test_a_bad_value_is_refused_by_name(name: str, value: object, trouble: SettingTrouble) -> None:
    with pytest.raises(SettingError) as caught:
        parse_setting(name, value)
    assert caught.value.trouble is trouble


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base_url", "https://face-api.shiliuai.com"),
        ("base_url", "https://host:8443/prefix"),
        ("base_url", "http://localhost:8000"),
        ("base_url", "http://127.0.0.9"),
        ("base_url", "http://[::1]:80"),
        ("proxy", ""),
        ("proxy", "http://proxy:3128"),
        ("source", "0"),
        ("source", "C:\\videos\\a@b.mp4"),
        ("source", "rtsp://camera/stream@2"),
        ("check", "guided"),
        ("language", "zh_CN"),
        ("theme", "dark"),
        ("ca_file", "/etc/ssl/company.pem"),
    ],
)
def test_a_good_value_is_taken_as_it_is(name: str, value: str) -> None:
    assert parse_setting(name, value) == value


def test_typed_settings_are_checked_too() -> None:
    typed = replace(Settings(), threshold=0.1, proxy="nowhere")
    assert problems_of(typed) == (
        SettingProblem("threshold", SettingTrouble.OUT_OF_RANGE),
        SettingProblem("proxy", SettingTrouble.NOT_AN_ADDRESS),
    )


def test_plain_values_are_json() -> None:
    assert plain_value(frozenset({"b", "a"})) == ["a", "b"]
    assert type(plain_value(EndpointChoice.CLOUD)) is str
    assert plain_value(0.8) == 0.8


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("rtsp://me:word@camera:554/1", "rtsp://camera:554/1"),
        ("rtsp://me:w@rd@camera/1", "rtsp://camera/1"),
        ("rtsp://me:wo/rd@camera/1", "rtsp://camera/1"),
        ("rtsp://me@[::1/1", "rtsp://[::1/1"),
        ("http://camera/a@b", "http://camera/a@b"),
        ("me@desk.mp4", "me@desk.mp4"),
        ("", ""),
    ],
)
def test_a_login_is_taken_out_of_an_address(address: str, bare: str) -> None:
    assert without_login(address) == bare


@given(
    name=st.sampled_from([name for name, _, _ in BAD]),
    value=st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
)
def test_any_value_is_parsed_or_refused_never_worse(name: str, value: object) -> None:
    try:
        parsed = parse_setting(name, value)
    except SettingError:
        return
    assert parse_setting(name, plain_value(parsed)) == parsed


def test_reasons_about_quality_alone_can_be_declared_harmless() -> None:
    quality = sorted(QUALITY_CODES)
    assert parse_setting("benign_risk_reasons", quality) == frozenset(quality)


def test_every_reason_of_the_engine_is_of_quality_or_suspects_an_attack() -> None:
    engine = {LOOKS_LIKE_MASK, LOOKS_LIKE_PRINT, LOOKS_LIKE_SCREEN, MEDIUM_EDGES}
    assert engine <= SUSPICION_CODES
    assert not SUSPICION_CODES & QUALITY_CODES


def test_a_time_may_be_written_without_a_point() -> None:
    assert parse_setting("auto_capture_s", 2) == 2.0
    with pytest.raises(SettingError):
        parse_setting("auto_capture_s", True)
