"""What the operator is told while a subject is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """One language.

    Attributes:
        heading: of the panel.
        text: which text, by `language` and `version`.
        page: of the text, `page` of `pages`.
        on_display: the subject reads it on a screen of their own.
        on_curtain: there is none; how it is shown on this one.
        yes: the answer where pictures stay here.
        yes_cloud: the answer where they may go to `host`.
        yes_here: the answer where they may, and the subject would not have it.
        no: the answer.
        language: the button for the other language.
        recording: while the answer is written down.
        languages: what they are called.
    """

    heading: str
    text: str
    page: str
    on_display: str
    on_curtain: str
    yes: str
    yes_cloud: str
    yes_here: str
    no: str
    language: str
    recording: str
    languages: Mapping[str, str]


CONSENT_EN: Final = ConsentWords(
    heading="Wait for the subject's answer",
    text="Text in {language}, version {version}",
    page="Page {page} of {pages} is shown; Page Down and Page Up turn it",
    on_display="The subject reads it on the second screen.",
    on_curtain="F9 shows it on this screen: then turn the screen to the subject.",
    yes="Yes",
    yes_cloud="Yes, also {host}",
    yes_here="Yes, only on this computer",
    no="No",
    language="Other language",
    recording="Writing the answer down…",
    languages={"en": "English", "zh_CN": "Chinese"},
)


def consent_words(words: Words) -> ConsentWords:
    """Returns what a language says about consent."""
    return words.topic("consent", CONSENT_EN)
