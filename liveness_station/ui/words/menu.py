"""The words of wishes, with their keys, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.people import Role
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Words

KEYS: Mapping[Wish, str] = {
    Wish.NEXT: "N",
    Wish.RECHECK: "R",
    Wish.OTHER_METHOD: "O",
    Wish.DECIDE: "D",
    Wish.NOTE: "F2",
    Wish.MORE_ATTEMPTS: "A",
    Wish.SLIP: "P",
    Wish.SCAN: "F8",
    Wish.CURTAIN: "F9",
    Wish.LOCK: "Ctrl+L",
    Wish.KEYS: "F1",
    Wish.HISTORY: "F3",
    Wish.MEASURES: "F4",
    Wish.LIGHT: "F5",
    Wish.SET_UP: "F6",
    Wish.SHIFT: "F7",
    Wish.SETTINGS: "F10",
}
"""By wish; the same in every language. A wish that is not here has none."""


@dataclass(frozen=True, slots=True)
class MenuWords:
    """One language.

    Attributes:
        wishes: what each is called.
        roles: what each role is called.
        menu: of the button that opens the menu.
    """

    wishes: Mapping[Wish, str]
    roles: Mapping[Role, str]
    menu: str

    def label(self, wish: Wish) -> str:
        """Returns a wish with its key, as a button says it."""
        key = KEYS.get(wish, "")
        return f"{self.wishes[wish]}  {key}" if key else self.wishes[wish]


_EN = MenuWords(
    wishes={
        Wish.NEXT: "Next",
        Wish.RECHECK: "Re-check",
        Wish.OTHER_METHOD: "Other method",
        Wish.DECIDE: "Decide",
        Wish.NOTE: "Note",
        Wish.MORE_ATTEMPTS: "More attempts",
        Wish.SLIP: "Slip for the subject",
        Wish.SCAN: "Scan a code by camera",
        Wish.CURTAIN: "Privacy curtain",
        Wish.LOCK: "Lock",
        Wish.SIGN_OUT: "End the shift",
        Wish.KEYS: "Keys",
        Wish.HISTORY: "History",
        Wish.MEASURES: "Measures",
        Wish.LIGHT: "Light",
        Wish.SET_UP: "Set up the desk",
        Wish.SHIFT: "Shift",
        Wish.SETTINGS: "Settings",
        Wish.CREDENTIALS: "Endpoint and credentials",
        Wish.PEOPLE: "People",
        Wish.WHAT_IF: "Threshold what-if",
        Wish.REVIEW: "Review lane",
        Wish.TRAINING: "Training and drills",
    },
    roles={
        Role.OPERATOR: "operator",
        Role.SUPERVISOR: "supervisor",
        Role.ADMINISTRATOR: "administrator",
        Role.AUDITOR: "auditor",
    },
    menu="Menu",
)

_ZH = MenuWords(
    wishes={
        Wish.NEXT: "下一位",
        Wish.RECHECK: "重新核验",
        Wish.OTHER_METHOD: "其他方式",
        Wish.DECIDE: "处置",
        Wish.NOTE: "备注",
        Wish.MORE_ATTEMPTS: "增加次数",
        Wish.SLIP: "回执单",
        Wish.SCAN: "用摄像头扫码",
        Wish.CURTAIN: "隐私遮挡",
        Wish.LOCK: "锁定",
        Wish.SIGN_OUT: "结束当班",
        Wish.KEYS: "按键一览",
        Wish.HISTORY: "历史记录",
        Wish.MEASURES: "测量值",
        Wish.LIGHT: "光线",
        Wish.SET_UP: "设置工作台",
        Wish.SHIFT: "当班",
        Wish.SETTINGS: "设置",
        Wish.CREDENTIALS: "服务与凭据",
        Wish.PEOPLE: "人员",
        Wish.WHAT_IF: "阈值试算",
        Wish.REVIEW: "复核",
        Wish.TRAINING: "培训与演练",
    },
    roles={
        Role.OPERATOR: "操作员",
        Role.SUPERVISOR: "主管",
        Role.ADMINISTRATOR: "管理员",
        Role.AUDITOR: "审计员",
    },
    menu="菜单",
)


def menu_words(words: Words) -> MenuWords:
    """Returns the words of wishes in a language."""
    return _ZH if words.code == "zh_CN" else _EN
