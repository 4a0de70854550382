"""What is said of where a source gets its pictures, in both languages.

By the code of a language, as in `Words.code`, where it is no part of `Words` itself.
"""

from liveness_station.domain.injection import SourceVerdict

SOURCE_EN = {
    "device_virtual": "Played by a program",
    "device_unlisted": "Not on the list of cameras",
    "device_name_hint": "Name of a virtual camera",
    "source_frozen": "Picture standing still, s",
    "loop_likeness": "Likeness to a repeated recording",
    "loop_period": "Repeats after, s",
    "duplicates_exact": "Pictures that came again exactly",
    "duplicates_near": "Share of pictures that came again nearly",
    "cadence_regular": "Unevenness of the time between pictures",
    "cadence_jitter": "Share of bursts and gaps",
    "exposure_step": "Answer to a change of exposure",
    "white_step": "Answer to a change of white balance",
    "probe_age": "Seconds since these answers",
    "head_movement": "Movement of the head by itself",
    "movement_unseen": "Head not yet seen to move",
}

SOURCE_ZH = {
    "device_virtual": "由程序播放",
    "device_unlisted": "不在已登记摄像头之列",
    "device_name_hint": "名称像虚拟摄像头",
    "source_frozen": "画面静止时长（秒）",
    "loop_likeness": "与重复播放录像的相似度",
    "loop_period": "重复周期（秒）",
    "duplicates_exact": "完全重复的画面数",
    "duplicates_near": "几乎重复的画面比例",
    "cadence_regular": "画面间隔的波动",
    "cadence_jitter": "间隔异常的画面比例",
    "exposure_step": "对曝光变化的响应",
    "white_step": "对白平衡变化的响应",
    "probe_age": "距上次响应测试（秒）",
    "head_movement": "头部自身的动作幅度",
    "movement_unseen": "尚未看到头部动作",
}

SOURCE_VERDICTS = {
    "en": {
        SourceVerdict.UNMEASURED: "",
        SourceVerdict.ALLOW: "source: nothing speaks against it",
        SourceVerdict.WARN: "source: in doubt",
        SourceVerdict.BLOCK: "source: refused",
    },
    "zh_CN": {
        SourceVerdict.UNMEASURED: "",
        SourceVerdict.ALLOW: "来源：未见异常",
        SourceVerdict.WARN: "来源：存疑",
        SourceVerdict.BLOCK: "来源：已拒绝",
    },
}

SOURCE_IN_DOUBT = {
    "en": "Source in doubt: it may not be a camera. See the details.",
    "zh_CN": "来源存疑：可能不是摄像头，请查看详情。",
}
