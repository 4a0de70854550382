"""Judges millions of damaged replies: none may crash `decide`, none be LIVE without cause.

Usage: python -m tools.fuzz_replies --count 50000000 --seed 1 --workers 2

Half are damaged byte by byte, half field by field. Every LIVE is put to the oracle of the tests,
and every sixteenth reply of any kind is compared with it in full. The first finding ends the run
with status 1 and says how to have the same reply again.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from random import Random

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Verdict
from tests.domain.damage import damaged_bytes, damaged_exchange, damaged_structure
from tests.domain.oracle import judge, wait_s

POLICIES = (
    Policy(0.8, frozenset({"glasses"})),
    Policy(0.8, frozenset({"glasses"}), review_limit=0.2),
)
SEEN = frozenset({"id-0"})
CHUNK = 20_000
COMPARED = 16
PROGRESS_S = 60.0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a chunk; `finding` is "" where nothing was found."""

    verdicts: Counter[str]
    finding: str = ""


def judge_chunk(seed: int, number: int, size: int) -> Report:
    """Makes and judges one chunk; the same arguments give the same replies."""
    chance = Random(f"{seed}:{number}")
    counts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)
    exchange = None
    try:
        for place in range(size):
            body = damaged_bytes(chance) if place % 2 else damaged_structure(chance)
            exchange = damaged_exchange(chance, body)
            was_bad_image = chance.random() < 0.5
            policy = POLICIES[chance.random() < 0.5]
            decision = decide(exchange, policy, seen_request_ids=SEEN, was_bad_image=was_bad_image)
            counts[decision.verdict] += 1
            if decision.verdict is Verdict.LIVE or place % COMPARED < 2:
                finding = compared(exchange, policy, decision, was_bad_image=was_bad_image)
                if finding:
                    return Report(Counter(), finding)
        exchange = None
    finally:
        if exchange is not None:
            # Also on the way of a crash, whose own words say nothing of the reply.
            print(describe(exchange), file=sys.stderr, flush=True)
    return Report(Counter({verdict.value: count for verdict, count in counts.items()}))


def compared(exchange: Exchange, policy: Policy, decision: Decision, *, was_bad_image: bool) -> str:
    """Returns "" where the oracle agrees, else what both say."""
    anomaly = " anomaly" if decision.has_anomaly else ""
    said = f"{decision.verdict.value} {decision.reason.value}{anomaly}"
    wanted = judge(exchange, policy, SEEN, was_bad_image=was_bad_image)
    is_same = said == wanted and decision.retry_after_s == wait_s(exchange, wanted)
    if is_same:
        return ""
    told = f"said {said!r} and to wait {decision.retry_after_s} s"
    after = " after a refused picture" if was_bad_image else ""
    return f"{told}{after} under {policy!r}, wanted {wanted!r}"


def describe(exchange: Exchange) -> str:
    """Returns all that is needed to have a reply again."""
    return (
        f"{exchange!r}\ngateway_message={exchange.gateway_message!r}\n"
        f"body (hex): {exchange.untrusted_body.hex()}"
    )


def reports(seed: int, count: int, workers: int) -> Iterator[Report]:
    """Judges `count` replies in chunks, a few ahead of what has been taken."""
    chunks = iter(
        (seed, number, min(CHUNK, count - number * CHUNK)) for number in range(-(-count // CHUNK))
    )
    with ProcessPoolExecutor(workers) as pool:
        running: set[Future[Report]] = set()
        while True:
            wanted = 2 * workers - len(running)
            running |= {pool.submit(judge_chunk, *chunk) for chunk in islice(chunks, wanted)}
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def run(seed: int, count: int, workers: int) -> int:
    """Runs the campaign and prints its progress; returns the exit status."""
    started_s = shown_s = time.monotonic()
    verdicts: Counter[str] = Counter()
    for report in reports(seed, count, workers):
        if report.finding:
            print(f"FOUND with seed {seed}: {report.finding}", flush=True)
            return 1
        verdicts += report.verdicts
        if time.monotonic() - shown_s >= PROGRESS_S or verdicts.total() == count:
            shown_s = time.monotonic()
            rate = verdicts.total() / (shown_s - started_s)
            print(f"{verdicts.total():,} of {count:,}, {rate:,.0f}/s, {dict(verdicts)}", flush=True)
    print("0 crashes, 0 unjustified LIVE")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description="Judges damaged replies against the oracle.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args(arguments)
    return run(chosen.seed, chosen.count, chosen.workers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
