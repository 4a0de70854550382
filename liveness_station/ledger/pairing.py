"""Whether the entries of each attempt follow each other as they must."""

from collections.abc import Callable


class Pairing:
    """Attempts that have begun and not ended, as one verification meets them."""

    def __init__(self) -> None:
        self._pending: set[bytes] = set()
        self._rules: dict[bytes, Callable[[bytes], bool]] = {
            b"SUBMITTED": self._begins,
            b"TRIED": self._goes_on,
            b"VERDICT": self._ends,
            b"ABANDONED": self._ends,
            b"LATE": self._is_over,
        }

    @property
    def pending(self) -> int:
        """How many have no end yet."""
        return len(self._pending)

    def fits(self, kind: bytes, job: bytes | None) -> bool:
        """Takes the next entry and tells whether it fits what its attempt had come to."""
        rule = self._rules.get(kind)
        return rule is None or (job is not None and rule(job))

    def _begins(self, job: bytes) -> bool:
        is_new = job not in self._pending
        self._pending.add(job)
        return is_new

    def _goes_on(self, job: bytes) -> bool:
        return job in self._pending

    def _ends(self, job: bytes) -> bool:
        was_pending = job in self._pending
        self._pending.discard(job)
        return was_pending

    def _is_over(self, job: bytes) -> bool:
        return job not in self._pending
