"""Simplified Chinese."""

from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.ui.words.alerts import ALERTS_ZH
from liveness_station.ui.words.base import Explanation, Phrase, Words
from liveness_station.ui.words.cameras import TROUBLES_ZH
from liveness_station.ui.words.evidence import EVIDENCE_ZH
from liveness_station.ui.words.notices import NOTICES_ZH
from liveness_station.ui.words.risks import RISKS_ZH

_PHRASES = {
    Phrase.APP_NAME: "活体核验台",
    Phrase.SUBJECT: "受检人",
    Phrase.SUBJECT_HINT: "编号",
    Phrase.SUBJECT_SET: "立即核验",
    Phrase.NOBODY: "尚未登记受检人",
    Phrase.TODAY: "今日",
    Phrase.TODAY_EMPTY: "今日尚无核验",
    Phrase.CAPTURE: "拍摄",
    Phrase.CAPTURE_KEY: "空格",
    Phrase.CAPTURE_MOTIONLESS: "免动作核验",
    Phrase.CAPTURE_MOTIONLESS_KEY: "Shift+空格",
    Phrase.CAPTURE_MOTIONLESS_HINT: "用于无法转头的受检人，核验方式会如实记录。",
    Phrase.GUIDE_SETTLE: "请正视摄像头",
    Phrase.GUIDE_LEFT: "请向您的左侧转头",
    Phrase.GUIDE_RIGHT: "请向您的右侧转头",
    Phrase.GUIDE_BACK: "很好，请转回正面",
    Phrase.GUIDE_THANKS: "很好，请保持不动",
    Phrase.GUIDE_HOLD: "请正视摄像头，保持不动",
    Phrase.GUIDING: "画面正在提示受检人动作",
    Phrase.COLLECTING: "正在拍摄多张照片……",
    Phrase.CANCEL: "取消  Esc",
    Phrase.DONE: "完成",
    Phrase.DONE_KEY: "回车",
    Phrase.CHECKING: "正在核验……",
    Phrase.CARD_EMPTY: "人脸进入画面后，请按空格键拍摄。",
    Phrase.CARD_EMPTY_GUIDED: "人脸进入画面后，请按空格键；受检人随后按提示转头。",
    Phrase.CARD_EMPTY_SUBJECT: "请先输入受检人编号。",
    Phrase.CARD_EMPTY_CAMERA: "正在等待画面。",
    Phrase.SCORE: "活体分数 {score}",
    Phrase.SCORES: "各张分数：{scores}",
    Phrase.EVIDENCE: "{name}：{value}（界限 {limit}）",
    Phrase.EVIDENCE_AGAINST: "不利：{evidence}",
    Phrase.NOT_BY_SCORE: "由其他证据判定",
    Phrase.NO_SCORE: "未返回分数",
    Phrase.THRESHOLD: "阈值 {threshold}",
    Phrase.NOT_VERIFIED: "未完成核验",
    Phrase.STAYED_HERE: "此照片未离开本机。",
    Phrase.WENT_TO: "此照片已发送至 {host}。",
    Phrase.MAY_HAVE_GONE_TO: "此照片可能已发送至 {host}。",
    Phrase.DETAILS: "详情",
    Phrase.RECORD: "记录 {number}",
    Phrase.NOT_RECORDED: "未记录",
    Phrase.SOURCE: "摄像头",
    Phrase.SOURCE_NONE: "未找到摄像头",
    Phrase.SOURCE_REFRESH: "重新查找摄像头",
    Phrase.SOURCE_FILE: "视频或图片文件……",
    Phrase.SOURCE_ADDRESS: "网络摄像头……",
    Phrase.SOURCE_ADDRESS_HINT: "视频流地址（http、https、rtsp 或 rtsps）",
    Phrase.SOURCE_DEMO: "演示",
    Phrase.CAMERA_OPENING: "正在打开 {label}……",
    Phrase.CAMERA_CLOSED: "没有摄像头",
    Phrase.CAMERA_CLOSED_NEXT: "请接入摄像头，或选择文件、网络地址或演示。",
    Phrase.ENGINE_STARTING: "本机引擎正在启动……",
    Phrase.ENGINE_LOCAL: "本机引擎",
    Phrase.ENGINE_CLOUD: "云端：{host}",
    Phrase.ENGINE_FAILED: "引擎不可用",
    Phrase.DEMO: "演示",
    Phrase.DEMO_CARD: "演示数据，不计入任何统计。",
    Phrase.SIMULATOR: "模拟器",
    Phrase.SIMULATOR_CARD: "模拟器的结果，并非真实核验，不计入任何统计。",
    Phrase.THEME: "浅色或深色",
    Phrase.LANGUAGE: "English",
    Phrase.CREDENTIALS_TITLE: "接口与凭证",
    Phrase.CREDENTIALS_INTRO: "凭证只保存在本机的系统密钥环中。",
    Phrase.ENDPOINT: "核验方式",
    Phrase.ENDPOINT_LOCAL: "本机引擎（无需账号和网络）",
    Phrase.ENDPOINT_CLOUD: "云端服务",
    Phrase.BASE_URL: "地址",
    Phrase.AUTH_APPCODE: "AppCode",
    Phrase.AUTH_SIGNATURE: "AppKey 与签名",
    Phrase.APPCODE: "AppCode",
    Phrase.APP_KEY: "AppKey",
    Phrase.APP_SECRET: "AppSecret",
    Phrase.KEPT: "留空则沿用已保存的凭证",
    Phrase.SAVE: "保存",
    Phrase.REMOVE: "删除",
    Phrase.TEST: "测试",
    Phrase.CLOSE: "关闭",
    Phrase.OPEN: "打开",
    Phrase.DISMISS: "取消",
    Phrase.NAMED: "{what}：{which}",
    Phrase.TESTING: "正在测试……",
    Phrase.TEST_PASSED: "服务已应答，凭证有效。",
    Phrase.SAVED: "已保存。",
    Phrase.REMOVED: "已删除。",
    Phrase.BAD_CREDENTIAL: "只能包含字母、数字和 . _ -，请重新粘贴。",
    Phrase.CLOSE_WHILE_CHECKING: "核验正在进行。关闭后将放弃本次核验，并如实记录。",
    Phrase.CLOSE_ANYWAY: "关闭",
    Phrase.STAY: "返回",
}

_VERDICTS = {
    Verdict.LIVE: "活体",
    Verdict.SPOOF: "非活体",
    Verdict.RETRY: "请重试",
    Verdict.ERROR: "错误",
}

_AGAIN = "请重新拍摄。"
_THEN_AGAIN = "然后重新拍摄。"
_ADMIN = "请联系管理员。"

_REASONS = {
    Reason.ABOVE_THRESHOLD: Explanation("分数高于阈值。", "请按回车键完成。"),
    Reason.BELOW_THRESHOLD: Explanation("分数未高于阈值。", "请改善光线和距离，或改用其他方式。"),
    Reason.ATTACK: Explanation("疑似照片、屏幕或面具。", "请勿继续，请联系主管。"),
    Reason.FLAT_MOVEMENT: Explanation(
        "面部的移动像平面图片，而不像真人头部。", "请勿继续，请联系主管。"
    ),
    Reason.NO_FACE: Explanation("未检测到人脸。", "请受检人面向摄像头，" + _THEN_AGAIN),
    Reason.BAD_IMAGE: Explanation("照片无法使用。", _AGAIN),
    Reason.IMAGE_TOO_SMALL: Explanation("照片尺寸过小。", "请换用更清晰的摄像头。"),
    Reason.IMAGE_TOO_LARGE: Explanation("照片尺寸过大。", "请选择较小的分辨率或文件。"),
    Reason.BOUNDARY: Explanation("分数恰在阈值附近。", _AGAIN),
    Reason.REVIEW: Explanation(
        "分数不足以判为活体，也不足以判为攻击。", "请改善光线和距离，" + _THEN_AGAIN
    ),
    Reason.DISAGREEMENT: Explanation(
        "本次核验的各张照片结果不一致。", "请受检人保持不动，" + _THEN_AGAIN
    ),
    Reason.TOO_FEW_FRAMES: Explanation(
        "能看清面部的照片过少。", "请受检人留在画面中，" + _THEN_AGAIN
    ),
    Reason.NOT_STRAIGHT: Explanation(
        "受检人没有正视摄像头。", "请将摄像头放在屏幕上方，让受检人正视摄像头，" + _THEN_AGAIN
    ),
    Reason.MOVEMENT_MISSED: Explanation(
        "未及时看到要求的转头动作。", "请说明动作后重新拍摄；无法转头者可改用免动作核验。"
    ),
    Reason.FACE_CHANGED: Explanation(
        "核验过程中面部发生跳变或更换。", "请只让受检人入镜，" + _THEN_AGAIN
    ),
    Reason.RISK_REASON: Explanation(
        "引擎存有疑点，需要人工查看。", "请确认画面中只有一人，" + _THEN_AGAIN
    ),
    Reason.STALE_FRAME: Explanation("画面已过时。", _AGAIN),
    Reason.SERVER: Explanation("服务出现问题。", "请稍候，" + _THEN_AGAIN),
    Reason.THROTTLED: Explanation("服务繁忙。", "请等待一分钟，" + _THEN_AGAIN),
    Reason.BREAKER: Explanation("服务过载，正在恢复。", "请等待 90 秒，" + _THEN_AGAIN),
    Reason.NETWORK: Explanation("连接中断。", _AGAIN),
    Reason.CANCELLED: Explanation("核验已取消。", _AGAIN),
    Reason.BAD_POLICY: Explanation("阈值设置无效。", _ADMIN),
    Reason.UNTRUSTED_CHANNEL: Explanation("对方身份未得到证实。", _ADMIN),
    Reason.SOURCE_REFUSED: Explanation("画面可能并非来自本台摄像头。", "请选择本台自己的摄像头。"),
    Reason.CONSENT_MISSING: Explanation(
        "未获本人同意，没有发送任何画面。", "请先征得本人同意，或改用其他方式。"
    ),
    Reason.LATE: Explanation("未能及时收到答复。", "请检查网络，" + _THEN_AGAIN),
    Reason.OVERSIZE: Explanation("答复过长，已拒收。", _ADMIN),
    Reason.REDIRECT: Explanation("网络把请求转到了别处。", "请先登录网络，再重新拍摄。"),
    Reason.AUTH: Explanation("服务拒绝了凭证。", _ADMIN),
    Reason.CLOCK: Explanation(
        "服务提示本机时间不准确。", "请校准日期和时间后重新拍摄；如再次出现，" + _ADMIN
    ),
    Reason.NOT_AUTHORISED: Explanation(
        "账号无权使用此服务，或授权已到期。", "请联系管理员核对购买情况。"
    ),
    Reason.QUOTA: Explanation(
        "账号的调用次数已用完、已到期或欠费。", "请联系管理员续购，或改用本机引擎。"
    ),
    Reason.PROVIDER: Explanation("服务商已暂停此服务。", "请管理员联系服务商，或改用本机引擎。"),
    Reason.TOO_LARGE: Explanation("照片超出服务允许的大小。", "请选择较小的分辨率或文件。"),
    Reason.GATEWAY: Explanation("服务网关拒绝了请求。", _ADMIN),
    Reason.PROXY: Explanation("代理服务器拒绝或无应答。", _ADMIN),
    Reason.MALFORMED: Explanation("答复无法识别。", _ADMIN),
    Reason.SCHEMA: Explanation("答复不完整。", _ADMIN),
    Reason.API_CHANGED: Explanation(
        "答复接连不完整，服务接口可能已变更。", "请联系管理员，或改用本机引擎。"
    ),
    Reason.BAD_IMAGE_AGAIN: Explanation("服务接连两次拒收照片。", _ADMIN),
    Reason.CONTRADICTION: Explanation("答复自相矛盾。", _ADMIN),
    Reason.REPLAY: Explanation("收到了重复的旧答复。", _ADMIN),
    Reason.UNKNOWN_CODE: Explanation("服务返回了未知代码。", _ADMIN),
    Reason.OFFLINE: Explanation("无法连接服务。", "请检查网络，或改用本机引擎。"),
    Reason.TLS: Explanation("服务的证书不受信任。", _ADMIN),
    Reason.ADDRESS: Explanation("服务地址无效。", _ADMIN),
    Reason.FILE_UNREADABLE: Explanation("无法读取文件。", "请检查文件名和访问权限。"),
    Reason.CREDENTIALS_MISSING: Explanation("尚未保存凭证。", "请在“接口与凭证”中输入。"),
    Reason.CREDENTIALS_LOCKED: Explanation("密钥环已锁定。", "请解锁（重新登录）后再拍摄。"),
    Reason.CREDENTIALS_REFUSED: Explanation("凭证无法使用。", "请在“接口与凭证”中重新输入。"),
    Reason.CREDENTIALS_BROKEN: Explanation(
        "本机的密钥环无法工作。", "请改用本机引擎，或联系管理员。"
    ),
    Reason.ENGINE_DOWN: Explanation("本机引擎未运行。", "请稍候，引擎会自动重启。"),
    Reason.NOT_RECORDED: Explanation("结果未能记录，因此无效。", _ADMIN),
    Reason.INTERNAL: Explanation("发生了意外错误。", "请重新拍摄；如再次出现，" + _ADMIN),
}

CHINESE = Words(
    "zh_CN",
    "中文",
    _PHRASES,
    _VERDICTS,
    "",
    _REASONS,
    NOTICES_ZH,
    TROUBLES_ZH,
    RISKS_ZH,
    EVIDENCE_ZH,
    ALERTS_ZH,
)
