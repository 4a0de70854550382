import numpy as np
import pytest
from PIL import Image

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.ports import Encoder
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import MAX_PROBE_BYTES, encode_local_probe, encode_probe
from tests.imaging.pictures import oriented


def frame(pixels: Pixels) -> Frame:
    return Frame(pixels, captured_at_s=0, sequence=0, source_label="test")


def noise(width_px: int, height_px: int) -> Pixels:
    """What JPEG compresses worst."""
    shape = height_px, width_px, 3
    return np.random.default_rng(5).integers(0, 256, shape, np.uint8)


def markers_of(jpeg: bytes) -> list[int]:
    """The markers of the segments up to the first scan."""
    position, markers = 2, []
    while jpeg[position + 1] != 0xDA:
        assert jpeg[position] == 0xFF
        markers.append(jpeg[position + 1])
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
    return markers


def test_it_is_the_port() -> None:
    encoder: Encoder = encode_probe
    assert encoder is encode_probe


def test_a_probe_is_the_frame_again(astronaut_bgr: np.ndarray) -> None:
    probe = encode_probe(frame(astronaut_bgr))
    assert (probe.width_px, probe.height_px) == (512, 512)
    decoded = decode(probe.jpeg)
    assert decoded.shape == astronaut_bgr.shape
    assert np.abs(decoded.astype(int) - astronaut_bgr).mean() < 3


def test_a_probe_holds_no_metadata(astronaut_bgr: np.ndarray) -> None:
    untrusted = oriented(Image.fromarray(astronaut_bgr[:, :, ::-1]), "JPEG", 6)
    assert 0xE1 in markers_of(untrusted)
    jpeg = encode_probe(frame(decode(untrusted))).jpeg
    # JFIF's own APP0, tables, frame; no EXIF (E1), ICC (E2) or comment (FE), and no thumbnail.
    assert set(markers_of(jpeg)) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDD}
    assert jpeg[2:20] == b"\xff\xe0\x00\x10JFIF\x00" + jpeg[11:18] + b"\x00\x00"
    assert jpeg.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("size", "sent"),
    [
        ((640, 480), (640, 480)),
        ((1280, 720), (640, 360)),
        ((720, 1280), (360, 640)),
        ((1920, 1080), (640, 360)),
        ((641, 480), (640, 479)),
        ((8192, 8192), (640, 640)),
        ((8192, 100), (1229, 15)),
        ((15, 8192), (15, 8192)),
    ],
)
def test_a_frame_is_sent_whole_and_no_larger_than_needed(
    size: tuple[int, int], sent: tuple[int, int]
) -> None:
    probe = encode_probe(frame(np.zeros((size[1], size[0], 3), np.uint8)))
    assert (probe.width_px, probe.height_px) == sent
    assert decode(probe.jpeg).shape == (sent[1], sent[0], 3)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((640, 480), (640, 480)),
        ((1280, 720), (640, 360)),
        ((1920, 1080), (960, 540)),
        ((2160, 3840), (1080, 1920)),
        ((8192, 8192), (1920, 1920)),
    ],
)
def test_on_this_computer_half_of_a_frames_size_is_kept(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    probe = encode_local_probe(frame(np.zeros((size[1], size[0], 3), np.uint8)))
    assert (probe.width_px, probe.height_px) == kept
    assert decode(probe.jpeg).shape == (kept[1], kept[0], 3)


def test_no_frame_is_too_much_for_this_computer() -> None:
    assert len(encode_local_probe(frame(noise(3840, 3840))).jpeg) < MAX_PROBE_BYTES


def test_the_quality_and_chroma_are_the_measured_ones() -> None:
    jpeg = encode_probe(frame(noise(64, 64))).jpeg
    at = jpeg.index(b"\xff\xdb") + 5
    assert jpeg[at] == 5  # the first quantiser of libjpeg's quality 85
    frame_at = jpeg.index(b"\xff\xc0")
    assert jpeg[frame_at + 11] == 0x22  # luminance sampled twice each way: 4:2:0


def test_no_frame_makes_a_large_probe() -> None:
    probe = encode_probe(frame(noise(1280, 1280)))
    assert len(probe.jpeg) < 400_000 < MAX_PROBE_BYTES
    assert len(encode_probe(frame(noise(640, 640))).jpeg) < 400_000


@pytest.mark.parametrize("size", [(8193, 100), (100, 8193)])
def test_above_8192_px_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ImageError) as caught:
        encode_probe(frame(np.zeros((*size, 3), np.uint8)))
    assert caught.value.reason is Reason.IMAGE_TOO_LARGE
    assert caught.value.detail == f"{size[1]} x {size[0]} px"


@pytest.mark.parametrize("size", [(14, 100), (100, 14), (1, 1), (14, 9000)])
def test_below_15_px_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ImageError) as caught:
        encode_probe(frame(np.zeros((*size, 3), np.uint8)))
    assert caught.value.reason is Reason.IMAGE_TOO_SMALL


def test_15_px_are_enough() -> None:
    assert encode_probe(frame(noise(15, 15))).width_px == 15


def test_a_part_of_a_larger_picture_can_be_encoded(astronaut_bgr: np.ndarray) -> None:
    probe = encode_probe(frame(astronaut_bgr[10:90, 20:120]))
    assert decode(probe.jpeg).shape == (80, 100, 3)
