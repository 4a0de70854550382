"""What our own engine's risk reasons say to the operator, by their codes."""

from liveness_station.ui.words.base import Explanation

_THEN_AGAIN_EN = "then capture again."

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
