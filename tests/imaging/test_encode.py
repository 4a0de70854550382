import numpy as np
import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.ports import Encoder
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import MAX_PROBE_BYTES, QUALITIES, encode_probe


def frame(pixels: Pixels) -> Frame:
    return Frame(pixels, captured_at_s=0, sequence=0, source_label="test")


def noise(width_px: int, height_px: int) -> Pixels:
    """What JPEG compresses worst."""
    shape = height_px, width_px, 3
    return np.random.default_rng(5).integers(0, 256, shape, np.uint8)


def quantiser(jpeg: bytes) -> int:
    """The first entry of the luminance table, which falls as the quality rises."""
    return jpeg[jpeg.index(b"\xff\xdb") + 5]


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
    jpeg = encode_probe(frame(astronaut_bgr)).jpeg
    position, markers = 2, []
    while jpeg[position + 1] != 0xDA:
        markers.append(jpeg[position + 1])
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
    # JFIF's own APP0, tables, frame; no EXIF (E1), ICC (E2) or comment (FE).
    assert set(markers) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDD}


def test_the_quality_falls_only_as_far_as_it_must() -> None:
    usual = encode_probe(frame(noise(300, 300)))
    found = {}
    for side_px in (1000, 1250, 1550, 1900):
        probe = encode_probe(frame(noise(side_px, side_px)))
        assert len(probe.jpeg) <= MAX_PROBE_BYTES
        found[side_px] = quantiser(probe.jpeg), probe.width_px
    assert found[1000] == (quantiser(usual.jpeg), 1000)
    steps = [step for step, _ in found.values()]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(QUALITIES)
    # Still too large at the coarsest: smaller, but in the same shape.
    assert 1000 < found[1900][1] < 1900


@pytest.mark.parametrize(("width_px", "height_px"), [(9000, 100), (100, 9000)])
def test_more_than_8192_px_are_shrunk_to_it(width_px: int, height_px: int) -> None:
    probe = encode_probe(frame(np.zeros((height_px, width_px, 3), np.uint8)))
    assert max(probe.width_px, probe.height_px) == 8192
    assert min(probe.width_px, probe.height_px) == 91
    assert decode(probe.jpeg).shape == (probe.height_px, probe.width_px, 3)


@pytest.mark.parametrize("size", [(14, 100), (100, 14), (1, 1), (14, 9000), (15, 9000)])
def test_below_15_px_is_refused_also_after_shrinking(size: tuple[int, int]) -> None:
    with pytest.raises(ImageError) as caught:
        encode_probe(frame(np.zeros((*size, 3), np.uint8)))
    assert caught.value.reason is Reason.IMAGE_TOO_SMALL


def test_15_px_are_enough() -> None:
    assert encode_probe(frame(noise(15, 15))).width_px == 15


def test_a_part_of_a_larger_picture_can_be_encoded(astronaut_bgr: np.ndarray) -> None:
    probe = encode_probe(frame(astronaut_bgr[10:90, 20:120]))
    assert decode(probe.jpeg).shape == (80, 100, 3)
