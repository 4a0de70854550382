"""Every combination of what a reply's fields can be, judged twice."""

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision
from tests.domain.oracle import judge

POLICY = Policy(0.8, frozenset({"glasses"}))
SEEN = frozenset({"seen-1"})
ABSENT = ""
"""A field that is left out; all others are written as JSON."""

IDS = ['"new-1"', '"seen-1"', ABSENT, '""', '"new-1\\n"', '"a b"', "7"]
SUCCESSES = ["true", "false", ABSENT, "1", '"true"']
LIVES = ["true", "false", ABSENT, '"true"', "1"]
SCORES = ["0.95", "1", "0.8", "0.8004", "0.7996", "0.79", "0", "1.01", "-0.1", '"0.9"', "true"]
SCORES += [ABSENT, "null", "1e400", str(10**400)]
RISKS = [ABSENT, "null", '""', '" \\t"', '"screen"', '"glasses"', "0", "[]"]
MISPLACED = ["", '"is_live":true', "code"]
STATUSES = [200, 201, 500]


def text_of(decision: Decision) -> str:
    anomaly = " anomaly" if decision.has_anomaly else ""
    return f"{decision.verdict.value} {decision.reason.value}{anomaly}"


def members(fields: Iterable[tuple[str, str]]) -> str:
    return ",".join(f'"{name}":{value}' for name, value in fields if value != ABSENT)


def body(
    code: str, *, success: str, request_id: str, data: str | None, misplaced: str = ""
) -> bytes:
    fields = [("code", code), ("success", success), ("request_id", request_id)]
    outer = members([*fields, ("data", ABSENT if data is None else data)])
    extra = f",{misplaced}" if misplaced.startswith('"') else ""
    return f"{{{outer}{extra}}}".encode()


def result(live: str, score: str, risk: str, *, misplaced: str = "") -> str:
    inner = [("is_live", live), ("liveness_score", score), ("risk_reason", risk)]
    if misplaced == "code":
        inner.append(("code", "200"))
    return f"{{{members(inner)}}}"


def results() -> Iterator[bytes]:
    """All replies of code 200 that have a result: 63,000."""
    for live, score, risk, misplaced in itertools.product(LIVES, SCORES, RISKS, MISPLACED):
        data = result(live, score, risk, misplaced=misplaced)
        for success, request_id in itertools.product(SUCCESSES, IDS):
            yield body(
                "200", success=success, request_id=request_id, data=data, misplaced=misplaced
            )


def others() -> Iterator[bytes]:
    """Replies of other codes, or without a result."""
    codes = ["4001", "4002", "4004", "5000", "0", "201", "-1", "true", '"200"', "200.0", ABSENT]
    datas = [None, "null", "[]", '"x"', "{}"]
    datas += [
        result(live, score, risk, misplaced=misplaced)
        for live, score, risk in itertools.product(
            ["true", "false", ABSENT], ["0.95", "0.1", '"x"'], [ABSENT, '"screen"']
        )
        for misplaced in ("", "code")
    ]
    for code, data, success in itertools.product(["200", *codes], datas, SUCCESSES):
        for request_id, misplaced in itertools.product(['"new-1"', ABSENT], MISPLACED[:2]):
            yield body(code, success=success, request_id=request_id, data=data, misplaced=misplaced)


def compare(exchanges: Iterable[Exchange], policy: Policy = POLICY) -> Counter[str]:
    counts: Counter[str] = Counter()
    for exchange in exchanges:
        said = text_of(decide(exchange, policy, seen_request_ids=SEEN))
        assert said == judge(exchange, policy, SEEN), exchange.untrusted_body
        counts[said] += 1
    return counts


def test_every_result_is_judged_as_the_table_says() -> None:
    counts = compare(
        Exchange(status, untrusted_body, Channel.VERIFIED_TLS)
        for untrusted_body in results()
        for status in (200, 500)
    )
    assert counts.total() >= 100_000
    # One status, one success, one id and one is_live; three scores above; five harmless risks.
    assert counts["LIVE above_threshold"] == 3 * 5
    assert {reason.partition(" ")[0] for reason in counts} == {"LIVE", "SPOOF", "RETRY", "ERROR"}


def test_every_other_reply_is_judged_as_the_table_says() -> None:
    counts = compare(
        Exchange(status, untrusted_body, Channel.VERIFIED_TLS)
        for untrusted_body in others()
        for status in STATUSES
    )
    assert counts["SPOOF attack"] > 0
    assert counts["SPOOF attack anomaly"] > 0
    live = [reply for reply in others() if b'"is_live":true' in reply and b"0.95" in reply]
    assert 0 < counts["LIVE above_threshold"] < len(live)


BODIES = [
    body("200", success="true", request_id='"new-1"', data=result("true", "0.95", ABSENT)),
    body("4004", success="false", request_id='"new-1"', data=None),
    b"<html>",
    b'{"code":200,"code":200}',
    json.dumps({"code": 200, "pad": "x" * 65536}).encode(),
]
GATE_STATUSES = [
    *(0, 99, 100, 199, 200, 204, 299, 300, 302, 399, 400, 401, 403, 404, 407, 429, 450, 499),
    *(500, 503, 510, 511, 512, 599, 600, 999, -1),
]


@pytest.mark.parametrize(
    "policy",
    [POLICY, Policy(0.5), Policy(0.49), Policy(1.0), Policy(float("nan")), Policy(True), Policy(1)],
)
def test_every_gate_is_passed_in_its_order(policy: Policy) -> None:
    counts = compare(
        (
            Exchange(
                status,
                untrusted_body,
                channel,
                is_oversize=is_oversize,
                content_encoding=encoding,
                is_late=is_late,
            )
            for status, untrusted_body, channel, is_oversize, encoding, is_late in (
                itertools.product(
                    GATE_STATUSES,
                    BODIES,
                    Channel,
                    (False, True),
                    ("", "identity", "gzip", "br"),
                    (False, True),
                )
            )
        ),
        policy,
    )
    # Two channels and two encodings let the one good reply with the one good status through.
    assert counts["LIVE above_threshold"] == (4 if policy.is_valid else 0)
