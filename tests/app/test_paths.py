"""No two things that the program keeps have one place, also where all lie in one folder."""

from pathlib import Path

from liveness_station.app.paths import Places, find_places
from liveness_station.app.provenance import trust_path


def test_no_two_files_share_a_place(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    names = [name for name, value in vars(Places).items() if isinstance(value, property)]
    found = [getattr(places, name) for name in names] + [trust_path(places)]
    files = [path for path in found if path.parent == tmp_path]
    assert len(files) > 5
    assert len(set(files)) == len(files)
