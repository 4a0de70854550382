"""Figures, reports and slips of a real record: what is in the files, and what is not."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from liveness_station.app.paths import Places, find_places
from liveness_station.app.shift_bench import StationShift
from liveness_station.codes.drawing import qr_modules
from liveness_station.codes.reader import read_codes
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.desk_events import (
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    ShiftEvent,
    ShiftStep,
)
from liveness_station.domain.errors import RecordError
from liveness_station.domain.frames import Frame
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.people import Role
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.reporting.slips import Slip, SlipClass
from liveness_station.runtime.shift_requests import (
    FiguresWanted,
    ReportWanted,
    ScoresWanted,
    SlipWanted,
    Span,
)
from liveness_station.settings.values import Settings
from liveness_station.storage.desk_log import DeskLog
from liveness_station.ui.printed import paint_modules
from liveness_station.ui.shift_report_lines import ledger_code
from liveness_station.ui.subject_slip import MOST_CODE_BYTES, SlipWriter, slip_text
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.fakes.vault import FakeVault
from tests.storage.attempts import NOON, Clock, attempt, job, opened
from tests.ui.conftest import dressed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("dressed")
EVIL = "<img src=x> 张三"
SCORE = 0.7391
REFUSED = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=SCORE, code=200, http_status=200)
SETTINGS = Settings(desk_name="Desk 3", appeal="Room 12, privacy@example.org", call_cost=0.2)
Open = Callable[..., StationShift]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


@pytest.fixture
def open_bench(places: Places) -> Iterator[Open]:
    kept: list[StationShift] = []

    def made(settings: Settings = SETTINGS, *, counts: CallCounts | None = None) -> StationShift:
        bench = StationShift(
            places,
            FakeVault,
            lambda: settings,
            lambda: counts or CallCounts(),
            now=lambda: NOON + timedelta(hours=2),
        )
        kept.append(bench)
        return bench

    yield made
    for bench in kept:
        bench.close()


def fill(places: Places, count: int = 3) -> None:
    records = opened(places.records, utc_now=Clock(NOON))
    log = DeskLog(records.appender)
    log.record_event(ShiftEvent(ShiftStep.BEGAN, "Li Wei", Role.OPERATOR))
    for number in range(count):
        made = job(f"job-{number}", subject=f"{EVIL} {number}")
        attempt(records, replace(made, generation=number + 1), REFUSED)
    log.record_event(OtherMethodEvent(Subject("B-9"), OtherReason.UNDER_AGE, generation=99))
    records.appender.checkpoint()
    records.close()


def text_of(path: Path) -> str:
    pages = pypdf.PdfReader(path).pages
    return "\n".join(page.extract_text() for page in pages).replace("\t", " ")


def _packed(text: str) -> str:
    """Letters alone: where a line of two fonts is read as two, nothing else is different."""
    return "".join(text.split())


def exports(places: Places) -> list[dict[str, object]]:
    with closing(sqlite3.connect(places.records)) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE kind = 'EXPORT' ORDER BY seq")
        return [json.loads(body) for (body,) in rows.fetchall()]


def wanted(folder: Path, *, language: str = "en", names: bool = False) -> ReportWanted:
    figures = FiguresWanted(1, Span.SHIFT)
    return ReportWanted(figures, folder, language, "Li Wei", names, is_letter=False)


def slip_wanted(folder: Path, **changes: object) -> SlipWanted:
    made = SlipWanted(folder, "en", "Li Wei", is_roll=False, job_id="job-1")
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


def test_the_shift_that_is_on_is_what_is_counted(places: Places, open_bench: Open) -> None:
    fill(places)
    bench = open_bench(counts=CallCounts(NOON.date(), saved_cloud=4, saved_local=2))
    shift = bench.figures(FiguresWanted(1, Span.SHIFT))
    assert shift.is_shift
    assert (shift.figures.checks, shift.figures.subjects) == (3, 4)
    assert shift.figures.other_method == 1
    assert shift.figures.calls.saved_cloud == 4, "nobody was checked before it today"
    records = opened(places.records, run_id="b", utc_now=Clock(NOON + timedelta(hours=1)))
    DeskLog(records.appender).record_event(ShiftEvent(ShiftStep.BEGAN, "Anna", Role.OPERATOR))
    records.close()
    later = bench.figures(FiguresWanted(2, Span.SHIFT))
    assert later.figures.checks == 0
    assert later.figures.calls.saved_cloud is None, "today's counts are not this shift's alone"
    today = bench.figures(FiguresWanted(3, Span.TODAY))
    assert (today.figures.checks, today.figures.calls.saved_cloud) == (3, 4)
    day = date(2026, 11, 21)
    before = bench.figures(FiguresWanted(4, Span.DAYS, day, day))
    assert (before.figures.checks, before.figures.calls.saved_cloud) == (0, None)
    both = bench.figures(FiguresWanted(5, Span.DAYS, day, date(2026, 11, 22)))
    assert (both.figures.checks, both.figures.calls.saved_cloud) == (3, None)


def test_without_a_shift_it_is_today(places: Places, open_bench: Open) -> None:
    records = opened(places.records, utc_now=Clock(NOON))
    attempt(records, job())
    records.close()
    found = open_bench().figures(FiguresWanted(1, Span.SHIFT))
    assert not found.is_shift
    assert found.figures.checks == 1
    assert found.begun_from.astimezone().hour == 0


def test_scores_come_by_family_and_the_threshold_in_force(places: Places, open_bench: Open) -> None:
    bench = open_bench()
    with pytest.raises(RecordError):
        bench.scores(ScoresWanted(None, 0.8))
    opened(places.records).close()
    assert bench.scores(ScoresWanted(None, 0.8)).what_if is None
    fill(places)
    found = bench.scores(ScoresWanted(None, 0.8))
    assert found.what_if is not None
    assert found.what_if.present.below == 3
    assert found.what_if.tallies[20].passed == 3
    again = bench.scores(ScoresWanted(found.families[0], 0.7))
    assert again.what_if is not None
    assert again.what_if.present.passed == 3


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_T29_a_report_holds_figures_and_the_ledger_and_no_name(
    places: Places, open_bench: Open, folder: Path, language: str
) -> None:
    fill(places)
    bench = open_bench()
    path = bench.report(wanted(folder, language=language))
    assert path.name == "shift-2026-11-22-1200.pdf"
    text = text_of(path)
    assert "张三" not in text
    assert "img src" not in text
    assert str(SCORE) not in text
    assert "Li Wei" in text
    assert ("Page 1 of 1" if language == "en" else "第 1 页，共 1 页") in text
    assert ("Supervisor" if language == "en" else "主管签名") in text
    assert ("no error rates" if language == "en" else "不是错误率") in text
    said = exports(places)
    assert [one["has_names"] for one in said] == [False]
    assert said[0]["attempts"] == 3
    raw = path.read_bytes()
    assert b"/URI" not in raw
    assert b"/JavaScript" not in raw
    assert b"/Subtype /Image" not in raw, "no faces"
    assert {one.name for one in folder.iterdir()} == {path.name}


def test_references_are_in_a_report_only_if_chosen_and_as_plain_text(
    places: Places, open_bench: Open, folder: Path
) -> None:
    fill(places, 60)
    bench = open_bench()
    path = bench.report(wanted(folder, names=True))
    text = text_of(path)
    names = [_packed(f"{EVIL} {number}") for number in range(60)]
    places_of = [_packed(text).index(name) for name in names]
    assert places_of == sorted(places_of), "in the order of the day"
    assert "Page 2 of 3" in text
    station = exports(places)
    assert station[0]["has_names"] is True
    second = bench.report(wanted(folder, names=True))
    assert second.name == "shift-2026-11-22-1200-2.pdf", "no file is ever replaced"


def test_a_report_that_is_not_recorded_is_not_there(
    places: Places, open_bench: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places)

    def refuse(*_: object, **__: object) -> None:
        raise RecordError(Reason.NOT_RECORDED, "disk full")

    monkeypatch.setattr("liveness_station.app.history_export.open_records", refuse)
    bench = open_bench()
    with pytest.raises(ExportError) as error:
        bench.report(wanted(folder))
    assert error.value.trouble is ExportTrouble.NOT_RECORDED
    with pytest.raises(ExportError) as error:
        bench.slip(slip_wanted(folder))
    assert error.value.trouble is ExportTrouble.NOT_RECORDED
    assert list(folder.iterdir()) == []


def test_U16_a_folder_that_is_gone_is_told_and_nothing_recorded(
    places: Places, open_bench: Open, folder: Path
) -> None:
    fill(places)
    bench = open_bench()
    with pytest.raises(ExportError) as error:
        bench.report(wanted(folder / "gone"))
    assert error.value.trouble is ExportTrouble.GONE
    assert exports(places) == []


def test_a_slip_has_neither_score_nor_reason(
    places: Places, open_bench: Open, folder: Path
) -> None:
    fill(places)
    path = open_bench().slip(slip_wanted(folder))
    assert path.name.startswith("slip-0000")
    text = text_of(path)
    assert _packed(text).count(_packed(f"{EVIL} 1")) == 1
    assert "not completed" in text
    assert "Room 12" in text
    assert "21 May 2027" in text
    for secret in (str(SCORE), "0.73", "NOT LIVE", "threshold", "score"):
        assert secret not in text
    assert b"/Subtype /Image" not in path.read_bytes()
    (said,) = exports(places)
    assert (said["has_names"], said["attempts"]) == (True, 1)


def test_a_slip_tells_what_an_operator_decided_and_other_ways(
    places: Places, open_bench: Open, folder: Path
) -> None:
    fill(places)
    records = opened(places.records, run_id="b")
    log = DeskLog(records.appender)
    accepted = Override(OverrideDecision.ACCEPT, OverrideReason.KNOWN_PERSON)
    log.record_event(OverrideEvent("job-1", accepted))
    other = log.record_event(OtherMethodEvent(Subject("B-10"), OtherReason.OTHER))
    records.close()
    bench = open_bench()
    assert "\npassed" in text_of(bench.slip(slip_wanted(folder, is_roll=True)))
    found = text_of(bench.slip(slip_wanted(folder, job_id="", other_sequence=other)))
    assert "B-10" in found
    assert "other method" in found
    for unknown in (slip_wanted(folder, job_id="none"), slip_wanted(folder, job_id="")):
        with pytest.raises(ExportError):
            bench.slip(unknown)


def read_back(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    pixels = rows[:, : grey.width() * 3].reshape(grey.height(), grey.width(), 3).copy()
    return [code.text for code in read_codes(Frame(pixels, 0.0, 1, "painted"))]


def painted(slip: Slip, words: Words, *, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    SlipWriter(words, qr_modules).paint(painter, slip, width=width, height=height)
    painter.end()
    return image


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
@pytest.mark.parametrize("size", [(549, 801), (401, 933)], ids=["A6", "roll"])
@pytest.mark.parametrize("appeal", ["", "Room 12", "数据保护办公室 " * 60])
def test_the_code_on_a_slip_is_read_back(words: Words, size: tuple[int, int], appeal: str) -> None:
    slip = Slip(f"{EVIL}\n42", NOON, SlipClass.PASSED, 42, date(2027, 5, 21), appeal, "Desk 3")
    text = slip_text(slip, words)
    assert len(text.encode()) <= MOST_CODE_BYTES
    image = painted(slip, words, width=size[0], height=size[1])
    assert read_back(image) == [text]
    days = ("22 Nov 2026, 12:00", "21 May 2027")
    if words is CHINESE:
        days = ("2026年11月22日 12:00", "2027年5月21日")
    for part in (f"{EVIL} 42", *days):
        assert part in text


def test_the_code_of_the_ledger_is_read_back(places: Places, open_bench: Open) -> None:
    fill(places)
    bench = open_bench()
    mark = bench._figures(FiguresWanted(1))[1].mark
    code = ledger_code(mark)
    assert mark.head in code
    assert f"size={mark.size} root={mark.root}" in code
    image = QImage(360, 360, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    paint_modules(painter, qr_modules(code), QRectF(0, 0, 360, 360))
    painter.end()
    assert read_back(image) == [code]
