"""Calls that may hang, made on a thread that may be left behind."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from liveness_station.domain.errors import CredentialError
from liveness_station.domain.verdicts import Reason

_AnswerT = TypeVar("_AnswerT", covariant=True)


class BoundedCall(Generic[_AnswerT]):
    """One call on a short-lived daemon thread named "keyring".

    A locked keyring may show a prompt and block its caller until somebody answers it, which can
    be never; nothing can interrupt that. Whoever waits is freed at the time limit; the call itself
    goes on behind, and what it brings is dropped.
    """

    def __init__(self, action: Callable[[], _AnswerT]) -> None:
        """Starts the call; `action` raises CredentialError and nothing else."""
        self._action = action
        self._answers: SimpleQueue[tuple[_AnswerT] | CredentialError] = SimpleQueue()
        self._thread = threading.Thread(target=self._make, name="keyring", daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float) -> _AnswerT:
        """Returns the answer.

        Raises:
            CredentialError: what the action raised; CREDENTIALS_LOCKED after the time limit.
        """
        try:
            answer = self._answers.get(timeout=timeout_s)
        except Empty:
            raise CredentialError(Reason.CREDENTIALS_LOCKED, "no answer in time") from None
        self._thread.join()
        if isinstance(answer, CredentialError):
            raise answer
        return answer[0]

    def has_ended(self, timeout_s: float) -> bool:
        """Waits for the call to end behind; tells whether it has."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _make(self) -> None:
        # Stands if anything unforeseen ends the thread, which the thread's own hook then reports.
        answer: tuple[_AnswerT] | CredentialError
        answer = CredentialError(Reason.CREDENTIALS_BROKEN, "unforeseen")
        try:
            answer = (self._action(),)
        except CredentialError as error:
            answer = error
        finally:
            self._answers.put(answer)
