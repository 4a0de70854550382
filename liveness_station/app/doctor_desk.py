"""What `doctor` says of the desk: its cameras, its light, and whether it was set up."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from liveness_station.app.findings import Finding
from liveness_station.app.paths import Places
from liveness_station.app.provenance import trust_path
from liveness_station.camera.identities import find_alike, parse_identity
from liveness_station.domain.light_changes import changes_of, shortcomings
from liveness_station.domain.lighting import FEWEST_DAYS, UsualLight
from liveness_station.settings.camera_trust import load_trust
from liveness_station.storage.light_file import read_light
from liveness_station.ui.light_presenter import change_step, change_text
from liveness_station.ui.words.en import ENGLISH

if TYPE_CHECKING:
    from liveness_station.camera.devices import Device


def look_at_trust(places: Places, devices: "Sequence[Device]") -> Finding:
    """Says whether the list of enrolled cameras can be read, and which of them are not there.

    Args:
        places: of this installation.
        devices: the cameras that are there.
    """
    path = trust_path(places)
    trust = load_trust(path)
    if trust.is_damaged:
        detail = f"{path} cannot be read: every capture from a camera is refused"
        step = "mend it or put back a copy; or remove it, then `cameras --enrol` and `--policy`"
        return Finding("enrolled cameras", "fail", detail, step)
    if not trust.enrolled:
        step = "`cameras --enrol NUMBER` at an attended desk; see docs/provenance.md"
        return Finding("enrolled cameras", "pass", f"none; policy {trust.policy.value}", step)
    there = {device.identity.text for device in devices}
    absent = sorted(trust.enrolled - there)
    detail = f"{len(trust.enrolled)}, policy {trust.policy.value}"
    if not absent:
        return Finding("enrolled cameras", "pass", detail)
    named = "; ".join(_absent(identity, devices) for identity in absent)
    step = "plug it in where it was, or `cameras --enrol` it anew and `cameras --remove` the old"
    result = "warn" if trust.enrolled & there else "fail"
    return Finding("enrolled cameras", result, f"{detail}; not there: {named}", step)


def _absent(identity_text: str, devices: "Sequence[Device]") -> str:
    """Names a camera that is not there, and says where one like it is."""
    identity = parse_identity(identity_text)
    if identity is None:
        return identity_text
    alike = find_alike(identity, devices)
    name = f"{identity.name} at {identity.port}" if identity.port else identity.name
    return name if alike is None else f"{name} (one like it is camera {alike.index})"


def look_at_light(places: Places, now: datetime) -> Finding:
    """Says how the light is at the camera that was used last.

    Args:
        places: of this installation.
        now: local time with its offset.
    """
    memory = read_light(places.light)
    cameras = list(memory.cameras)
    if not cameras:
        return Finding("light", "pass", "nothing learnt yet; the window learns while people sit")
    known = memory.of(cameras[-1], day=now.date())
    days = len({cell.day for cell in known.cells})
    changes = changes_of(known.points, UsualLight(known.cells), now=now)
    if changes:
        detail = " ".join(change_text(change, ENGLISH) for change in changes)
        return Finding("light", "warn", detail, change_step(changes[0].kind, ENGLISH))
    short = shortcomings(known.points)
    if short:
        detail = f"the last faces of today are not well lit: {short[0].value}"
        return Finding("light", "warn", detail, change_step(short[0], ENGLISH))
    learnt = f"{days} days known" if days >= FEWEST_DAYS else f"learning, {days} days known"
    return Finding("light", "pass", f"{learnt}, {len(known.points)} minutes of faces today")


def look_at_setup(places: Places) -> Finding:
    """Says whether the desk was set up, when, and what was wrong then."""
    setup = read_light(places.light).setup
    if setup is None:
        return Finding("desk", "warn", "never set up", "open the window and press F6")
    at = setup.at.astimezone().strftime("%Y-%m-%d %H:%M")
    if setup.is_green:
        return Finding("desk", "pass", f"set up on {at}, all well")
    step = "open the window and press F6; it names the next step"
    return Finding("desk", "warn", f"set up on {at}, but: {setup.problem}", step)
