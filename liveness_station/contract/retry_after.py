"""The `Retry-After` header, read without trust."""

import re
from typing import Final

MAX_WAIT_S: Final = 86_400
"""Nobody at a desk waits longer than a day; a larger number is cut down to it."""

_SECONDS: Final = re.compile(r"\A[0-9]{1,12}\Z", re.ASCII)


def retry_after_s(untrusted_header: str) -> int | None:
    """Returns the seconds to wait, at most a day.

    None for anything but plain digits. The header's other form, a date, is not read: it would need
    the two clocks to agree.
    """
    text = untrusted_header.strip()
    return min(int(text), MAX_WAIT_S) if _SECONDS.match(text) else None
