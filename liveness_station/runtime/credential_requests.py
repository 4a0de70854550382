"""What the endpoint dialog asks of the io thread, and what comes back. No Qt here."""

from dataclasses import dataclass
from enum import Enum

from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason


class CredentialAction(Enum):
    """What to do with the form."""

    SAVE = "save"
    TEST = "test"
    REMOVE = "remove"


class CredentialResult(Enum):
    """How it went."""

    SAVED = "saved"
    REMOVED = "removed"
    TEST_PASSED = "test_passed"
    BAD_CREDENTIAL = "bad_credential"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CredentialRequest:
    """The form as it was when a button was pressed.

    Attributes:
        action: which button.
        is_cloud: True where the cloud is to judge from now on.
        base_url: the cloud's address.
        appcode: a new AppCode, or None to leave the keyring's as it is.
        app_key: a new AppKey, likewise; goes with `app_secret`.
        app_secret: its secret.
    """

    action: CredentialAction
    is_cloud: bool
    base_url: str
    appcode: Secret | None = None
    app_key: Secret | None = None
    app_secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class CredentialReply:
    """How a request went; `reason` says why where it failed."""

    result: CredentialResult
    reason: Reason | None = None
