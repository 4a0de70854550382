"""Lists as spreadsheets of all lands write them: nothing is lost without a word."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.queue import MOST_WAITING, Queue, Waiting
from liveness_station.domain.references import ANY_REFERENCE, ReferenceTrouble, parse_rule
from liveness_station.domain.subject_lists import (
    ListEncoding,
    ListTrouble,
    RowProblem,
    RowTrouble,
    SubjectList,
    beside,
)
from liveness_station.domain.subjects import Subject
from liveness_station.settings.queue_list import MOST_BYTES, MOST_LABEL, parse_list

PLAIN = "reference,name,language\nA-1,Anna,en\nA-2,王小明,中文\n"


def read(content: str | bytes, rule: str = "", **options: ListEncoding) -> SubjectList:
    data = content.encode() if isinstance(content, str) else content
    return parse_list(data, parse_rule(rule), **options)


def found(content: str | bytes, **options: ListEncoding) -> list[tuple[str, str, str]]:
    rows = read(content, **options).rows
    return [(r.waiting.subject.reference, r.waiting.label, r.waiting.language) for r in rows]


def troubles(content: str | bytes, rule: str = "") -> list[tuple[int, str, bool]]:
    return [(p.line, p.trouble.value, p.is_kept) for p in read(content, rule).problems]


TWO = [("A-1", "Anna", "en"), ("A-2", "王小明", "zh_CN")]


@pytest.mark.parametrize(
    ("data", "encoding", "is_guessed"),
    [
        (PLAIN.encode(), ListEncoding.UTF_8, False),
        (codecs.BOM_UTF8 + PLAIN.encode(), ListEncoding.UTF_8, False),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), ListEncoding.UTF_16, False),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), ListEncoding.UTF_16, False),
        (PLAIN.encode("utf-16-le"), ListEncoding.UTF_16, True),
        (PLAIN.encode("utf-16-be"), ListEncoding.UTF_16, True),
        (PLAIN.encode("gb18030"), ListEncoding.GB18030, True),
    ],
)
def test_letters_are_found_out(data: bytes, encoding: ListEncoding, is_guessed: bool) -> None:
    assert found(data) == TWO
    assert (read(data).encoding, read(data).is_guessed) == (encoding, is_guessed)


def test_a_wrong_guess_is_put_right_by_choosing() -> None:
    data = "reference;name\nA-1;Jürgen Groß\nA-2;Zoé\n".encode("cp1252")
    assert found(data, encoding=ListEncoding.WESTERN) == [
        ("A-1", "Jürgen Groß", ""),
        ("A-2", "Zoé", ""),
    ]
    guessed = read(data)
    assert guessed.is_guessed or guessed.trouble is ListTrouble.BAD_ENCODING
    utf = codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le")
    assert found(utf, encoding=ListEncoding.UTF_16) == TWO
    assert read(PLAIN.encode("gb18030"), encoding=ListEncoding.UTF_8).trouble is (
        ListTrouble.BAD_ENCODING
    )


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\n\n" + PLAIN + ",,\n\n",
        '"reference","name","language"\n"A-1","Anna","en"\n"A-2","王小明","ZH_cn"',
        "姓名,语言,编号\nAnna,英文,A-1\n王小明,汉语,A-2",
        "Name;Lang;身份证号\nAnna;en-GB;A-1\n王小明;zh-Hans;A-2",
        "A-1,Anna,English\nA-2,王小明,chinese",
        " ID , Full Name ,LANGUAGE,phone\nA-1,Anna,EN,1\nA-2,王小明,zh,2",
    ],
)
def test_separators_heads_and_line_ends_of_all_lands(content: str) -> None:
    assert found(content) == TWO
    assert read(content).problems == ()


def test_U15_decimal_commas_and_letters_of_other_scripts_are_text() -> None:
    content = (
        "编号;姓名\n1,5;Bär\nمرجع-٧;فاطمة الزهراء\n"
        '"A;1";"Smith; ""Bob"""\nक-७;क्‍ष प्रिया\n"=2+5";@SUM(A1)\n-9;+44 20\n'
    )
    assert [(reference, label) for reference, label, _ in found(content)] == [
        ("1,5", "Bär"),
        ("مرجع-٧", "فاطمة الزهراء"),
        ("A;1", 'Smith; "Bob"'),
        ("क-७", "क्‍ष प्रिया"),
        ("=2+5", "@SUM(A1)"),
        ("-9", "+44 20"),
    ]
    assert read(content).problems == ()


def test_bad_rows_are_named_and_the_good_ones_kept() -> None:
    content = (
        "reference,name,language\n"
        ",Nobody,en\n"
        "A-1,Anna,fr\n"
        '"A-2,open,en\n'
        "A-3,B\u202eob\x07,en\n"
        "A-1,Anna again,en\n"
        f"{'x' * 65},long,en\n"
        "A\u200b-4,hidden,en\n"
        f"A-5,{'n' * 90},en\n"
        "A-6,Last,en\n"
    )
    result = read(content)
    assert [row.waiting.subject.reference for row in result.rows] == ["A-1", "A-3", "A-5", "A-6"]
    assert [row.line for row in result.rows] == [3, 5, 9, 10]
    assert troubles(content) == [
        (2, "empty", False),
        (3, "unknown_language", True),
        (4, "bad_quotes", False),
        (5, "label_changed", True),
        (6, "twice", False),
        (7, "too_long", False),
        (8, "control_character", False),
        (9, "label_changed", True),
    ]
    assert result.left_out == 5
    assert result.rows[1].waiting.label == "B ob"
    assert len(result.rows[2].waiting.label) == MOST_LABEL
    twice = next(p for p in result.problems if p.trouble is RowTrouble.TWICE)
    assert twice.other_line == 3


def test_a_stray_zero_costs_its_row_only() -> None:
    content = "reference,name\nA-1,Anna\nA\0-2,Bob\nA-3,Carl\n"
    assert [reference for reference, _, _ in found(content)] == ["A-1", "A-3"]
    assert troubles(content) == [(3, "control_character", False)]


def test_the_rule_of_the_house_holds_for_lists_as_well() -> None:
    content = "id\n110105194912310021\n1.10105E+17\n11010519491231002X\n"
    assert troubles(content, "gb11643:") == [
        (2, "check_digit", False),
        (3, "spreadsheet_number", False),
    ]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", ListTrouble.EMPTY),
        (b"\n , ,\n", ListTrouble.EMPTY),
        (b"reference,name\n", ListTrouble.EMPTY),
        (b"name,language\nAnna,en\n", ListTrouble.NO_REFERENCES),
        (b"a" * (MOST_BYTES + 1), ListTrouble.TOO_LARGE),
        (b"\xff" * 9, ListTrouble.BAD_ENCODING),
        (b"A\n" * (MOST_WAITING + 1), ListTrouble.TOO_MANY_ROWS),
        (b"PK\x03\x04\x14\x00\x06\x00\xd9", ListTrouble.BAD_ENCODING),
    ],
)
def test_of_some_files_nothing_is_used(data: bytes, trouble: ListTrouble) -> None:
    result = read(data)
    assert (result.trouble, result.rows, result.problems) == (trouble, (), ())


def test_two_thousand_are_taken() -> None:
    content = "".join(f"A-{number}\n" for number in range(MOST_WAITING))
    assert len(read(content).rows) == MOST_WAITING


def test_who_is_in_line_already_is_named_and_never_put_there_twice() -> None:
    queue = Queue((Waiting(Subject("A-2")),))
    result = beside(read("A-1\nA-2\n"), queue)
    assert [row.waiting.subject.reference for row in result.rows] == ["A-1"]
    assert result.problems == (RowProblem(2, RowTrouble.ALREADY_THERE, "A-2"),)
    queue.add(*(row.waiting for row in result.rows))


def test_a_list_that_does_not_fit_is_not_taken_in_part() -> None:
    queue = Queue(tuple(Waiting(Subject(f"B-{number}")) for number in range(MOST_WAITING - 1)))
    full = beside(read("A-1\nA-2\n"), queue)
    assert (full.rows, full.trouble) == ((), ListTrouble.TOO_MANY_ROWS)
    assert beside(read("A-1\nB-1\n"), queue).trouble is None


@given(st.binary(max_size=300), st.sampled_from(ListEncoding))
def test_no_bytes_are_too_strange(data: bytes, encoding: ListEncoding) -> None:
    parse_list(data, ANY_REFERENCE, encoding)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=12),
        max_size=12,
    )
)
def test_every_row_is_used_or_named(lines: list[str]) -> None:
    content = "\n".join(["reference,name", *lines])
    result = read(content)
    filled = {number for number, line in enumerate(lines, start=2) if line.strip(" \t;,")}
    if result.trouble is not None:
        assert not filled
        return
    named = {problem.line for problem in result.problems if not problem.is_kept}
    used = {row.line for row in result.rows}
    assert named | used == filled
    assert not named & used
    for problem in result.problems:
        assert isinstance(problem.trouble, RowTrouble | ReferenceTrouble)
        assert problem.text.isprintable() or "\u200c" in problem.text or "\u200d" in problem.text
