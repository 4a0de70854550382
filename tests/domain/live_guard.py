"""Finds what in a module could make a LIVE verdict, by its syntax tree.

It finds slips and short cuts, not sabotage: whoever puts a name together from pieces of text, or
takes a LIVE out of a table that has one for a key, is not found.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[2] / "liveness_station"
DECIDE: Final = PACKAGE / "domain" / "decide.py"
VERDICTS: Final = PACKAGE / "domain" / "verdicts.py"
PRESENTER: Final = PACKAGE / "ui" / "presenter.py"
HISTORY: Final = PACKAGE / "ui" / "history_presenter.py"
"""It says in words what the record says in codes."""
READERS: Final = frozenset(
    PACKAGE / path
    for path in ("ui/review_presenter.py", "ui/shift_bars.py", "app/ledger_override.py")
)
"""Likewise: what the record holds is looked up among all verdicts there are."""
TRANSLATED: Final = PACKAGE / "ui" / "words" / "translated.py"
"""It replaces texts in tables of words, whatever their fields are called."""

_MEMBERS = frozenset({"LIVE", "SPOOF", "RETRY", "ERROR"})
_CLASSES = frozenset({"Verdict", "Decision"})
_WATCHED = _CLASSES | {"replace"}
_FIELDS = frozenset({"verdict", "decision"})
_MODULE_WORDS = ("domain.verdicts", "domain.decide")
_SIDE_DOORS = frozenset(
    {
        *("__setattr__", "__setstate__", "__replace__", "__dict__", "__new__", "__class__"),
        *("__members__", "__getitem__", "__call__", "__iter__", "__subclasses__", "__args__"),
        *("__getattribute__", "__globals__", "__builtins__", "__annotations__", "__origin__"),
        *("_value_", "_name_", "_member_map_", "_value2member_map_", "_member_names_", "_missing_"),
    }
)
_HANDED_OUT = frozenset({"decide", "read_request_id"})
_BY_NAME = frozenset({"getattr", "setattr", "attrgetter", "methodcaller", "delattr"})
_RUN_TIME = frozenset({"eval", "exec", "compile", "globals", "locals", "__import__"})


@dataclass(frozen=True, slots=True)
class Licence:
    """What one module may do that no other may.

    Attributes:
        may_decide: it may build a Decision.
        may_be_live: it may use Verdict.LIVE as a value.
        may_list: it may go through all verdicts.
        may_rewrite: it may replace fields that it does not name, and take a class from a value.
    """

    may_decide: bool = False
    may_be_live: bool = False
    may_list: bool = False
    may_rewrite: bool = False


def licence_of(path: Path) -> Licence:
    """Returns the licence of a module, by its whole path: a namesake elsewhere has none."""
    return Licence(
        may_decide=path in {DECIDE, VERDICTS},
        may_be_live=path == DECIDE,
        may_list=path in {PRESENTER, HISTORY} | READERS,
        may_rewrite=path == TRANSLATED,
    )


def complaints(source: str, licence: Licence = Licence()) -> list[str]:
    """Returns what in a module could make a LIVE verdict, as "line: what"."""
    tree = ast.parse(source)
    guard = _Guard(tree, licence)
    return [
        f"{getattr(node, 'lineno', 0)}: {complaint}"
        for node in ast.walk(tree)
        for complaint in guard.complaints(node)
    ]


class _Guard:
    """Looks at one module, node by node."""

    def __init__(self, tree: ast.Module, licence: Licence) -> None:
        self._licence = licence
        self._parents = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        self._annotations = {
            inner
            for node in ast.walk(tree)
            for whole in _annotations(node)
            for inner in ast.walk(whole)
        }

    def complaints(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name):
                yield from self._of_name(name, node)
            case ast.Subscript() if _name(node.value) == "Verdict":
                yield "a verdict is looked up by name"
            case ast.ImportFrom():
                yield from _of_imports(node)
            case ast.alias():
                yield from _of_import(node)
            case ast.Call():
                yield from self._of_call(node)
            case ast.Constant(value=str(text)):
                if text in _CLASSES or text.endswith(_MODULE_WORDS):
                    yield "a class or module of verdicts is named in text"

    def _of_name(self, name: str, node: ast.AST) -> Iterator[str]:
        parent = self._parents[node]
        if name in _SIDE_DOORS:
            yield f"a side door is used, {name}"
        is_member = name == "LIVE" and isinstance(node, ast.Attribute)
        if is_member and not self._licence.may_be_live and self._is_a_value(node):
            yield "LIVE is used as a value"
        if name == "Verdict" and not self._is_harmless(node):
            names_one = isinstance(parent, ast.Attribute) and parent.attr in _MEMBERS
            is_list = isinstance(parent, ast.comprehension) and parent.iter is node
            if not names_one and not (is_list and self._licence.may_list):
                yield "the class of verdicts is handled"
        is_called = isinstance(parent, ast.Call) and parent.func is node
        if name == "Decision" and not self._is_harmless(node):
            if not is_called:
                yield "a decision goes by another name"
            elif not self._licence.may_decide:
                yield "a decision is made"
        if name == "replace" and not is_called:
            yield "replace goes by another name"

    def _of_call(self, node: ast.Call) -> Iterator[str]:
        called = _name(node.func)
        texts = {inner.value for inner in node.args if isinstance(inner, ast.Constant)}
        if called in _BY_NAME and texts & (_SIDE_DOORS | _WATCHED | {"LIVE"}):
            yield "a verdict is reached by name"
        if called == "setattr" and (not texts or texts & _FIELDS):
            yield "a verdict may be set"
        if isinstance(node.func, ast.Name) and called in _RUN_TIME:
            yield "code is made or looked up at run time"
        if called == "type" and len(node.args) == 1 and not self._is_type_looked_at(node):
            yield "a class is taken from a value"
        if called == "replace" and not self._licence.may_decide:
            names = {keyword.arg for keyword in node.keywords}
            is_unnamed = None in names and not self._licence.may_rewrite
            if "verdict" in names or is_unnamed:
                yield "a verdict may be replaced"

    def _is_harmless(self, node: ast.AST) -> bool:
        """Tells whether a class only says what something is: an annotation, a test, a pattern."""
        parent = self._parents[node]
        if isinstance(parent, ast.Call) and _name(parent.func) == "isinstance":
            return node in parent.args[1:]
        return node in self._annotations or isinstance(parent, ast.MatchClass)

    def _is_type_looked_at(self, node: ast.Call) -> bool:
        parent = self._parents[node]
        is_name = isinstance(parent, ast.Attribute) and parent.attr in {"__name__", "__mro__"}
        # A hook for errors wants the class of one.
        is_error = _name(node.args[0]) == "error" and getattr(parent, "func", None) is not node
        return is_name or is_error or isinstance(parent, ast.Compare)

    def _is_a_value(self, node: ast.AST) -> bool:
        """Tells whether a LIVE is not just compared, matched, a key, or turned into its text."""
        parent = self._parents[node]
        match parent:
            case ast.Attribute():
                return parent.attr not in {"value", "name"}
            case ast.Dict():
                return node not in parent.keys
            case ast.Set() | ast.Tuple():
                return not isinstance(self._parents[parent], ast.Compare)
            case ast.Subscript():
                return parent.slice is not node
        return not isinstance(parent, ast.Compare | ast.MatchValue)


def _of_imports(node: ast.ImportFrom) -> Iterator[str]:
    names = {alias.name for alias in node.names}
    room = (node.module or "").rpartition(".")[2]
    if room == "decide" and names - _HANDED_OUT:
        yield "more of decide is taken than what it hands out"
    if room != "decide" and "decide" in names:
        yield "decide is taken as a whole"


def _of_import(node: ast.alias) -> Iterator[str]:
    if node.name.endswith(".decide"):
        yield "decide is taken as a whole"
    if node.name == "*":
        yield "names are imported that nobody can see"
    if node.name.rpartition(".")[2] in _WATCHED and node.asname not in {None, node.name}:
        yield f"{node.name} goes by another name"


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    """Yields what is written after a colon or an arrow, and `cast`'s first argument."""
    match node:
        case ast.AnnAssign():
            yield node.annotation
        case ast.arg(annotation=ast.expr() as annotation):
            yield annotation
        case ast.FunctionDef(returns=ast.expr() as returns):
            yield returns
        case ast.AsyncFunctionDef(returns=ast.expr() as returns):
            yield returns


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
