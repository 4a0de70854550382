"""Breaks `decide` in every small way there is, and asks the tests whether they notice.

Usage: python -m tools.mutate_decide [--workers 2] [--list]

Each mutant differs from domain/decide.py in one place: a comparison, a boolean, a constant, a
reason or verdict, a statement or argument left out, a returned value. It is put in the place of the
module in a forked child, which runs the tests there. Prints the survivors and the score; ends with
status 1 where a mutant survives that is not explained in EQUIVALENT.
"""

import argparse
import ast
import copy
import importlib
import inspect
import os
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

MODULE = "liveness_station.domain.decide"
SOURCE = Path(__file__).resolve().parent.parent / "liveness_station" / "domain" / "decide.py"
TESTS = (
    "tests/domain/test_decide.py",
    "tests/domain/test_decide_gateway.py",
    "tests/domain/test_faults_p.py",
    "tests/domain/test_decide_exhaustive.py::test_every_gate_is_passed_in_its_order[0.8]",
    "tests/domain/test_decide_fuzz.py::test_P9_many_damaged_replies_are_judged_as_the_oracle_does",
)
OPTIONS = ("-q", "--no-header", "-p", "no:cacheprovider", "--fuzz-count", "2000")
LIMIT_S = 60

EQUIVALENT = {
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

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_MEMBERS = {
    "Verdict": ("LIVE", "SPOOF", "RETRY", "ERROR"),
    "Reason": ("INTERNAL", "NETWORK"),
    "Channel": ("UNVERIFIED", "OWN_LOOPBACK", "VERIFIED_TLS"),
    "Code": ("OK", "ATTACK", "NO_FACE"),
    "AccountCode": ("FORBIDDEN", "BAD_KEY"),
    "GatewayFault": ("BUSINESS", "UNKNOWN"),
}

_RETURN_NONE = ast.Return(ast.Constant(None))

Change = Callable[[ast.AST], ast.AST]
Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to break the module: what it does, by line, and the module that has it."""

    name: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yields every mutant of a module."""
    tree = ast.parse(source)
    names: dict[str, int] = {}
    for place, node in enumerate(_nodes(tree)):
        for change, what in _changes(node):
            mutated = copy.deepcopy(tree)
            target = _nodes(mutated)[place]
            _replace(mutated, target, change(target))
            line = source.splitlines()[getattr(node, "lineno", 1) - 1].strip()
            name = f"{line} :: {what}"
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name += f" #{names[name]}"
            yield Mutant(name, ast.fix_missing_locations(mutated))


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """Lists the nodes in one order, without annotations and docstrings, which do nothing."""
    found: list[ast.AST] = []
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if isinstance(node, ast.AST) and not is_text:
                found += [node, *_nodes(node)]
    return found


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new


def _changes(node: ast.AST) -> Iterator[tuple[Change, str]]:
    """Yields the changes of one node, each with a word for it."""
    if isinstance(node, ast.Compare):
        yield from _comparisons(node)
    elif isinstance(node, ast.BoolOp):
        yield _setting(op=ast.Or() if isinstance(node.op, ast.And) else ast.And()), "and/or"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _part("operand"), "no not"
    elif isinstance(node, ast.If | ast.IfExp):
        yield _negated, "negated"
    elif isinstance(node, ast.BinOp):
        yield _part("left"), "left only"
        yield _part("right"), "right only"
    elif isinstance(node, ast.Constant):
        for value in _other_values(node.value):
            yield _setting(value=value), f"{node.value!r} -> {value!r}"
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        for member in _MEMBERS.get(node.value.id, ()):
            if member != node.attr:
                yield _setting(attr=member), f"{node.attr} -> {member}"
    yield from _omissions(node)


def _comparisons(node: ast.Compare) -> Iterator[tuple[Change, str]]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield _setting(ops=ops), f"{type(operator).__name__} -> {other.__name__}"


def _omissions(node: ast.AST) -> Iterator[tuple[Change, str]]:
    if isinstance(node, ast.Return) and ast.dump(node) != ast.dump(_RETURN_NONE):
        yield _setting(value=ast.Constant(None)), "returns None"
    if isinstance(node, ast.Assign | ast.Expr | ast.If | ast.Return):
        yield _omitted, "left out"
    if isinstance(node, ast.Call):
        for place, keyword in enumerate(node.keywords):
            rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
            yield _setting(keywords=rest), f"without {keyword.arg}"


def _setting(**fields: object) -> Change:
    def change(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return change


def _part(name: str) -> Change:
    def change(node: ast.AST) -> ast.AST:
        part: ast.AST = getattr(node, name)
        return part

    return change


def _negated(node: ast.AST) -> ast.AST:
    test: ast.expr = _part("test")(node)  # type: ignore[assignment]  # only what has a test
    return _setting(test=ast.UnaryOp(ast.Not(), test))(node)


def _omitted(_: ast.AST) -> ast.AST:
    return ast.Pass()


def _other_values(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, str):
        return [f"{value}!"]
    return [0] if value is None else []


class MutationRun:
    """A pytest plugin that, where tests would run, runs them on each mutant in a forked child.

    So the tests are collected once. They are called without the house's fixtures, which guard
    against what pure functions cannot do.
    """

    def __init__(self, every: Sequence[Mutant], workers: int) -> None:
        self._every = every
        self._workers = workers
        self.survivors: list[Mutant] = []
        self.is_sound = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs all mutants, if the tests pass on the module as it is."""
        calls = [_call(item) for item in session.items]
        unbroken = Mutant("none", ast.parse(SOURCE.read_text("utf-8")))
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
                running[_in_child(mutant, calls)] = mutant
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


def _in_child(mutant: Mutant, calls: Sequence[Call]) -> int:
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
        _become(mutant)
        for call in calls:
            call()
        status = 0
    finally:
        # Nothing of the parent's is cleaned up in here.
        os._exit(status)


def _become(mutant: Mutant) -> None:
    """Turns the loaded module into the mutant, also for those who have its functions already."""
    module = importlib.import_module(MODULE)
    broken = types.ModuleType(MODULE)
    exec(compile(mutant.tree, str(SOURCE), "exec"), vars(broken))  # noqa: S102 - our own code
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
    parser = argparse.ArgumentParser(description="Mutation test of domain/decide.py.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="name the mutants only")
    chosen = parser.parse_args(arguments)
    started_s = time.monotonic()
    every = list(mutants(SOURCE.read_text("utf-8")))
    if chosen.list:
        print("\n".join(mutant.name for mutant in every))
        return 0
    run = MutationRun(every, chosen.workers)
    pytest.main([*OPTIONS, *TESTS], plugins=[run])
    if not run.is_sound:
        print("the tests fail on the module as it is")
        return 2
    unexplained = [mutant.name for mutant in run.survivors if mutant.name not in EQUIVALENT]
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
