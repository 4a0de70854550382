"""Breaks `decide` or `fuse` in every small way there is, and asks the tests whether they notice.

Usage: python -m tools.mutate_decide [--module fusion] [--workers 2] [--list]

Each mutant differs from its module in one place: a comparison, a boolean, a constant, a
reason or verdict, a statement or argument left out, a returned value. It is put in the place of the
module in a forked child, which runs the tests there. Prints the survivors and the score; ends with
status 1 where a mutant survives that is not explained as equivalent.
"""

import argparse
import ast
import importlib
import inspect
import os
import signal
import sys
import time
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tools.mutants import Mutant, mutants

_DOMAIN = Path(__file__).resolve().parent.parent / "liveness_station" / "domain"
_DECIDE_TESTS = (
    "tests/domain/test_decide.py",
    "tests/domain/test_decide_gateway.py",
    "tests/domain/test_review.py",
    "tests/domain/test_evidence.py",
    "tests/domain/test_faults_p.py",
    "tests/domain/test_decide_exhaustive.py::test_every_gate_is_passed_in_its_order[0.8]",
    "tests/domain/test_decide_fuzz.py::test_P9_many_damaged_replies_are_judged_as_the_oracle_does",
)
OPTIONS = ("-q", "--no-header", "-p", "no:cacheprovider", "--fuzz-count", "2000")
LIMIT_S = 60

_DECIDE_EQUIVALENT = {
    "if not 200 <= status <= 599: :: 200 -> 199": "199 has ended at the line above, as 1xx",
    "if 500 <= status <= 599: :: 599 -> 600": "600 and above have ended at the gate",
    "is_near = abs(score - policy.threshold) <= BOUNDARY_BAND :: LtE -> Lt": (
        "two floats this far apart near a threshold differ by a multiple of 2**-54, "
        "and 0.0005 is none: they are never equal"
    ),
    "return False :: returns None": "only asked whether it is true",
    "wait_s = max(wait_s or 0, BREAKER_REST_S) :: 0 -> 1": "any number below 90 does",
    "wait_s = max(wait_s or 0, BREAKER_REST_S) :: 0 -> -1": "any number below 90 does",
    "if shortened.isprintable(): :: left out": "the short way and the long one end the same",
    "return shortened.strip() :: left out": "the short way and the long one end the same",
}
"""Mutants that no test can tell from the original, and why."""

_FUSION_TESTS = ("tests/domain/test_fusion.py", "tests/domain/test_fusion_table.py")
_FUSION_EQUIVALENT = {
    "judged = decisions[0] if is_single else _by_scores(decisions, policy) :: 0 -> -1": (
        "the first of one is the last"
    ),
    "or (judged if judged.verdict is Verdict.SPOOF else None) :: None -> 0": (
        "any value that is not true does"
    ),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One module that is broken.

    Attributes:
        name: of the module in `domain`.
        tests: what must notice; as pytest takes them.
        equivalent: mutants that no test can tell from the original, and why.
    """

    name: str
    tests: tuple[str, ...]
    equivalent: Mapping[str, str]

    @property
    def module(self) -> str:
        """The module's full name."""
        return f"liveness_station.domain.{self.name}"

    @property
    def path(self) -> Path:
        """The module's file."""
        return _DOMAIN / f"{self.name}.py"


TARGETS = {
    "decide": Target("decide", _DECIDE_TESTS, _DECIDE_EQUIVALENT),
    "fusion": Target("fusion", _FUSION_TESTS, _FUSION_EQUIVALENT),
}

Call = Callable[[], object]


class MutationRun:
    """A pytest plugin that, where tests would run, runs them on each mutant in a forked child.

    So the tests are collected once. They are called without the house's fixtures, which guard
    against what pure functions cannot do.
    """

    def __init__(self, target: Target, every: Sequence[Mutant], workers: int) -> None:
        self._target = target
        self._every = every
        self._workers = workers
        self.survivors: list[Mutant] = []
        self.is_sound = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs all mutants, if the tests pass on the module as it is."""
        calls = [_call(item) for item in session.items]
        unbroken = Mutant("none", ast.parse(self._target.path.read_text("utf-8")))
        self.is_sound = bool(calls) and self._surviving([unbroken], calls) == [unbroken]
        if self.is_sound:
            self.survivors = self._surviving(self._every, calls)
        return True

    def _surviving(self, every: Sequence[Mutant], calls: Sequence[Call]) -> list[Mutant]:
        survivors: list[Mutant] = []
        running: dict[int, Mutant] = {}
        waiting = list(reversed(every))
        while waiting or running:
            while waiting and len(running) < self._workers:
                mutant = waiting.pop()
                running[_in_child(self._target, mutant, calls)] = mutant
            pid, status = os.wait()
            mutant = running.pop(pid)
            if status == 0:
                survivors.append(mutant)
        return survivors


def _call(item: pytest.Item) -> Call:
    """Returns a collected test as something to be called."""
    if not isinstance(item, pytest.Function):
        raise TypeError(f"{item.nodeid} is no test function")
    values = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    if "pytestconfig" in item.fixturenames:
        values["pytestconfig"] = item.config
    wanted = inspect.signature(item.obj).parameters
    return partial(item.obj, **{name: values[name] for name in wanted})


def _in_child(target: Target, mutant: Mutant, calls: Sequence[Call]) -> int:
    """Forks a child that runs the tests on a mutant; returns its process id."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.alarm(LIMIT_S)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        _become(target, mutant)
        for call in calls:
            call()
        status = 0
    finally:
        # Nothing of the parent's is cleaned up in here.
        os._exit(status)


def _become(target: Target, mutant: Mutant) -> None:
    """Turns the loaded module into the mutant, also for those who have its functions already."""
    module = importlib.import_module(target.module)
    broken = types.ModuleType(target.module)
    exec(compile(mutant.tree, str(target.path), "exec"), vars(broken))  # noqa: S102 - our own code
    for name in vars(module).keys() - vars(broken).keys():
        delattr(module, name)
    for name, value in vars(broken).items():
        old = getattr(module, name, None)
        if name.startswith("__") or value is old:
            continue
        if isinstance(value, types.FunctionType) and isinstance(old, types.FunctionType):
            old.__code__ = value.__code__
            old.__defaults__ = value.__defaults__
            old.__kwdefaults__ = value.__kwdefaults__
        else:
            setattr(module, name, value)


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description="Mutation test of the code that makes verdicts.")
    parser.add_argument("--module", choices=TARGETS, default="decide")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="name the mutants only")
    chosen = parser.parse_args(arguments)
    started_s = time.monotonic()
    target = TARGETS[chosen.module]
    every = list(mutants(target.path.read_text("utf-8")))
    if chosen.list:
        print("\n".join(mutant.name for mutant in every))
        return 0
    run = MutationRun(target, every, chosen.workers)
    pytest.main([*OPTIONS, *target.tests], plugins=[run])
    if not run.is_sound:
        print("the tests fail on the module as it is")
        return 2
    unexplained = [mutant.name for mutant in run.survivors if mutant.name not in target.equivalent]
    print("\n".join(f"survived: {name}" for name in unexplained))
    killed = len(every) - len(run.survivors)
    print(
        f"{len(every)} mutants, {killed} killed ({killed / len(every):.1%}), "
        f"{len(run.survivors) - len(unexplained)} equivalent, {len(unexplained)} unexplained, "
        f"{time.monotonic() - started_s:.0f} s"
    )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
