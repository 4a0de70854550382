"""The house's own matching: what Python's `re` says, in a time that no expression can stretch."""

import re
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from liveness_station.domain.pattern_parser import parse_pattern
from liveness_station.domain.patterns import MOST_LETTERS, MOST_STEPS, PatternError, steps_of

ATOMS = st.sampled_from(
    [
        *("a", "b", "A", "1", "-", ".", r"\d", r"\w", r"\S", "[ab]", "[^a]", "[a-c1]", r"[\d-]"),
        *(r"\.", "中", "[一-龥]", r"\u4e2d", "[]a]", "(?:)", r"\D", "[a-]", "{", "}", "^", "$"),
    ]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"({'|'.join(ways)})"),
        st.tuples(
            inner, st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{,2}", "{0,3}", "*?", "{2,3}?"])
        ).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=4,
)
TEXTS = st.text("abAB1-.中{}", max_size=8)


def is_too_involved(text: str) -> bool:
    try:
        parse_pattern(text)
    except PatternError as error:
        return str(error) == "too involved"
    return False


@settings(max_examples=600)
@given(st.sampled_from(["", "(?i)"]), PATTERNS, TEXTS)
@example("", "(a|ab)(c|bcd)?", "abcd")
@example("", "(a?){3}b", "aab")
@example("(?i)", "[^a]", "A")
@example("", "(?:a{0,3}){2,3}?", "aaaaaa")
def test_it_says_what_python_says(flag: str, text: str, reference: str) -> None:
    assume(not is_too_involved(flag + text))
    pattern = parse_pattern(flag + text)
    expected = re.fullmatch(flag + text, reference, re.ASCII) is not None
    assert pattern.matches(reference) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("(", ")", "a)", "[", "[]", "[a", "*a", "a**", "a++", "a{2}{3}", "a{3,2}", "\\", "x|*"),
        *(r"(a)\1", "(?=a)", "(?<!a)b", "(?P=x)", r"a\b", r"\p{L}", "(?x)a", "a(?i)", "(?P<1>a)"),
        *("[b-a]", r"[\d-z]", r"[\D]", "(" * 30 + ")" * 30, "(" * 400),
    ],
)
def test_what_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(text)


CATASTROPHES = [
    "(a+)+b",
    "(a*)*b",
    "(a|a)*b",
    "(a|aa)+b",
    "([a-z]+)*1",
    "(a?){64}a{64}",
    "(.*)(.*)(.*)(.*)(.*)b",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a{1,60}){1,60}b",
    "|".join(["a*" * 50] * 10) + "b",
]


@pytest.mark.parametrize("text", CATASTROPHES)
def test_what_takes_another_engine_for_ever_is_judged_at_once(text: str) -> None:
    pattern = parse_pattern(text)
    began_s = time.process_time()
    pattern.matches("a" * MOST_LETTERS)
    assert time.process_time() - began_s < 0.5


@pytest.mark.parametrize("text", ["((a+)+)+b", "((a{1,60}){1,60}){1,60}", "(((a*)*)*)*"])
def test_what_would_take_too_long_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(PatternError, match="too involved"):
        parse_pattern(text)


@settings(max_examples=300)
@given(PATTERNS, st.text("ab1", max_size=MOST_LETTERS))
def test_no_walk_takes_more_steps_than_were_foretold(text: str, reference: str) -> None:
    try:
        node = parse_pattern(text).node
    except PatternError:
        return
    assert steps_of(node) <= MOST_STEPS
    began_s = time.process_time()
    parse_pattern(text).matches(reference)
    assert time.process_time() - began_s < 0.5


def test_a_text_that_is_too_long_is_not_walked() -> None:
    with pytest.raises(ValueError, match="too long"):
        parse_pattern("a*").matches("a" * (MOST_LETTERS + 1))
