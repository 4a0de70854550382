"""Asks whether the time that a comparison of secrets takes tells how much of a guess is right.

    python -m benchmarks.timing_leak [--count 1000000] [--seed 1]

After Reparaz, Balasch, Verbauwhede, "Dude, is my code constant time?" (DATE 2017,
https://eprint.iacr.org/2016/1123): one class is a fixed guess, right but for its last character,
the other is a random guess each time; the two are shuffled, and Welch's t says how far apart the
means of their times lie. It is taken over all times, and over those below each of some percentiles,
because what interrupts a program makes long tails; the largest counts. More than 4.5 is a leak.

Two more show what the instrument sees: a comparison that stops at the first difference must be far
above the limit, and doing nothing must be below it. Exits 1 where a secret's comparison leaks, and
where the instrument is blind or sees what is not there.
"""

import argparse
import gc
import random
import string
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from liveness_station.contract.reply_mac import is_reply_mac
from liveness_station.contract.signing import signature
from liveness_station.domain.secrets import Secret
from liveness_station.service.access import ServiceCredentials
from liveness_station.service.troubles import RefusedError

LIMIT: Final = 4.5
PERCENTILES: Final = (100.0, 99.9, 99.0, 95.0, 90.0, 75.0, 50.0)
BATCH: Final = 10_000
NOW_MS: Final = 1_790_000_000_000
LETTERS: Final = string.ascii_lowercase + string.digits
HEX: Final = string.hexdigits[:16]
SECRET: Final = "k3v9" * 8
KEY: Final = "station-7"
MAC: Final = "0123456789abcdef" * 4

Times = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that compares a guess with what is right.

    Attributes:
        name: what it is.
        right: the right answer.
        alphabet: what guesses are made of.
        compare: takes a guess.
        may_leak: True for the comparison that the instrument must find out.
    """

    name: str
    right: str
    alphabet: str
    compare: Callable[[str], object]
    may_leak: bool = False


def targets() -> list[Target]:
    """Returns the comparisons of the service and the client, and two to try the instrument."""
    credentials = ServiceCredentials(
        (Secret("another-appcode-of-32-characters"), Secret(SECRET)),
        MappingProxyType({KEY: Secret(SECRET)}),
    )
    stamp = str(NOW_MS)

    def by_appcode(guess: str) -> None:
        with suppress(RefusedError):
            credentials.authenticate({"authorization": f"APPCODE {guess}"}, NOW_MS)

    def by_signature(guess: str) -> None:
        signed = {"x-ca-key": KEY, "x-ca-timestamp": stamp, "x-ca-signature": guess}
        with suppress(RefusedError):
            credentials.authenticate(signed, NOW_MS)

    def by_key(guess: str) -> None:
        signed = {"x-ca-key": guess, "x-ca-timestamp": stamp, "x-ca-signature": HEX * 2}
        with suppress(RefusedError):
            credentials.authenticate(signed, NOW_MS)

    return [
        Target("AppCode", SECRET, LETTERS, by_appcode),
        Target("AppKey", KEY, LETTERS, by_key),
        Target("signature", signature(KEY, stamp, SECRET), HEX, by_signature),
        Target("MAC of a reply", MAC, HEX, lambda guess: is_reply_mac(guess, MAC)),
        Target("(nothing at all)", SECRET, LETTERS, lambda _: None),
        Target(
            "(stops at the first difference)",
            SECRET,
            LETTERS,
            lambda guess: _stops_early(guess, SECRET),
            may_leak=True,
        ),
    ]


def _stops_early(guess: str, right: str) -> bool:
    return all(ours == theirs for ours, theirs in zip(guess, right, strict=True))


def measure(target: Target, count: int, chance: random.Random) -> tuple[Times, Times]:
    """Returns the nanoseconds that fixed and random guesses took, shuffled among each other."""
    compare, clock = target.compare, time.perf_counter_ns
    last = next(letter for letter in target.alphabet if letter != target.right[-1])
    fixed = (target.right[:-1] + last).encode()
    times_ns = np.empty(count, np.int64)
    is_fixed = np.empty(count, np.bool_)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        marks = [chance.random() < 0.5 for _ in range(size)]
        # Each guess is a new object, as from a socket: an old one lies in the cache already.
        guesses = [(fixed if mark else _random(target, chance)).decode() for mark in marks]
        for place, guess in enumerate(guesses, start):
            began_ns = clock()
            compare(guess)
            times_ns[place] = clock() - began_ns
        is_fixed[start : start + size] = marks
    return times_ns[is_fixed], times_ns[~is_fixed]


def _random(target: Target, chance: random.Random) -> bytes:
    return "".join(chance.choices(target.alphabet, k=len(target.right))).encode()


def welch_t(one: Times, other: Times) -> float:
    """Returns Welch's t of two samples, 0 where neither varies."""
    spread = one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)
    return 0.0 if spread == 0 else float((one.mean() - other.mean()) / np.sqrt(spread))


def largest_t(fixed: Times, other: Times) -> float:
    """Returns the t that is farthest from 0, over all times and over the shorter ones."""
    every = np.concatenate([fixed, other])
    found = 0.0
    for percentile in PERCENTILES:
        most_ns = np.percentile(every, percentile)
        near, far = fixed[fixed <= most_ns], other[other <= most_ns]
        if min(len(near), len(far)) > 1:
            found = max(found, welch_t(near, far), key=abs)
    return found


def main(arguments: list[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description="Looks for a leak in the time of comparisons.")
    parser.add_argument("--count", type=int, default=1_000_000, help="guesses for each comparison")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    gc.disable()
    is_good = True
    for target in targets():
        measure(target, min(chosen.count, BATCH), chance)  # warms up what is measured
        fixed, other = measure(target, chosen.count, chance)
        found = largest_t(fixed, other)
        is_good = is_good and (abs(found) > LIMIT) == target.may_leak
        medians_ns = f"{np.median(fixed):.0f} and {np.median(other):.0f} ns"
        print(f"{target.name:<32} t {found:+8.2f}   medians {medians_ns}", flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
