"""What is measured of a subject, in both languages, by the codes of `Signal`."""

EVIDENCE_EN = {
    "movement_depth": "Depth in the movement",
    "nose_depth": "Depth of the nose",
    "movement_range": "Size of the movement",
    "movement_in_time": "Movement as asked, in time",
    "frame_rate": "Pictures per second",
    "frame_gap": "Longest gap between pictures, s",
    "face_jump": "Jump of the face",
    "face_frozen": "Longest standstill of the picture, s",
    "face_lost": "Longest time without a face, s",
    "face_identity": "Change of the face",
    "one_face": "One face throughout",
    "blink": "Blinking",
    "mouth": "Mouth movement",
    "looks_like_print": "Likeness to a print",
    "looks_like_screen": "Likeness to a screen",
    "medium_edges": "Edges round the face",
}

EVIDENCE_ZH = {
    "movement_depth": "转头的立体程度",
    "nose_depth": "鼻部的立体程度",
    "movement_range": "转头幅度",
    "movement_in_time": "按要求及时完成的动作",
    "frame_rate": "每秒画面数",
    "frame_gap": "画面最长间隔（秒）",
    "face_jump": "面部位置突变",
    "face_frozen": "画面最长静止（秒）",
    "face_lost": "无人脸的最长时间（秒）",
    "face_identity": "面部特征变化",
    "one_face": "全程仅一人",
    "blink": "眨眼",
    "mouth": "嘴部活动",
    "looks_like_print": "与打印品的相似度",
    "looks_like_screen": "与屏幕的相似度",
    "medium_edges": "面部周围的边缘",
}
