"""What is said of streams and files in trouble, where a camera's words would mislead."""

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.ui.words.base import Explanation

_STREAM = SourceKind.STREAM
_FILE = SourceKind.FILE

KIND_TROUBLES_EN = {
    (_STREAM, CameraTrouble.NOT_FOUND): Explanation(
        "Stream not found", "Check its address, and whether the sender is running."
    ),
    (_STREAM, CameraTrouble.BUSY): Explanation(
        "Stream in use", "Close another program that receives it, or let the sender serve more."
    ),
    (_STREAM, CameraTrouble.DENIED): Explanation(
        "Stream not permitted", "Check user name and password in its address."
    ),
    (_STREAM, CameraTrouble.LOST): Explanation(
        "Stream lost", "Check the network and the sender; it is tried again by itself."
    ),
    (_STREAM, CameraTrouble.UNREADABLE): Explanation(
        "No usable picture in the stream", "Check what the sender sends, or choose another source."
    ),
    (_STREAM, CameraTrouble.TIMEOUT): Explanation(
        "Stream does not answer", "Check its address and the network; it is tried again."
    ),
    (_STREAM, CameraTrouble.ENDED): Explanation(
        "End of the stream", "Start the sender again; or choose another source."
    ),
    (_STREAM, CameraTrouble.HANGING): Explanation(
        "Stream hangs", "Check the network and the sender, then choose the source again."
    ),
    (_STREAM, CameraTrouble.FROZEN): Explanation(
        "The picture of the stream stands still", "Start the sender again."
    ),
    (_STREAM, CameraTrouble.GARBLED): Explanation(
        "The picture of the stream is damaged",
        "Check the network, or have the sender send less at a time.",
    ),
    (_STREAM, CameraTrouble.TOO_SMALL): Explanation(
        "The picture of the stream is too small", "Have the sender send at least 640x480."
    ),
    (_STREAM, CameraTrouble.TOO_SLOW): Explanation(
        "Too few pictures a second in the stream",
        "Have the sender send at least 15 a second, or check the network.",
    ),
    (_FILE, CameraTrouble.NOT_FOUND): Explanation(
        "File not found", "Check its path, or choose another file."
    ),
    (_FILE, CameraTrouble.BUSY): Explanation(
        "File in use", "Close the other program that has it open."
    ),
    (_FILE, CameraTrouble.DENIED): Explanation(
        "File not permitted", "Ask for the right to read it, or choose another file."
    ),
    (_FILE, CameraTrouble.LOST): Explanation(
        "The file cannot be read any more", "Check the drive that it is on, or choose another file."
    ),
    (_FILE, CameraTrouble.UNREADABLE): Explanation(
        "No usable picture in the file", "Choose another file."
    ),
    (_FILE, CameraTrouble.TIMEOUT): Explanation(
        "The file does not open", "Check the drive that it is on; it is tried again."
    ),
    (_FILE, CameraTrouble.HANGING): Explanation(
        "Reading the file hangs", "Copy it to this computer and choose it there."
    ),
}

KIND_TROUBLES_ZH = {
    (_STREAM, CameraTrouble.NOT_FOUND): Explanation(
        "未找到视频流", "请检查地址，并确认发送端正在运行。"
    ),
    (_STREAM, CameraTrouble.BUSY): Explanation(
        "视频流被占用", "请关闭正在接收它的其他程序，或让发送端允许更多连接。"
    ),
    (_STREAM, CameraTrouble.DENIED): Explanation("无权访问视频流", "请检查地址中的用户名和密码。"),
    (_STREAM, CameraTrouble.LOST): Explanation(
        "视频流已中断", "请检查网络和发送端，系统会自动重试。"
    ),
    (_STREAM, CameraTrouble.UNREADABLE): Explanation(
        "视频流中没有可用的画面", "请检查发送端的内容，或选择其他来源。"
    ),
    (_STREAM, CameraTrouble.TIMEOUT): Explanation(
        "视频流无应答", "请检查地址和网络，系统会自动重试。"
    ),
    (_STREAM, CameraTrouble.ENDED): Explanation(
        "视频流已结束", "请重新启动发送端，或选择其他来源。"
    ),
    (_STREAM, CameraTrouble.HANGING): Explanation(
        "视频流卡住了", "请检查网络和发送端，然后重新选择来源。"
    ),
    (_STREAM, CameraTrouble.FROZEN): Explanation("视频流画面静止不动", "请重新启动发送端。"),
    (_STREAM, CameraTrouble.GARBLED): Explanation(
        "视频流画面已损坏", "请检查网络，或降低发送端的码率。"
    ),
    (_STREAM, CameraTrouble.TOO_SMALL): Explanation(
        "视频流画面太小", "请将发送端设为不低于 640x480。"
    ),
    (_STREAM, CameraTrouble.TOO_SLOW): Explanation(
        "视频流每秒画面太少", "请将发送端设为每秒至少 15 帧，或检查网络。"
    ),
    (_FILE, CameraTrouble.NOT_FOUND): Explanation("未找到文件", "请检查路径，或选择其他文件。"),
    (_FILE, CameraTrouble.BUSY): Explanation("文件被占用", "请关闭正在使用它的其他程序。"),
    (_FILE, CameraTrouble.DENIED): Explanation("无权读取文件", "请获取读取权限，或选择其他文件。"),
    (_FILE, CameraTrouble.LOST): Explanation(
        "文件无法继续读取", "请检查所在的磁盘，或选择其他文件。"
    ),
    (_FILE, CameraTrouble.UNREADABLE): Explanation("文件中没有可用的画面", "请选择其他文件。"),
    (_FILE, CameraTrouble.TIMEOUT): Explanation("文件打不开", "请检查所在的磁盘，系统会自动重试。"),
    (_FILE, CameraTrouble.HANGING): Explanation(
        "读取文件时卡住了", "请将文件复制到本机后重新选择。"
    ),
}
