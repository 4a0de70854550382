import shutil
from pathlib import Path

import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.verdicts import Reason
from liveness_station.pad.manifest import MODEL_FILES, ModelFile, read_verified
from liveness_station.pad.models import load_engine


@pytest.mark.parametrize("model", MODEL_FILES, ids=lambda model: model.name)
def test_shipped_files_are_the_ones_that_are_named(models_dir: Path, model: ModelFile) -> None:
    assert read_verified(models_dir, model)


def test_the_notice_names_every_file_with_its_hash(models_dir: Path) -> None:
    notice = (models_dir / "NOTICE.md").read_text(encoding="utf-8")
    for model in MODEL_FILES:
        assert f"{model.name} | `{model.sha256}`" in notice
    for licence in ("LICENSE-MIT-YuNet.txt", "LICENSE-Apache-2.0.txt"):
        assert f"({licence})" in notice
        assert (models_dir / licence).is_file()


@pytest.mark.parametrize("model", MODEL_FILES, ids=lambda model: model.name)
def test_a_changed_byte_in_any_file_refuses_to_start(
    models_dir: Path, tmp_path: Path, model: ModelFile
) -> None:
    _copy(models_dir, tmp_path)
    path = tmp_path / model.name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(EngineError) as caught:
        load_engine(tmp_path)
    assert caught.value.reason is Reason.ENGINE_DOWN
    assert caught.value.detail.startswith(f"{model.name}: not the shipped file")


def test_a_missing_file_is_named(models_dir: Path, tmp_path: Path) -> None:
    _copy(models_dir, tmp_path)
    (tmp_path / "face_blendshapes.onnx").unlink()
    with pytest.raises(EngineError) as caught:
        load_engine(tmp_path)
    assert caught.value.reason is Reason.ENGINE_DOWN
    assert caught.value.detail.startswith("face_blendshapes.onnx: ")
    assert str(tmp_path) not in str(caught.value)


def _copy(models_dir: Path, target: Path) -> None:
    for model in MODEL_FILES:
        shutil.copy(models_dir / model.name, target)
