"""What Windows knows of cameras that cv2 does not tell: whether programs may use them."""

import sys
from collections.abc import Callable
from typing import Final

_CONSENT: Final = (
    r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\webcam"
)
_PLACES: Final = (
    ("HKLM", _CONSENT),
    ("HKCU", _CONSENT),
    ("HKCU", _CONSENT + r"\NonPackaged"),
)
"""All programs of all users; all programs of this user; those that are no store app."""

if sys.platform == "win32":
    import winreg

    def _read_registry(root: str, key: str) -> str:
        hive = winreg.HKEY_LOCAL_MACHINE if root == "HKLM" else winreg.HKEY_CURRENT_USER
        with winreg.OpenKey(hive, key) as opened:
            return str(winreg.QueryValueEx(opened, "Value")[0])

else:

    def _read_registry(_root: str, _key: str) -> str:
        raise FileNotFoundError


ReadValue = Callable[[str, str], str]
"""Returns the value `Value` of a key under HKLM or HKCU; raises OSError where there is none."""


def is_camera_denied(read: ReadValue | None = None) -> bool:
    """Tells whether the privacy settings keep cameras from programs like this one."""
    return any(_value(read or _read_registry, *place) == "deny" for place in _PLACES)


def _value(read: ReadValue, root: str, key: str) -> str:
    try:
        return read(root, key).casefold()
    except OSError:
        return ""
