"""A folder that somebody prepared must not judge its own pictures."""

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.app.running import LIMIT_S

SPY = "raise SystemExit('a module of the folder was run')\n"


@pytest.mark.parametrize("shadow", ["liveness_station/__init__.py", "json.py", "cv2.py"])
def test_modules_lying_beside_the_pictures_are_not_run(tmp_path: Path, shadow: str) -> None:
    folder = tmp_path / "pictures"
    (folder / shadow).parent.mkdir(parents=True)
    (folder / shadow).write_text(SPY)
    cv2.imwrite(str(folder / "wall.png"), np.full((480, 640, 3), 120, np.uint8))
    program = "import sys; from liveness_station.app.main import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", program, "--data-dir", "data", "check", "wall.png", "--json"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    assert json.loads(ended.stdout)["reason"] == "no_face", ended.stderr
    assert ended.returncode == 2
