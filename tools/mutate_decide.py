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
import io
import os
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

MODULE = "liveness_station.domain.decide"
SOURCE = Path(__file__).resolve().parent.parent / "liveness_station" / "domain" / "decide.py"
TESTS = (
    "tests/domain/test_decide.py",
    "tests/domain/test_decide_gateway.py",
    "tests/domain/test_faults_p.py",
    "tests/domain/test_decide_exhaustive.py::test_every_gate_is_passed_in_its_order",
    "tests/domain/test_decide_fuzz.py::test_P9_many_damaged_replies_are_judged_as_the_oracle_does",
)
OPTIONS = ("-x", "-q", "--no-header", "-p", "no:cacheprovider", "--fuzz-count", "2000")
QUICK = 1500
LIMIT_S = 60

EQUIVALENT: dict[str, str] = {}
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

Change = Callable[[ast.AST], ast.AST]


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
    if isinstance(node, ast.Return) and node.value is not None:
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


def test_in_child(mutant: Mutant) -> int:
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
        module = types.ModuleType(MODULE)
        sys.modules[MODULE] = module
        exec(compile(mutant.tree, str(SOURCE), "exec"), module.__dict__)  # noqa: S102 - our own code
        # A twentieth of a second, and most mutants are found out.
        from tools.fuzz_replies import judge_chunk

        if not judge_chunk(1, 0, QUICK).finding:
            status = int(pytest.main([*OPTIONS, *TESTS]))
    finally:
        os._exit(status)


def surviving(every: Sequence[Mutant], workers: int) -> list[Mutant]:
    """Returns the mutants that all tests passed with."""
    survivors: list[Mutant] = []
    running: dict[int, Mutant] = {}
    waiting = list(reversed(every))
    while waiting or running:
        while waiting and len(running) < workers:
            mutant = waiting.pop()
            running[test_in_child(mutant)] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if status == 0:
            survivors.append(mutant)
            print(f"survived: {mutant.name}", flush=True)
    return survivors


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description="Mutation test of domain/decide.py.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="name the mutants only")
    chosen = parser.parse_args(arguments)
    started_s = time.monotonic()
    with redirect_stdout(io.StringIO()):
        # Loads pytest's plugins once for all children, and nothing that knows `decide`.
        pytest.main(["-q", "--collect-only", "-p", "no:cacheprovider", "tests/contract"])
    every = list(mutants(SOURCE.read_text("utf-8")))
    if chosen.list:
        print("\n".join(mutant.name for mutant in every))
        return 0
    if MODULE in sys.modules:
        raise RuntimeError("the children would get the module that is loaded already")
    unbroken = Mutant("none", ast.parse(SOURCE.read_text("utf-8")))
    if not surviving([unbroken], 1):
        print("the tests fail on the unbroken module")
        return 2
    survivors = surviving(every, chosen.workers)
    killed = len(every) - len(survivors)
    unexplained = [mutant.name for mutant in survivors if mutant.name not in EQUIVALENT]
    print(
        f"{len(every)} mutants, {killed} killed ({killed / len(every):.1%}), "
        f"{len(survivors) - len(unexplained)} equivalent, {len(unexplained)} unexplained, "
        f"{time.monotonic() - started_s:.0f} s"
    )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
