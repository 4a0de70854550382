"""Error rates by hand: which presentations are counted where."""

import pytest

from liveness_station.evaluation.metrics import measure
from liveness_station.evaluation.results import Classification
from liveness_station.evaluation.shares import Share
from tests.evaluation.making import THRESHOLD, result

REVIEW = Classification.REVIEW
SILENT = Classification.NO_RESPONSE
FAILED = Classification.FAILED


def test_apcer_is_of_one_species_and_the_highest_is_the_headline() -> None:
    results = [result(f"p{i}", "print", score=0.9 if i < 1 else 0.1) for i in range(10)]
    results += [result(f"r{i}", "replay", score=0.9 if i < 3 else 0.1) for i in range(10)]
    results += [result(f"l{i}", score=0.9 if i < 8 else 0.1) for i in range(10)]
    figures = measure(results, threshold=THRESHOLD)
    rates = {kind.name: kind.error.files for kind in figures.species}
    assert rates == {"print": Share(1, 10), "replay": Share(3, 10)}
    assert figures.worst is not None
    assert figures.worst.name == "replay"
    assert figures.bona_fide.error.files == Share(2, 10)
    # The mean of the highest APCER and BPCER, not of the mean APCER.
    assert figures.acer == pytest.approx((0.3 + 0.2) / 2)


def test_what_got_no_response_is_in_no_other_denominator() -> None:
    results = [
        result("a", "print", score=0.9),
        result("b", "print", score=0.1),
        result("c", "print", to=SILENT),
        result("d", score=0.9),
        result("e", to=SILENT),
        result("f", to=SILENT),
    ]
    figures = measure(results, threshold=THRESHOLD)
    (prints,) = figures.species
    assert prints.error.files == Share(1, 2)
    assert prints.no_response.files == Share(1, 3)
    assert prints.reasons == (("no_face", 1),)
    assert figures.bona_fide.error.files == Share(0, 1)
    assert figures.bona_fide.no_response.files == Share(2, 3)


def test_review_is_no_error_on_either_side_and_stays_in_the_denominator() -> None:
    results = [
        result("a", "print", score=0.7, to=REVIEW),
        result("b", "print", score=0.9),
        result("c", score=0.7, to=REVIEW),
        result("d", score=0.1),
    ]
    figures = measure(results, threshold=THRESHOLD)
    (prints,) = figures.species
    assert (prints.error.files, prints.review.files) == (Share(1, 2), Share(1, 2))
    bona_fide = figures.bona_fide
    assert (bona_fide.error.files, bona_fide.review.files) == (Share(1, 2), Share(1, 2))


def test_a_group_errs_if_any_of_its_files_does() -> None:
    results = [
        result("a", "print", score=0.9, group="one"),
        result("b", "print", score=0.1, group="one"),
        result("c", "print", score=0.1, group="two"),
        result("d", "print", to=SILENT, group="three"),
    ]
    (prints,) = measure(results, threshold=THRESHOLD).species
    assert prints.error.files == Share(1, 3)
    # The third group has no decision, so it is in no group's rate of them.
    assert prints.error.groups == Share(1, 2)
    assert prints.presented.groups == Share(3, 3)
    assert prints.no_response.groups == Share(1, 3)


def test_what_nobody_judged_is_in_no_rate() -> None:
    results = [result("a", "print", score=0.1), result("b", "print", to=FAILED)]
    results += [result("c", to=FAILED)]
    figures = measure(results, threshold=THRESHOLD)
    (prints,) = figures.species
    assert prints.presented.files == Share(1, 1)
    assert figures.bona_fide.presented.files.total == 0
    assert figures.failed == (("network", 2),)


def test_one_side_alone_measures_what_it_can() -> None:
    live_only = measure([result("a", score=0.9)], threshold=THRESHOLD)
    assert live_only.species == ()
    assert (live_only.worst, live_only.acer, live_only.separation.eer) == (None, None, None)
    assert live_only.bona_fide.error.files.rate == 0
    attacks_only = measure([result("a", "mask", score=0.9)], threshold=THRESHOLD)
    assert attacks_only.bona_fide.error.files.rate is None
    assert attacks_only.bona_fide.error.files.interval is None
    assert (attacks_only.acer, attacks_only.separation.auc) == (None, None)
    assert attacks_only.worst is not None


def test_operating_points_hold_for_every_species() -> None:
    results = [result(f"l{i}", score=0.5 + i / 20) for i in range(10)]
    # So many easy ones that of all together hardly any is accepted.
    results += [result(f"easy{i}", "replay", score=0.01) for i in range(40)]
    results += [result("hard", "mask", score=0.72)]
    figures = measure(results, threshold=THRESHOLD)
    by_species = {name: dict(one.at_apcer) for name, one in figures.by_species}
    easy, hard = by_species["replay"][0.05], by_species["mask"][0.05]
    worst = dict(figures.separation.at_apcer)[0.05]
    assert easy is not None
    assert hard is not None
    assert worst is not None
    assert easy.bpcer == 0
    assert worst.bpcer == hard.bpcer == 0.5
    assert dict(figures.separation.at_apcer).keys() == {0.10, 0.05, 0.01}


def test_scores_count_whatever_else_was_decided() -> None:
    results = [result("a", score=0.95, to=SILENT), result("b", "print", score=0.2)]
    figures = measure(results, threshold=THRESHOLD)
    assert figures.separation.auc == 1


def test_the_sweep_holds_the_threshold_in_force() -> None:
    results = [result("a", score=0.9), result("b", "print", score=0.2)]
    sweep = measure(results, threshold=0.777).separation.sweep
    thresholds = [point.threshold for point in sweep]
    assert 0.777 in thresholds
    assert thresholds == sorted(thresholds)


def test_of_two_equally_bad_species_the_one_of_which_less_is_known_is_named() -> None:
    results = [
        result("a", "mask", score=0.1),
        *(result(f"p{i}", "print", score=0.1) for i in (1, 2)),
    ]
    worst = measure(results, threshold=THRESHOLD).worst
    assert worst is not None
    assert worst.name == "mask"
