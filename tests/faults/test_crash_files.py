"""What a crash leaves behind says where, and holds nothing of what was there.

A program of its own crashes with a face, a secret and a subject in its frames' variables: once by
an error that nobody foresaw, in the main thread and in another, once in native code.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.frames import Frame
from liveness_station.imaging.encode import encode_probe
from tests.fakes.canaries import find_canaries, pieces_of

SUBJECT = "Müller-张三-4711"
SECRET = "appcode-canary-83h2k"
CRASHES = {
    "main": "crash(picture, secret, subject)",
    "thread": "one = threading.Thread(target=crash, args=(picture, secret, subject)); "
    "one.start(); one.join()",
    "native": "faulthandler._sigsegv()",
}
PROGRAM = """
import faulthandler, sys, threading
from pathlib import Path
from liveness_station.app.logs import install_hooks, open_log
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject

def crash(picture, secret, subject):
    held = {{"picture": picture, "secret": secret, "subject": subject}}
    words = subject.reference
    try:
        raise ValueError("decoder said no")
    except ValueError as error:
        raise RuntimeError("nobody foresaw this") from error

folder = Path(sys.argv[1])
open_log(folder, "station")
install_hooks()
crash_file = (folder / "crash.txt").open("w")
faulthandler.enable(crash_file, all_threads=True)
picture = Path(sys.argv[2]).read_bytes()
secret, subject = Secret(sys.stdin.readline().strip()), Subject.parse(sys.stdin.readline())
def work():
    kept, named = picture, subject
    {crash}
work()
"""


@pytest.mark.parametrize("kind", CRASHES)
def test_a_crash_file_names_places_and_no_values(
    tmp_path: Path, astronaut_bgr: np.ndarray, kind: str
) -> None:
    folder, picture = tmp_path / "logs", tmp_path / "face.jpg"
    sent = encode_probe(Frame(astronaut_bgr.copy(), 0.0, 0, "x")).jpeg
    picture.write_bytes(sent)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(crash=CRASHES[kind]), str(folder), str(picture)],
        input=f"{SECRET}\n{SUBJECT}\n".encode(),
        capture_output=True,
        check=False,
    )
    (tmp_path / "stderr").write_bytes(ended.stderr)
    written = "".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))
    # Otherwise nothing crashed, or nothing was written that could tell.
    assert "in work" in written or kind == "thread"
    assert ("nobody foresaw this" in written) == (kind != "native")
    sought = pieces_of(sent) | {"secret": SECRET.encode(), "subject": SUBJECT.encode()}
    assert find_canaries([folder, tmp_path / "stderr"], sought) == []


def test_the_search_would_find_what_a_careless_program_writes(tmp_path: Path) -> None:
    (tmp_path / "crash.txt").write_text(f"subject = {SUBJECT!r}", "utf-8")
    assert find_canaries([tmp_path], {"subject": SUBJECT.encode()}) != []
