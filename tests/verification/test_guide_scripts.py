"""Scripts: every order comes up, and none can be foretold by the one before."""

from collections import Counter
from random import Random

from liveness_station.domain.guiding import Script
from liveness_station.verification.guide_scripts import MOVEMENTS, draw_script


def test_each_order_is_as_likely_as_another() -> None:
    random = Random(7)
    drawn = [draw_script(random) for _ in range(2000)]
    orders = Counter(tuple(prompt.movement for prompt in script.prompts) for script in drawn)
    assert len(orders) == 2**MOVEMENTS
    assert all(count > 400 for count in orders.values())


def test_the_waits_differ_and_are_short() -> None:
    random = Random(7)
    waits = [prompt.after_s for _ in range(200) for prompt in draw_script(random).prompts]
    assert len(set(waits)) == len(waits)
    assert 0.4 <= min(waits) < 0.5
    assert 0.9 < max(waits) <= 1.0


def test_a_script_is_not_the_same_twice() -> None:
    random = Random(7)
    scripts: set[Script] = {draw_script(random) for _ in range(20)}
    assert len(scripts) == 20
