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
