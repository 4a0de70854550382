"""What is said about cameras, in both languages."""

from dataclasses import dataclass

from liveness_station.camera.device_class import DeviceClass
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.source_troubles import KIND_TROUBLES_EN, KIND_TROUBLES_ZH


@dataclass(frozen=True, slots=True)
class CameraWords:
    """One language.

    Attributes:
        opening: `label` is being opened for `seconds`.
        measured: `camera` gives `rate` different pictures a second.
        instead: `camera` is used in place of `missing`.
        kinds: `label` is of a kind that is only chosen by hand.
        stop: gives up on a source that is being opened.
        stop_hint: where `stop` is found.
        troubles: where a stream or file needs other words than a camera.
    """

    opening: str
    measured: str
    instead: str
    kinds: dict[DeviceClass, str]
    stop: str
    stop_hint: str
    troubles: dict[tuple[SourceKind, CameraTrouble], Explanation]


_EN = CameraWords(
    opening="Opening {label} … {seconds} s",
    measured="{camera} (measured: {rate} fps)",
    instead="{camera} instead of {missing}, which is not there",
    kinds={
        DeviceClass.VIRTUAL: "{label} (virtual: a program, not a camera)",
        DeviceClass.INFRARED: "{label} (infrared)",
        DeviceClass.DEPTH: "{label} (depth)",
    },
    stop="Stop opening",
    stop_hint="It goes on by itself. To wait no longer, choose “Stop opening” in the list.",
    troubles=KIND_TROUBLES_EN,
)

_ZH = CameraWords(
    opening="正在打开 {label} … {seconds} 秒",
    measured="{camera}（实测 {rate} 帧/秒）",
    instead="{camera}（{missing} 未接入，暂用此摄像头）",
    kinds={
        DeviceClass.VIRTUAL: "{label}（虚拟：是程序，不是摄像头）",
        DeviceClass.INFRARED: "{label}（红外）",
        DeviceClass.DEPTH: "{label}（深度）",
    },
    stop="停止打开",
    stop_hint="仍在继续尝试。如不想再等，请在列表中选择“停止打开”。",
    troubles=KIND_TROUBLES_ZH,
)


def camera_words(words: Words) -> CameraWords:
    """Returns what a language says about cameras."""
    return _ZH if words.code == "zh_CN" else _EN


def trouble_words(words: Words, trouble: CameraTrouble, kind: SourceKind) -> Explanation:
    """Returns what is said of a trouble of a source, which need not be a camera."""
    return camera_words(words).troubles.get((kind, trouble), words.troubles[trouble])


TROUBLES_EN = {
    CameraTrouble.NOT_FOUND: Explanation("Camera not found", "Plug it in, or choose another."),
    CameraTrouble.NO_FILE: Explanation(
        "The file is not there", "Check its path, or choose another source."
    ),
    CameraTrouble.BUSY: Explanation("Camera in use", "Close the other program that uses it."),
    CameraTrouble.DENIED: Explanation(
        "Camera not permitted",
        "Allow it in the system's privacy settings (on Windows: ms-settings:privacy-webcam).",
    ),
    CameraTrouble.LOST: Explanation("Camera lost", "Check the cable; it is tried again by itself."),
    CameraTrouble.UNREADABLE: Explanation("No usable picture", "Choose another source."),
    CameraTrouble.TIMEOUT: Explanation("Camera does not answer", "Check it; it is tried again."),
    CameraTrouble.ENDED: Explanation("End of the recording", "Choose the source again."),
    CameraTrouble.HANGING: Explanation(
        "Camera hangs", "Unplug it and plug it in again; it then comes back by itself."
    ),
    CameraTrouble.COVERED: Explanation(
        "Camera covered or dark", "Open the shutter, take away what covers it, or switch on light."
    ),
    CameraTrouble.FROZEN: Explanation(
        "The picture stands still", "Unplug the camera and plug it in again."
    ),
    CameraTrouble.GARBLED: Explanation(
        "The picture is damaged", "Plug the camera straight into the computer, without a hub."
    ),
    CameraTrouble.TOO_SMALL: Explanation(
        "The picture is too small", "Choose a camera with at least 640x480."
    ),
    CameraTrouble.TOO_SLOW: Explanation(
        "Too few pictures a second", "15 are needed: give more light, or close other programs."
    ),
}

TROUBLES_ZH = {
    CameraTrouble.NOT_FOUND: Explanation("未找到摄像头", "请接入摄像头，或另选一个。"),
    CameraTrouble.NO_FILE: Explanation("文件不存在", "请检查路径，或另选来源。"),
    CameraTrouble.BUSY: Explanation("摄像头被占用", "请关闭正在使用它的程序。"),
    CameraTrouble.DENIED: Explanation(
        "无权使用摄像头",
        "请在系统隐私设置中允许访问摄像头（Windows：ms-settings:privacy-webcam）。",
    ),
    CameraTrouble.LOST: Explanation("摄像头已断开", "请检查连接线，系统会自动重试。"),
    CameraTrouble.UNREADABLE: Explanation("没有可用的画面", "请选择其他来源。"),
    CameraTrouble.TIMEOUT: Explanation("摄像头无应答", "请检查摄像头，系统会自动重试。"),
    CameraTrouble.ENDED: Explanation("播放已结束", "请重新选择来源。"),
    CameraTrouble.HANGING: Explanation("摄像头卡住了", "请拔下后重新接入，画面会自动恢复。"),
    CameraTrouble.COVERED: Explanation("摄像头被遮挡或太暗", "请打开遮挡盖、移开遮挡物，或开灯。"),
    CameraTrouble.FROZEN: Explanation("画面静止不动", "请拔下摄像头后重新接入。"),
    CameraTrouble.GARBLED: Explanation("画面已损坏", "请不经集线器，将摄像头直接接到电脑。"),
    CameraTrouble.TOO_SMALL: Explanation("画面太小", "请选择不低于 640x480 的摄像头。"),
    CameraTrouble.TOO_SLOW: Explanation(
        "每秒画面太少", "至少需要 15 帧：请增加光线，或关闭其他程序。"
    ),
}
