import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.contract.signing import is_credential
from liveness_station.credentials.store import (
    CloudAppCode,
    CloudAppKey,
    CloudCredentials,
    ServiceCredentials,
    parse_app_code,
    parse_app_key,
)
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.fakes.vault import FakeVault

CANARY = "canary-7f3a9c"
PAIR = CloudAppKey("key12345", Secret(CANARY))


def reason(error: pytest.ExceptionInfo[CredentialError]) -> Reason:
    return error.value.reason


def test_what_is_typed_loses_the_spaces_round_it() -> None:
    assert parse_app_code(" \tabcd1234\r\n").code.reveal() == "abcd1234"
    pair = parse_app_key(typed_key=" key1\n", typed_secret="\N{IDEOGRAPHIC SPACE}secret1 ")
    assert (pair.key, pair.secret.reveal()) == ("key1", "secret1")


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "abc", "你的APPCODE", "ab cd", "abcd\x00", "ab\r\ncd", "é" * 8, "a" * 100_000],
)
def test_what_cannot_be_a_credential_is_refused_at_entry(typed: str) -> None:
    for call in (
        lambda: parse_app_code(typed),
        lambda: parse_app_key(typed_key=typed, typed_secret="secret1"),
        lambda: parse_app_key(typed_key="key1", typed_secret=typed),
    ):
        with pytest.raises(CredentialError) as caught:
            call()
        assert reason(caught) is Reason.CREDENTIALS_REFUSED


@given(st.text())
def test_no_text_gets_through_that_is_no_credential(typed: str) -> None:
    try:
        code = parse_app_code(typed).code.reveal()
    except CredentialError:
        return
    assert is_credential(code)


def test_an_appcode_is_stored_and_loaded() -> None:
    vault = FakeVault()
    CloudCredentials(vault).save(CloudAppCode(Secret(CANARY)))
    assert vault.entries == {"cloud-appcode": CANARY}
    loaded = CloudCredentials(vault).load()
    assert isinstance(loaded, CloudAppCode)
    assert loaded.code.reveal() == CANARY


def test_a_pair_is_stored_and_loaded() -> None:
    vault = FakeVault()
    CloudCredentials(vault).save(PAIR)
    assert vault.entries == {"cloud-app-key": "key12345", "cloud-app-secret": CANARY}
    loaded = CloudCredentials(vault).load()
    assert isinstance(loaded, CloudAppKey)
    assert (loaded.key, loaded.secret.reveal()) == ("key12345", CANARY)


def test_one_credential_takes_the_place_of_the_other() -> None:
    vault = FakeVault()
    store = CloudCredentials(vault)
    store.save(CloudAppCode(Secret("abcd1234")))
    store.save(PAIR)
    assert isinstance(store.load(), CloudAppKey)
    store.save(CloudAppCode(Secret("abcd1234")))
    assert vault.entries == {"cloud-appcode": "abcd1234"}


def test_nothing_is_stored_of_what_cannot_be_a_credential() -> None:
    vault = FakeVault()
    with pytest.raises(CredentialError) as caught:
        CloudCredentials(vault).save(CloudAppKey("key12345", Secret("你的AppSecret")))
    assert reason(caught) is Reason.CREDENTIALS_REFUSED
    assert vault.calls == []


@pytest.mark.parametrize(
    "entries", [{}, {"cloud_app_key": "key12345"}, {"cloud_app_secret": "secret12"}]
)
def test_nothing_or_half_a_pair_is_missing(entries: dict[str, str]) -> None:
    with pytest.raises(CredentialError) as caught:
        CloudCredentials(FakeVault(**entries)).load()
    assert reason(caught) is Reason.CREDENTIALS_MISSING


@pytest.mark.parametrize(
    "entries",
    [
        {"cloud_appcode": "你的APPCODE"},
        {"cloud_app_key": "a b", "cloud_app_secret": "secret12"},
        {"cloud_app_key": "key12345", "cloud_app_secret": ""},
    ],
)
def test_a_stored_value_that_is_none_is_broken(entries: dict[str, str]) -> None:
    with pytest.raises(CredentialError) as caught:
        CloudCredentials(FakeVault(**entries)).load()
    assert reason(caught) is Reason.CREDENTIALS_BROKEN


@pytest.mark.parametrize(
    "trouble",
    [Reason.CREDENTIALS_LOCKED, Reason.CREDENTIALS_REFUSED, Reason.CREDENTIALS_BROKEN],
)
def test_troubles_of_the_vault_come_through(trouble: Reason) -> None:
    vault = FakeVault(cloud_appcode="abcd1234")
    vault.trouble = trouble
    store = CloudCredentials(vault)
    for call in (store.load, store.remove, lambda: store.save(PAIR)):
        with pytest.raises(CredentialError) as caught:
            call()
        assert reason(caught) is trouble


def test_a_locked_appcode_is_not_passed_over_for_a_pair() -> None:
    vault = FakeVault(cloud_app_key="key12345", cloud_app_secret="secret12")
    vault.failing_names["cloud-appcode"] = Reason.CREDENTIALS_LOCKED
    with pytest.raises(CredentialError) as caught:
        CloudCredentials(vault).load()
    assert reason(caught) is Reason.CREDENTIALS_LOCKED


def test_a_vault_that_hangs_is_locked_when_it_lets_go() -> None:
    vault = FakeVault(cloud_appcode="abcd1234")
    vault.hang()
    releasing = threading.Timer(0.05, vault.release)
    releasing.start()
    with pytest.raises(CredentialError) as caught:
        CloudCredentials(vault).load()
    releasing.join()
    assert reason(caught) is Reason.CREDENTIALS_LOCKED
    assert isinstance(CloudCredentials(vault).load(), CloudAppCode)


def test_removing_takes_every_part() -> None:
    vault = FakeVault(cloud_appcode="abcd1234", cloud_app_secret="secret12", other="kept")
    store = CloudCredentials(vault)
    store.remove()
    assert vault.entries == {"other": "kept"}
    with pytest.raises(CredentialError) as caught:
        store.remove()
    assert reason(caught) is Reason.CREDENTIALS_MISSING


def test_the_services_credentials_are_a_json_object() -> None:
    vault = FakeVault()
    store = ServiceCredentials(vault)
    store.save(Secret('{"appcodes": ["abcd1234"], "apps": {}}'))
    assert store.load().reveal() == '{"appcodes": ["abcd1234"], "apps": {}}'
    store.remove()
    with pytest.raises(CredentialError) as caught:
        store.load()
    assert reason(caught) is Reason.CREDENTIALS_MISSING


@pytest.mark.parametrize("text", ["", "[]", "no", '{"a": "\ud800"}', '{"a": 1, "a": 2}'])
def test_other_texts_are_none(text: str) -> None:
    with pytest.raises(CredentialError) as caught:
        ServiceCredentials(FakeVault()).save(Secret(text))
    assert reason(caught) is Reason.CREDENTIALS_REFUSED
    with pytest.raises(CredentialError) as caught:
        ServiceCredentials(FakeVault(service_credentials=text)).load()
    assert reason(caught) is Reason.CREDENTIALS_BROKEN


def test_credentials_are_not_in_representations() -> None:
    shown = f"{CloudAppCode(Secret(CANARY))!r}{CloudAppKey(CANARY, Secret(CANARY))!r}"
    assert CANARY not in shown
