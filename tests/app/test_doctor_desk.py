"""What the doctor says of light and setting up."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from liveness_station.app.doctor_desk import look_at_light, look_at_setup, look_at_trust
from liveness_station.app.paths import Places, find_places
from liveness_station.app.provenance import trust_path
from liveness_station.domain.light_memory import CameraLight, LightMemory, SetupResult
from liveness_station.domain.lighting import LightPoint
from liveness_station.settings.camera_trust import CameraTrust, save_trust
from liveness_station.storage.light_file import write_light
from tests.app.test_provenance import real
from tests.domain.light_days import FIRST_DAY, a_day, lamp_off_from, learnt


def kept(tmp_path: Path, memory: LightMemory) -> Places:
    places = find_places(tmp_path)
    write_light(places.light, memory)
    return places


def test_a_new_desk_is_told_to_be_set_up_and_its_light_is_no_trouble(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    setup = look_at_setup(places)
    assert (setup.result, setup.detail) == ("warn", "never set up")
    assert "F6" in setup.next_step
    assert look_at_light(places, FIRST_DAY).result == "pass"


def test_when_and_how_it_was_set_up_is_told(tmp_path: Path) -> None:
    green = kept(tmp_path, LightMemory(setup=SetupResult(FIRST_DAY, "c")))
    day = FIRST_DAY.astimezone().strftime("%Y-%m-%d %H:%M")
    assert look_at_setup(green).detail == f"set up on {day}, all well"
    bad = kept(tmp_path, LightMemory(setup=SetupResult(FIRST_DAY, "c", "too_dark")))
    finding = look_at_setup(bad)
    assert (finding.result, finding.detail) == ("warn", f"set up on {day}, but: too_dark")


def test_changed_light_is_told_with_its_step(tmp_path: Path) -> None:
    points = tuple(a_day(8, lamp_off_from(9)))
    places = kept(tmp_path, LightMemory({"c": CameraLight(learnt(8), points)}))
    finding = look_at_light(places, points[-1].at)
    assert finding.result == "warn"
    assert "darker than usual since 09:" in finding.detail
    assert "lamp" in finding.next_step


def test_usual_light_says_how_much_is_known(tmp_path: Path) -> None:
    points = tuple(a_day(8))
    places = kept(tmp_path, LightMemory({"c": CameraLight(learnt(8), points)}))
    finding = look_at_light(places, points[-1].at)
    assert (finding.result, finding.detail) == (
        "pass",
        f"8 days known, {len(points)} minutes of faces today",
    )


def test_light_that_is_bad_in_itself_is_told(tmp_path: Path) -> None:
    points = tuple(
        LightPoint(FIRST_DAY + timedelta(minutes=minute), 1, 150.0, 1.0, 2.6) for minute in (0, 1)
    )
    places = kept(tmp_path, LightMemory({"c": CameraLight((), points)}))
    finding = look_at_light(places, points[-1].at)
    assert finding.detail.endswith("backlit")
    assert finding.next_step


def test_doctor_says_that_the_list_of_cameras_is_damaged_and_what_to_do(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    trust_path(places).write_text("{", encoding="utf-8")
    found = look_at_trust(places, ())
    assert (found.name, found.result) == ("enrolled cameras", "fail")
    assert "cannot be read" in found.detail
    assert "remove it" in found.next_step


def test_doctor_names_enrolled_cameras_that_are_not_there(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    here, moved, gone = real(0, "C920"), real(1, "Brio"), real(2, "Kiyo")
    elsewhere = replace(moved, port="port-9")
    both = frozenset({here.identity.text, moved.identity.text, gone.identity.text})
    save_trust(trust_path(places), CameraTrust(enrolled=both))
    found = look_at_trust(places, (here, elsewhere))
    assert found.result == "warn"
    assert found.detail.startswith("3, policy block; not there: ")
    assert "Brio at port-1 (one like it is camera 1)" in found.detail
    assert "Kiyo at port-2" in found.detail
    assert "C920" not in found.detail
    assert "--enrol" in found.next_step
    assert look_at_trust(places, (elsewhere,)).result == "fail", "not one of them is there"
    assert look_at_trust(places, (here, moved, gone)).result == "pass"


def test_doctor_is_content_with_no_list_and_says_how_to_make_one(tmp_path: Path) -> None:
    found = look_at_trust(find_places(tmp_path), ())
    assert (found.result, found.detail) == ("pass", "none; policy block")
    assert "--enrol" in found.next_step
