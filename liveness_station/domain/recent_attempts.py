"""How often a subject was checked of late: what the limit of attempts goes by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecentAttempts:
    """What the record tells of one subject for some time back.

    Attributes:
        ages_s: how long ago each judged attempt ended, in seconds, the newest first.
        last_job: the last attempt, judged or not; "" for none.
        allowed_more: so many more attempts was the subject allowed in that time.
    """

    ages_s: tuple[float, ...] = ()
    last_job: str = ""
    allowed_more: int = 0
