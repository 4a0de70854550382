"""LIVE comes into being in one place, `domain/decide.py`; anywhere else it is only compared."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "liveness_station"
MAKERS = {PACKAGE / "domain" / "decide.py", PACKAGE / "domain" / "verdicts.py"}
"""Where a Decision may be built; of the two, only `decide` may build a LIVE one."""


def complaints(source: str, *, may_decide: bool = False, may_be_live: bool = False) -> list[str]:
    """Returns what in a module could make a LIVE verdict, as "line: what"."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    return [
        f"{getattr(node, 'lineno', 0)}: {complaint}"
        for node in ast.walk(tree)
        for complaint in _complaints(node, parents, may_decide=may_decide, may_be_live=may_be_live)
    ]


def _complaints(
    node: ast.AST, parents: dict[ast.AST, ast.AST], *, may_decide: bool, may_be_live: bool
) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr == "LIVE" and _name(node.value) == "Verdict":
        if not may_be_live and not _is_only_looked_at(node, parents):
            yield "Verdict.LIVE is used as a value"
    elif isinstance(node, ast.Subscript) and _name(node.value) == "Verdict":
        yield "a verdict is looked up by name"
    elif isinstance(node, ast.alias) and node.name == "Verdict" and node.asname:
        yield "Verdict goes by another name"
    elif isinstance(node, ast.Call):
        called = _name(node.func)
        if called == "Verdict" or (called == "getattr" and _name(node.args[0]) == "Verdict"):
            yield "a verdict is made from text"
        if called == "Decision" and not may_decide:
            yield "a decision is made"
        if called == "replace" and not may_decide:
            names = {keyword.arg for keyword in node.keywords}
            if "verdict" in names or None in names:
                yield "a verdict may be replaced"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_only_looked_at(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Tells whether a LIVE is compared, matched, a key, or turned into its text."""
    parent = parents[node]
    if isinstance(parent, ast.Attribute):
        return parent.attr in {"value", "name"}
    if isinstance(parent, ast.Dict):
        return node in parent.keys
    if isinstance(parent, ast.Set | ast.Tuple):
        return isinstance(parents[parent], ast.Compare)
    if isinstance(parent, ast.Subscript):
        return parent.slice is node
    return isinstance(parent, ast.Compare | ast.MatchValue)


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_module_but_decide_can_make_a_live_verdict(path: Path) -> None:
    source = path.read_text("utf-8")
    found = complaints(source, may_decide=path in MAKERS, may_be_live=path.name == "decide.py")
    assert found == []


def test_decide_makes_live_at_one_place() -> None:
    assert (
        len(complaints((PACKAGE / "domain" / "decide.py").read_text("utf-8"), may_decide=True)) == 1
    )


@pytest.mark.parametrize(
    "source",
    [
        "x = Verdict.LIVE",
        "return_ = verdicts.Verdict.LIVE",
        "def f(verdict=Verdict.LIVE): ...",
        "def f(): return Verdict.LIVE",
        "f(Verdict.LIVE)",
        "f(verdict=Verdict.LIVE)",
        "x = {'a': Verdict.LIVE}",
        "x = [Verdict.LIVE]",
        "x = (Verdict.LIVE, 1)[0]",
        "x = Verdict.LIVE if y else z",
        "x = y or Verdict.LIVE",
        "x = Verdict.LIVE.real",
        "Verdict('LIVE')",
        "verdicts.Verdict(word)",
        "Verdict['LIVE']",
        "getattr(Verdict, 'LIVE')",
        "from liveness_station.domain.verdicts import Verdict as V",
        "Decision(other.verdict, reason)",
        "replace(decision, verdict=other)",
        "dataclasses.replace(decision, **fields)",
    ],
)
def test_each_way_to_make_one_is_noticed(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "if verdict is Verdict.LIVE: ...",
        "if Verdict.LIVE != verdict: ...",
        "x = verdict in {Verdict.LIVE, Verdict.SPOOF}",
        "x = verdict in (Verdict.LIVE, Verdict.SPOOF)",
        "match verdict:\n    case Verdict.LIVE: ...",
        "match verdict:\n    case Verdict.LIVE | Verdict.SPOOF: ...",
        "WORDS = {Verdict.LIVE: 'live'}",
        "x = WORDS[Verdict.LIVE]",
        "x = {Verdict.LIVE.value: 1}",
        "x = Verdict.SPOOF",
        "x: dict[Verdict, str] = {}",
        "replace(outcome, decision=decision)",
        "getattr(x, 'y')",
    ],
)
def test_looking_at_one_is_allowed(source: str) -> None:
    assert complaints(source) == []
