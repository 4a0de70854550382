"""Whether Windows' privacy settings keep the camera from us."""

import pytest

from liveness_station.camera.windows import is_camera_denied

PROGRAMS = "NonPackaged"


@pytest.mark.parametrize(
    ("values", "is_denied"),
    [
        ({}, False),
        ({("HKLM", "webcam"): "Allow", ("HKCU", "webcam"): "Allow"}, False),
        ({("HKLM", "webcam"): "Deny"}, True),
        ({("HKCU", "webcam"): "Deny"}, True),
        ({("HKCU", "webcam"): "Allow", ("HKCU", PROGRAMS): "Deny"}, True),
    ],
)
def test_C16_the_privacy_settings_are_asked(
    values: dict[tuple[str, str], str], is_denied: bool
) -> None:
    def read(root: str, key: str) -> str:
        try:
            return values[root, key.rsplit("\\", 1)[-1]]
        except KeyError:
            raise FileNotFoundError from None

    assert is_camera_denied(read) is is_denied


def test_on_another_system_nothing_is_denied_there() -> None:
    assert not is_camera_denied()
