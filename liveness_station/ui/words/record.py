"""Why nothing can be recorded, in both languages, by language code and trouble of the record."""

from liveness_station.storage.door import Trouble, read_detail
from liveness_station.ui.words.base import Explanation

_TELL_EN = "Tell whoever is in charge of this station."
_TELL_ZH = "请通知本站负责人。"
_KEEP_EN = "Change nothing on this computer and tell whoever is in charge of this station."
_KEEP_ZH = "请勿更改这台电脑上的任何内容，并通知本站负责人。"
_AGAIN_EN = "Start the program again; if it stays so, tell whoever is in charge of this station."
_AGAIN_ZH = "请重新启动程序；如仍然如此，请通知本站负责人。"

RECORD_TROUBLES = {
    "en": {
        Trouble.DISK_FULL: Explanation("The disk is full.", "Free space on it."),
        Trouble.READ_ONLY: Explanation(
            "The record's folder is read-only.", "Let this user write to it."
        ),
        Trouble.LOCKED: Explanation(
            "Another program has locked the record.", "End that program, or wait until it is done."
        ),
        Trouble.CORRUPT: Explanation(
            "The record is damaged.",
            "End every window and command of this station, then start again: it is set aside.",
        ),
        Trouble.INPUT_OUTPUT: Explanation(
            "The disk does not work.", "Copy the record's folder elsewhere, then see to the disk."
        ),
        Trouble.CANNOT_OPEN: Explanation(
            "The record cannot be opened.", "See that its folder is there and on this computer."
        ),
        Trouble.LEFT_OPEN: Explanation(
            "The newest part of the record cannot be read here.",
            "Copy the record's whole folder to where this user may write.",
        ),
        Trouble.CONTRADICTION: Explanation("This would contradict the record.", _TELL_EN),
        Trouble.NEWER_VERSION: Explanation(
            "The record was made by a newer version.", "Start the newer version."
        ),
        Trouble.FOREIGN: Explanation(
            "Another program's file lies in the record's place.", "Move that file elsewhere."
        ),
        Trouble.UNSAFE: Explanation("Nothing can be kept safely in this place.", _TELL_EN),
        Trouble.OLD_SQLITE: Explanation(
            "The database library is too old.", "Have this program installed anew."
        ),
        Trouble.RUN_IN_USE: Explanation("The record takes this for another run.", _AGAIN_EN),
        Trouble.CLOSED: Explanation("The record is closed already.", _AGAIN_EN),
        Trouble.BROKEN: Explanation("The record is not as it was left.", _KEEP_EN),
        Trouble.NO_PICTURE_KEY: Explanation(
            "The keyring gives no key for pictures.", "Unlock it: sign in again."
        ),
        Trouble.PICTURE_ALTERED: Explanation("A kept picture is missing or altered.", _KEEP_EN),
        Trouble.HELD: Explanation("This is under legal hold.", _TELL_EN),
        Trouble.NOT_CHAINED: Explanation("The record is not chained yet.", _AGAIN_EN),
        Trouble.OLDER_VERSION: Explanation("The record was made by an older version.", _AGAIN_EN),
        Trouble.OTHER: Explanation("The database does not work.", _AGAIN_EN),
    },
    "zh_CN": {
        Trouble.DISK_FULL: Explanation("磁盘已满。", "请释放磁盘空间。"),
        Trouble.READ_ONLY: Explanation("记录所在文件夹为只读。", "请让当前用户可以写入该文件夹。"),
        Trouble.LOCKED: Explanation("另一个程序锁定了记录。", "请结束该程序，或等待其完成。"),
        Trouble.CORRUPT: Explanation(
            "记录已损坏。", "请结束本站的所有窗口和命令后重新启动，损坏的记录会另存。"
        ),
        Trouble.INPUT_OUTPUT: Explanation(
            "磁盘无法正常工作。", "请先将记录文件夹复制到别处，再检修磁盘。"
        ),
        Trouble.CANNOT_OPEN: Explanation("记录无法打开。", "请确认其文件夹存在且位于本机。"),
        Trouble.LEFT_OPEN: Explanation(
            "此处无法读取记录的最新部分。", "请将整个记录文件夹复制到当前用户可写入的位置。"
        ),
        Trouble.CONTRADICTION: Explanation("此次写入与记录相矛盾。", _TELL_ZH),
        Trouble.NEWER_VERSION: Explanation("记录由更新版本的程序建立。", "请启动更新的版本。"),
        Trouble.FOREIGN: Explanation("记录的位置上是其他程序的文件。", "请将该文件移到别处。"),
        Trouble.UNSAFE: Explanation("此处无法安全保存任何内容。", _TELL_ZH),
        Trouble.OLD_SQLITE: Explanation("数据库组件版本过旧。", "请重新安装本程序。"),
        Trouble.RUN_IN_USE: Explanation("记录将本次运行误认为另一次运行。", _AGAIN_ZH),
        Trouble.CLOSED: Explanation("记录已关闭。", _AGAIN_ZH),
        Trouble.BROKEN: Explanation("记录与留下时不符。", _KEEP_ZH),
        Trouble.NO_PICTURE_KEY: Explanation("密钥环未提供图片密钥。", "请解锁：重新登录。"),
        Trouble.PICTURE_ALTERED: Explanation("有留存的图片缺失或被改动。", _KEEP_ZH),
        Trouble.HELD: Explanation("该内容受法律保全。", _TELL_ZH),
        Trouble.NOT_CHAINED: Explanation("记录尚未形成链。", _AGAIN_ZH),
        Trouble.OLDER_VERSION: Explanation("记录由较旧版本的程序建立。", _AGAIN_ZH),
        Trouble.OTHER: Explanation("数据库无法正常工作。", _AGAIN_ZH),
    },
}

_LOCKED_BY = {
    "en": "Another program (process {process}) has locked the record.",
    "zh_CN": "另一个程序（进程 {process}）锁定了记录。",
}


def explain_trouble(detail: str, language: str) -> Explanation | None:
    """Returns the words for the detail of a RecordError, None where it names no trouble."""
    trouble, process = read_detail(detail)
    if trouble is None:
        return None
    known = RECORD_TROUBLES[language][trouble]
    if trouble is Trouble.LOCKED and process is not None:
        return Explanation(_LOCKED_BY[language].format(process=process), known.next_step)
    return known
