"""The report for people: one HTML file with everything in it, nothing fetched from anywhere."""

import base64
from collections.abc import Callable
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from liveness_station.evaluation import charts, wording
from liveness_station.evaluation.document import Evaluation, worst_mistakes
from liveness_station.evaluation.results import Result

Thumbnail = Callable[[Result], bytes | None]
"""Returns a small JPEG of a presentation, None where there is none to be had."""

_JPEG: Final = "data:image/jpeg;base64,"


def make_report(evaluation: Evaluation, template: str, *, thumbnail: Thumbnail | None) -> str:
    """Returns the report's HTML.

    Args:
        evaluation: what was measured.
        template: the report's template; what it writes is escaped.
        thumbnail: makes the pictures; None leaves them, and so the faces, out.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)

    def picture(result: Result) -> str:
        jpeg = None if thumbnail is None else thumbnail(result)
        return "" if jpeg is None else _JPEG + base64.b64encode(jpeg).decode("ascii")

    return environment.from_string(template).render(
        evaluation=evaluation,
        about=evaluation.circumstances,
        figures=evaluation.measurement,
        separations=dict(evaluation.measurement.by_species),
        mistakes=worst_mistakes(evaluation),
        words=wording,
        charts=_charts(evaluation),
        colour=charts.colour_of,
        picture=picture,
        has_pictures=thumbnail is not None,
    )


def _charts(evaluation: Evaluation) -> dict[str, object]:
    """Returns the drawings; their own texts were escaped when they were drawn."""
    measurement = evaluation.measurement
    threshold = evaluation.circumstances.policy.threshold
    kinds = [(measurement.bona_fide, "c0")]
    kinds += [(kind, charts.colour_of(place)) for place, kind in enumerate(measurement.species)]
    return {
        "intervals": _drawn(charts.interval_chart(measurement)),
        "det": _drawn(charts.det_chart(measurement, threshold=threshold)),
        "sweep": _drawn(charts.sweep_chart(measurement, threshold=threshold)),
        "histograms": [
            _drawn(charts.histogram(kind, colour, threshold=threshold)) for kind, colour in kinds
        ],
    }


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - written by an XML library, which has escaped every text
