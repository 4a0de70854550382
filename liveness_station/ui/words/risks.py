"""What our own engine's risk reasons say to the operator, by their codes."""

from liveness_station.ui.words.base import Explanation

_THEN_AGAIN_EN = "then capture again."
_THEN_AGAIN_ZH = "然后重新拍摄。"

RISKS_EN = {
    "multiple_faces": Explanation(
        "More than one person is in the picture.", "Let only the subject be seen, " + _THEN_AGAIN_EN
    ),
    "too_dark": Explanation(
        "The face is too dark.", "Light the face from the front, " + _THEN_AGAIN_EN
    ),
    "overexposed": Explanation("The face is too bright.", "Turn the light away, " + _THEN_AGAIN_EN),
    "live_score": Explanation(
        "All evidence together is not enough for a live subject; no single piece stands out.",
        "Light the face from the front, free the background, " + _THEN_AGAIN_EN,
    ),
    "looks_like_screen": Explanation(
        "This looks like a face on a screen.", "Do not go on; call the supervisor."
    ),
    "looks_like_print": Explanation(
        "This looks like a printed face.", "Do not go on; call the supervisor."
    ),
    "medium_edges": Explanation(
        "The face is framed by the edges of a screen or a sheet.",
        "Take away what frames the face, " + _THEN_AGAIN_EN,
    ),
    "looks_like_mask": Explanation(
        "The face ends like a mask or a cut-out.",
        "Look at the subject: no mask, no sheet, chin free; " + _THEN_AGAIN_EN,
    ),
    "face_too_large": Explanation(
        "The face fills the picture.", "Have the subject move back, " + _THEN_AGAIN_EN
    ),
    "face_cut_off": Explanation(
        "The face is cut off by the picture's border.",
        "Have the subject move to the middle, " + _THEN_AGAIN_EN,
    ),
    "monochrome": Explanation(
        "The picture has no colours, without which it cannot be judged.",
        "Use a colour camera, or switch off its night mode, " + _THEN_AGAIN_EN,
    ),
    "blurred": Explanation(
        "The picture is blurred.", "Hold still, clean or focus the camera, " + _THEN_AGAIN_EN
    ),
    "noisy": Explanation("The picture is too noisy.", "Give more light, " + _THEN_AGAIN_EN),
}

RISKS_ZH = {
    "multiple_faces": Explanation("画面中不止一人。", "请只让受检人入镜，再重新拍摄。"),
    "too_dark": Explanation("面部太暗。", "请在受检人前方补光，再重新拍摄。"),
    "overexposed": Explanation("面部过亮。", "请调开强光，再重新拍摄。"),
    "live_score": Explanation(
        "综合全部证据，尚不足以判定为真人；没有单项证据特别突出。",
        "请从前方补光、清空背景，" + _THEN_AGAIN_ZH,
    ),
    "looks_like_screen": Explanation("疑似屏幕中的人脸。", "请勿继续，请联系主管。"),
    "looks_like_print": Explanation("疑似打印的人脸。", "请勿继续，请联系主管。"),
    "medium_edges": Explanation(
        "面部周围有屏幕或纸张的边缘。", "请移开面部周围的物品，再重新拍摄。"
    ),
    "looks_like_mask": Explanation(
        "面部边缘像面具或剪影。", "请查看受检人：不得戴面具、持纸张，露出下巴，" + _THEN_AGAIN_ZH
    ),
    "face_too_large": Explanation("面部占满画面。", "请受检人后退，再重新拍摄。"),
    "face_cut_off": Explanation("面部被画面边缘截断。", "请受检人移到画面中央，再重新拍摄。"),
    "monochrome": Explanation(
        "画面没有颜色，无法判断。", "请使用彩色摄像头或关闭夜视模式，再重新拍摄。"
    ),
    "blurred": Explanation("画面模糊。", "请保持不动，擦拭镜头或对焦，" + _THEN_AGAIN_ZH),
    "noisy": Explanation("画面噪点过多。", "请增加光线，再重新拍摄。"),
}
