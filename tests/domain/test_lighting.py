"""What is usual at a desk, and when the light has changed: on simulated days."""

import math
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from liveness_station.domain.light_changes import LightChange, LightKind, changes_of, shortcomings
from liveness_station.domain.lighting import (
    FEWEST_DAYS,
    MEMORY_DAYS,
    Aspect,
    HourCell,
    LightPoint,
    UsualLight,
    forget_old,
    summarise,
    usual_at,
)
from tests.domain.light_days import (
    FIRST_DAY,
    Light,
    a_day,
    afternoon_sun,
    lamp_off_from,
    learnt,
    plain,
    until,
)


def _changes(
    points: list[LightPoint], cells: tuple[HourCell, ...], *, now: datetime
) -> tuple[LightChange, ...]:
    return changes_of(points, UsualLight(cells), now=now)


def _told(points: list[LightPoint], cells: tuple[HourCell, ...]) -> dict[LightKind, datetime]:
    """Returns what was told in the course of a day, and when it was told first."""
    told: dict[LightKind, datetime] = {}
    usual = UsualLight(cells)
    for number, point in enumerate(points, 1):
        for change in changes_of(points[:number], usual, now=point.at):
            told.setdefault(change.kind, point.at)
    return told


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("light", [plain, afternoon_sun], ids=["plain", "sun"])
def test_thirty_normal_days_bring_no_word_of_changed_light(light: Light, seed: int) -> None:
    cells = learnt(5, light, seed=seed)
    for day in range(5, 35):
        points = a_day(day, light, seed=seed)
        assert _told(points, cells) == {}, f"day {day}"
        cells = forget_old((*cells, *summarise(points)), day=points[0].at.date())


def test_sun_from_the_left_is_told_with_its_time_and_ratio() -> None:
    cells, points = learnt(8), a_day(8, afternoon_sun)
    told = _told(points, cells)
    assert set(told) == {LightKind.FROM_LEFT}
    assert told[LightKind.FROM_LEFT].hour in {14, 15}
    now = datetime.combine(points[0].at.date(), datetime.min.time(), points[0].at.tzinfo)
    seen = until(points, now + timedelta(hours=15, minutes=30))
    (change,) = _changes(seen, cells, now=seen[-1].at)
    assert change.since.hour == 14
    assert change.value == pytest.approx(2.4, abs=0.4)
    assert change.usual == pytest.approx(1.0, abs=0.15)
    assert _changes(points, cells, now=points[-1].at) == ()


def test_sun_from_the_right_is_the_same_the_other_way_round() -> None:
    points = [
        replace(point, left_right_ratio=1 / point.left_right_ratio)
        for point in a_day(8, afternoon_sun)
    ]
    seen = [point for point in points if point.at.hour < 16]
    (change,) = _changes(seen, learnt(8), now=seen[-1].at)
    assert change.kind is LightKind.FROM_RIGHT
    assert change.value == pytest.approx(2.5, abs=0.5)


def test_sun_that_comes_every_day_is_usual_and_its_absence_no_trouble() -> None:
    assert _told(a_day(8), learnt(8, afternoon_sun)) == {}


def test_a_lamp_that_is_off_is_told_in_spite_of_all_skins_and_for_days() -> None:
    off = lamp_off_from(13)
    cells, points = learnt(10), a_day(10, off)
    for day in range(10, 14):
        points = a_day(day, off)
        told = _told(points, cells)
        assert set(told) == {LightKind.DARKER}, f"day {day}"
        assert told[LightKind.DARKER].hour in {13, 14, 15}
        cells = forget_old((*cells, *summarise(points)), day=points[0].at.date())
    (change,) = _changes(points, learnt(10), now=points[-1].at)
    assert change.since.hour == 13
    assert change.usual is not None
    assert change.value / change.usual == pytest.approx(0.52, abs=0.12)


def test_what_stays_is_learnt_in_the_end() -> None:
    off, cells = lamp_off_from(0), learnt(14)
    told = []
    for day in range(14, 14 + MEMORY_DAYS):
        points = a_day(day, off)
        told.append(bool(_told(points, cells)))
        cells = forget_old((*cells, *summarise(points)), day=points[0].at.date())
    assert all(told[:5])
    assert not told[-1]


def test_light_from_behind_is_told() -> None:
    blind_up = [
        replace(point, back_ratio=point.back_ratio * (2.6 if point.at.hour >= 11 else 1))
        for point in a_day(8)
    ]
    assert set(_told(blind_up, learnt(8))) == {LightKind.BACKLIT}


def test_one_odd_sitter_is_no_change_and_a_lamp_during_a_sitting_is() -> None:
    cells, start = learnt(8), FIRST_DAY + timedelta(days=8, hours=11)
    dark = [LightPoint(start + timedelta(minutes=m), 1, 75.0, 1.0, 1.1) for m in range(10)]
    assert _changes(dark, cells, now=dark[-1].at) == ()
    before = [replace(point, face_luma=140.0) for point in dark[:5]]
    after = dark[5:]
    (change,) = _changes([*before, *after], cells, now=after[-1].at)
    assert (change.kind, change.since) == (LightKind.DARKER, after[0].at)
    assert _changes([*before, *after[:2]], cells, now=after[1].at) == ()


def test_a_told_change_neither_flickers_nor_sticks() -> None:
    cells, start = learnt(8), FIRST_DAY + timedelta(days=8, hours=11)

    def sitter(number: int, ratio: float) -> LightPoint:
        return LightPoint(start + timedelta(minutes=5 * number), number, 150.0, ratio, 1.1)

    told = [sitter(number, 2.5) for number in range(3)]
    assert _changes(told, cells, now=told[-1].at)
    wavering = [*told, sitter(3, 1.0)]
    assert _changes(wavering, cells, now=wavering[-1].at)
    back = [*wavering, sitter(4, 1.0)]
    assert _changes(back, cells, now=back[-1].at) == ()


def test_a_new_desk_is_judged_by_the_limits_of_every_desk() -> None:
    cells, start = learnt(FEWEST_DAYS - 1), FIRST_DAY + timedelta(days=FEWEST_DAYS, hours=11)

    def people(luma: float, ratio: float, back: float) -> list[LightPoint]:
        return [
            LightPoint(start + timedelta(minutes=4 * n), n, luma, ratio, back) for n in range(3)
        ]

    kinds = {
        LightKind.DARKER: people(38, 1.0, 1.0),
        LightKind.BRIGHTER: people(254, 1.0, 1.0),
        LightKind.FROM_LEFT: people(150, 2.6, 1.0),
        LightKind.FROM_RIGHT: people(150, 0.38, 1.0),
        LightKind.BACKLIT: people(150, 1.0, 2.5),
    }
    for kind, points in kinds.items():
        (change,) = _changes(points, cells, now=points[-1].at)
        assert (change.kind, change.usual) == (kind, None)
        assert shortcomings(points) == (kind,)
    fine = people(70, 1.9, 1.9)
    assert _changes(fine, cells, now=fine[-1].at) == ()
    assert shortcomings(fine) == shortcomings([]) == ()


def test_what_was_long_ago_says_nothing_of_now() -> None:
    points = a_day(8, lamp_off_from(9))
    cells = learnt(8)
    assert _changes(points, cells, now=points[-1].at)
    assert _changes(points, cells, now=points[-1].at + timedelta(minutes=61)) == ()
    assert _changes([], cells, now=points[-1].at) == ()


def test_two_people_hours_apart_are_not_taken_together() -> None:
    cells, start = learnt(8), FIRST_DAY + timedelta(days=8, hours=9)
    points = [LightPoint(start + timedelta(hours=2 * n), n, 150.0, 2.6, 1.1) for n in range(4)]
    assert _changes(points, cells, now=points[-1].at) == ()


def test_usual_is_learnt_by_hour_and_camera_days_from_a_minimum() -> None:
    day = FIRST_DAY + timedelta(days=8)
    cells = learnt(8, afternoon_sun)
    noon = usual_at(cells, day=day.date(), hour=11)
    sunny = usual_at(cells, day=day.date(), hour=15)
    assert noon[Aspect.SIDE].value == pytest.approx(1.0, abs=0.1)
    assert sunny[Aspect.SIDE].value > 1.8
    assert usual_at(cells, day=day.date(), hour=3) == {}
    assert usual_at(learnt(2), day=day.date(), hour=11) == {}
    assert usual_at(cells, day=day.date() + timedelta(days=40), hour=11) == {}
    lonely = [replace(cell, sitters=1) for cell in cells if cell.hour == 11][:4]
    assert usual_at(lonely, day=day.date(), hour=11) == {}


def test_one_mad_day_moves_nothing() -> None:
    cells = learnt(8)
    mad = summarise([replace(point, face_luma=5.0) for point in a_day(8)])
    day = (FIRST_DAY + timedelta(days=9)).date()
    before, after = (usual_at(known, day=day, hour=12) for known in (cells, (*cells, *mad)))
    assert after[Aspect.LEVEL].value == pytest.approx(before[Aspect.LEVEL].value, rel=0.06)


def test_hours_around_midnight_are_neighbours() -> None:
    cells = [replace(cell, hour=23) for cell in learnt(4) if cell.hour == 11]
    day = (FIRST_DAY + timedelta(days=4)).date()
    assert usual_at(cells, day=day, hour=0)


def test_a_logarithm_of_nothing_is_a_number() -> None:
    point = LightPoint(FIRST_DAY, 1, 0.0, 0.0, 0.0)
    assert all(math.isfinite(point.log(aspect)) for aspect in Aspect)
