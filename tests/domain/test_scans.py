"""A scanner is told from a hand, and its frames from what it read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.scans import (
    MEDIAN_GAP_MS,
    MOST_GAP_MS,
    Burst,
    ReadCode,
    ScanRefusedError,
    ScanTrouble,
    reference_of_codes,
    reference_of_scan,
)


def burst_of(text: str, gap_ms: float) -> Burst:
    burst = Burst()
    for at, letter in enumerate(text):
        burst = burst.then(letter, at_ms=at * gap_ms)
    return burst


def is_scan(text: str, gap_ms: float, *, is_ended: bool = True) -> bool:
    ended_ms = len(text) * gap_ms if is_ended else None
    return burst_of(text, gap_ms).is_scan(ended_ms=ended_ms)


def test_what_is_fast_is_a_scan_and_what_is_slow_is_not() -> None:
    assert is_scan("A-1042", 8)
    assert is_scan("A-1042", MEDIAN_GAP_MS)
    assert is_scan("12", 8)
    assert not is_scan("1", 8)
    assert not is_scan("A-1042", 80)
    assert not is_scan("A-1042", MEDIAN_GAP_MS + 1)
    assert is_scan("A-10", 8, is_ended=False)
    assert not is_scan("A-1", 8, is_ended=False)
    assert not is_scan("", 8)
    assert not is_scan("x" * 600, 8)


def test_one_slow_key_does_not_matter_and_a_pause_does() -> None:
    burst = burst_of("A-104", 10).then("2", at_ms=40 + MOST_GAP_MS)
    assert burst.is_scan(ended_ms=110)
    assert burst.is_over(at_ms=101 + MOST_GAP_MS)
    assert not burst.is_over(at_ms=110)
    assert burst.is_over(at_ms=50)
    assert not Burst().is_over(at_ms=0)


@given(st.lists(st.floats(MOST_GAP_MS + 1, 2000), min_size=2, max_size=30))
def test_no_hand_is_ever_a_scanner(gaps_ms: list[float]) -> None:
    burst, at_ms = Burst(), 0.0
    for gap_ms in gaps_ms[:-1]:
        burst = burst.then("x", at_ms=at_ms)
        at_ms += gap_ms
    assert not burst.is_scan(ended_ms=at_ms)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("A-1042", "A-1042"),
        ("\x02A-1042\x03", "A-1042"),
        ("]Q1A-1042\r\n", "A-1042"),
        ("\x02]C0A-1042\x04\t", "A-1042"),
        ("]d1编号 7", "编号 7"),
        ("]x", "]x"),
        ("A]Q1", "A]Q1"),
    ],
)
def test_what_scanners_add_is_taken_off(text: str, reference: str) -> None:
    assert reference_of_scan(text) == reference


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("\x02\x03\r", ScanTrouble.EMPTY),
        ("]Q1", ScanTrouble.EMPTY),
        ("]C1010950600013435210ABC", ScanTrouble.MANY_FIELDS),
        ("]d20109506000134352", ScanTrouble.MANY_FIELDS),
        ("]Q3x", ScanTrouble.MANY_FIELDS),
        ("01095060\x1d10ABC", ScanTrouble.MANY_FIELDS),
    ],
)
def test_what_is_no_reference_is_refused_by_name(text: str, trouble: ScanTrouble) -> None:
    with pytest.raises(ScanRefusedError) as raised:
        reference_of_scan(text)
    assert raised.value.trouble is trouble


def test_the_codes_of_one_picture_name_one_reference_or_none() -> None:
    one, other = ReadCode("A-1042"), ReadCode("A-1043")
    assert reference_of_codes(()) is None
    assert reference_of_codes((one, one)) == "A-1042"
    for codes, trouble in (
        ((one, other), ScanTrouble.SEVERAL_CODES),
        ((ReadCode("0109", has_fields=True),), ScanTrouble.MANY_FIELDS),
        ((ReadCode("\x01\x02", is_text=False),), ScanTrouble.NOT_TEXT),
    ):
        with pytest.raises(ScanRefusedError) as raised:
            reference_of_codes(codes)
        assert raised.value.trouble is trouble
