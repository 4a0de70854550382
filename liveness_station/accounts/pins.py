"""PINs: which may be chosen, and the one form in which each is compared."""

import unicodedata
from itertools import pairwise
from typing import Final

from liveness_station.accounts.names import fold_name
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.domain.secrets import Secret

MIN_PIN_LENGTH: Final = 4
MAX_PIN_LENGTH: Final = 32
# Neither a row, a run nor a repetition, and yet among the first that anybody tries.
_FAVOURITES: Final = frozenset(
    {
        *("0852", "1004", "1122", "1313", "1379", "1397", "2580", "5683", "6969", "112233"),
        *("147258", "159357", "159753", "520520", "5201314", "admin", "asdf", "iloveyou"),
        *("letmein", "passwd", "password", "passwort", "qwer", "qwert", "qwerty", "woaini"),
    }
)
_ROUND: Final = "0123456789"


def typed_pin(pin: Secret) -> Secret:
    """Returns a PIN as it is hashed: a digit of a Chinese keyboard is the digit it looks like."""
    return Secret(unicodedata.normalize("NFKC", pin.reveal()))


def check_new_pin(name: str, pin: Secret) -> None:
    """Refuses a PIN that somebody would guess who knows the name and a few habits.

    Raises:
        AccountError: PIN_LENGTH (4 to 32), PIN_CHARACTERS (letters and digits), PIN_IS_NAME, or
            PIN_EASY.
    """
    text = typed_pin(pin).reveal()
    if not MIN_PIN_LENGTH <= len(text) <= MAX_PIN_LENGTH:
        raise AccountError(AccountTrouble.PIN_LENGTH)
    if not text.isalnum():
        raise AccountError(AccountTrouble.PIN_CHARACTERS)
    folded = text.casefold()
    if _is_name(folded, fold_name(name)):
        raise AccountError(AccountTrouble.PIN_IS_NAME)
    if folded in _FAVOURITES or _is_repetition(folded) or _is_run(folded):
        raise AccountError(AccountTrouble.PIN_EASY)


def _is_name(pin: str, name: str) -> bool:
    """Tells whether a PIN is the name or a part of it, backwards and with digits about it, too."""
    joined = "".join(one for one in name if one.isalnum())
    bare = pin.strip(_ROUND)
    return any(
        pin in one or (len(bare) >= MIN_PIN_LENGTH and bare in one)
        for one in (joined, joined[::-1])
    )


def _is_repetition(pin: str) -> bool:
    """Tells whether a PIN is one part again and again: 0000, 1212, abcabc."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))


def _is_run(pin: str) -> bool:
    """Tells whether a PIN counts up or down, 8901 and 2468 included."""
    modulus = len(_ROUND) if pin.isdecimal() else 0x110000
    steps = {(ord(after) - ord(one)) % modulus for one, after in pairwise(pin)}
    return len(steps) == 1
