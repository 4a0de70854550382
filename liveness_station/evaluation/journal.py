"""The journal beside an evaluation's report: one JSON line for each answered presentation.

It lets an evaluation that was stopped go on where it was. A line is used again only for a file of
the same bytes, asked of the same endpoint and engine under the same rules. What a file truly is
does not stand in it: whoever corrects a label need not ask again.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.evaluation.results import RULES, Classification, Judgement, Look, Result

_Kind = TypeVar("_Kind")


class JournalError(Exception):
    """The journal cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer is the answer to.

    Attributes:
        sha256: of the file's bytes, in hex.
        endpoint: who is asked.
        engine: engine and model versions, "" where the endpoint names none.
        threshold: a score strictly greater is live.
        review_limit: of the review band, None where there is none.
        benign: the risk reasons that are declared harmless, in order.
        frames: how many frames of a clip are asked for; 1 for a picture.
        rules: by which answers are classified.
    """

    sha256: str
    endpoint: str
    engine: str
    threshold: float
    review_limit: float | None
    benign: tuple[str, ...]
    frames: int
    rules: int = RULES


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about one presentation, and what it amounts to under the same rules."""

    looks: tuple[Look, ...]
    judgement: Judgement


class Journal:
    """The file of answers: read once when it is opened, then only added to. Used by one thread."""

    def __init__(self, path: Path, *, is_fresh: bool = False) -> None:
        """Opens the journal, or begins it.

        Args:
            path: the file.
            is_fresh: True to forget what is in it.

        Raises:
            JournalError: the file can be neither opened nor made.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._answers = {} if is_fresh else dict(_read(path))
            self._file = path.open("wb" if is_fresh else "ab")
            if self._file.tell() and not path.read_bytes().endswith(b"\n"):
                # A line that was cut by a crash must not run into the next one.
                self._file.write(b"\n")
        except OSError as error:
            raise JournalError(f"{path}: {error.strerror or 'cannot be used'}") from error

    def answer(self, question: Question) -> Answer | None:
        """Returns what was answered before, None where that has not been asked."""
        return self._answers.get(question)

    def add(self, question: Question, result: Result) -> None:
        """Writes one answer down; a failure to ask is none and will be asked again.

        Raises:
            JournalError: the disk does not take it.
        """
        if result.classification is Classification.FAILED:
            return
        line = _line(question, result)
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise JournalError(error.strerror or "cannot be written") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def _line(question: Question, result: Result) -> bytes:
    judgement = Judgement(result.classification, result.reason, result.risk_reason)
    line = {
        **asdict(question),
        "file": result.presentation.name,
        "judgement": asdict(judgement),
        "looks": [asdict(look) for look in result.looks],
    }
    return json.dumps(line, ensure_ascii=False).encode(errors="replace") + b"\n"


def _read(path: Path) -> Iterator[tuple[Question, Answer]]:
    if not path.exists():
        return
    for untrusted_line in path.read_bytes().splitlines():
        entry = _parse(untrusted_line)
        if entry is not None:
            yield entry


def _parse(untrusted_line: bytes) -> tuple[Question, Answer] | None:
    """Reads a line; one that was cut or changed, or is of older rules, is None and asked anew."""
    try:
        fields = parse_object(untrusted_line)
        question = Question(
            sha256=_of(str, fields["sha256"]),
            endpoint=_of(str, fields["endpoint"]),
            engine=_of(str, fields["engine"]),
            threshold=_of(float, fields["threshold"]),
            review_limit=_optional(fields["review_limit"]),
            benign=tuple(_of(str, reason) for reason in _of(list, fields["benign"])),
            frames=_of(int, fields["frames"]),
            rules=_of(int, fields["rules"]),
        )
        looks = tuple(_look(untrusted) for untrusted in _of(list, fields["looks"]))
        judgement = _judgement(fields["judgement"])
    except (MalformedJsonError, KeyError, TypeError, ValueError):
        return None
    is_of_these_rules = question.rules == RULES
    return (question, Answer(looks, judgement)) if looks and is_of_these_rules else None


def _judgement(untrusted: object) -> Judgement:
    fields: dict[str, Any] = _of(dict, untrusted)
    return Judgement(
        Classification(fields["classification"]),
        _of(str, fields["reason"]),
        _of(str, fields["risk_reason"]),
    )


def _look(untrusted: object) -> Look:
    fields: dict[str, Any] = _of(dict, untrusted)
    score = _optional(fields["score"])
    if score is not None and not 0 <= score <= 1:
        raise ValueError("no probability")
    return Look(
        position=_of(int, fields["position"]),
        classification=Classification(fields["classification"]),
        reason=_of(str, fields["reason"]),
        risk_reason=_of(str, fields["risk_reason"]),
        score=score,
        encode_ms=_optional(fields["encode_ms"]),
        wait_ms=_optional(fields["wait_ms"]),
        tries=_of(int, fields["tries"]),
    )


def _optional(untrusted: object) -> float | None:
    return None if untrusted is None else _of(float, untrusted)


def _of(kind: type[_Kind], untrusted: object) -> _Kind:
    if not isinstance(untrusted, kind):
        raise TypeError(kind.__name__)
    return untrusted
