"""What a guide tells before it begins, and what a check without movement is worth; both languages.

By the code of a language, as in `Words.code`.
"""

from liveness_station.domain.guiding import Obstacle

OBSTACLES = {
    "en": {
        Obstacle.COMPANY: "One person only, please",
        Obstacle.TOO_NEAR: "Move back a little",
        Obstacle.TOO_FAR: "Come nearer",
        Obstacle.CUT_OFF: "Move to the middle of the picture",
    },
    "zh_CN": {
        Obstacle.COMPANY: "请仅保留一人在画面中",
        Obstacle.TOO_NEAR: "请稍微后退",
        Obstacle.TOO_FAR: "请靠近一些",
        Obstacle.CUT_OFF: "请移到画面中央",
    },
}

WITHOUT_MOVEMENT = {
    "en": "Without movement: the weaker check. Look closely yourself.",
    "zh_CN": "免动作核验，可靠性较低，请您仔细查看本人。",
}
