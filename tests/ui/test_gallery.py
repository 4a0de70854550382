"""The gallery shows what there is, and a page that leads there."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_gallery_is_made_by_one_command(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "tools.gallery", str(tmp_path), "--only", "live", "lock"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=90,
    )
    pictures = {path.name for path in tmp_path.glob("*.png")}
    states = ("components", "live", "lock")
    pairs = [(code, theme) for code in ("en", "zh_CN") for theme in ("light", "dark")]
    assert pictures == {f"{name}-{code}-{theme}.png" for name in states for code, theme in pairs}
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in pictures)
