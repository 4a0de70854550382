"""Where the policy files lie, and the settings that they let be in force: every door reads here."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from liveness_station.app.paths import Places
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.settings.files import load_settings
from liveness_station.settings.floor import Floor, merged_all, raise_to
from liveness_station.settings.policy_file import LoadedPolicy, load_policy
from liveness_station.settings.values import Settings

VARIABLE: Final = "LIVENESS_STATION_POLICY"
"""Names one more policy file. It adds to the installation's and never takes its place, for whoever
starts the program chooses its environment."""

_FILE: Final = "policy.json"


def installed_policy() -> Path:
    """Returns where this computer's own policy file lies: nothing in the environment moves it."""
    if sys.platform in {"win32", "darwin"}:
        return Path(platformdirs.site_config_dir("liveness-station", appauthor=False)) / _FILE
    # platformdirs would follow XDG_CONFIG_DIRS, which is the operator's to set.
    return Path("/etc/liveness-station") / _FILE


def policy_paths(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Returns the policy files that hold here, the strongest last."""
    named = (os.environ if environment is None else environment).get(VARIABLE, "")
    return (*((Path(named),) if named else ()), installed_policy())


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """What the policy files say together.

    Attributes:
        floor: all their bounds.
        files: what each says, in the order of `policy_paths`.
    """

    floor: Floor
    files: tuple[tuple[Path, LoadedPolicy], ...]


def read_policy(environment: Mapping[str, str] | None = None) -> PolicyRead:
    """Reads the policy files. Never raises; one that is named and not there counts as damaged."""
    paths = policy_paths(environment)
    files = tuple((path, load_policy(path, must_exist=path != paths[-1])) for path in paths)
    return PolicyRead(merged_all(policy.floor for _, policy in files), files)


def read_floor() -> Floor:
    """Returns what the policy files of this computer let settings be."""
    return read_policy().floor


def settings_in_force(places: Places) -> Settings:
    """Returns the settings of the file, nowhere under the floor."""
    return under_floor(load_settings(places.settings).settings)


def under_floor(settings: Settings) -> Settings:
    """Returns settings from wherever, such as a command line, nowhere under the floor."""
    return raise_to(settings, read_floor()).settings


def policy_alerts(places: Places) -> tuple[Alert, ...]:
    """Returns what is to be said of policy files, and of settings that had been under them."""
    policy = read_policy()
    raised = raise_to(load_settings(places.settings).settings, policy.floor).names
    damaged = [path.name for path, one in policy.files if one.floor.is_damaged]
    alerts = [Alert(AlertCode.POLICY_UNREADABLE, ", ".join(damaged))] if damaged else []
    # Those that a damaged file raises are its fault, and are said with it.
    if raised and not damaged:
        alerts.append(Alert(AlertCode.POLICY_RAISED, ", ".join(raised)))
    return tuple(alerts)
