"""What is wrong with the settings file reaches the operator, and nothing else does."""

from pathlib import Path

import pytest

from liveness_station.app.desktop import alerts_of
from liveness_station.app.paths import find_places
from liveness_station.app.provenance import trust_path
from liveness_station.domain.alerts import Alert, AlertCode


def test_a_list_of_cameras_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    trust_path(places).write_text('{"camera_policy": "allow", ', encoding="utf-8")
    assert alerts_of(places) == (Alert(AlertCode.CAMERAS_UNREADABLE, "cameras.json"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"check": "guded", "theme": "dark"}', (Alert(AlertCode.SETTINGS_FALLBACK, "check"),)),
        ('{"check": "gui', (Alert(AlertCode.SETTINGS_UNREADABLE),)),
        ('{"check": "guided"}', ()),
        ('{"version": 999}', ()),
        (None, ()),
    ],
)
def test_a_setting_that_fell_back_is_named(
    text: str | None, expected: tuple[Alert, ...], tmp_path: Path
) -> None:
    places = find_places(tmp_path)
    if text is not None:
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text(text, encoding="utf-8")
    assert alerts_of(places) == expected
    assert alerts_of(places) == expected
