"""What each key of the console does."""

from dataclasses import dataclass
from typing import Final

from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys of one kind: a heading, and (key, what it does)."""

    heading: str
    keys: tuple[tuple[str, str], ...]


KEYS_EN: Final = (
    KeyGroup(
        "One check",
        (
            ("N", "Next in line"),
            ("Space", "Capture"),
            ("Shift+Space", "Capture without movement"),
            ("Enter", "Done"),
            ("R", "Check again"),
            ("O", "Another way"),
            ("D", "Your decision"),
            ("F2", "Note"),
            ("A", "More attempts, by a supervisor"),
            ("P", "Slip for the subject"),
            ("Shift+Enter", "Put the typed reference in line"),
            ("Esc", "Give up the running check"),
        ),
    ),
    KeyGroup(
        "Consent",
        (
            ("Y", "Yes"),
            ("L", "Yes, only on this computer"),
            ("X", "No; later: consent withdrawn"),
            ("T", "Other language"),
            ("PgDn  PgUp", "Turn the page that the subject reads"),
        ),
    ),
    KeyGroup(
        "Desk",
        (
            ("F1", "Keys"),
            ("F3", "History"),
            ("F4", "Measures"),
            ("F5", "Light"),
            ("F6", "Set up the desk"),
            ("F7", "Shift"),
            ("F8", "Scan a code by camera"),
            ("F9", "Privacy curtain"),
            ("F10", "Settings"),
            ("Ctrl+L", "Lock"),
        ),
    ),
)


def key_groups(words: Words) -> tuple[KeyGroup, ...]:
    """Returns the keys in a language."""
    return words.topic("keys", KEYS_EN)
