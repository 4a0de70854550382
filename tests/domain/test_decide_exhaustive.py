"""Every combination of what a reply's fields can be, judged twice: over a million of them."""

import itertools
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision
from tests.domain.cells import (
    ABSENT,
    CODES,
    MORE_WAYS,
    RISKS,
    WAYS,
    Cell,
    Way,
    bands,
    body,
    others,
    result,
    results,
)
from tests.domain.oracle import judge, wait_s

POLICY = Policy(0.8, frozenset({"glasses"}))
SEEN = frozenset({"seen-1"})
GOLDEN = Path(__file__).with_name("live_cells.json")


def text_of(decision: Decision) -> str:
    """Returns what the oracle says of the same."""
    anomaly = " anomaly" if decision.has_anomaly else ""
    return f"{decision.verdict.value} {decision.reason.value}{anomaly}"


def judged_twice(
    exchange: Exchange, policy: Policy = POLICY, *, was_bad_image: bool = False
) -> str:
    """Judges by `decide` and by the oracle, which must agree."""
    decision = decide(exchange, policy, seen_request_ids=SEEN, was_bad_image=was_bad_image)
    said = text_of(decision)
    assert said == judge(exchange, policy, SEEN, was_bad_image=was_bad_image), exchange
    assert decision.retry_after_s == wait_s(exchange, said), exchange
    return said


def sweep(
    cells: Iterable[Cell], ways: list[Way], live: list[str], policy: Policy = POLICY
) -> Counter[str]:
    """Judges all cells in each way; `live` gets a line for each LIVE one."""
    counts: Counter[str] = Counter()
    for cell in cells:
        for way in ways:
            said = judged_twice(way.exchange(cell.body), policy)
            counts[said] += 1
            if said.startswith("LIVE"):
                live.append(" | ".join([*map(str, way), *cell.names]))
    return counts


def check_golden(name: str, live: list[str], *, is_update: bool) -> None:
    """Compares the LIVE cells with the written ones, or writes them."""
    golden = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}
    if is_update:
        golden[name] = sorted(live)
        GOLDEN.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n", "utf-8")
    assert sorted(live) == golden[name]


@pytest.mark.timeout(400)  # half a minute on one core of its own, more where others share it
def test_more_than_a_million_replies_are_judged_as_the_table_says(
    pytestconfig: pytest.Config,
) -> None:
    live: list[str] = []
    counts = sweep(results(), WAYS, live)
    assert counts.total() > 1_000_000
    assert {said.partition(" ")[0] for said in counts} == {"LIVE", "SPOOF", "RETRY", "ERROR"}
    # One way, one success, one id and one is_live; five scores above; five harmless risks.
    assert len(live) == counts["LIVE above_threshold"] == 5 * 5
    check_golden("results", live, is_update=pytestconfig.getoption("update_live_cells"))


def test_every_other_reply_is_judged_as_the_table_says(pytestconfig: pytest.Config) -> None:
    live: list[str] = []
    counts = sweep(others(), MORE_WAYS, live)
    assert counts["SPOOF attack"] > 0
    assert counts["SPOOF attack anomaly"] > 0
    check_golden("others", live, is_update=pytestconfig.getoption("update_live_cells"))


@pytest.mark.parametrize(
    ("limit", "reviewed"), [(None, 0), (0.2, 5), (0.5, 3), (0.79, 1), (0.8, 0)]
)
def test_a_band_is_judged_as_the_table_says_and_makes_no_pass(
    limit: float | None, reviewed: int
) -> None:
    live: list[str] = []
    policy = Policy(0.8, POLICY.benign_risk_reasons, limit)
    counts = sweep(bands(), WAYS[:2], live, policy)
    # One way, one success, one id and one is_live; a band takes from the fails alone.
    assert len(live) == 5
    assert counts["RETRY review"] == reviewed * len(RISKS)
    assert counts["SPOOF below_threshold"] == (7 - reviewed) * len(RISKS)


@pytest.mark.parametrize("limit", [0.19999, 0.80001, -1.0, float("nan"), 1, True, "0.5"])
def test_under_a_limit_that_is_none_nothing_is_judged(limit: float) -> None:
    policy = Policy(0.8, POLICY.benign_risk_reasons, limit)
    counts = sweep(itertools.islice(bands(), 500), WAYS, [], policy)
    assert set(counts) == {"ERROR bad_policy"}


BODIES = {
    "live": body("200", success="true", request_id='"new-1"', data=result("true", "0.95", ABSENT)),
    "attack": body("4004", success="false", request_id='"new-1"', data=ABSENT),
    "html": b"<html>",
    "duplicate": b'{"code":200,"code":200}',
    "long": json.dumps({"code": 200, "pad": "x" * 65536}).encode(),
}
GATE_STATUSES = [
    *(0, 99, 100, 199, 200, 204, 299, 300, 302, 399, 400, 401, 403, 404, 407, 413, 429, 450, 499),
    *(500, 503, 510, 511, 512, 599, 600, 999, -1),
]
THRESHOLDS = [0.8, 0.5, 0.49, 1.0, float("nan"), True, 1]
GATEWAYS = [("", ""), ("T429PR", ""), ("X999ZZ", ""), ("", "Invalid Url"), ("", " ")]


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_every_gate_is_passed_in_its_order(threshold: float, pytestconfig: pytest.Config) -> None:
    policy = Policy(threshold)
    live: list[str] = []
    for status, name, channel, is_oversize, encoding, is_late, gateway in itertools.product(
        GATE_STATUSES,
        BODIES,
        Channel,
        (False, True),
        ("", "identity", "gzip", "br"),
        (False, True),
        GATEWAYS,
    ):
        exchange = Exchange(
            status,
            BODIES[name],
            channel,
            is_oversize=is_oversize,
            content_encoding=encoding,
            is_late=is_late,
            gateway_code=gateway[0],
            gateway_message=gateway[1],
        )
        if judged_twice(exchange, policy).startswith("LIVE"):
            live.append(f"{status} | {name} | {channel.value} | {encoding}")
    # Two channels and two encodings let the one good reply with the one good status through.
    assert len(live) == (4 if policy.is_valid else 0)
    name = f"gates, threshold {policy.threshold!r}"
    check_golden(name, live, is_update=pytestconfig.getoption("update_live_cells"))


AGAIN = {
    code: body(code, success="false", request_id='"new-1"', data=ABSENT) for code in CODES
} | BODIES
BREAKERS = [*GATEWAYS, ("D503CB", ""), ("d503bb ", ""), ("", "Service Unavailable"), ("B450BZ", "")]
RETRY_AFTERS = ["", "0", "1", "89", "90", "91", " 30 ", "86400", "86401", "999999999999"]
RETRY_AFTERS += [
    "1000000000000",
    "-1",
    "+1",
    "1.5",
    "\u0663",
    "\u00b2",
    "Sun, 22 Nov 2026 12:00:00 GMT",
]


@pytest.mark.parametrize("was_bad_image", [False, True])
def test_a_second_refusal_and_a_time_to_wait_are_judged_as_the_table_says(
    *, was_bad_image: bool
) -> None:
    counts: Counter[str] = Counter()
    for status, name, gateway, retry_after in itertools.product(
        GATE_STATUSES, AGAIN, BREAKERS, RETRY_AFTERS
    ):
        exchange = Exchange(
            status,
            AGAIN[name],
            Channel.VERIFIED_TLS,
            gateway_code=gateway[0],
            gateway_message=gateway[1],
            retry_after=retry_after,
        )
        counts[judged_twice(exchange, was_bad_image=was_bad_image)] += 1
    # Neither makes or takes away a LIVE: the one good reply with the one good status.
    assert counts["LIVE above_threshold"] == len(RETRY_AFTERS)
    assert counts["RETRY breaker"] > 0
    assert (counts["RETRY bad_image"] > 0) is not was_bad_image
    assert (counts["ERROR bad_image_again"] > 0) is was_bad_image


def test_the_golden_file_lists_nothing_else() -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    gates = {f"gates, threshold {threshold!r}" for threshold in THRESHOLDS}
    assert set(golden) == {"results", "others", *gates}
