"""What `doctor` says of the desk: its light, and whether it was set up."""

from datetime import datetime

from liveness_station.app.findings import Finding
from liveness_station.app.paths import Places
from liveness_station.domain.light_changes import changes_of, shortcomings
from liveness_station.domain.lighting import FEWEST_DAYS, UsualLight
from liveness_station.storage.light_file import read_light
from liveness_station.ui.light_presenter import change_step, change_text
from liveness_station.ui.words.en import ENGLISH


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
