"""What every vault must do: the one in memory and the real keyring alike."""

import pytest

from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.ports import Vault
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.credentials.secret_service import SecretService
from tests.fakes.vault import FakeVault


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.keyring)])
def vault(request: pytest.FixtureRequest) -> Vault:
    if request.param == "fake":
        return FakeVault()
    service: SecretService = request.getfixturevalue("secret_service")
    service.unlock("a password")
    return KeyringVault(timeout_s=20)


def reason_of(error: pytest.ExceptionInfo[CredentialError]) -> Reason:
    return error.value.reason


def test_a_vault(vault: Vault) -> None:
    """One test, because a real service takes a while to start."""
    with pytest.raises(CredentialError) as missing:
        vault.get("cloud-appcode")
    assert reason_of(missing) is Reason.CREDENTIALS_MISSING

    vault.put("cloud-appcode", Secret("first"))
    vault.put("cloud-app-key", Secret("钥匙 \N{KEY}"))
    vault.put("cloud-appcode", Secret("second"))
    assert vault.get("cloud-appcode").reveal() == "second"
    assert vault.get("cloud-app-key").reveal() == "钥匙 \N{KEY}"

    with pytest.raises(CredentialError) as empty:
        vault.put("cloud-appcode", Secret(""))
    assert reason_of(empty) is Reason.CREDENTIALS_REFUSED

    vault.remove("cloud-appcode")
    with pytest.raises(CredentialError) as removed:
        vault.get("cloud-appcode")
    assert reason_of(removed) is Reason.CREDENTIALS_MISSING
    with pytest.raises(CredentialError) as twice:
        vault.remove("cloud-appcode")
    assert reason_of(twice) is Reason.CREDENTIALS_MISSING
    assert vault.get("cloud-app-key").reveal() == "钥匙 \N{KEY}"
