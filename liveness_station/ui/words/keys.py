"""What each key of the console does, in both languages."""

from dataclasses import dataclass
from typing import Final

from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys of one kind: a heading, and (key, what it does)."""

    heading: str
    keys: tuple[tuple[str, str], ...]


_EN: Final = (
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
            ("Esc", "Give up the running check"),
        ),
    ),
    KeyGroup(
        "Consent",
        (
            ("Y", "Yes"),
            ("L", "Yes, only on this computer"),
            ("X", "No"),
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
            ("F8", "Put somebody in line"),
            ("F9", "Privacy curtain"),
            ("F10", "Settings"),
            ("Ctrl+L", "Lock"),
        ),
    ),
)

_ZH: Final = (
    KeyGroup(
        "一次核验",
        (
            ("N", "叫下一位"),
            ("空格", "拍摄"),
            ("Shift+空格", "免动作拍摄"),
            ("回车", "完成"),
            ("R", "重新核验"),
            ("O", "其他方式"),
            ("D", "您的决定"),
            ("F2", "备注"),
            ("Esc", "放弃正在进行的核验"),
        ),
    ),
    KeyGroup(
        "征求同意",
        (
            ("Y", "同意"),
            ("L", "同意，但只在本机"),
            ("X", "不同意"),
            ("T", "换一种语言"),
            ("PgDn  PgUp", "为受检人翻页"),
        ),
    ),
    KeyGroup(
        "工作台",
        (
            ("F1", "快捷键"),
            ("F3", "历史记录"),
            ("F4", "测量值"),
            ("F5", "光线"),
            ("F6", "设置工作台"),
            ("F7", "班次"),
            ("F8", "加入队列"),
            ("F9", "隐私幕布"),
            ("F10", "设置"),
            ("Ctrl+L", "锁定"),
        ),
    ),
)


def key_groups(words: Words) -> tuple[KeyGroup, ...]:
    """Returns the keys in a language."""
    return _ZH if words.code == "zh_CN" else _EN
