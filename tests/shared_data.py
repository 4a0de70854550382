"""Where the real pictures lie that are used in tests and never kept in the project."""

import csv
from pathlib import Path

import pytest

DATA_DIR = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def shared_file(name: str) -> Path:
    """Returns a file of the shared data; skips the test where the data is not there."""
    path = DATA_DIR / name
    if not path.is_file():
        pytest.skip("the shared data is not there")
    return path


def manifest_rows(folder: str) -> list[dict[str, str]]:
    """Returns the manifest's rows for one folder, none where the data is not there."""
    manifest = DATA_DIR / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(newline="", encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["path"].startswith(f"{folder}/")]
