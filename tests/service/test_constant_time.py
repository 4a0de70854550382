"""Secrets are compared by `hmac.compare_digest` alone, wherever one comes from outside (T37)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "liveness_station"
ROOMS = ("api", "contract", "service")
_SECRET = re.compile(
    r"(?:\A|_)(?:secret|token|appcode|key|mac|hmac|signature|digest|hexdigest|password|reveal)s?\Z"
)
_EARLY = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)


def early_comparisons(tree: ast.AST) -> Iterator[str]:
    """Yields comparisons of secrets that stop at the first difference and so tell where it is.

    A comparison with a constant (None, a length) tells nothing about the other side's characters.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(kind, _EARLY) for kind in node.ops):
            sides = [node.left, *node.comparators]
            if not any(isinstance(side, ast.Constant) for side in sides) and any(
                _is_secret(side) for side in sides
            ):
                yield f"line {node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Match) and _is_secret(node.subject):
            yield f"line {node.lineno}: match {ast.unparse(node.subject)}"


def _is_secret(side: ast.expr) -> bool:
    if isinstance(side, ast.Call):
        side = side.func
    if isinstance(side, ast.Subscript):
        return _is_secret(side.value)
    name = side.id if isinstance(side, ast.Name) else getattr(side, "attr", "")
    return _SECRET.search(name) is not None


@pytest.mark.parametrize("room", ROOMS)
def test_T37_no_secret_is_compared_early(room: str) -> None:
    sources = sorted((PACKAGE / room).rglob("*.py"))
    assert sources
    found = [
        f"{path.name} {breach}"
        for path in sources
        for breach in early_comparisons(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "given == appcode",
        "self._key != key",
        "secret.reveal() == given",
        "claimed == hashlib.sha256(x).hexdigest()",
        "headers[name] == reply_mac(key)",
        "x is app_secret",
        "match token:\n    case other: pass",
    ],
)
def test_an_early_comparison_is_found(text: str) -> None:
    assert len(list(early_comparisons(ast.parse(text)))) == 1


@pytest.mark.parametrize(
    "text", ["key is None", "compare_digest(mac, expected)", "len(token) == 4", "keyboard == mouse"]
)
def test_what_tells_nothing_is_let_be(text: str) -> None:
    assert list(early_comparisons(ast.parse(text))) == []
