"""The vault and keyrings that hang, refuse, lie or break (FAULTS Q1 to Q4, Q9)."""

import threading
import time
import traceback
from collections.abc import Callable

import pytest
from keyring.errors import (
    InitError,
    KeyringError,
    KeyringLocked,
    NoKeyringError,
    PasswordDeleteError,
    PasswordSetError,
)

from liveness_station.credentials.backends import Backend
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

CANARY = "canary-7f3a9c"


class ForeignError(Exception):
    """What a library below keyring raises."""

    def __init__(self, *, name: str = "", winerror: int = 0) -> None:
        super().__init__("foreign")
        self.name = name
        self.winerror = winerror


class PromptDismissedException(ForeignError):  # noqa: N818 - the name that secretstorage uses
    """The prompt was closed without an answer."""


class ScriptedKeyring:
    """A keyring in memory; what a script says comes first."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.before: Callable[[str], None] = lambda _: None
        self.drops_writes = False
        self.keeps_removed = False

    def get_password(self, service: str, username: str) -> str | None:
        assert service == "liveness-station"
        self.before("get")
        return self.values.get(username)  # type: ignore[return-value] # nonsense is wanted

    def set_password(self, service: str, username: str, password: str) -> None:
        assert service == "liveness-station"
        self.before("set")
        if not self.drops_writes:
            self.values[username] = password

    def delete_password(self, service: str, username: str) -> None:
        assert service == "liveness-station"
        self.before("delete")
        if not self.keeps_removed:
            del self.values[username]


@pytest.fixture
def keyring() -> ScriptedKeyring:
    return ScriptedKeyring()


def vault_of(
    keyring: ScriptedKeyring, *, timeout_s: float = 30.0, max_units: int | None = None
) -> KeyringVault:
    backend = Backend(keyring, (ForeignError,), max_units)
    return KeyringVault(open_backend=lambda: backend, timeout_s=timeout_s)


def raising(error: Exception, *, only: str = "") -> Callable[[str], None]:
    def before(action: str) -> None:
        if not only or action == only:
            raise error

    return before


def failure(call: Callable[[], object]) -> CredentialError:
    with pytest.raises(CredentialError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyringLocked("locked"), Reason.CREDENTIALS_LOCKED),
        (PromptDismissedException(), Reason.CREDENTIALS_LOCKED),
        (ForeignError(name="org.freedesktop.Secret.Error.IsLocked"), Reason.CREDENTIALS_LOCKED),
        (KeyringError("denied"), Reason.CREDENTIALS_REFUSED),
        (PasswordSetError("denied"), Reason.CREDENTIALS_REFUSED),
        (PasswordDeleteError("denied"), Reason.CREDENTIALS_REFUSED),
        (PermissionError(), Reason.CREDENTIALS_REFUSED),
        (ForeignError(winerror=5), Reason.CREDENTIALS_REFUSED),
        (ForeignError(name="org.freedesktop.DBus.Error.AccessDenied"), Reason.CREDENTIALS_REFUSED),
        (ForeignError(winerror=1783), Reason.CREDENTIALS_BROKEN),
        (ForeignError(), Reason.CREDENTIALS_BROKEN),
        (NoKeyringError("none"), Reason.CREDENTIALS_BROKEN),
        (InitError("none"), Reason.CREDENTIALS_BROKEN),
        (OSError("bus"), Reason.CREDENTIALS_BROKEN),
        (EOFError(), Reason.CREDENTIALS_BROKEN),
        (RuntimeError(), Reason.CREDENTIALS_BROKEN),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), Reason.CREDENTIALS_BROKEN),
    ],
)
def test_every_foreign_error_has_its_reason(
    keyring: ScriptedKeyring, error: Exception, reason: Reason
) -> None:
    keyring.before = raising(error)
    vault = vault_of(keyring)
    for call in (
        lambda: vault.get("name"),
        lambda: vault.put("name", Secret(CANARY)),
        lambda: vault.remove("name"),
    ):
        found = failure(call)
        assert found.reason is reason
        assert found.__cause__ is error


def test_a_prompt_dismissed_while_opening_is_locked(keyring: ScriptedKeyring) -> None:
    error = InitError("Failed to create the collection")
    error.__cause__ = PromptDismissedException()
    keyring.before = raising(error)
    assert failure(lambda: vault_of(keyring).get("name")).reason is Reason.CREDENTIALS_LOCKED


@pytest.mark.parametrize("nonsense", ["", b"bytes", 7])
def test_nonsense_is_broken(keyring: ScriptedKeyring, nonsense: object) -> None:
    keyring.values["name"] = nonsense
    assert failure(lambda: vault_of(keyring).get("name")).reason is Reason.CREDENTIALS_BROKEN


def test_a_keyring_that_drops_what_it_is_given_is_found_out(keyring: ScriptedKeyring) -> None:
    keyring.drops_writes = True
    error = failure(lambda: vault_of(keyring).put("name", Secret(CANARY)))
    assert (error.reason, error.detail) == (Reason.CREDENTIALS_BROKEN, "read back")
    keyring.values["name"] = "older"
    error = failure(lambda: vault_of(keyring).put("name", Secret(CANARY)))
    assert error.reason is Reason.CREDENTIALS_BROKEN


def test_a_keyring_that_keeps_what_it_should_remove_is_found_out(keyring: ScriptedKeyring) -> None:
    keyring.values["name"] = CANARY
    keyring.keeps_removed = True
    assert failure(lambda: vault_of(keyring).remove("name")).reason is Reason.CREDENTIALS_BROKEN


def test_a_refused_removal_is_not_a_missing_entry(keyring: ScriptedKeyring) -> None:
    keyring.values["name"] = CANARY
    keyring.before = raising(PasswordDeleteError("no"), only="delete")
    assert failure(lambda: vault_of(keyring).remove("name")).reason is Reason.CREDENTIALS_REFUSED


@pytest.mark.parametrize(
    ("text", "is_good"),
    [("x" * 1280, True), ("x" * 1281, False), ("\N{KEY}" * 640, True), ("\N{KEY}" * 641, False)],
)
def test_a_keyring_with_a_limit_is_not_given_more(
    keyring: ScriptedKeyring, text: str, *, is_good: bool
) -> None:
    vault = vault_of(keyring, max_units=1280)
    if is_good:
        vault.put("name", Secret(text))
        assert keyring.values == {"name": text}
    else:
        error = failure(lambda: vault.put("name", Secret(text)))
        assert error.reason is Reason.CREDENTIALS_REFUSED
        assert keyring.values == {}


def test_a_call_that_hangs_is_left_behind_and_not_repeated(keyring: ScriptedKeyring) -> None:
    is_answered = threading.Event()
    calls = []

    def prompt(action: str) -> None:
        calls.append(action)
        assert is_answered.wait(20)

    keyring.before = prompt
    keyring.values["name"] = CANARY
    vault = vault_of(keyring, timeout_s=0.2)
    for _ in range(2):
        started_s = time.monotonic()
        assert failure(lambda: vault.get("name")).reason is Reason.CREDENTIALS_LOCKED
        assert 0.2 <= time.monotonic() - started_s < 5.0
    assert calls == ["get"]
    is_answered.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)
    assert vault.get("name").reveal() == CANARY


def test_a_keyring_that_is_not_found_is_looked_for_again(keyring: ScriptedKeyring) -> None:
    answers: list[Backend | CredentialError] = [
        CredentialError(Reason.CREDENTIALS_BROKEN, "no keyring service"),
        Backend(keyring),
    ]

    def open_backend() -> Backend:
        answer = answers.pop(0)
        if isinstance(answer, CredentialError):
            raise answer
        return answer

    vault = KeyringVault(open_backend=open_backend)
    assert failure(lambda: vault.get("name")).detail == "no keyring service"
    assert failure(lambda: vault.get("name")).reason is Reason.CREDENTIALS_MISSING
    assert failure(lambda: vault.get("name")).reason is Reason.CREDENTIALS_MISSING


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nobody_foresaw_is_broken_too(keyring: ScriptedKeyring) -> None:
    keyring.before = raising(ZeroDivisionError())
    error = failure(lambda: vault_of(keyring).get("name"))
    assert (error.reason, error.detail) == (Reason.CREDENTIALS_BROKEN, "unforeseen")


def test_a_new_value_is_seen_without_a_restart(keyring: ScriptedKeyring) -> None:
    vault = vault_of(keyring)
    vault.put("name", Secret("old-value"))
    keyring.values["name"] = "new-value"
    assert vault.get("name").reveal() == "new-value"


def test_secrets_show_in_no_error(keyring: ScriptedKeyring) -> None:
    keyring.values["name"] = CANARY
    keyring.before = raising(KeyringError("denied"), only="set")
    error = failure(lambda: vault_of(keyring).put("name", Secret(CANARY)))
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert CANARY not in shown
