"""What the operator is told of an error that nobody foresaw, in both languages."""

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


_EN: Final = UnforeseenWords(
    "Something went wrong inside the program.",
    "If a check was running it was given up: nobody passed by it. You can go on working. "
    "If this comes again, close the program and start it anew.",
    "For whoever looks after this computer: {file}",
    "Go on",
)
_ZH: Final = UnforeseenWords(
    "程序内部出现意外错误。",
    "如有核验正在进行，该次核验已放弃，不会判为通过。您可以继续工作；"
    "如再次出现，请关闭程序后重新启动。",
    "供本机管理员查看：{file}",
    "继续工作",
)


def unforeseen_words(words: Words) -> UnforeseenWords:
    """Returns the words in a language."""
    return _ZH if words.code == "zh_CN" else _EN
