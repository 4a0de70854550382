"""The ledger's keys behind a keyring that is slow, locked or gone."""

import pytest

from liveness_station.app.ledger_keys import KeyringShelf, entry_name, keep_keys, load_keys
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.verdicts import Reason
from liveness_station.ledger.keys import new_keys, parse_keys
from tests.fakes.vault import FakeVault

STATION = bytes(range(16))
KEYS = new_keys()


@pytest.fixture
def vault() -> FakeVault:
    vault = FakeVault()
    keep_keys(vault, STATION, KEYS)
    vault.calls.clear()
    return vault


def test_keys_are_had_as_soon_as_the_keyring_has_answered(vault: FakeVault) -> None:
    shelf = KeyringShelf(lambda: vault)
    assert vault.calls == []
    assert shelf.look(STATION, can_wait=True) == KEYS
    assert shelf.look(STATION) == KEYS
    assert len(vault.calls) == 1
    shelf.close()


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_a_keyring_that_hangs_holds_nobody_up(vault: FakeVault) -> None:
    vault.hang()
    shelf = KeyringShelf(lambda: vault)
    assert shelf.look(STATION) is None
    assert shelf.look(STATION) is None
    vault.release()
    assert shelf.look(STATION, can_wait=True) is None
    shelf.close()


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_a_locked_keyring_is_asked_again_later_and_not_before(vault: FakeVault) -> None:
    now_s = 0.0
    shelf = KeyringShelf(lambda: vault, clock=lambda: now_s)
    vault.trouble = Reason.CREDENTIALS_LOCKED
    assert shelf.look(STATION, can_wait=True) is None
    vault.trouble = None
    assert shelf.look(STATION, can_wait=True) is None
    now_s = 3601.0
    assert shelf.look(STATION, can_wait=True) == KEYS
    shelf.close()
    assert len(vault.calls) == 2


def test_the_newest_keys_are_kept_however_many_there_were(vault: FakeVault) -> None:
    shelf = KeyringShelf(lambda: vault)
    newest = KEYS
    for _ in range(50):
        newest = new_keys()
        shelf.keep(STATION, newest)
    shelf.close()
    assert parse_keys(vault.entries[entry_name(STATION)]) == newest


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_keys_that_cannot_be_kept_are_kept_the_next_time(vault: FakeVault) -> None:
    shelf = KeyringShelf(lambda: vault)
    vault.trouble = Reason.CREDENTIALS_REFUSED
    shelf.keep(STATION, new_keys())
    shelf.close()
    vault.trouble = None
    newest = new_keys()
    shelf.keep(STATION, newest)
    shelf.close()
    shelf.close()
    assert load_keys(vault, STATION) == newest


def test_what_are_no_keys_is_broken_and_not_repeated(vault: FakeVault) -> None:
    vault.entries[entry_name(STATION)] = "canary-7f3a9c"
    with pytest.raises(CredentialError) as caught:
        load_keys(vault, STATION)
    assert caught.value.reason is Reason.CREDENTIALS_BROKEN
    assert "canary" not in str(caught.value)
