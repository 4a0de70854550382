"""What a look of `doctor` comes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `pass`, `warn` (works, but) or `fail`, and the next step."""

    name: str
    result: str
    detail: str
    next_step: str = ""
