"""The charts of a report: intervals, DET curve, threshold sweep, score histograms."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final
from unicodedata import east_asian_width

from liveness_station.evaluation.curves import Point, curve, points_at
from liveness_station.evaluation.drawing import Drawing
from liveness_station.evaluation.metrics import Kind, Measurement
from liveness_station.evaluation.shares import Share
from liveness_station.evaluation.wording import NOT_MEASURED, percent, share_words

COLOURS: Final = 7
"""So many series have a colour of their own; the page knows them as c0 to c6, c0 for bona fide."""

_WIDTH: Final = 640.0
_NAME_WIDTH: Final = 24
_BINS: Final = 20
_DET_TICKS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
_DET_ENDS: Final = (0.005, 0.98)
_PARTS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class _Field:
    """The rectangle in which values are drawn, in the drawing's units; y grows upwards in it."""

    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Returns the place of a value whose parts are in 0..1."""
        return self.left + x * self.width, self.top + (1 - y) * self.height


def colour_of(place: int) -> str:
    """Returns the classes of the species at a place in the list; colours used again are broken."""
    again = " again" if place >= COLOURS - 1 else ""
    return f"c{1 + place % (COLOURS - 1)}{again}"


def interval_chart(measurement: Measurement) -> str:
    """Draws each error rate with its interval, by file and by group."""
    rows = [("BPCER", "c0", measurement.bona_fide)]
    rows += [
        (f"APCER {kind.name}", colour_of(place), kind)
        for place, kind in enumerate(measurement.species)
    ]
    height = 44 * len(rows)
    drawing = Drawing(
        width=_WIDTH, height=height + 46, title="Error rates with their 95 % intervals"
    )
    field = _Field(190, 8, _WIDTH - 215, height)
    _grid(drawing, field, across=True, down=False)
    drawing.text((field.left, height + 42), "filled: by file, hollow: by group", "small")
    for place, (name, colour, kind) in enumerate(rows):
        middle = field.top + 44 * place + 22
        drawing.text((field.left - 12, middle + 4), shortened(name), anchor="end")
        _whisker(drawing, field, kind.error.files, (middle - 8, colour, "by file"))
        _whisker(drawing, field, kind.error.groups, (middle + 9, f"{colour} hollow", "by group"))
    return drawing.to_svg()


def shortened(name: str) -> str:
    """Returns a name that fits beside a chart; a Chinese character is as wide as two others."""
    room = _NAME_WIDTH
    for place, character in enumerate(name):
        room -= 2 if east_asian_width(character) in "WF" else 1
        if room < 0:
            return f"{name[: place - 1]}…"
    return name


def _whisker(drawing: Drawing, field: _Field, share: Share, how: tuple[float, str, str]) -> None:
    y, kind, counted = how
    interval = share.interval
    if interval is None or share.rate is None:
        drawing.text((field.left + 4, y + 4), NOT_MEASURED, "small")
        return
    low, high, rate = (
        field.left + x * field.width for x in (interval.low, interval.high, share.rate)
    )
    drawing.line((low, y), (high, y), f"stroke {kind}")
    for end in (low, high):
        drawing.line((end, y - 4), (end, y + 4), f"stroke {kind}")
    tip = f"{counted}: {share.count} of {share.total}, {share_words(share)}"
    drawing.dot((rate, y), f"mark {kind}", tip=tip)


def det_chart(measurement: Measurement, *, threshold: float) -> str:
    """Draws BPCER over APCER on normal-deviate axes; a dot marks the threshold in force."""
    names = [(kind.name, kind.scores, colour_of(i)) for i, kind in enumerate(measurement.species)]
    together = tuple(score for kind in measurement.species for score in kind.scores)
    series = [(name, scores, colour) for name, scores, colour in names if scores]
    if len(series) > 1:
        series.append(("all attacks", together, "ink"))
    legend = 20 * len(series)
    drawing = Drawing(width=_WIDTH, height=460 + legend, title="DET curve")
    field = _Field(70, 10, _WIDTH - 90, 390)
    _det_grid(drawing, field)
    if not (measurement.bona_fide.scores and series):
        drawing.text(field.at(0.5, 0.6), NOT_MEASURED, anchor="middle")
    bona_fide = measurement.bona_fide.scores
    for place, (name, scores, colour) in enumerate(series):
        points = curve(bona_fide, {name: scores})
        if not points:
            continue
        drawing.path(
            [field.at(*_det(x, y)) for x, y in _steps(points)], f"curve {colour}", tip=name
        )
        for point in points_at((threshold,), bona_fide, {name: scores}):
            rates = f"APCER {percent(point.apcer)}, BPCER {percent(point.bpcer)}"
            tip = f"{name} at {threshold:.2f}: {rates}"
            drawing.dot(
                field.at(*_det(point.apcer, point.bpcer)), f"mark {colour}", radius=5, tip=tip
            )
        y = 455 + 20 * place
        drawing.line((field.left, y), (field.left + 26, y), f"curve {colour}")
        drawing.text((field.left + 34, y + 4), f"{name} (n={len(scores)})")
    return drawing.to_svg()


def _steps(points: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """Yields the corners: between two thresholds nothing is between."""
    for place, point in enumerate(points):
        if place:
            yield points[place - 1].apcer, point.bpcer
        yield point.apcer, point.bpcer


def _det(apcer: float, bpcer: float) -> tuple[float, float]:
    low, high = (_deviate(end) for end in _DET_ENDS)
    inside = (min(max(rate, _DET_ENDS[0]), _DET_ENDS[1]) for rate in (apcer, bpcer))
    x, y = ((_deviate(rate) - low) / (high - low) for rate in inside)
    return x, y


def _deviate(rate: float) -> float:
    return NormalDist().inv_cdf(rate)


def _det_grid(drawing: Drawing, field: _Field) -> None:
    for tick in _DET_TICKS:
        x, y = _det(tick, tick)
        drawing.line(field.at(x, 0), field.at(x, 1), "grid")
        drawing.line(field.at(0, y), field.at(1, y), "grid")
        left, bottom = field.at(x, 0), field.at(0, y)
        drawing.text((left[0], left[1] + 16), f"{100 * tick:g}", "small", anchor="middle")
        drawing.text((bottom[0] - 6, bottom[1] + 4), f"{100 * tick:g}", "small", anchor="end")
    drawing.line(field.at(0, 0), field.at(1, 1), "diagonal")
    foot = field.top + field.height
    drawing.text((field.left + field.width, foot + 34), "APCER, %", "small", anchor="end")
    drawing.text((8, field.top + 10), "BPCER,", "small")
    drawing.text((8, field.top + 24), "%", "small")


def sweep_chart(measurement: Measurement, *, threshold: float) -> str:
    """Draws BPCER, and the APCER of each species, over the threshold."""
    series = [("BPCER", "c0", _rates(measurement.bona_fide.scores, is_accepted=False))]
    series += [
        (f"APCER {kind.name}", colour_of(place), _rates(kind.scores, is_accepted=True))
        for place, kind in enumerate(measurement.species)
    ]
    foot = 250
    drawing = Drawing(
        width=_WIDTH, height=foot + 48 + 20 * len(series), title="Error rates over the threshold"
    )
    field = _Field(50, 14, _WIDTH - 70, foot - 14)
    _grid(drawing, field, across=True, down=True)
    for place, (name, colour, rates) in enumerate(series):
        if rates:
            corners = [field.at(x, y) for x, y in _stairs(rates)]
            drawing.path(corners, f"curve {colour}", tip=name)
        y = foot + 46 + 20 * place
        drawing.line((field.left, y), (field.left + 26, y), f"curve {colour}")
        drawing.text((field.left + 34, y + 4), name)
    drawing.line(field.at(threshold, 0), field.at(threshold, 1), "limit")
    drawing.text(
        (field.at(threshold, 1)[0] - 5, field.top + 12), f"{threshold:.2f}", "small", anchor="end"
    )
    drawing.text((field.left + field.width, foot + 34), "threshold", "small", anchor="end")
    return drawing.to_svg()


def _rates(scores: Sequence[float], *, is_accepted: bool) -> list[tuple[float, float]]:
    """Returns the share that is accepted, or refused, from each threshold on where it changes."""
    ordered = sorted(scores)
    changes = sorted({0.0, *ordered})
    refused = [bisect_right(ordered, change) / len(ordered) for change in changes if ordered]
    return [
        (change, 1 - rate if is_accepted else rate)
        for change, rate in zip(changes, refused, strict=False)
    ]


def _stairs(rates: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yields the corners of rates that hold from one threshold up to the next, and to 1."""
    for place, (threshold, rate) in enumerate(rates):
        if place:
            yield threshold, rates[place - 1][1]
        yield threshold, rate
    yield 1.0, rates[-1][1]


def histogram(kind: Kind, colour: str, *, threshold: float) -> str:
    """Draws how the scores of one kind of presentation are spread."""
    name = kind.name or "bona fide"
    drawing = Drawing(width=_WIDTH, height=118, title=f"Scores: {name}")
    field = _Field(50, 22, _WIDTH - 70, 70)
    counts = [0] * _BINS
    for score in kind.scores:
        counts[min(_BINS - 1, int(score * _BINS))] += 1
    most = max(counts) or 1
    drawing.text((field.left, 14), f"{name} (n={len(kind.scores)})")
    for place, count in enumerate(counts):
        low = place / _BINS
        x, y = field.at(low, count / most)
        tip = f"{low:.2f} to {low + 1 / _BINS:.2f}: {count}"
        if count:
            size = field.width / _BINS - 2, max(1.5, field.height * count / most)
            drawing.bar(
                (x + 1, field.top + field.height - size[1]), size, f"fill {colour}", tip=tip
            )
    drawing.line(field.at(0, 0), field.at(1, 0), "axis")
    drawing.line(field.at(threshold, -0.06), field.at(threshold, 1.1), "limit")
    drawing.text((field.left - 6, field.top + 8), f"{most}", "small", anchor="end")
    for tick in _PARTS:
        x, y = field.at(tick, 0)
        drawing.text((x, y + 16), f"{tick:g}", "small", anchor="middle")
    return drawing.to_svg()


def _grid(drawing: Drawing, field: _Field, *, across: bool, down: bool) -> None:
    for part in _PARTS:
        if across:
            drawing.line(field.at(part, 0), field.at(part, 1), "grid")
            x, y = field.at(part, 0)
            words = f"{part:g}" if down else f"{100 * part:.0f} %"
            drawing.text((x, y + 16), words, "small", anchor="middle")
        if down:
            drawing.line(field.at(0, part), field.at(1, part), "grid")
            x, y = field.at(0, part)
            drawing.text((x - 6, y + 4), f"{100 * part:.0f} %", "small", anchor="end")
