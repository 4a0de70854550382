"""Evidence is read with the same mistrust as everything else, and never makes a verdict."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.decide import decide
from liveness_station.domain.evidence import read_signals
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.faces import Face
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Verdict

GOOD: dict[str, Any] = {
    "code": "medium_edges",
    "value": 1.5,
    "limit": 1.2,
    "is_against": True,
    "box": [1, 2.5, 30, 40],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


def test_what_is_well_formed_is_read() -> None:
    region = Face(1, 2.5, 30, 40, 1.0)
    assert read_signals({"evidence": [GOOD]}) == (Signal("medium_edges", 1.5, 1.2, True, region),)
    assert read_signals({"evidence": [GOOD | {"box": None}]})[0].region is None


@pytest.mark.parametrize(
    "change",
    [
        {"code": ""},
        {"code": "a b"},
        {"code": "x" * 65},
        {"code": "注意"},
        {"code": 5},
        {"value": True},
        {"value": "1"},
        {"value": float("nan")},
        {"value": 10**400},
        {"limit": None},
        {"is_against": 1},
    ],
)
def test_what_is_not_is_left_out_and_the_rest_stays(change: dict[str, Any]) -> None:
    assert len(read_signals({"evidence": [GOOD | change, GOOD]})) == 1


@pytest.mark.parametrize("box", [[1, 2, 3], [1, 2, 0, 4], [1, 2, 3, -4], ["1", 2, 3, 4], {}, "box"])
def test_a_box_that_is_none_leaves_the_number(box: object) -> None:
    (signal,) = read_signals({"evidence": [GOOD | {"box": box}]})
    assert (signal.value, signal.region) == (1.5, None)


def test_there_is_an_end_to_it() -> None:
    assert len(read_signals({"evidence": [GOOD] * 1000})) == 16


@given(JSON)
def test_nothing_that_can_be_sent_breaks_it(untrusted: object) -> None:
    for data in (untrusted, {"evidence": untrusted}, {"evidence": [untrusted]}):
        for signal in read_signals(data):
            assert isinstance(signal.value, float)


@pytest.mark.parametrize("is_against", [True, False])
def test_evidence_changes_no_verdict(is_against: bool) -> None:
    verdicts = set()
    for evidence in ([], [GOOD | {"is_against": is_against}], "nonsense"):
        reply = {
            "code": 200,
            "success": True,
            "request_id": "r-1",
            "data": {"is_live": True, "liveness_score": 0.9, "evidence": evidence},
        }
        exchange = Exchange(200, json.dumps(reply).encode(), Channel.OWN_LOOPBACK)
        verdicts.add(decide(exchange, Policy(), seen_request_ids=frozenset()).verdict)
    assert verdicts == {Verdict.LIVE}


def test_the_evidence_of_a_reply_goes_with_its_decision() -> None:
    body = b'{"code":4004,"data":{"evidence":[%b]}}' % json.dumps(GOOD).encode()
    decision = decide(
        Exchange(200, body, Channel.OWN_LOOPBACK), Policy(), seen_request_ids=frozenset()
    )
    assert [signal.code for signal in decision.signals] == ["medium_edges"]
