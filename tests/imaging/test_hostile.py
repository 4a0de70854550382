"""Every awkward picture of the shared data, by what its note in the manifest asks for."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import decode

pytestmark = pytest.mark.shared_data

VIDEOS = (".mp4", ".avi")

DECODED = {
    "UPPER.JPG": (256, 256),
    "bar_over_eyes.jpg": (360, 640),
    "cmyk.jpg": (512, 512),
    "dark_25pct.jpg": (360, 640),
    "defocus_r3.jpg": (360, 640),
    "exif_orientation_1.jpg": (360, 640),
    "exif_orientation_3.jpg": (360, 640),
    "exif_orientation_6.jpg": (360, 640),
    "exif_orientation_8.jpg": (360, 640),
    "face_fills_frame.jpg": (235, 164),
    "gauss_noise_s35.jpg": (360, 640),
    "gray.jpg": (512, 512),
    "gray16.png": (512, 512),
    "half_face_at_left_edge.jpg": (360, 347),
    "jpeg_named_png.png": (512, 512),
    "lossy.webp": (512, 512),
    "lzw.tiff": (512, 512),
    "mirrored.jpg": (360, 640),
    "motion_blur_15px.jpg": (360, 640),
    "noextension": (256, 256),
    "orange_cast.jpg": (360, 640),
    "overexposed.jpg": (360, 640),
    "palette64.png": (512, 512),
    "photo.bmp": (256, 256),
    "progressive.jpg": (512, 512),
    "rgb16.png": (512, 512),
    "rgba_gradient_alpha.png": (512, 512),
    "rotated_15.jpg": (514, 712),
    "rotated_30.jpg": (632, 736),
    "rotated_90.jpg": (640, 360),
    "size_15x15.png": (15, 15),
    "size_4096x4096.jpg": (4096, 4096),
    "subsampled_411_q10.jpg": (512, 512),
    "tiny_face_24px.jpg": (480, 640),
    "two_different_faces.jpg": (512, 1120),
    "two_same_faces.jpg": (360, 1280),
    "имя с пробелом лицо.jpg": (256, 256),
    "日本語の顔.jpg": (256, 256),
}

REFUSED = {
    "animated.gif": (Reason.BAD_IMAGE, "GIF"),
    "bitflips_60.jpg": (Reason.BAD_IMAGE, "the file ends early"),
    "bomb_gray_20000x20000.png": (Reason.IMAGE_TOO_LARGE, "20000 x 20000 px"),
    "bomb_header_2147483647.png": (Reason.IMAGE_TOO_LARGE, "2147483647 x"),
    "bomb_sof_65500x65500.jpg": (Reason.IMAGE_TOO_LARGE, "65500 x 65500 px"),
    "html_named_jpg.jpg": (Reason.BAD_IMAGE, "a web page"),
    "photo.heic": (Reason.BAD_IMAGE, "HEIC"),
    "random_bytes.png": (Reason.BAD_IMAGE, "not a picture"),
    "size_1x1.png": (Reason.IMAGE_TOO_SMALL, "1 x 1 px"),
    "size_65000x16.jpg": (Reason.IMAGE_TOO_LARGE, "65000 x 16 px"),
    "truncated_50pct.jpg": (Reason.BAD_IMAGE, "the file ends early"),
    "truncated_50pct.png": (Reason.BAD_IMAGE, "the file ends early"),
    "zero_bytes.jpg": (Reason.BAD_IMAGE, "empty"),
}


def test_every_hostile_picture_is_tried(shared_data: Path) -> None:
    with (shared_data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        paths = [Path(row["path"]) for row in csv.DictReader(rows)]
    hostile = {path.name for path in paths if path.parent.name == "hostile"}
    pictures = {name for name in hostile if not name.endswith(VIDEOS)}
    assert pictures == DECODED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", DECODED)
def test_decodes(shared_data: Path, name: str) -> None:
    pixels = decode((shared_data / "hostile" / name).read_bytes())
    assert pixels.shape == (*DECODED[name], 3)
    assert pixels.std() > 10


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_at_once(shared_data: Path, name: str) -> None:
    untrusted = (shared_data / "hostile" / name).read_bytes()
    began_s = time.process_time()
    with pytest.raises(ImageError) as caught:
        decode(untrusted)
    assert time.process_time() - began_s < 0.05
    reason, detail = REFUSED[name]
    assert caught.value.reason is reason
    assert caught.value.detail.startswith(detail)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_orientation_makes_the_same_picture_upright(shared_data: Path, orientation: int) -> None:
    folder = shared_data / "hostile"
    upright = decode((folder / "exif_orientation_1.jpg").read_bytes())
    turned = decode((folder / f"exif_orientation_{orientation}.jpg").read_bytes())
    assert np.abs(upright.astype(int) - turned).mean() < 3
