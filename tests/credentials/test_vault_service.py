"""The vault and a real Secret Service that is absent, dead, locked or dies."""

import os
from pathlib import Path

import pytest

from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.credentials.secret_service import SecretService

pytestmark = [
    pytest.mark.keyring,
    # secretstorage leaves its connection open wherever it raises.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


def trouble(vault: KeyringVault) -> tuple[Reason, str]:
    with pytest.raises(CredentialError) as caught:
        vault.get("cloud-appcode")
    return caught.value.reason, caught.value.detail


ABSENT = (Reason.CREDENTIALS_BROKEN, "no keyring service")


def test_a_bus_without_a_service_then_one_that_comes_and_goes(
    secret_service: SecretService,
) -> None:
    vault = KeyringVault(timeout_s=20)
    assert trouble(vault) == ABSENT
    secret_service.unlock("a password")
    assert trouble(vault)[0] is Reason.CREDENTIALS_MISSING
    vault.put("cloud-appcode", Secret("code1234"))
    secret_service.stop_keyring()
    assert trouble(vault) == ABSENT
    assert trouble(vault) == ABSENT
    secret_service.unlock("a password")
    assert vault.get("cloud-appcode").reveal() == "code1234"


def test_a_locked_collection(secret_service: SecretService) -> None:
    secret_service.unlock("a password")
    vault = KeyringVault(timeout_s=20)
    vault.put("cloud-appcode", Secret("code1234"))
    secret_service.stop_keyring()
    secret_service.unlock("not the password")
    assert trouble(vault)[0] is Reason.CREDENTIALS_LOCKED
    with pytest.raises(CredentialError) as putting:
        vault.put("cloud-appcode", Secret("code5678"))
    assert putting.value.reason is Reason.CREDENTIALS_LOCKED
    with pytest.raises(CredentialError) as removing:
        vault.remove("cloud-appcode")
    assert removing.value.reason is Reason.CREDENTIALS_LOCKED


def test_a_bus_that_dies(secret_service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    secret_service.unlock("a password")
    vault = KeyringVault(timeout_s=20)
    assert trouble(vault)[0] is Reason.CREDENTIALS_MISSING
    dead = secret_service.address + "-dead"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", dead)
    assert trouble(vault) == ABSENT
    assert trouble(KeyringVault(timeout_s=20)) == ABSENT
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert trouble(KeyringVault(timeout_s=20)) == ABSENT


@pytest.mark.parametrize(
    "hostile", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"]
)
def test_the_environment_does_not_choose_the_keyring(
    secret_service: SecretService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hostile: str,
) -> None:
    """The same entries are found with and without a hostile environment."""
    secret_service.unlock("a password")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", hostile)
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/x")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    configuration = tmp_path / "python_keyring" / "keyringrc.cfg"
    configuration.parent.mkdir()
    configuration.write_text(f"[backend]\ndefault-keyring={hostile}\n")
    KeyringVault(timeout_s=20).put("cloud-appcode", Secret("code1234"))
    for name in list(os.environ):
        if "KEYRING" in name:
            monkeypatch.delenv(name)
    configuration.unlink()
    assert KeyringVault(timeout_s=20).get("cloud-appcode").reveal() == "code1234"
