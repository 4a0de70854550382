"""A run over a list: what is asked, what is remembered, when it gives up."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import EndpointError, ImageError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Reason
from liveness_station.evaluation.campaign import Campaign, NobodyAnswersError, Setup
from liveness_station.evaluation.journal import Journal
from liveness_station.evaluation.presentations import Presentation
from liveness_station.evaluation.results import Classification, Result
from tests.evaluation.making import presentation
from tests.fakes.endpoint import FakeEndpoint, result_exchange

LISTED = tuple(presentation(name) for name in ("a.jpg", "b.jpg", "c.jpg"))


def answers(*scores: float, engine: str = "fake/1") -> list[Exchange]:
    """Returns replies with ids of their own, which no two true ones share."""
    made = (
        result_exchange(score=score, is_live=score > 0.8, request_id=f"id-{place}-{score}")
        for place, score in enumerate(scores)
    )
    return [replace(exchange, engine=engine) for exchange in made]


def frames_of(shown: Presentation, count: int) -> Iterator[tuple[int, Frame]]:
    if shown.name.startswith("broken"):
        raise ImageError(Reason.BAD_IMAGE, "broken")
    for place in range(count):
        yield place * 10, Frame(np.zeros((20, 20, 3), np.uint8), 0.0, place, shown.name)


def setup(endpoint: FakeEndpoint, *, engine: str = "fake/1", policy: Policy | None = None) -> Setup:
    return Setup(
        lambda: endpoint,
        lambda _: Probe(b"jpeg", 20, 20),
        frames_of,
        policy or Policy(0.8),
        clip_frames=3,
        clock=itertools.count(0.0, 0.25).__next__,
        engine=engine,
    )


def run(path: Path, made: Setup, listed: tuple[Presentation, ...] = LISTED) -> list[Result]:
    with Journal(path / "answers.jsonl") as journal:
        return list(Campaign(made, journal).run(listed))


def test_each_picture_is_asked_once_with_the_threshold(tmp_path: Path) -> None:
    endpoint = FakeEndpoint(*answers(0.9, 0.2, 0.95))
    results = run(tmp_path, setup(endpoint))
    assert [found.score for found in results] == [0.9, 0.2, 0.95]
    assert [asked.threshold for asked in endpoint.asked] == [0.8] * 3
    assert {(found.endpoint, found.engine) for found in results} == {("local", "fake/1")}


def test_encoding_and_waiting_are_timed_apart(tmp_path: Path) -> None:
    endpoint = FakeEndpoint(*answers(0.9), EndpointError(Reason.NETWORK))
    endpoint.try_first(EndpointError(Reason.SERVER))
    first, second = run(tmp_path, setup(endpoint), LISTED[:2])
    looks = [(look.encode_ms, look.wait_ms, look.tries) for look in (*first.looks, *second.looks)]
    assert looks == [(250.0, 250.0, 2), (250.0, None, 1)]


def test_a_second_run_asks_nothing_and_finds_the_same(tmp_path: Path) -> None:
    first = run(tmp_path, setup(FakeEndpoint(*answers(0.9, 0.2, 0.95))))
    endpoint = FakeEndpoint()
    assert run(tmp_path, setup(endpoint)) == first
    assert endpoint.asked == []


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    with Journal(tmp_path / "answers.jsonl") as journal:
        campaign = Campaign(setup(FakeEndpoint(*answers(0.9, 0.2, 0.95))), journal).run(LISTED)
        next(campaign)
        next(campaign)
    endpoint = FakeEndpoint(*answers(0.95))
    assert [found.score for found in run(tmp_path, setup(endpoint))] == [0.9, 0.2, 0.95]
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("engine", "policy"),
    [("fake/2", Policy(0.8)), ("fake/1", Policy(0.7)), ("fake/1", Policy(0.8, review_limit=0.5))],
)
def test_other_rules_or_another_engine_ask_anew(
    tmp_path: Path, engine: str, policy: Policy
) -> None:
    run(tmp_path, setup(FakeEndpoint(*answers(0.9, 0.2, 0.95))))
    endpoint = FakeEndpoint(*answers(0.9, 0.2, 0.95, engine=engine))
    run(tmp_path, setup(endpoint, engine=engine, policy=policy))
    assert len(endpoint.asked) == 3


def test_an_engine_that_is_not_known_is_learnt_before_answers_are_used_again(
    tmp_path: Path,
) -> None:
    run(tmp_path, setup(FakeEndpoint(*answers(0.9, 0.2, 0.95)), engine=""))
    same = FakeEndpoint(*answers(0.9))
    assert [found.score for found in run(tmp_path, setup(same, engine=""))] == [0.9, 0.2, 0.95]
    assert len(same.asked) == 1
    other = FakeEndpoint(*answers(0.1, 0.2, 0.3, engine="fake/2"))
    assert [found.score for found in run(tmp_path, setup(other, engine=""))] == [0.1, 0.2, 0.3]


def test_an_endpoint_that_names_no_engine_can_be_resumed_too(tmp_path: Path) -> None:
    run(tmp_path, setup(FakeEndpoint(*answers(0.9, 0.2, 0.95, engine="")), engine=""))
    endpoint = FakeEndpoint(*answers(0.9, engine=""))
    run(tmp_path, setup(endpoint, engine=""))
    assert len(endpoint.asked) == 1


def test_a_clip_is_asked_frame_by_frame(tmp_path: Path) -> None:
    endpoint = FakeEndpoint(*answers(1.0, 0.5, 0.0))
    (found,) = run(tmp_path, setup(endpoint), (presentation("a.mp4", "replay"),))
    assert (found.classification, found.score) == (Classification.ATTACK, 0.5)
    assert [look.position for look in found.looks] == [0, 10, 20]


def test_a_broken_file_is_no_response_and_is_not_sent(tmp_path: Path) -> None:
    endpoint = FakeEndpoint()
    (found,) = run(tmp_path, setup(endpoint), (presentation("broken.jpg"),))
    assert (found.classification, found.reason) == (Classification.NO_RESPONSE, "bad_image")
    assert endpoint.asked == []


def test_a_reply_that_was_seen_before_is_not_counted(tmp_path: Path) -> None:
    endpoint = FakeEndpoint(result_exchange(request_id="always"))
    results = run(tmp_path, setup(endpoint))
    assert [found.classification for found in results] == [
        Classification.BONA_FIDE,
        Classification.FAILED,
        Classification.FAILED,
    ]
    assert results[1].reason == "replay"


def test_what_failed_is_asked_again(tmp_path: Path) -> None:
    failing = FakeEndpoint(*answers(0.9), EndpointError(Reason.NETWORK), *answers(0.95))
    assert run(tmp_path, setup(failing))[1].classification is Classification.FAILED
    endpoint = FakeEndpoint(*answers(0.2))
    assert [found.score for found in run(tmp_path, setup(endpoint))] == [0.9, 0.2, 0.95]


def test_it_gives_up_where_nobody_answers(tmp_path: Path) -> None:
    endpoint = FakeEndpoint(EndpointError(Reason.NETWORK))
    listed = tuple(presentation(f"{place}.jpg") for place in range(20))
    found: list[Result] = []
    with (
        Journal(tmp_path / "answers.jsonl") as journal,
        pytest.raises(NobodyAnswersError, match="network"),
    ):
        found.extend(Campaign(setup(endpoint), journal).run(listed))
    assert len(endpoint.asked) == 5
