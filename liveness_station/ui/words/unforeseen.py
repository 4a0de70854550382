"""What the operator is told of an error that nobody foresaw."""

from dataclasses import dataclass
from typing import Final

from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class UnforeseenWords:
    """The dialog's words; `details` takes the log's `{file}`."""

    heading: str
    sentence: str
    details: str
    go_on: str


UNFORESEEN_EN: Final = UnforeseenWords(
    "Something went wrong inside the program.",
    "If a check was running it was given up: nobody passed by it. You can go on working. "
    "If this comes again, close the program and start it anew.",
    "For whoever looks after this computer: {file}",
    "Go on",
)


def unforeseen_words(words: Words) -> UnforeseenWords:
    """Returns the words in a language."""
    return words.topic("unforeseen", UNFORESEEN_EN)
