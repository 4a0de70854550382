"""Saving, testing and removing the cloud's credentials, for the dialog and the command line."""

import time
from dataclasses import dataclass

import numpy as np

from liveness_station.app.endpoints import make_cloud_endpoint
from liveness_station.credentials.store import (
    CloudCredential,
    CloudCredentials,
    parse_app_code,
    parse_app_key,
)
from liveness_station.domain.decide import decide
from liveness_station.domain.errors import CredentialError, EndpointError
from liveness_station.domain.frames import Frame
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Vault
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.imaging.encode import encode_probe
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.settings.values import Settings

_BLANK_SIDE_PX = 64
# What a service that knows us can say of a picture with nothing in it.
_ACCEPTED = frozenset({Reason.NO_FACE, Reason.BAD_IMAGE, Reason.BELOW_THRESHOLD, Reason.ATTACK})


class CredentialDesk:
    """Answers one request at a time, on the thread that may wait for keyring and network."""

    def __init__(self, vault: Vault) -> None:
        self._store = CloudCredentials(vault)

    def answer(self, request: CredentialRequest, settings: Settings) -> CredentialReply:
        """Does what was asked for.

        Args:
            request: the form.
            settings: those that the form would put in force.
        """
        try:
            credential = _typed(request)
        except CredentialError:
            return CredentialReply(CredentialResult.BAD_CREDENTIAL)
        try:
            return self._act(request, credential, settings)
        except (CredentialError, EndpointError) as error:
            return CredentialReply(CredentialResult.FAILED, error.reason)

    def _act(
        self, request: CredentialRequest, credential: CloudCredential | None, settings: Settings
    ) -> CredentialReply:
        match request.action:
            case CredentialAction.REMOVE:
                self._store.remove()
                return CredentialReply(CredentialResult.REMOVED)
            case CredentialAction.TEST:
                reason = test(settings, credential or self._store.load()).reason
                if reason is None:
                    return CredentialReply(CredentialResult.TEST_PASSED)
                return CredentialReply(CredentialResult.FAILED, reason)
            case CredentialAction.SAVE:
                if credential is not None:
                    self._store.save(credential)
                elif request.is_cloud:
                    # Nothing new was typed: what is to be used must be there.
                    self._store.load()
                return CredentialReply(CredentialResult.SAVED)


@dataclass(frozen=True, slots=True)
class Tested:
    """How a test of the cloud service went.

    Attributes:
        reason: why it did not accept us, None if it did.
        clock_offset_s: seconds by which its clock is ahead of ours, to about half a second; None
            where its reply says nothing that can be believed.
    """

    reason: Reason | None
    clock_offset_s: float | None


def test(settings: Settings, credential: CloudCredential) -> Tested:
    """Asks the service about a blank picture.

    No person is in the picture, so it is no attempt and leaves no record. The service may count
    it as a call.

    Raises:
        EndpointError: it could not be asked.
    """
    blank = np.full((_BLANK_SIDE_PX, _BLANK_SIDE_PX, 3), 128, np.uint8)
    policy = Policy(settings.threshold)
    endpoint = make_cloud_endpoint(settings, credential)
    try:
        probe = encode_probe(Frame(blank, time.monotonic(), 0, "blank"))
        exchange = endpoint.ask(probe, threshold=policy.threshold)
    finally:
        endpoint.close()
    decision = decide(exchange, policy, seen_request_ids=frozenset())
    is_accepted = decision.reason in _ACCEPTED or decision.verdict is Verdict.LIVE
    return Tested(None if is_accepted else decision.reason, endpoint.clock_offset_s)


def _typed(request: CredentialRequest) -> CloudCredential | None:
    if request.appcode is not None:
        return parse_app_code(request.appcode.reveal())
    if request.app_key is None and request.app_secret is None:
        return None
    key = request.app_key.reveal() if request.app_key else ""
    secret = request.app_secret.reveal() if request.app_secret else ""
    return parse_app_key(typed_key=key, typed_secret=secret)
