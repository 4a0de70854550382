"""Says which cameras a desk trusts: enrols, removes and lists them, sets the policy."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from liveness_station.app.paths import find_places
from liveness_station.app.provenance import evidence_on, trust_path
from liveness_station.camera.devices import Device, find_devices, list_devices
from liveness_station.camera.specs import DeviceSpec
from liveness_station.domain.injection import CameraPolicy
from liveness_station.settings.camera_trust import CameraTrust, load_trust, save_trust
from liveness_station.settings.files import SettingsFileError


def is_wanted(arguments: argparse.Namespace) -> bool:
    """Tells whether the command is about trust, and not only about what there is."""
    wishes = (arguments.enrol, arguments.remove, arguments.policy, arguments.probe)
    return arguments.list or arguments.calibrate is not None or any(wishes)


def run(arguments: argparse.Namespace) -> int:
    """Does what is wished; exit code 1 where it could not be."""
    path = trust_path(find_places(arguments.data_dir))
    trust = load_trust(path)
    if arguments.list:
        return _tell(trust, is_json=arguments.json)
    if trust.is_damaged:
        return _refuse(f"the list of cameras cannot be read; mend or remove {path.name} first")
    if arguments.policy:
        return _save(path, replace(trust, policy=CameraPolicy(arguments.policy)))
    if arguments.probe:
        return _save(path, replace(trust, is_probed=arguments.probe == "on"))
    if arguments.remove:
        return _remove(path, trust, arguments.remove)
    device = _named(arguments.enrol or arguments.calibrate)
    if device is None:
        return _refuse("no camera, or more than one, is meant; give its number")
    if arguments.enrol:
        return _enrol(path, trust, device)
    return _calibrate(path, trust, device)


def _tell(trust: CameraTrust, *, is_json: bool) -> int:
    if is_json:
        known = {"policy": trust.policy.value, "enrolled": sorted(trust.enrolled)}
        print(json.dumps({**known, "damaged": trust.is_damaged}, ensure_ascii=False))
        return 0
    print(f"policy: {trust.policy.value}")
    if trust.is_damaged:
        print("The list cannot be read: no camera counts as enrolled.")
    for identity in sorted(trust.enrolled):
        print(f"enrolled: {identity}")
    if not trust.has_list:
        print("No camera is enrolled: each that is no program's is taken for the desk's own.")
    return 0


def _enrol(path: Path, trust: CameraTrust, device: Device) -> int:
    if evidence_on(device, trust).is_virtual:
        return _refuse(f"{device.label} is played by a program; that is not enrolled")
    identity = device.identity.text
    return _save(path, replace(trust, enrolled=trust.enrolled | {identity}), f"enrolled {identity}")


def _remove(path: Path, trust: CameraTrust, named: str) -> int:
    """A camera that is gone is removed by what the list says of it, or a part of that."""
    device = _named(named)
    identity = named if device is None else device.identity.text
    alike = {one for one in trust.enrolled if named.casefold() in one.casefold()}
    meant = {identity} if identity in trust.enrolled else alike
    if len(meant) != 1:
        return _refuse(f"{len(meant)} enrolled cameras are meant by that")
    return _save(path, replace(trust, enrolled=trust.enrolled - meant), f"removed {meant.pop()}")


def _calibrate(path: Path, trust: CameraTrust, device: Device) -> int:
    # Here, not above: who only enrols opens no camera.
    from liveness_station.camera.probing import calibrate_device

    answers = calibrate_device(device)
    responses, whites = dict(trust.responses), dict(trust.whites)
    said = []
    for kept, answer, what in (
        (responses, answers.exposure, "exposure"),
        (whites, answers.white, "white balance"),
    ):
        kept.pop(device.identity.text, None)
        if answer is None:
            said.append(f"does not follow its {what}")
        else:
            kept[device.identity.text] = answer
            said.append(f"follows its {what}: {answer:.2f}")
    end = ": it is never probed" if answers.are_none else ""
    changed = replace(trust, responses=responses, whites=whites)
    return _save(path, changed, f"{device.label} {', '.join(said)}{end}")


def _named(text: str) -> Device | None:
    spec = DeviceSpec(index=int(text)) if text.isdecimal() else DeviceSpec(name=text)
    found = find_devices(spec, list_devices())
    return found[0] if len(found) == 1 else None


def _save(path: Path, trust: CameraTrust, said: str = "saved") -> int:
    try:
        save_trust(path, trust)
    except SettingsFileError as error:
        return _refuse(str(error))
    print(said)
    return 0


def _refuse(why: str) -> int:
    print(f"cameras: {why}", file=sys.stderr)
    return 1
