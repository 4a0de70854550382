"""Profiles: what goes from one desk to another, and what does not."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from liveness_station.domain.consents import ConsentRule
from liveness_station.settings.fields import ELSEWHERE
from liveness_station.settings.profiles import (
    ProfileError,
    ProfileTrouble,
    parse_profile,
    profile_bytes,
    read_profile,
    write_profile,
)
from liveness_station.settings.troubles import SettingTrouble
from liveness_station.settings.values import Settings

THIS_DESK = Settings(
    source="rtsp://camera.example.org/canary-source",
    camera="usb:canary-camera",
    ca_file="/canary/ca.pem",
    witnesses=frozenset({"/canary/witness"}),
    desk_name="canary desk",
    appeal="canary person",
    threshold=0.9,
    consent=ConsentRule.ELSEWHERE,
    second_person=frozenset(),
)


def stored(**changes: object) -> bytes:
    whole = {"format": "liveness-station-profile", "version": 1, "settings": {}}
    return json.dumps(whole | changes).encode()


def test_a_profile_holds_neither_cameras_nor_paths_nor_names() -> None:
    body = profile_bytes(THIS_DESK)

    assert b"canary" not in body
    names = set(json.loads(body)["settings"])
    left_out = {"ca_file", "witnesses", "desk_name", "appeal", *ELSEWHERE}
    assert names == {field.name for field in fields(Settings)} - left_out


def test_paths_and_names_are_in_it_where_asked_for_and_cameras_never() -> None:
    body = profile_bytes(THIS_DESK, has_own=True)

    assert json.loads(body)["settings"].keys() >= {"ca_file", "witnesses", "desk_name", "appeal"}
    assert b"canary-source" not in body
    assert b"canary-camera" not in body


def test_a_profile_comes_back_over_what_another_desk_has(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    other = Settings(camera="usb:other", desk_name="other", threshold=0.6)
    write_profile(path, THIS_DESK)

    imported = read_profile(path, other).over(other)

    assert (imported.camera, imported.desk_name) == ("usb:other", "other")
    assert (imported.threshold, imported.consent) == (0.9, ConsentRule.ELSEWHERE)
    assert imported == replace(
        other, threshold=0.9, consent=ConsentRule.ELSEWHERE, second_person=frozenset()
    )


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"", ProfileTrouble.NOT_A_PROFILE),
        (b"[]", ProfileTrouble.NOT_A_PROFILE),
        (b" " * (256 * 1024 + 1), ProfileTrouble.NOT_A_PROFILE),
        (stored(format="other"), ProfileTrouble.NOT_A_PROFILE),
        (stored(version=True), ProfileTrouble.NOT_A_PROFILE),
        (stored(version=0), ProfileTrouble.NOT_A_PROFILE),
        (stored(settings=[]), ProfileTrouble.NOT_A_PROFILE),
        (stored(more=1), ProfileTrouble.NOT_A_PROFILE),
        (stored(version=2), ProfileTrouble.NEWER),
        (stored(version=2, settings=None), ProfileTrouble.NEWER),
    ],
)
def test_what_is_no_profile_of_this_version_is_refused(
    body: bytes, trouble: ProfileTrouble
) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(body, Settings())
    assert caught.value.trouble is trouble


def test_every_bad_field_is_named_and_nothing_is_taken() -> None:
    values = {
        "threshold": 0.1,
        "theme": "dark",
        "camera": "usb:1",
        "base_url": "https://elsewhere.example.org",
        "unheard_of": 1,
        "proxy": "http://user:canary@proxy.example.org",
    }
    with pytest.raises(ProfileError) as caught:
        parse_profile(stored(settings=values), Settings())

    named = {problem.name: problem.trouble for problem in caught.value.problems}
    assert named == {
        "threshold": SettingTrouble.OUT_OF_RANGE,
        "camera": SettingTrouble.UNKNOWN_CHOICE,
        "base_url": SettingTrouble.UNKNOWN_CHOICE,
        "unheard_of": SettingTrouble.UNKNOWN_CHOICE,
        "proxy": SettingTrouble.HOLDS_LOGIN,
    }
    assert "canary" not in f"{caught.value!r} {caught.value}"


def test_a_limit_that_does_not_fit_this_desk_is_named() -> None:
    body = stored(settings={"review_limit": 0.9})

    with pytest.raises(ProfileError) as caught:
        parse_profile(body, Settings())
    assert [problem.name for problem in caught.value.problems] == ["review_limit"]
    assert parse_profile(body, Settings(threshold=0.95)).values == {"review_limit": 0.9}


def test_files_that_cannot_be_read_or_written_say_so(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        read_profile(tmp_path / "none.json", Settings())
    assert caught.value.trouble is ProfileTrouble.UNREADABLE
    with pytest.raises(ProfileError) as caught:
        write_profile(tmp_path / "none" / "profile.json", Settings())
    assert caught.value.trouble is ProfileTrouble.NOT_WRITTEN
