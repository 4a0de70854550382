"""Names of people: one written form each, and never two that read as one."""

import unicodedata
from typing import Final

from liveness_station.accounts.troubles import AccountError, AccountTrouble

MAX_NAME_LENGTH: Final = 64
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def parse_name(untrusted_text: str) -> str:
    """Returns a typed name in Unicode's composed form (NFC), without space around it.

    Control and formatting characters are refused: with them one name could read as another's.

    Raises:
        AccountError: BAD_NAME: empty, longer than 64 characters, or holding such a character.
    """
    text = unicodedata.normalize("NFC", untrusted_text.strip())
    has_refused = any(unicodedata.category(one) in _REFUSED_CATEGORIES for one in text)
    if not text or len(text) > MAX_NAME_LENGTH or has_refused:
        raise AccountError(AccountTrouble.BAD_NAME)
    return text


def fold_name(name: str) -> str:
    """Returns what two names have in common that are one: case, width and space do not count."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())
