"""The list of a desk's cameras: kept whole, and taken at its strictest where it cannot be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.injection import CameraPolicy
from liveness_station.settings.camera_trust import CameraTrust, load_trust, save_trust
from liveness_station.settings.files import SettingsFileError

C920 = "046d:0825|/sys/devices/pci0000:00/usb1/1-3/1-3:1.0|HD Pro Webcam C920"
TRUST = CameraTrust(
    CameraPolicy.WARN, frozenset({C920}), is_probed=True, responses={C920: 0.42}, whites={C920: 1.2}
)


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "cameras.json"
    save_trust(path, TRUST)
    read = load_trust(path)
    assert read == TRUST
    assert [one.name for one in path.parent.iterdir()] == ["cameras.json"]


def test_without_a_file_virtual_cameras_are_blocked_and_there_is_no_list(tmp_path: Path) -> None:
    trust = load_trust(tmp_path / "cameras.json")
    assert trust == CameraTrust()
    assert trust.policy is CameraPolicy.BLOCK
    assert trust.is_enrolled(C920) is None
    assert TRUST.is_enrolled(C920) is True
    assert TRUST.is_enrolled("another") is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"camera_policy": "none"}',
        '{"camera_policy": 1}',
        '{"enrolled_cameras": "x"}',
        '{"enrolled_cameras": [1]}',
        '{"enrolled_cameras": [""]}',
        '{"probe_exposure": 1}',
        '{"calibrations": []}',
        '{"calibrations": {"x": 2}}',
        '{"white_calibrations": {"x": 7}}',
        '{"white_calibrations": {"x": 0}}',
        '{"calibrations": {"x": true}}',
        '{"camera_policy": "allow", "camera_policy": "allow"}',
        '{"enrolled_cameras": [' + ",".join(f'"{n}"' for n in range(65)) + "]}",
        " " * 65_537,
    ],
)
def test_a_damaged_list_trusts_no_camera(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cameras.json"
    path.write_text(text, encoding="utf-8")
    trust = load_trust(path)
    assert trust.is_damaged
    assert trust.policy is CameraPolicy.BLOCK
    assert trust.is_enrolled(C920) is False


def test_a_disk_that_refuses_leaves_the_old_list(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsFileError):
        save_trust(tmp_path / "file" / "cameras.json", TRUST)
    many = replace(TRUST, enrolled=frozenset(str(number) for number in range(65)))
    with pytest.raises(SettingsFileError):
        save_trust(tmp_path / "cameras.json", many)
    assert load_trust(tmp_path / "cameras.json") == CameraTrust()
