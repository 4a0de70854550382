"""The words of drills in Chinese."""

from collections.abc import Mapping
from typing import Final

from liveness_station.domain.drills import DrillId, Reaction, StepId
from liveness_station.ui.words.training_base import StepWords, TrainingPhrase, TrainingWords

_STEPS: Final[Mapping[StepId, StepWords]] = {
    StepId.LIVE: StepWords(
        "普通访客",
        "一位访客坐下，看向摄像头。",
        "“早上好，我预约过了。”",
        "结果为活体且已写入记录：按回车，请对方继续办理。",
    ),
    StepId.NO_FACE: StepWords(
        "背对镜头",
        "访客正和身后的朋友说话，镜头前只看得到后脑勺。",
        "“稍等，马上就好！”",
        "未检测到人脸。请对方面向摄像头，再核验一次（先按 R，再按空格）。",
    ),
    StepId.DARK: StepWords(
        "光线太暗",
        "柜台的灯灭了。",
        "“这儿是不是有点暗？”",
        "图片不能用，并不说明这个人有问题。先把光线弄好，再核验一次（先按 R，再按空格）。",
    ),
    StepId.DOUBT: StepWords(
        "画面里有两个人",
        "访客的父亲陪着来，在肩后探头看。",
        "“我就是来帮帮忙。”",
        "引擎的疑问您当场就能解决：请另一位让开，再核验一次。改用其他方式也对。",
    ),
    StepId.PRINT: StepWords(
        "举着纸质照片",
        "访客把一张打印的头像挡在脸前。",
        "“这样行吗？”",
        "疑似攻击。不要继续，也不要再核验，请叫主管。按回车结束，或按 D 记录拒绝。",
    ),
    StepId.REPLAY: StepWords(
        "脸前举着手机",
        "访客举起手机，手机上放着别人的视频。",
        "“我姐姐今天来不了。”",
        "态度再好也一样：疑似攻击，不要继续，请叫主管。再核验一次只是多给对方一次机会。",
    ),
    StepId.MASK: StepWords(
        "面具",
        "这张脸光滑、不动，边缘有一圈痕迹。",
        "“我今天有点感冒。”",
        "“非活体”不能凭感觉推翻。结束这次核验，按 D 记录拒绝，或改用其他方式。",
    ),
    StepId.INJECTED: StepWords(
        "画面不是摄像头拍的",
        "画面看上去一切正常，但访客往电脑上插了东西。",
        "“分数这么高，让我进去吧。”",
        "分数再高，也抵不过攻击嫌疑。不要继续，请叫主管。",
    ),
    StepId.QUOTA: StepWords(
        "次数已用完",
        "一位普通访客；账户的核验次数已用完。",
        "“是我有什么问题吗？”",
        "问题在账户，不在访客。再试也没用：按 O 改用其他方式，并告知管理员。",
    ),
    StepId.SILENCE: StepWords(
        "没有答复",
        "一位普通访客；服务一直没有答复。十几秒内工作台会自行放弃等待。",
        "“不着急。”",
        "没有答复就没有结论。可以再核验一次，也可以改用其他方式，但绝不能就此放行。",
    ),
    StepId.GATEWAY: StepWords(
        "被网关拒绝",
        "一位普通访客；服务的网关拒绝了请求。",
        "“要我笑一笑吗？”",
        "这只有管理员能解决。先按 O 改用其他方式。",
    ),
    StepId.DAMAGED: StepWords(
        "答复残缺",
        "一位普通访客；收到的答复只有一半。",
        "“怎么显示出错了？”",
        "读不懂的答复绝不等于通过。按 O 改用其他方式，并请管理员处理。",
    ),
    StepId.UNRECORDED: StepWords(
        "无法写入记录",
        "一位普通访客；磁盘满了。",
        "“我通过了吗？”",
        "没有写入记录就不算数，过程再顺利也一样。按 O 改用其他方式，并请管理员处理。",
    ),
    StepId.CAMERA_LOST: StepWords(
        "摄像头断开",
        "访客绊到了线，画面没了。",
        "“哎呀，真对不起！”",
        "没有摄像头就不核验。别让对方干等：按 O 改用其他方式，再去检查线缆。",
    ),
    StepId.CONSENT_GIVEN: StepWords(
        "同意拍摄",
        "访客读完了告知内容。",
        "“可以，没问题。”",
        "征求过、同意了（Y）、核验为活体且已记录：按回车。",
    ),
    StepId.CONSENT_REFUSED: StepWords(
        "不同意拍摄",
        "访客读完告知内容，摇了摇头。",
        "“不，我不想拍照。”",
        "不同意也完全可以，不要劝说：按 X 记录，再按 O 改用其他方式，对方不会因此吃亏。",
    ),
    StepId.OTHER_WISH: StepWords(
        "想换一种方式",
        "访客把护照放在柜台上。",
        "“我还是给您看这个吧。”",
        "对方想换方式就给换：按 O。这不需要同意拍摄，更不能替对方默认同意。",
    ),
    StepId.SECOND_TRY: StepWords(
        "第二次核验",
        "访客一分钟前刚试过，这次又转过了头。",
        "“这回能行吧？”",
        "还有机会：帮对方调整光线和位置，再核验一次；改用其他方式也可以。",
    ),
    StepId.ATTEMPTS_SPENT: StepWords(
        "次数已满",
        "此前已经核验过三次。",
        "“再试最后一次，拜托！”",
        "设上限，就是为了防止一直试到通过。可由主管批准增加一次（A），或按 O 改用其他方式。",
    ),
}

TRAINING_ZH: Final = TrainingWords(
    {
        TrainingPhrase.TITLE: "培训与演练",
        TrainingPhrase.INTRO: "访客照剧本演，画面是画出来的，答复由模拟器给出：不会发给真实服务，"
        "不计入统计，排队的人原样保留。",
        TrainingPhrase.CHOOSE: "演练项目",
        TrainingPhrase.START: "开始演练",
        TrainingPhrase.CLOSE: "关闭",
        TrainingPhrase.STEPS: "{count} 位访客",
        TrainingPhrase.HEADING: "演练：{drill} · 第 {place} 位，共 {count} 位 · {step}",
        TrainingPhrase.CALL: "按 N 叫 {reference}。",
        TrainingPhrase.ACT: "请像面对真人一样处理。",
        TrainingPhrase.RIGHT: "正确：{what}。",
        TrainingPhrase.WRONG: "不妥：{what}。",
        TrainingPhrase.NEXT: "继续  F11",
        TrainingPhrase.FINISH: "看总结  F11",
        TrainingPhrase.END: "结束演练  F12",
        TrainingPhrase.SUMMARY: "{count} 位访客，处理得当 {right} 位",
        TrainingPhrase.ALL_WELL: "全部处理得当，辛苦了。",
        TrainingPhrase.AGAIN: "不妥之处的说明见下。演练想做几遍都行，不会有人计数。",
        TrainingPhrase.BACK: "全部演练",
        TrainingPhrase.BUSY: "核验正在进行，请等结束后再开始演练。",
        TrainingPhrase.SHUT: "演练期间不能使用。按 F12 结束演练。",
        TrainingPhrase.YOU: "您的处理：{what}。",
        TrainingPhrase.MARK_RIGHT: "正确",
        TrainingPhrase.MARK_WRONG: "不妥",
    },
    {
        DrillId.MORNING: ("第一个上午", "一位普通访客，和几种常见情况。"),
        DrillId.ATTACKS: ("攻击", "照片、手机、面具，以及混进来的画面。"),
        DrillId.FAULTS: ("故障", "账户、网络、网关、记录和摄像头轮番出问题。"),
        DrillId.CONSENT: ("征求同意与其他方式", "同意、不同意，以及另有想法。"),
        DrillId.ATTEMPTS: ("第三次核验", "次数上限，以及主管能做什么。"),
    },
    {
        Reaction.LET_ON: "放行",
        Reaction.END: "未放行，结束",
        Reaction.CHECK_AGAIN: "再次核验",
        Reaction.OTHER_WAY: "改用其他方式",
        Reaction.ACCEPTED: "推翻结果并放行",
        Reaction.REFUSED: "记录拒绝",
        Reaction.ALLOWED: "批准增加一次",
        Reaction.TOOK_CONSENT: "对方并未同意，却记录了同意",
    },
    _STEPS,
)
