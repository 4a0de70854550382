"""The report, the JSON and the summary: their structure, their words, their escaping."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from liveness_station.domain.policies import Policy
from liveness_station.evaluation import wording
from liveness_station.evaluation.charts import shortened
from liveness_station.evaluation.document import Evaluation
from liveness_station.evaluation.figures_json import to_json
from liveness_station.evaluation.report import make_report
from liveness_station.evaluation.results import Classification, Result
from liveness_station.evaluation.summary import summarise
from tests.evaluation.making import evaluation, result

TEMPLATE = (
    Path(__file__).resolve().parents[2] / "resources" / "evaluation" / "report.html.jinja"
).read_text(encoding="utf-8")
EVIL = '<script>alert("1")</script>&\'.jpg'
FORBIDDEN = re.compile(r"certified|complian|ibeta level", re.IGNORECASE)
VOID = {"meta", "link", "br", "img", "hr"}


class Checker(HTMLParser):
    """Notes every element, and complains of one that is not closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [value or "" for name, value in attrs if name in {"src", "href"}]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def some() -> list[Result]:
    results = [result(f"live/{i}.jpg", score=0.95 - i / 20, group=f"g{i % 3}") for i in range(12)]
    results += [result(f"p{i}.jpg", "print", score=0.05 * i) for i in range(9)]
    results += [result(EVIL, "replay", score=0.97), result("屏幕.jpg", "屏幕 <b>", score=0.99)]
    return [*results, result("无脸.jpg", to=Classification.NO_RESPONSE)]


def checked(made: Evaluation, *, jpeg: bytes | None = b"\xff\xd8\xff") -> tuple[str, Checker]:
    html = make_report(made, TEMPLATE, thumbnail=None if jpeg is None else lambda _: jpeg)
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return html, checker


def test_the_report_is_whole_and_fetches_nothing() -> None:
    html, checker = checked(evaluation(some()))
    assert checker.sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in checker.sources)
    assert "link" not in checker.tags
    assert "http-equiv" in html
    assert "url(" not in html
    assert "@import" not in html
    addresses = set(re.findall(r"https?://[^\s\"<]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_names_are_escaped_wherever_they_stand() -> None:
    html, checker = checked(evaluation(some()))
    assert "script" not in checker.tags
    assert "<script" not in html
    assert "屏幕 <b>" in "".join(checker.words)
    assert "屏幕 &lt;b&gt;" in html
    assert EVIL in "".join(checker.words)


def test_every_drawing_is_sound_xml() -> None:
    html, _ = checked(evaluation(some()))
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 3 + 1 + 3
    for drawing in drawings:
        # What is parsed here was written a line above.
        root = ET.fromstring(drawing)  # noqa: S314
        assert root.get("aria-label")


def test_a_name_that_xml_cannot_hold_spoils_no_drawing() -> None:
    html, _ = checked(
        evaluation([result("a", "print\x01\ud800", score=0.9), result("b", score=0.9)])
    )
    for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ET.fromstring(drawing)  # noqa: S314 - as above
    assert html.encode(errors="replace")


def test_without_pictures_there_are_none() -> None:
    html, checker = checked(evaluation(some()), jpeg=None)
    assert "img" not in checker.tags
    assert "base64," not in html


def test_nothing_claims_what_was_not_measured() -> None:
    html, checker = checked(evaluation(some()))
    words = " ".join("".join(checker.words).split())
    summary = "\n".join(summarise(evaluation(some())))
    for text in (words, summary, to_json(evaluation(some()))):
        assert FORBIDDEN.search(text) is None
    assert "PAD subsystem" in words
    assert "PAD subsystem" in summary
    assert "no record of the desk" in words
    assert html.isprintable() or "\n" in html


def test_the_engine_hashes_threshold_and_date_stand_in_it() -> None:
    html, _ = checked(evaluation(some()))
    for words in ("fake/1", "0" * 64, "0.800", "2026-03-04 05:06 UTC", "1.2.3"):
        assert words in html


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([result("a", score=0.9)], "There is no attack presentation"),
        ([result("a", "mask", score=0.9)], "There is no bona fide presentation"),
        ([], "There is no bona fide presentation"),
    ],
)
def test_one_side_alone_prints_as_not_measured(results: list[Result], words: str) -> None:
    made = evaluation(results)
    html, _ = checked(made)
    summary = "\n".join(summarise(made))
    assert words in html
    assert words in summary
    assert "not measured" in html
    assert "ACER (max-APCER form): not measured" in summary
    assert json.loads(to_json(made))["figures"]["acer_max_apcer_form"] is None


def test_the_sentences_are_the_agreed_ones() -> None:
    results = [result(f"p{i}", "print", score=0.9 if i < 1 else 0.1) for i in range(30)]
    results += [result(f"t{i}", "tablet replay", score=0.9 if i < 2 else 0.1) for i in range(30)]
    results += [result(f"m{i}", "mask", score=0.1) for i in range(30)]
    results += [result(f"l{i}", score=0.1 if i < 1 else 0.9) for i in range(50)]
    results += [result(f"n{i}", to=Classification.NO_RESPONSE) for i in range(4)]
    lines = [line.strip() for line in summarise(evaluation(results))]
    assert "APCER (print, n=30): 3.3 % (95 % CI 0.08–17.2 %)" in lines
    assert "Highest APCER: 6.7 % (tablet replay, n=30)" in lines
    assert "BPCER: 2.0 % (n=50, CI 0.05–10.6 %)" in lines
    assert "No decision: 4 of 54 live presentations (7.4 %)" in lines
    zero = "0 of 30; true rate may be up to 11.6 % two-sided / 9.5 % one-sided"
    assert f"APCER (mask, n=30): {zero}" in lines
    assert (
        "Threshold 0.80, engine fake/1, endpoint local, pictures from files, 2026-03-04." in lines
    )


def test_what_a_reader_must_know_comes_before_the_figures() -> None:
    results = [
        result("a", score=0.9, framing="face_crop", engine="simulator/1"),
        result("b", "print", score=0.1, framing="full_scene"),
        result("c", "print", to=Classification.FAILED),
    ]
    made = evaluation(results, end="stopped by hand", has_groups=False)
    told = "\n".join(wording.warnings(made))
    for words in (
        "simulator",
        "Not whole: stopped by hand",
        "1 presentation: judged by nobody (network)",
        "More than one engine",
        "No groups are given",
        "Several framings",
    ):
        assert words in told
    assert not made.is_whole
    lines = list(summarise(made))
    assert [line for line in lines if line.startswith("Part: ")]
    html, _ = checked(made)
    assert html.index("Not whole") < html.index("Highest APCER")


def test_the_same_bytes_twice_are_told() -> None:
    results = [result("a", score=0.9), result("b", score=0.9)]
    assert "same bytes" not in "\n".join(wording.warnings(evaluation(results)))
    twin = replace(results[1], presentation=replace(results[1].presentation, sha256="a"))
    assert "1 file: the same bytes" in "\n".join(wording.warnings(evaluation([results[0], twin])))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("APCER print", "APCER print"),
        ("x" * 24, "x" * 24),
        ("x" * 25, "x" * 23 + "…"),
        ("剪" * 12, "剪" * 12),
        ("剪" * 13, "剪" * 11 + "…"),
    ],
)
def test_a_long_name_is_shortened_beside_a_chart(name: str, expected: str) -> None:
    assert shortened(name) == expected


def test_the_json_holds_every_result_and_no_number_that_is_none() -> None:
    fields = json.loads(to_json(evaluation(some())))
    assert len(fields["results"]) == len(some())
    assert fields["figures"]["highest_apcer"] == 1.0
    assert fields["figures"]["bona_fide"]["bpcer"]["by_file"]["total"] == 12
    assert fields["figures"]["species"]["print"]["apcer"]["by_file"]["high_95"] == pytest.approx(
        0.3363, abs=1e-4
    )
    assert fields["is_whole"] is True
    assert fields["skipped"] == {"label hostile": 2}


def test_the_worst_mistakes_come_first_and_the_rest_is_counted() -> None:
    results = [result(f"p{i:02}", "print", score=0.81 + i / 100) for i in range(15)]
    html, _ = checked(evaluation([*results, result("l", score=0.9)]))
    assert html.index(">0.950<") < html.index(">0.940<")
    assert "3 more" in html
    assert ">0.810<" not in html


def test_vetoes_that_were_switched_off_are_told_everywhere() -> None:
    policy = Policy(0.8, frozenset({"too_dark", "glasses"}), 0.5)
    made = evaluation(some(), policy=policy)
    fields = json.loads(to_json(made))
    assert fields["benign_risk_reasons"] == ["glasses", "too_dark"]
    assert (fields["threshold"], fields["review_limit"]) == (0.8, 0.5)
    assert fields["clip_rule"] == {"least_scored": 3, "most_dissenters": 1}
    assert any("glasses, too_dark" in warning for warning in fields["warnings"])
    assert "held for harmless: glasses, too_dark" in "\n".join(summarise(made))
    _, checker = checked(made)
    assert checker.words.count("glasses, too_dark") == 1
    told = to_json(evaluation(some())) + "\n".join(summarise(evaluation(some())))
    assert "harmless" not in told


def test_species_that_differ_in_case_only_are_told() -> None:
    made = evaluation([result("a", "Print", score=0.9), result("b", "print", score=0.1)])
    (warning,) = [words for words in wording.warnings(made) if "different species" in words]
    assert "Print, print" in warning


def test_what_a_terminal_would_obey_is_spelt_out() -> None:
    line = "print\x1b[2J \x9b31m\x7f\n\u202e\ud800 屏幕"
    assert wording.spelt_out(line) == ("print\\u001b[2J \\u009b31m\\u007f\\n\\u202e\\ud800 屏幕")
    shown = to_json(evaluation([result("a\x9b", "b\x1b\x7f", score=0.9)]))
    told = "\n".join(map(wording.spelt_out, shown.split("\n")))
    assert told.replace("\n", "").isprintable()
    assert json.loads(told) == json.loads(shown)
