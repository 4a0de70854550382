"""The words of signing in, of the lock and of the window of people, in both languages."""

from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.domain.desk_events import PeopleStep
from liveness_station.domain.people import Right, Role
from liveness_station.ui.words.base import Explanation, Words


class PeoplePhrase(Enum):
    """Fixed texts of signing in and of the window of people."""

    SIGN_IN = auto()
    SIGN_IN_SAY = auto()
    LOCKED = auto()
    LOCKED_SAY = auto()
    CONFIRM = auto()
    CONFIRM_SAY = auto()
    ALLOW = auto()
    ALLOW_SAY = auto()
    NAME = auto()
    PIN = auto()
    PIN_AGAIN = auto()
    UNLOCK = auto()
    AGREE = auto()
    CANCEL = auto()
    QUIT = auto()
    BUSY = auto()
    SAME_PERSON = auto()
    NO_RIGHT = auto()
    NOBODY_ELSE = auto()
    PEOPLE = auto()
    PEOPLE_SAY = auto()
    PEOPLE_EMPTY = auto()
    NEW_PERSON = auto()
    CHOSEN = auto()
    NOBODY_CHOSEN = auto()
    ROLE = auto()
    ADD = auto()
    CHANGE_ROLE = auto()
    CHANGE_PIN = auto()
    REMOVE = auto()
    REMOVE_SURE = auto()
    CLOSE = auto()
    PIN_RULE = auto()
    PINS_DIFFER = auto()
    YOURSELF = auto()
    SECONDS = auto()
    MINUTES = auto()


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """One language. Every table has an entry for every code.

    In a trouble's words stands `{wait}` for how long; in a step's, `{name}` and `{role}`.
    """

    phrases: dict[PeoplePhrase, str]
    roles: dict[Role, str]
    tasks: dict[Role, str]
    steps: dict[PeopleStep, str]
    troubles: dict[AccountTrouble, Explanation]
    asking: dict[Right, tuple[PeoplePhrase, PeoplePhrase]]

    def say(self, phrase: PeoplePhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]


_ASKING = {
    Right.CONFIRM: (PeoplePhrase.CONFIRM, PeoplePhrase.CONFIRM_SAY),
    Right.ALLOW_ATTEMPTS: (PeoplePhrase.ALLOW, PeoplePhrase.ALLOW_SAY),
}

PEOPLE_EN = PeopleWords(
    phrases={
        PeoplePhrase.SIGN_IN: "Sign in",
        PeoplePhrase.SIGN_IN_SAY: "Your shift begins when you sign in.",
        PeoplePhrase.LOCKED: "Locked",
        PeoplePhrase.LOCKED_SAY: "{name} works here. Anybody else who signs in begins their own "
        "shift.",
        PeoplePhrase.CONFIRM: "A second person confirms",
        PeoplePhrase.CONFIRM_SAY: "Somebody else than {name} looks at it too, and confirms with "
        "their own PIN.",
        PeoplePhrase.ALLOW: "Allow more attempts",
        PeoplePhrase.ALLOW_SAY: "A supervisor or administrator allows this subject more attempts "
        "with their own PIN.",
        PeoplePhrase.NAME: "Name",
        PeoplePhrase.PIN: "PIN",
        PeoplePhrase.PIN_AGAIN: "PIN again",
        PeoplePhrase.UNLOCK: "Unlock",
        PeoplePhrase.AGREE: "Confirm",
        PeoplePhrase.CANCEL: "Cancel",
        PeoplePhrase.QUIT: "Close the program",
        PeoplePhrase.BUSY: "Checking…",
        PeoplePhrase.SAME_PERSON: "It has to be somebody else than {name}.",
        PeoplePhrase.NO_RIGHT: "{name} may not do this. Ask somebody with another role.",
        PeoplePhrase.NOBODY_ELSE: "Nobody else at this station may do this. An administrator can "
        "add somebody.",
        PeoplePhrase.PEOPLE: "People",
        PeoplePhrase.PEOPLE_SAY: "Who works at this station. Each change is recorded.",
        PeoplePhrase.PEOPLE_EMPTY: "Nobody has an account: whoever opens the program may do "
        "everything. Begin with an administrator; from then on everybody signs in.",
        PeoplePhrase.NEW_PERSON: "New person",
        PeoplePhrase.CHOSEN: "Chosen: {name}",
        PeoplePhrase.NOBODY_CHOSEN: "Choose somebody on the left",
        PeoplePhrase.ROLE: "Role",
        PeoplePhrase.ADD: "Add",
        PeoplePhrase.CHANGE_ROLE: "Change role",
        PeoplePhrase.CHANGE_PIN: "Set new PIN",
        PeoplePhrase.REMOVE: "Remove…",
        PeoplePhrase.REMOVE_SURE: "Press again to remove {name}",
        PeoplePhrase.CLOSE: "Close",
        PeoplePhrase.PIN_RULE: "4 to 32 letters or digits",
        PeoplePhrase.PINS_DIFFER: "The two PINs differ. Type both again.",
        PeoplePhrase.YOURSELF: "Your own role is changed by another administrator.",
        PeoplePhrase.SECONDS: "{count} s",
        PeoplePhrase.MINUTES: "{count} min",
    },
    roles={
        Role.OPERATOR: "Operator",
        Role.SUPERVISOR: "Supervisor",
        Role.ADMINISTRATOR: "Administrator",
        Role.AUDITOR: "Auditor",
    },
    tasks={
        Role.OPERATOR: "checks people and decides",
        Role.SUPERVISOR: "also confirms, reviews and exports",
        Role.ADMINISTRATOR: "also changes settings and people, and erases",
        Role.AUDITOR: "sees the history and reviews, checks nobody",
    },
    steps={
        PeopleStep.ADDED: "{name} was added as {role}.",
        PeopleStep.REMOVED: "{name} was removed.",
        PeopleStep.ROLE_CHANGED: "{name} is {role} now.",
        PeopleStep.PIN_CHANGED: "{name} has a new PIN.",
    },
    troubles={
        AccountTrouble.WRONG: Explanation("Name and PIN do not go together.", "Type them again."),
        AccountTrouble.WAIT: Explanation("Too many wrong PINs.", "Try again in {wait}."),
        AccountTrouble.BLOCKED: Explanation(
            "This PIN counts no more, after a hundred wrong tries.",
            "An administrator sets a new one.",
        ),
        AccountTrouble.BAD_NAME: Explanation(
            "This cannot be a name.", "Type 1 to 64 characters that can be seen."
        ),
        AccountTrouble.NAME_TAKEN: Explanation("Somebody has this name.", "Choose another one."),
        AccountTrouble.UNKNOWN: Explanation("Nobody has this name any more.", ""),
        AccountTrouble.PIN_LENGTH: Explanation(
            "A PIN has 4 to 32 letters or digits.", "Choose another one."
        ),
        AccountTrouble.PIN_CHARACTERS: Explanation(
            "A PIN has letters and digits only.", "Choose another one."
        ),
        AccountTrouble.PIN_EASY: Explanation(
            "This PIN is easy to guess: a row, a repetition or a favourite.", "Choose another one."
        ),
        AccountTrouble.PIN_IS_NAME: Explanation("This PIN is in the name.", "Choose another one."),
        AccountTrouble.FIRST_ADMINISTRATOR: Explanation(
            "The first person is an administrator.", "Choose that role."
        ),
        AccountTrouble.LAST_ADMINISTRATOR: Explanation(
            "Nobody could change anything any more.", "Make somebody else an administrator first."
        ),
        AccountTrouble.NOT_ALLOWED: Explanation("Only an administrator may do this.", ""),
        AccountTrouble.TOO_MANY: Explanation("There are 200 people already.", "Remove one first."),
        AccountTrouble.DAMAGED: Explanation(
            "The file of accounts is damaged, so nobody can sign in.",
            "Whoever looks after this computer puts back a copy of people.json.",
        ),
        AccountTrouble.NEWER: Explanation(
            "The file of accounts is of a newer version of this program.",
            "Install that version again.",
        ),
        AccountTrouble.UNREADABLE: Explanation(
            "The file of accounts cannot be read, so nobody can sign in.",
            "Whoever looks after this computer gives this program access to people.json.",
        ),
        AccountTrouble.UNWRITABLE: Explanation(
            "The file of accounts cannot be written, so no PIN can be tried.",
            "Make room on the disk, or allow writing to people.json.",
        ),
        AccountTrouble.BUSY: Explanation(
            "Another program is changing the accounts.", "Try again in a moment."
        ),
        AccountTrouble.NO_MEMORY: Explanation(
            "There is too little memory to check a PIN.", "Close other programs, then try again."
        ),
    },
    asking=_ASKING,
)

PEOPLE_ZH = PeopleWords(
    phrases={
        PeoplePhrase.SIGN_IN: "登录",
        PeoplePhrase.SIGN_IN_SAY: "登录后，您的班次即开始。",
        PeoplePhrase.LOCKED: "已锁定",
        PeoplePhrase.LOCKED_SAY: "当前值班：{name}。其他人登录即为换班。",
        PeoplePhrase.CONFIRM: "需第二人确认",
        PeoplePhrase.CONFIRM_SAY: "请 {name} 以外的另一人核看，并用本人的 PIN 确认。",
        PeoplePhrase.ALLOW: "允许再次尝试",
        PeoplePhrase.ALLOW_SAY: "请主管或管理员用本人的 PIN 允许该受检人再试。",
        PeoplePhrase.NAME: "姓名",
        PeoplePhrase.PIN: "PIN",
        PeoplePhrase.PIN_AGAIN: "再输一次 PIN",
        PeoplePhrase.UNLOCK: "解锁",
        PeoplePhrase.AGREE: "确认",
        PeoplePhrase.CANCEL: "取消",
        PeoplePhrase.QUIT: "关闭程序",
        PeoplePhrase.BUSY: "正在核对…",
        PeoplePhrase.SAME_PERSON: "必须由 {name} 以外的人确认。",
        PeoplePhrase.NO_RIGHT: "{name} 无权进行此操作，请找其他角色的人员。",
        PeoplePhrase.NOBODY_ELSE: "本站没有其他人有权进行此操作，可由管理员添加人员。",
        PeoplePhrase.PEOPLE: "人员",
        PeoplePhrase.PEOPLE_SAY: "在本站工作的人员。每次更改都会记录。",
        PeoplePhrase.PEOPLE_EMPTY: "尚未添加任何人员，打开程序的人可进行一切操作。"
        "请先添加一名管理员，此后所有人都须登录。",
        PeoplePhrase.NEW_PERSON: "新人员",
        PeoplePhrase.CHOSEN: "已选：{name}",
        PeoplePhrase.NOBODY_CHOSEN: "请在左侧选择一人",
        PeoplePhrase.ROLE: "角色",
        PeoplePhrase.ADD: "添加",
        PeoplePhrase.CHANGE_ROLE: "更改角色",
        PeoplePhrase.CHANGE_PIN: "设置新 PIN",
        PeoplePhrase.REMOVE: "移除…",
        PeoplePhrase.REMOVE_SURE: "再按一次即移除 {name}",
        PeoplePhrase.CLOSE: "关闭",
        PeoplePhrase.PIN_RULE: "4 至 32 位字母或数字",
        PeoplePhrase.PINS_DIFFER: "两次输入的 PIN 不一致，请重新输入。",
        PeoplePhrase.YOURSELF: "您本人的角色须由另一名管理员更改。",
        PeoplePhrase.SECONDS: "{count} 秒",
        PeoplePhrase.MINUTES: "{count} 分钟",
    },
    roles={
        Role.OPERATOR: "操作员",
        Role.SUPERVISOR: "主管",
        Role.ADMINISTRATOR: "管理员",
        Role.AUDITOR: "审计员",
    },
    tasks={
        Role.OPERATOR: "进行检测并作出决定",
        Role.SUPERVISOR: "另可确认、复核和导出",
        Role.ADMINISTRATOR: "另可更改设置与人员、删除数据",
        Role.AUDITOR: "查看历史并复核，不进行检测",
    },
    steps={
        PeopleStep.ADDED: "已添加 {name}，角色为{role}。",
        PeopleStep.REMOVED: "已移除 {name}。",
        PeopleStep.ROLE_CHANGED: "{name} 的角色已改为{role}。",
        PeopleStep.PIN_CHANGED: "{name} 的 PIN 已更新。",
    },
    troubles={
        AccountTrouble.WRONG: Explanation("姓名与 PIN 不符。", "请重新输入。"),
        AccountTrouble.WAIT: Explanation("PIN 输错次数过多。", "请在 {wait}后再试。"),
        AccountTrouble.BLOCKED: Explanation(
            "已输错一百次，此 PIN 已失效。", "请由管理员设置新的 PIN。"
        ),
        AccountTrouble.BAD_NAME: Explanation("此姓名不可用。", "请输入 1 至 64 个可见字符。"),
        AccountTrouble.NAME_TAKEN: Explanation("已有人使用此姓名。", "请换一个。"),
        AccountTrouble.UNKNOWN: Explanation("此人已不在人员名单中。", ""),
        AccountTrouble.PIN_LENGTH: Explanation("PIN 须为 4 至 32 位字母或数字。", "请换一个。"),
        AccountTrouble.PIN_CHARACTERS: Explanation("PIN 只能包含字母和数字。", "请换一个。"),
        AccountTrouble.PIN_EASY: Explanation(
            "此 PIN 容易被猜到：连号、重复或过于常见。", "请换一个。"
        ),
        AccountTrouble.PIN_IS_NAME: Explanation("此 PIN 包含在姓名中。", "请换一个。"),
        AccountTrouble.FIRST_ADMINISTRATOR: Explanation(
            "第一个人员必须是管理员。", "请选择该角色。"
        ),
        AccountTrouble.LAST_ADMINISTRATOR: Explanation(
            "这样将无人能进行管理。", "请先指定另一名管理员。"
        ),
        AccountTrouble.NOT_ALLOWED: Explanation("只有管理员可以进行此操作。", ""),
        AccountTrouble.TOO_MANY: Explanation("人员已达 200 名。", "请先移除一人。"),
        AccountTrouble.DAMAGED: Explanation(
            "人员文件已损坏，目前无人能登录。", "请由这台电脑的负责人恢复 people.json 的副本。"
        ),
        AccountTrouble.NEWER: Explanation("人员文件来自本程序的更新版本。", "请重新安装该版本。"),
        AccountTrouble.UNREADABLE: Explanation(
            "无法读取人员文件，目前无人能登录。",
            "请由这台电脑的负责人允许本程序读取 people.json。",
        ),
        AccountTrouble.UNWRITABLE: Explanation(
            "无法写入人员文件，因此不能核对 PIN。", "请腾出磁盘空间，或允许写入 people.json。"
        ),
        AccountTrouble.BUSY: Explanation("另一个程序正在更改人员。", "请稍后再试。"),
        AccountTrouble.NO_MEMORY: Explanation("内存不足，无法核对 PIN。", "请关闭其他程序后再试。"),
    },
    asking=_ASKING,
)


def people_words(words: Words) -> PeopleWords:
    """Returns these words in the language of others."""
    return PEOPLE_ZH if words.code == "zh_CN" else PEOPLE_EN
