import subprocess
import sys
from types import ModuleType

import pytest

from liveness_station.credentials.backends import open_backend
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.verdicts import Reason


class _Pretended:
    """What keyring's backends have in common; `viable` and `priority` are the class's."""

    viable = True
    priority = 5.0

    def __init__(self) -> None:
        self.set_properties_from_env()

    def set_properties_from_env(self) -> None:
        raise AssertionError("the environment was asked")


def pretend(
    monkeypatch: pytest.MonkeyPatch, module_name: str, class_name: str, **attributes: object
) -> type:
    """Puts a keyring of another system in the place of the real module."""
    made = type(class_name, (_Pretended,), attributes)
    module = ModuleType(module_name)
    setattr(module, class_name, made)
    monkeypatch.setitem(sys.modules, module_name, module)
    return made


def test_windows_keeps_secrets_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    made = pretend(monkeypatch, "keyring.backends.Windows", "WinVaultKeyring")
    backend = open_backend()
    assert isinstance(backend.keyring, made)
    assert vars(backend.keyring) == {"persist": "local machine"}
    assert backend.max_units == 1280


def test_macos_uses_the_users_own_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    made = pretend(monkeypatch, "keyring.backends.macOS", "Keyring", keychain="/tmp/hostile")  # noqa: S108 - not used
    backend = open_backend()
    assert isinstance(backend.keyring, made)
    assert vars(type(backend.keyring))["keychain"] is None
    assert backend.max_units is None


def test_linux_takes_the_best_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    pretend(monkeypatch, "keyring.backends.SecretService", "Keyring", priority=5.0)
    pretend(monkeypatch, "keyring.backends.libsecret", "Keyring", priority=9.0, viable=False)
    best = pretend(monkeypatch, "keyring.backends.kwallet", "DBusKeyring", priority=5.1)
    assert isinstance(open_backend().keyring, best)


def test_nothing_else_is_good_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name, class_name in (
        ("SecretService", "Keyring"),
        ("libsecret", "Keyring"),
        ("kwallet", "DBusKeyring"),
    ):
        pretend(monkeypatch, f"keyring.backends.{name}", class_name, viable=False)
    for name in ("null", "fail", "chainer"):
        pretend(monkeypatch, f"keyring.backends.{name}", "Keyring", priority=99.0)
    with pytest.raises(CredentialError) as caught:
        open_backend()
    assert caught.value.reason is Reason.CREDENTIALS_BROKEN
    assert caught.value.detail == "no keyring service"


def test_importing_the_room_does_not_import_keyring() -> None:
    program = (
        "import sys, liveness_station.credentials.store, liveness_station.credentials.vault;"
        "print([name for name in sys.modules if name.split('.')[0] in ('keyring', 'jeepney')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
