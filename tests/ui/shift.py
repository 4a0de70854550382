"""Figures and scores for the windows of the shift: made of plain values."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from liveness_station.reporting.figures import Calls, ShiftFigures
from liveness_station.reporting.rates import Share, Spread
from liveness_station.reporting.what_if import families_of, what_if
from liveness_station.runtime.shift_requests import FiguresRead, FiguresWanted, ScoresRead, Span
from liveness_station.storage.score_query import StoredScore

BEGUN = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)
FIGURES = ShiftFigures(
    checks=57,
    subjects=45,
    live=38,
    not_live=4,
    try_again=12,
    error=2,
    broken_off=1,
    other_method=3,
    other_reasons=(("consent_refused", 2), ("under_age", 1)),
    reasons=(
        ("no_face", 6),
        ("review", 4),
        ("below_threshold", 3),
        ("movement_missed", 2),
        ("network", 2),
        ("attack", 1),
    ),
    rejects=Share(16, 54),
    attacks=Share(1, 54),
    overridden=Share(3, 57),
    overrides=(("identity_document", 2), ("suspected_attack", 1)),
    accepted=2,
    refused=1,
    tries=(34, 6, 2, 0),
    retries=12,
    subject_s=Spread(42, 9.2, 31.0),
    check_ms=Spread(54, 231.5, 874.0),
    unanswered=2,
    calls=Calls(61, 119, 23, 5, cost=12.2, cost_saved=4.6),
    consent_refused=2,
    in_review=2,
)
CROWDED = replace(
    FIGURES,
    checks=1_248_031,
    subjects=998_412,
    reasons=tuple((f"reason_{number:02}", 999_000 - 4_000 * number) for number in range(40)),
    overrides=tuple((f"why_{number:02}", 90 - number) for number in range(12)),
)


def figures_read(
    figures: ShiftFigures = FIGURES, *, search: int = 1, is_shift: bool = True
) -> FiguresRead:
    wanted = FiguresWanted(search)
    return FiguresRead(wanted, figures, BEGUN, BEGUN + timedelta(hours=7), is_shift)


def days_read(search: int) -> FiguresRead:
    wanted = FiguresWanted(search, Span.DAYS, date(2026, 11, 20), date(2026, 11, 22))
    begun = datetime(2026, 11, 20, tzinfo=UTC)
    return FiguresRead(wanted, FIGURES, begun, begun + timedelta(days=3), is_shift=False)


def score(value: float, *, decision: str = "", endpoint: str = "local") -> StoredScore:
    """A still that was judged at 0.8, with a review band from 0.5 on."""
    passed = "below_threshold" if value <= 0.5 else "review" if value <= 0.8 else "above_threshold"
    return StoredScore(
        endpoint, "minifasnet_v2/1", passed, 0.8, 0.5, (value,), 0, False, False, decision
    )


def scores_read(threshold: float = 0.8) -> ScoresRead:
    """A bump of live people near 0.93, a tail of them, and some attacks."""
    live = [score(0.99 - (number % 37) ** 1.6 / 1_500) for number in range(300)]
    low = [score(0.03 + (number % 11) ** 1.5 / 100) for number in range(40)]
    middle = [score(0.725 + number / 200, decision="refuse" if number % 5 else "accept")
              for number in range(11)]  # fmt: skip
    other = [score(0.6, endpoint="face-api.shiliuai.com") for _ in range(9)]
    scores = [*live, *low, *middle, *other]
    families = families_of(scores)
    return ScoresRead(families, what_if(scores, families[0], threshold))
