"""What is wrong as long as it lasts, in both languages, by the codes of `Alert`."""

from liveness_station.domain.alerts import AlertCode
from liveness_station.ui.words.base import Explanation

ALERTS_EN = {
    AlertCode.RECORD_ALTERED: Explanation(
        "The record has been altered ({detail}).",
        "Tell whoever is in charge of this station; change nothing on this computer.",
    ),
    AlertCode.RECORD_ROLLED_BACK: Explanation(
        "Entries of the record are missing ({detail}).",
        "Tell whoever is in charge of this station; change nothing on this computer.",
    ),
    AlertCode.RECORD_UNVOUCHED: Explanation(
        "Entries of the record bear no code ({detail}): nothing is signed until somebody looks.",
        "Tell whoever is in charge of this station; docs/ledger.md says how.",
    ),
    AlertCode.RECORD_QUARANTINED: Explanation(
        "The record was damaged and has been set aside as {detail}; a new one was begun.",
        "Keep that file and tell whoever is in charge of this station.",
    ),
    AlertCode.RECORD_MISSING: Explanation(
        "The record that this desk had ({detail}) is gone; a new one was begun.",
        "Find it or say where it went: tell whoever is in charge of this station.",
    ),
    AlertCode.RECORD_DOWN: Explanation(
        "Nothing can be recorded. {detail}", "No check counts until this is mended."
    ),
    AlertCode.PLACE_SYNCED: Explanation(
        "The record lies in a folder that {detail} copies, which can damage it.",
        "Have it moved to a folder of this computer alone.",
    ),
    AlertCode.PLACE_NETWORKED: Explanation(
        "The record lies on a network drive ({detail}), which can damage it.",
        "Have it moved to a folder of this computer.",
    ),
    AlertCode.PICTURES_UNREADABLE: Explanation(
        "A kept picture cannot be read ({detail}).",
        "It was damaged or exchanged: tell whoever is in charge of this station.",
    ),
    AlertCode.RETENTION_REFUSED: Explanation(
        "Old data was not erased ({detail}).", "Tell whoever is in charge of this station."
    ),
    AlertCode.WITNESS_OLD: Explanation(
        "No checkpoint has reached an outside place for {detail}.",
        "See that the folder for checkpoints can be reached.",
    ),
    AlertCode.SETTINGS_FALLBACK: Explanation(
        "A setting cannot be used and has its default instead: {detail}.",
        "Correct it in the settings file, then start again.",
    ),
    AlertCode.CAMERAS_UNREADABLE: Explanation(
        "The list of cameras ({detail}) cannot be used, so that every camera is refused.",
        "Correct or remove that file beside the settings, then start again.",
    ),
    AlertCode.SETTINGS_UNREADABLE: Explanation(
        "The settings file cannot be used; every setting has its default.",
        "Correct the file, then start again.",
    ),
    AlertCode.POLICY_RAISED: Explanation(
        "A setting was less strict than this computer's policy and has been raised: {detail}.",
        "Settings (F10) show what the policy lays down.",
    ),
    AlertCode.POLICY_UNREADABLE: Explanation(
        "This computer's policy file ({detail}) cannot be used; the strictest rules hold.",
        "Have an administrator of this computer correct it, then start again.",
    ),
    AlertCode.ACCOUNTS_UNREADABLE: Explanation(
        "The file of accounts cannot be used ({detail}), so that nobody can sign in.",
        "Put back a copy of people.json beside the settings.",
    ),
    AlertCode.LIGHT_CHANGED: Explanation("{detail}", "F5 shows what to do."),
    AlertCode.DESK_NOT_SET_UP: Explanation(
        "This desk has not been set up with this camera.", "F6 does it in four short steps."
    ),
    AlertCode.QUEUE_UNREADABLE: Explanation(
        "Who was in line when the program ended cannot be read.",
        "Put them in line again, or take the list again.",
    ),
    AlertCode.QUEUE_NOT_KEPT: Explanation(
        "The line cannot be kept on disk: after a crash it would be gone.",
        "Make room on the disk. Checks are not touched by it.",
    ),
    AlertCode.ENGINES_DRIFTED: Explanation(
        "The two engines agree less often than they used to ({detail}).",
        "Open the review lane: something has changed about an engine, a camera or the light.",
    ),
}

ALERTS_ZH = {
    AlertCode.RECORD_ALTERED: Explanation(
        "记录已被改动（{detail}）。", "请通知本站负责人，不要更改这台电脑上的任何内容。"
    ),
    AlertCode.RECORD_ROLLED_BACK: Explanation(
        "记录中有条目缺失（{detail}）。", "请通知本站负责人，不要更改这台电脑上的任何内容。"
    ),
    AlertCode.RECORD_UNVOUCHED: Explanation(
        "记录中有条目没有校验码（{detail}），核实之前不再签名。", "请通知本站负责人。"
    ),
    AlertCode.RECORD_QUARANTINED: Explanation(
        "记录已损坏，已另存为 {detail}，并重新开始了一份。", "请保留该文件并通知本站负责人。"
    ),
    AlertCode.RECORD_MISSING: Explanation(
        "本台原有的记录（{detail}）不见了，已重新开始了一份。", "请找回它，并通知本站负责人。"
    ),
    AlertCode.RECORD_DOWN: Explanation("无法记录。{detail}", "修复之前，任何检测都不算数。"),
    AlertCode.PLACE_SYNCED: Explanation(
        "记录位于 {detail} 同步的文件夹中，可能因此损坏。", "请将其移到仅属本机的文件夹。"
    ),
    AlertCode.PLACE_NETWORKED: Explanation(
        "记录位于网络驱动器上（{detail}），可能因此损坏。", "请将其移到本机的文件夹。"
    ),
    AlertCode.PICTURES_UNREADABLE: Explanation(
        "有一张留存的图片无法读取（{detail}）。", "它已损坏或被调换，请通知本站负责人。"
    ),
    AlertCode.RETENTION_REFUSED: Explanation("到期数据未删除（{detail}）。", "请通知本站负责人。"),
    AlertCode.WITNESS_OLD: Explanation(
        "已有 {detail} 没有检查点送达外部位置。", "请确认存放检查点的文件夹可以访问。"
    ),
    AlertCode.SETTINGS_FALLBACK: Explanation(
        "有设置无法使用，已改用默认值：{detail}。", "请在设置文件中更正，然后重新启动。"
    ),
    AlertCode.CAMERAS_UNREADABLE: Explanation(
        "摄像头名单（{detail}）无法使用，因此所有摄像头都会被拒绝。",
        "请更正或删除设置文件旁的该文件，然后重新启动。",
    ),
    AlertCode.SETTINGS_UNREADABLE: Explanation(
        "设置文件无法使用，全部采用默认值。", "请更正该文件，然后重新启动。"
    ),
    AlertCode.POLICY_RAISED: Explanation(
        "有设置低于本机策略的要求，已自动提高：{detail}。", "按 F10 可查看策略规定的内容。"
    ),
    AlertCode.POLICY_UNREADABLE: Explanation(
        "本机的策略文件（{detail}）无法使用，已按最严格的规定执行。",
        "请让本机管理员更正该文件，然后重新启动。",
    ),
    AlertCode.ACCOUNTS_UNREADABLE: Explanation(
        "人员文件无法使用（{detail}），目前无人能登录。", "请在设置文件旁恢复人员文件的副本。"
    ),
    AlertCode.LIGHT_CHANGED: Explanation("{detail}", "按 F5 查看如何处理。"),
    AlertCode.DESK_NOT_SET_UP: Explanation("尚未用这台摄像头设置工位。", "按 F6，四步即可完成。"),
    AlertCode.QUEUE_UNREADABLE: Explanation(
        "无法读取程序上次结束时的排队名单。", "请重新加入排队，或重新导入名单。"
    ),
    AlertCode.QUEUE_NOT_KEPT: Explanation(
        "排队名单无法存盘，程序若意外结束就会丢失。", "请腾出磁盘空间，检测不受影响。"
    ),
    AlertCode.ENGINES_DRIFTED: Explanation(
        "两个引擎的判定不如以往一致（{detail}）。",
        "请打开“复核”查看：引擎、摄像头或光线可能有变化。",
    ),
}
