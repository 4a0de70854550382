import pytest

from liveness_station.contract.retry_after import retry_after_s


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        ("1", 1),
        ("0", 0),
        (" 30 ", 30),
        ("86400", 86400),
        ("86401", 86400),
        ("999999999999", 86400),
    ],
)
def test_seconds_are_read_and_cut_down_to_a_day(header: str, wait_s: int) -> None:
    assert retry_after_s(header) == wait_s


@pytest.mark.parametrize(
    "header",
    [
        "",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "soon",
        "1 2",
        "0x10",
        "١٢",
        "9" * 13,
        "9" * 5000,
        "Sun, 22 Nov 2026 12:00:00 GMT",
    ],
)
def test_anything_else_is_no_wait(header: str) -> None:
    assert retry_after_s(header) is None
