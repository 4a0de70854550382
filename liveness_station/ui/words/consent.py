"""What the operator is told while a subject is asked, in both languages."""

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


_EN: Final = ConsentWords(
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

_ZH: Final = ConsentWords(
    heading="等待受检人答复",
    text="{language}文本，版本 {version}",
    page="正在显示第 {page} 页，共 {pages} 页；用 PgDn、PgUp 键翻页",
    on_display="受检人正在第二屏幕上阅读。",
    on_curtain="按 F9 在本屏显示，再将屏幕转向受检人。",
    yes="同意",
    yes_cloud="同意，也可发往 {host}",
    yes_here="同意，但只在本机",
    no="不同意",
    language="换一种语言",
    recording="正在记录答复…",
    languages={"en": "英文", "zh_CN": "中文"},
)


def consent_words(words: Words) -> ConsentWords:
    """Returns what a language says about consent."""
    return _ZH if words.code == "zh_CN" else _EN
