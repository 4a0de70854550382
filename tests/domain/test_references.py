"""What a reference must be like, and what is said of one that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.patterns import PatternError
from liveness_station.domain.references import (
    ANY_REFERENCE,
    CheckDigit,
    ReferenceRefusedError,
    ReferenceTrouble,
    has_gb11643,
    has_luhn,
    has_mod97,
    looks_shortened,
    parse_rule,
)

T = ReferenceTrouble
CARD = "11010519491231002X"
"""The example of GB 11643 itself."""


def trouble(rule: str, text: str) -> ReferenceTrouble | None:
    try:
        parse_rule(rule).subject(text)
    except ReferenceRefusedError as error:
        return error.trouble
    return None


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("", "A-1042", None),
        ("", "  ", T.EMPTY),
        ("", "a" * 65, T.TOO_LONG),
        ("", "A\x1d1042", T.CONTROL_CHARACTER),
        ("", "A\u202e1042", T.CONTROL_CHARACTER),
        (r"[A-Z]-\d{4}", " A-1042\t", None),
        (r"[A-Z]-\d{4}", "A-104", T.AGAINST_PATTERN),
        (r"[A-Z]-\d{4}", "A-10422", T.AGAINST_PATTERN),
        (r"[A-Z]-\d{4}", "Ａ－１０４２", T.FULL_WIDTH),
        (r"[A-Z]-\d{4}", "A-١٠٤٢", T.AGAINST_PATTERN),
        (r"\d{18}", "1.10105E+17", T.SPREADSHEET_NUMBER),
        (r"\d{18}", "1,10105E+17", T.SPREADSHEET_NUMBER),
        ("编号[一-龥]+", "编号甲乙", None),
        ("luhn:", "7992-7398 713", None),
        ("luhn:", "79927398712", T.CHECK_DIGIT),
        (r"luhn:\d{11}", "7992-7398-713", T.AGAINST_PATTERN),
        ("mod97:", "79444", None),
        ("mod97:", "79454", T.CHECK_DIGIT),
        ("gb11643:", CARD, None),
        ("gb11643:", CARD[:-1] + "1", T.CHECK_DIGIT),
        ("gb11643:", CARD.lower(), T.CHECK_DIGIT),
        ("gb11643:", "1.10105E+17", T.SPREADSHEET_NUMBER),
        ("gb11643:", "１１０１０５１９４９１２３１００２Ｘ", T.FULL_WIDTH),
        ("desk:\\d+", "desk:7", None),
    ],
)
def test_each_trouble_has_its_name(rule: str, text: str, expected: ReferenceTrouble | None) -> None:
    assert trouble(rule, text) is expected


def test_a_rule_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(PatternError):
        parse_rule("luhn:(")
    assert parse_rule("") == ANY_REFERENCE
    assert parse_rule("mod97:").check_digit is CheckDigit.MOD97


@given(st.text("0123456789", min_size=1, max_size=30), st.data())
def test_one_wrong_digit_is_always_found(body: str, data: st.DataObject) -> None:
    luhn = next(body + str(digit) for digit in range(10) if has_luhn(body + str(digit)))
    mod97 = f"{body}{98 - int(body) * 100 % 97:02}"
    assert has_mod97(mod97)
    for good, check in ((luhn, has_luhn), (mod97, has_mod97)):
        at = data.draw(st.integers(0, len(good) - 1))
        other = data.draw(st.sampled_from(sorted(set("0123456789") - {good[at]})))
        assert not check(good[:at] + other + good[at + 1 :])


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_identity_card_is_always_found(at: int, digit: str) -> None:
    changed = CARD[:at] + digit + CARD[at + 1 :]
    assert has_gb11643(changed) == (changed == CARD)


def test_a_date_that_does_not_exist_is_no_identity_card() -> None:
    body = "11010519490231002"
    assert not any(has_gb11643(body + end) for end in "0123456789X")


@pytest.mark.parametrize("text", ["", "1", "٣٣", "A", "a9", "12 ", "①②"])
def test_what_has_no_check_digit_has_none(text: str) -> None:
    assert not has_gb11643(text)
    assert not has_mod97(text)
    assert not has_luhn(text)


def test_only_what_a_spreadsheet_writes_looks_shortened() -> None:
    assert looks_shortened("1E+17")
    assert not looks_shortened("1E17")
    assert not looks_shortened("A1E+17")
