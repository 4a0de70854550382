"""What is drawn is read again, letter for letter, by a reader."""

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness_station.codes.drawing import MOST_BYTES, QUIET_MODULES, qr_modules

_PIXELS = 3
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=80
).filter(lambda text: len(text.encode()) <= MOST_BYTES)


def picture_of(modules: tuple[tuple[bool, ...], ...]) -> npt.NDArray[np.uint8]:
    """Paints the squares as a printer would: dark on light, with the margin that is asked for."""
    squares = np.where(np.array(modules), 0, 255).astype(np.uint8)
    squares = np.pad(squares, QUIET_MODULES, constant_values=255)
    return np.kron(squares, np.ones((_PIXELS, _PIXELS), np.uint8))


@settings(max_examples=60)
@given(TEXTS)
def test_a_drawn_code_is_read_as_it_was_meant(text: str) -> None:
    read = zxingcpp.read_barcode(picture_of(qr_modules(text)))
    assert read is not None
    assert read.text == text


@pytest.mark.parametrize(
    "text",
    ["A-1042", "编号 A-1042 · 申诉：前台 3 号", "https://desk.example/a?r=A-1042", "مرحبا", "¡"],
)
def test_squares_stand_in_a_square_with_three_corners(text: str) -> None:
    modules = qr_modules(text)
    size = len(modules)
    assert all(len(row) == size for row in modules)
    assert (size - 17) % 4 == 0
    ring = (True,) * 7
    assert modules[0][:7] == modules[0][-7:] == modules[-1][:7] == ring


def test_the_longest_text_still_fits() -> None:
    text = "9" + "a" * (MOST_BYTES - 1)
    modules = qr_modules(text)
    assert len(modules) <= 121
    read = zxingcpp.read_barcode(picture_of(modules))
    assert read is not None
    assert read.text == text


@pytest.mark.parametrize("text", ["", "a\x00b", "a\nb", "中" * 342, "\ud800"])
def test_what_no_reader_could_show_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"empty or too long|control character"):
        qr_modules(text)
