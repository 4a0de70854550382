"""Nobody gets under the policy's floor: not by file, window, endpoint dialog or command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from liveness_station.app import policy_floor
from liveness_station.app.arguments import parse
from liveness_station.app.desktop import alerts_of, read_settings
from liveness_station.app.endpoint_arguments import with_endpoint_options
from liveness_station.app.paths import find_places
from liveness_station.app.policy_floor import (
    VARIABLE,
    installed_policy,
    policy_paths,
    read_floor,
    settings_in_force,
    under_floor,
)
from liveness_station.app.settings_keeper import SettingsKeeper
from liveness_station.app.workbench import StationWorkbench
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.secrets import Secret
from liveness_station.runtime.credential_requests import CredentialAction, CredentialRequest
from liveness_station.settings.files import load_settings, save_settings
from liveness_station.settings.values import EndpointChoice, Settings
from tests.fakes.vault import FakeVault

POLICY = {"threshold": {"min": 0.85}, "endpoint": {"fixed": "local"}, "attempts_most": {"max": 2}}
LOOSE = Settings(threshold=0.6, endpoint=EndpointChoice.CLOUD, attempts_most=9)


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(POLICY))
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def holds(settings: Settings) -> bool:
    return (settings.threshold, settings.endpoint, settings.attempts_most) == (
        0.85,
        EndpointChoice.LOCAL,
        2,
    )


@pytest.mark.usefixtures("policy")
def test_door_file_of_settings(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    save_settings(places.settings, LOOSE)

    assert holds(settings_in_force(places))
    assert alerts_of(places) == (
        Alert(AlertCode.POLICY_RAISED, "endpoint, threshold, attempts_most"),
    )
    # What somebody wrote into their own file is left as they wrote it.
    assert load_settings(places.settings).settings == LOOSE


@pytest.mark.usefixtures("policy")
def test_door_start_of_the_window(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    save_settings(places.settings, LOOSE)
    arguments = parse(["--data-dir", str(tmp_path), "--theme", "dark"])

    settings = read_settings(arguments, places)

    assert holds(settings)
    assert settings.theme == "dark"


@pytest.mark.usefixtures("policy")
@pytest.mark.parametrize("command", ["check", "evaluate"])
def test_door_flags_of_the_command_line(command: str) -> None:
    flags = ["--threshold", "0.5", "--review-limit", "0.3", "--base-url", "https://example.org"]
    arguments = parse([command, "picture.jpg", *flags])

    settings = under_floor(with_endpoint_options(Settings(), arguments))

    assert (settings.threshold, settings.endpoint) == (0.85, EndpointChoice.LOCAL)


@pytest.mark.usefixtures("policy")
def test_door_whoever_changes_settings_while_it_runs(tmp_path: Path, qapp: QObject) -> None:
    path = tmp_path / "settings.json"
    keeper = SettingsKeeper(LOOSE, path, qapp, floor=read_floor())
    assert holds(keeper.settings)

    keeper.keep(replace(LOOSE, desk_name="Desk 3"))

    assert holds(keeper.settings)
    assert holds(load_settings(path).settings)
    assert load_settings(path).settings.desk_name == "Desk 3"


@pytest.mark.usefixtures("policy")
def test_door_workbench_and_the_dialog_of_the_endpoint(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    bench = StationWorkbench(places, LOOSE, data_dir=tmp_path, make_vault=FakeVault)
    assert holds(bench._settings)
    bench.change(replace(LOOSE, threshold=0.7))
    assert holds(bench._settings)

    bench.credentials(
        CredentialRequest(
            CredentialAction.SAVE,
            is_cloud=True,
            base_url="https://example.org",
            appcode=Secret("0123456789abcdef0123456789abcdef"),
        )
    )

    assert holds(bench._settings)


def test_a_damaged_policy_is_the_strictest_and_is_said(policy: Path, tmp_path: Path) -> None:
    places = find_places(tmp_path)
    save_settings(places.settings, LOOSE)
    policy.write_text('{"threshold": {"min": "0.85"}')

    settings = settings_in_force(places)

    assert (settings.threshold, settings.endpoint) == (0.8, EndpointChoice.LOCAL)
    assert alerts_of(places) == (Alert(AlertCode.POLICY_UNREADABLE, "policy.json"),)


def test_a_policy_that_is_named_and_not_there_is_a_damaged_one(policy: Path) -> None:
    policy.unlink()

    assert read_floor().is_damaged


def test_the_environment_adds_a_policy_and_takes_none_away(
    policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "installed.json"
    installed.write_text(json.dumps({"threshold": {"min": 0.95}, "attempts_most": {"fixed": 1}}))
    policy.write_text("{}")
    monkeypatch.setattr(policy_floor, "installed_policy", lambda: installed)

    assert policy_paths() == (policy, installed)
    settings = under_floor(LOOSE)
    assert (settings.threshold, settings.attempts_most) == (0.95, 1)
    monkeypatch.delenv(VARIABLE)
    assert under_floor(LOOSE).threshold == 0.95


def test_nothing_in_the_environment_moves_the_installed_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = installed_policy()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))

    assert installed_policy() == before
    assert before.is_absolute()
    assert before.name == "policy.json"


def test_no_other_module_of_the_program_reads_settings_past_the_floor() -> None:
    folder = Path(policy_floor.__file__).parent
    readers = {path.name for path in folder.glob("*.py") if "load_settings" in path.read_text()}

    # The two others read what is wrong with the file, and no setting.
    assert readers <= {"policy_floor.py", "desktop.py", "doctor.py"}
