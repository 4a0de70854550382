import json
import os
import stat
import sys
from pathlib import Path

import pytest

from liveness_station.settings.files import (
    LoadedSettings,
    SettingsFileError,
    load_settings,
    save_settings,
)
from liveness_station.settings.troubles import SettingProblem, SettingTrouble
from liveness_station.settings.values import (
    CheckChoice,
    EndpointChoice,
    Language,
    Settings,
    Theme,
)

CHOSEN = Settings(
    endpoint=EndpointChoice.CLOUD,
    base_url="https://example.com/v",
    threshold=0.85,
    source="视频.mp4",
    check=CheckChoice.GUIDED,
    language=Language.CHINESE,
    theme=Theme.DARK,
    ca_file="/etc/ca.pem",
    proxy="http://proxy:3128",
    benign_risk_reasons=frozenset({"glasses", "口罩"}),
    review_limit=0.6,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def test_a_missing_file_means_defaults_and_nothing_wrong(path: Path) -> None:
    assert load_settings(path) == LoadedSettings(Settings())
    assert not path.parent.exists()


def test_what_is_saved_is_loaded(path: Path) -> None:
    save_settings(path, CHOSEN)
    assert load_settings(path) == LoadedSettings(CHOSEN)
    assert type(load_settings(path).settings.endpoint) is EndpointChoice
    assert json.loads(path.read_text("utf-8"))["version"] == 1


def test_a_review_limit_above_the_threshold_falls_back_alone_and_is_named(path: Path) -> None:
    write(path, b'{"threshold":0.6,"review_limit":0.7,"check":"still"}')
    assert load_settings(path) == LoadedSettings(
        Settings(threshold=0.6, check=CheckChoice.STILL),
        (SettingProblem("review_limit", SettingTrouble.OUT_OF_RANGE),),
    )


def test_no_review_limit_is_a_choice_that_can_be_saved(path: Path) -> None:
    save_settings(path, Settings())
    assert json.loads(path.read_text("utf-8"))["review_limit"] is None
    assert load_settings(path) == LoadedSettings(Settings())


def test_only_the_owner_can_read_the_file_and_no_other_file_is_left(path: Path) -> None:
    save_settings(path, CHOSEN)
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_bad_value_falls_back_alone_and_is_named(path: Path) -> None:
    save_settings(path, CHOSEN)
    stored = json.loads(path.read_text("utf-8"))
    write(path, json.dumps({**stored, "threshold": 0.1, "theme": 3}).encode())
    loaded = load_settings(path)
    assert loaded.problems == (
        SettingProblem("threshold", SettingTrouble.OUT_OF_RANGE),
        SettingProblem("theme", SettingTrouble.WRONG_TYPE),
    )
    assert loaded.settings.threshold == 0.8
    assert loaded.settings.theme is Theme.SYSTEM
    assert loaded.settings.base_url == CHOSEN.base_url
    assert loaded.settings.benign_risk_reasons == CHOSEN.benign_risk_reasons


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"threshold":0.9,"threshold":0.6}',
        b'{"threshold":NaN}',
        b"\xff\xfe{\x00}\x00",
        b'{"source":"\\ud800"}',
        b"[" * 100_000,
        b'{"source":"' + b"x" * 300_000 + b'"}',
    ],
)
def test_a_corrupt_file_falls_back_as_a_whole_and_is_kept_aside(path: Path, content: bytes) -> None:
    write(path, content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.problems == (SettingProblem("", SettingTrouble.FILE_CORRUPT),)
    assert loaded.kept_path == path.with_name("settings.json.bad")
    assert content.startswith(loaded.kept_path.read_bytes())
    assert path.read_bytes() == content
    save_settings(path, CHOSEN)
    assert load_settings(path) == LoadedSettings(CHOSEN)


def test_a_corrupt_file_that_cannot_be_kept_aside_says_so(path: Path) -> None:
    write(path, b"{")
    path.with_name("settings.json.bad").mkdir()
    loaded = load_settings(path)
    assert loaded.kept_path is None
    assert SettingProblem("", SettingTrouble.NOT_KEPT_ASIDE) in loaded.problems


def test_an_unreadable_file_means_defaults_and_a_problem(path: Path) -> None:
    path.mkdir(parents=True)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.problems == (SettingProblem("", SettingTrouble.FILE_UNREADABLE),)


def test_a_byte_order_mark_of_an_editor_is_forgiven(path: Path) -> None:
    write(path, b'\xef\xbb\xbf{"version":1,"threshold":0.9}')
    assert load_settings(path) == LoadedSettings(Settings(threshold=0.9))


def test_a_file_without_version_is_read(path: Path) -> None:
    write(path, b'{"threshold":0.9}')
    assert load_settings(path) == LoadedSettings(Settings(threshold=0.9))


@pytest.mark.parametrize("version", ["0", "true", '"2"', "null", "1.0"])
def test_a_version_that_is_none_is_named(path: Path, version: str) -> None:
    write(path, b'{"version":%b,"threshold":0.9}' % version.encode())
    loaded = load_settings(path)
    assert loaded.settings.threshold == 0.9
    assert loaded.problems == (SettingProblem("version", SettingTrouble.WRONG_TYPE),)


def test_a_newer_file_is_read_as_far_as_known_and_backed_up_before_it_is_replaced(
    path: Path,
) -> None:
    content = b'{"version":2,"threshold":0.9,"theme":"blue","iris":true}'
    write(path, content)
    loaded = load_settings(path)
    assert loaded.settings.threshold == 0.9
    assert loaded.problems == (
        SettingProblem("", SettingTrouble.FILE_NEWER),
        SettingProblem("theme", SettingTrouble.UNKNOWN_CHOICE),
    )
    save_settings(path, loaded.settings)
    assert path.with_name("settings.json.v2.bak").read_bytes() == content
    assert json.loads(path.read_bytes())["version"] == 1


def test_fields_of_other_versions_survive_saving(path: Path) -> None:
    write(path, b'{"version":1,"iris":{"radius":3},"threshold":0.9}')
    save_settings(path, CHOSEN)
    stored = json.loads(path.read_text("utf-8"))
    assert stored["iris"] == {"radius": 3}
    assert stored["threshold"] == 0.85


def test_a_login_in_the_source_never_reaches_the_disk(path: Path) -> None:
    save_settings(path, Settings(source="rtsp://me:kanarienvogel@camera/1"))
    assert b"kanarienvogel" not in path.read_bytes()
    assert load_settings(path).settings.source == "rtsp://camera/1"


def test_invalid_settings_are_not_saved(path: Path) -> None:
    save_settings(path, CHOSEN)
    with pytest.raises(SettingsFileError, match="threshold"):
        save_settings(path, Settings(threshold=0.2))
    assert load_settings(path) == LoadedSettings(CHOSEN)


def test_a_refusing_disk_leaves_the_old_file_and_no_other(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(path, CHOSEN)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SettingsFileError, match="28"):
        save_settings(path, Settings())
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]
    assert load_settings(path) == LoadedSettings(CHOSEN)


def test_a_folder_that_cannot_be_made_is_a_settings_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(SettingsFileError):
        save_settings(tmp_path / "config" / "settings.json", Settings())
