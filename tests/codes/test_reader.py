"""Codes are found in pictures of a desk, whichever way they are held."""

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp

from liveness_station.codes.reader import read_codes
from liveness_station.domain.frames import Frame
from liveness_station.domain.scans import ReadCode

Picture = npt.NDArray[np.uint8]
FORMATS = [
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.DataMatrix,
]


def desk() -> Picture:
    noise = np.random.default_rng(7).integers(150, 190, (480, 640, 3))
    return noise.astype(np.uint8)


def held_before(picture: Picture, *codes: Picture) -> Picture:
    held = picture.copy()
    for at, code in enumerate(codes):
        top, left = 40 + 200 * at, 60 + 180 * at
        held[top : top + code.shape[0], left : left + code.shape[1]] = code
    return held


def drawn(text: str, kind: zxingcpp.BarcodeFormat, **options: object) -> Picture:
    code = zxingcpp.create_barcode(text, kind, **options)
    grey = np.array(code.to_image(scale=3))
    return np.repeat(grey[:, :, None], 3, axis=2)


def seen(picture: Picture) -> tuple[ReadCode, ...]:
    return read_codes(Frame(np.ascontiguousarray(picture), 0.0, 0, "camera"))


@pytest.mark.parametrize("kind", FORMATS, ids=str)
@pytest.mark.parametrize("way", ["upright", "mirrored", "on its side", "upside down"])
def test_a_code_is_read_whichever_way_it_is_held(kind: zxingcpp.BarcodeFormat, way: str) -> None:
    picture = held_before(desk(), drawn("A-1042", kind))
    turned = {
        "upright": picture,
        "mirrored": picture[:, ::-1],
        "on its side": np.rot90(picture),
        "upside down": picture[::-1, ::-1],
    }
    assert seen(turned[way]) == (ReadCode("A-1042"),)


def test_chinese_is_read_as_it_is_written() -> None:
    code = drawn("编号-甲", zxingcpp.BarcodeFormat.QRCode)
    assert seen(held_before(desk(), code)) == (ReadCode("编号-甲"),)


def test_all_codes_are_told_and_nothing_else() -> None:
    pair = [drawn(text, zxingcpp.BarcodeFormat.QRCode) for text in ("A-1", "A-2")]
    assert {code.text for code in seen(held_before(desk(), *pair))} == {"A-1", "A-2"}
    assert seen(desk()) == ()


def test_codes_of_goods_are_not_looked_for() -> None:
    goods = drawn("4006381333931", zxingcpp.BarcodeFormat.EAN13)
    assert seen(held_before(desk(), goods)) == ()


def test_a_code_with_fields_and_one_of_bytes_say_so() -> None:
    fields = drawn("[01]09506000134352[10]ABC", zxingcpp.BarcodeFormat.QRCode, gs1=True)
    (code,) = seen(held_before(desk(), fields))
    assert code.has_fields
    raw = zxingcpp.create_barcode(b"\x00\x9f\xff\x81", zxingcpp.BarcodeFormat.QRCode)
    grey = np.repeat(np.array(raw.to_image(scale=3))[:, :, None], 3, axis=2)
    (code,) = seen(held_before(desk(), grey))
    assert not code.is_text
