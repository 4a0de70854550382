"""What of pictures and names is kept, and for how long: nothing of a picture unless told to."""

import pytest

from liveness_station.settings.keeping import KeepPictures, PictureForm
from liveness_station.settings.troubles import SettingError
from liveness_station.settings.values import (
    Settings,
    parse_setting,
)


def test_no_picture_is_kept_unless_it_is_said() -> None:
    settings = Settings()
    assert settings.keep_pictures is KeepPictures.NONE
    assert settings.picture_days == 0
    assert settings.person_days == 180
    assert settings.picture_form is PictureForm.FULL


@pytest.mark.parametrize(
    ("name", "untrusted_value"),
    [
        ("keep_pictures", "everything"),
        ("picture_form", "raw"),
        ("picture_days", -1),
        ("picture_days", 3651),
        ("picture_days", True),
        ("picture_days", 1.5),
        ("person_days", 0),
        ("person_days", "180"),
    ],
)
def test_what_cannot_be_meant_is_refused(name: str, untrusted_value: object) -> None:
    with pytest.raises(SettingError):
        parse_setting(name, untrusted_value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("keep_pictures", "rejects"), ("picture_form", "thumbnail"), ("picture_days", 30)],
)
def test_what_can_be_meant_is_taken(name: str, value: object) -> None:
    assert parse_setting(name, value) == value
