"""Every small way to break a module: one change to its syntax tree at a time."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
