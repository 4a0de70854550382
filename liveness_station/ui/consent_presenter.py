"""From a question that is being asked to what the operator sees of it. Pure."""

from dataclasses import dataclass

from liveness_station.domain.consent_texts import ConsentText
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.consent import consent_words

_DIGEST_LETTERS = 8
_HOST_LETTERS = 22
"""As many of a host as fit a button; the subject reads all of it."""


@dataclass(frozen=True, slots=True)
class ConsentAsk:
    """A question, as far as the operator's panel goes.

    Attributes:
        text: what the subject reads.
        host: the cloud that judges; "" where the local engine does.
        has_display: the subject has a screen of their own.
        page: which page is shown, counted from 1; 0 for none.
        pages: of so many.
        has_other_language: there is a text in another one.
        is_recording: an answer is on its way to the record.
    """

    text: ConsentText
    host: str = ""
    has_display: bool = False
    page: int = 0
    pages: int = 0
    has_other_language: bool = True
    is_recording: bool = False


@dataclass(frozen=True, slots=True)
class ConsentPanelView:
    """What stands on the panel; `has_here` says that there are two ways to say yes.

    Nobody can agree (`can_agree`) to what no screen shows them; they can refuse.
    """

    heading: str
    text: str
    version: str
    page: str
    where: str
    yes: str
    here: str
    no: str
    language: str
    has_here: bool
    can_answer: bool
    can_agree: bool = True


def present_consent(ask: ConsentAsk, words: Words) -> ConsentPanelView:
    """Returns the operator's view of a question."""
    said = consent_words(words)
    name, _, digest = ask.text.version.rpartition("-")
    language = said.languages.get(ask.text.language, ask.text.language)
    return ConsentPanelView(
        heading=said.recording if ask.is_recording else said.heading,
        text=said.text.format(language=language, version=f"{name} ({digest[:_DIGEST_LETTERS]})"),
        version=ask.text.version,
        page=said.page.format(page=ask.page, pages=ask.pages) if ask.pages > 1 else "",
        where=said.on_display if ask.has_display else said.on_curtain,
        yes=said.yes_cloud.format(host=_short(ask.host)) if ask.host else said.yes,
        here=said.yes_here,
        no=said.no,
        language=said.language if ask.has_other_language else "",
        has_here=bool(ask.host),
        can_answer=not ask.is_recording,
        can_agree=not ask.is_recording and ask.page > 0,
    )


def _short(host: str) -> str:
    """Returns a host with its middle left out; whose it is stands at its end."""
    half = _HOST_LETTERS // 2
    return host if len(host) <= _HOST_LETTERS else f"{host[: half - 2]}…{host[-half - 1 :]}"
