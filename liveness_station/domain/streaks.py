"""What the last answers of one endpoint had in common, where one more of the kind says more."""

from dataclasses import dataclass, replace
from typing import Final

from liveness_station.domain.verdicts import Decision, Reason

API_CHANGED_AFTER: Final = 3
"""So many incomplete answers in a row are no accident: the interface itself has changed."""

_BAD_IMAGE = frozenset({Reason.BAD_IMAGE, Reason.BAD_IMAGE_AGAIN})
_INCOMPLETE = frozenset({Reason.SCHEMA, Reason.API_CHANGED})


@dataclass(frozen=True, slots=True)
class Streak:
    """How many of the last answers were alike. A value: whoever asks the endpoint keeps it.

    Attributes:
        bad_images: answers in a row that refused a picture of the station's own encoder.
        incomplete: answers in a row that lacked a field or had one of another type.
    """

    bad_images: int = 0
    incomplete: int = 0

    @property
    def was_bad_image(self) -> bool:
        """Tells whether the last answer refused the picture, as `decide` wants to know it."""
        return self.bad_images > 0

    def after(self, decision: Decision) -> "Streak":
        """Returns the streak with one more decision; one without an answer changes nothing."""
        if decision.http_status is None:
            return self
        return Streak(
            self.bad_images + 1 if decision.reason in _BAD_IMAGE else 0,
            self.incomplete + 1 if decision.reason in _INCOMPLETE else 0,
        )

    def hint(self, decision: Decision) -> Decision:
        """Returns a decision that says so where it is the third incomplete answer in a row."""
        is_third = self.incomplete + 1 >= API_CHANGED_AFTER
        if decision.reason is Reason.SCHEMA and is_third:
            return replace(decision, reason=Reason.API_CHANGED)
        return decision
