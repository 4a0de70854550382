"""The journal: what may be used again, and what may not."""

from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.evaluation.journal import Journal, JournalError, Question
from liveness_station.evaluation.results import Classification, Judgement
from tests.evaluation.making import result

QUESTION = Question("ab" * 32, "local", "fake/1", 0.8, None, ("glare",), 1)
RESULT = result("人.jpg", score=0.25)


def write(path: Path, *, classification: Classification = Classification.ATTACK) -> None:
    with Journal(path) as journal:
        journal.add(QUESTION, replace(RESULT, classification=classification))


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "out" / "answers.jsonl"
    write(path)
    with Journal(path) as journal:
        answer = journal.answer(QUESTION)
    assert answer is not None
    assert answer.looks == RESULT.looks
    assert answer.judgement == Judgement(Classification.ATTACK, RESULT.reason, RESULT.risk_reason)


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "cd" * 32},
        {"endpoint": "face-api.example"},
        {"engine": "fake/2"},
        {"threshold": 0.81},
        {"review_limit": 0.4},
        {"benign": ()},
        {"frames": 2},
        {"rules": 0},
    ],
)
def test_another_question_has_no_answer(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "answers.jsonl"
    write(path)
    with Journal(path) as journal:
        assert journal.answer(replace(QUESTION, **change)) is None  # type: ignore[arg-type]  # one field, of its type


def test_a_fresh_journal_forgets(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    write(path)
    with Journal(path, is_fresh=True) as journal:
        assert journal.answer(QUESTION) is None
    assert path.read_bytes() == b""


def test_a_failure_to_ask_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    write(path, classification=Classification.FAILED)
    assert path.read_bytes() == b""


def test_an_answer_outlives_a_crash_right_after_it(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    with Journal(path) as journal:
        journal.add(QUESTION, RESULT)
        assert path.read_bytes().endswith(b"\n")


def test_a_line_that_was_cut_is_asked_again_and_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    write(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    write(path)
    assert path.read_bytes().splitlines()[1:] == whole.splitlines()
    with Journal(path) as journal:
        assert journal.answer(QUESTION) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"score": 0.25', b'"score": 1.5'),
        (b'"score": 0.25', b'"score": "high"'),
        (b'"attack"', b'"saint"'),
        (b'"threshold": 0.8', b'"threshold": NaN'),
        (b'"frames": 1', b'"frames": null'),
        (b'"looks": [', b'"looks": [7, '),
        (b'"judgement": {', b'"judgment": {'),
        (b'"benign": ["glare"]', b'"benign": [1]'),
    ],
)
def test_a_line_that_was_changed_is_not_believed(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "answers.jsonl"
    write(path)
    line = path.read_bytes()
    assert old in line
    path.write_bytes(line.replace(old, new))
    with Journal(path) as journal:
        assert journal.answer(QUESTION) is None


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match="answers"):
        Journal(tmp_path / "file" / "answers.jsonl")
