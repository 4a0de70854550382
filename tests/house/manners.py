"""Finds breaches of the house's manners in source text; tests/house/test_manners.py judges."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "liveness_station"
MAX_LINES = {"liveness_station": 300, "tools": 300, "tests": 500, "benchmarks": 500}
MAX_FUNCTION_LINES = 40
APPLICATIONS = frozenset({"QApplication", "QGuiApplication", "QCoreApplication"})
BROAD = frozenset({"Exception", "BaseException"})
# Scripts of a guest machine that has these folders itself.
GUEST_SCRIPTS = ROOT / "tools" / "camera_vm"
GENERATED = re.compile(r"^(\.git|\.venv.*|\..*_cache|\.hypothesis|__pycache__|build|dist|out)$")
# Written so that they do not find themselves.
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)(?:/|\b)(?![\w-])")
REGISTRIES = re.compile(r"://[^\s/]*(?:pyp[i]|registry\.npm|npm[j]s)[^\s/]*")
EXCUSE = re.compile(
    r"#\s*(?:noqa: (?P<noqa>[A-Z]+\d+(?:, ?[A-Z]+\d+)*)|type: ignore\[(?P<ignore>[\w, -]+)\])"
    r"(?P<reason>\s*(?:#|-)\s*\S+)?"
)


def sources(folder: Path) -> list[Path]:
    """Lists the Python files under a folder."""
    return sorted(p for p in folder.rglob("*.py") if "__pycache__" not in p.parts)


def texts(folder: Path) -> Iterator[Path]:
    """Yields the text files of a checkout, generated ones left out."""
    for path in sorted(folder.iterdir()):
        if GENERATED.match(path.name):
            continue
        if path.is_dir():
            yield from texts(path)
        elif b"\0" not in path.read_bytes():
            yield path


def bad_connections(tree: ast.Module) -> Iterator[str]:
    """Finds signals connected to anything but a bound method that is a decorated slot."""
    if not _imports(tree, "PySide6"):
        return
    modules = {alias for alias, is_module in _imported_names(tree) if is_module}
    for owner, call in _calls_by_class(tree):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "connect" and call.args):
            continue
        target = call.args[0]
        if not isinstance(target, ast.Attribute):
            yield f"{call.lineno}: connected to {ast.unparse(target)}, not to a bound method"
        elif isinstance(target.value, ast.Name) and target.value.id in modules:
            yield f"{call.lineno}: connected to the free function {ast.unparse(target)}"
        elif ast.unparse(target.value) == "self" and _is_undecorated(owner, target.attr):
            yield f"{call.lineno}: {target.attr} lacks @Slot"


def broad_catches(tree: ast.Module) -> Iterator[str]:
    """Finds handlers that would swallow a bug; tidying up before a bare `raise` does not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type):
            last = node.body[-1]
            is_passed_on = isinstance(last, ast.Raise) and last.exc is None
            if not (is_passed_on and node.type and _name(node.type) == "BaseException"):
                yield f"{node.lineno}: catches everything"
        if isinstance(node, ast.Call) and _name(node.func) == "suppress":
            yield from (f"{a.lineno}: suppresses everything" for a in node.args if _is_broad(a))


def application_lookups(tree: ast.Module) -> Iterator[str]:
    """Finds the application fetched from the air instead of being handed over."""
    for node in ast.walk(tree):
        is_lookup = (
            isinstance(node, ast.Attribute)
            and node.attr == "instance"
            and _name(node.value) in APPLICATIONS
        )
        if is_lookup or (isinstance(node, ast.Name) and node.id == "qApp"):
            yield f"{getattr(node, 'lineno', 0)}: looks the application up"


def widget_imports(tree: ast.Module, *, is_application_allowed: bool) -> Iterator[str]:
    """Finds imports of widgets; the application object itself may be allowed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            if any(alias.name.startswith("PySide6.QtWidgets") for alias in node.names):
                yield f"{node.lineno}: imports widgets"
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            is_excused = is_application_allowed and names == {"QApplication"}
            if node.module == "PySide6.QtWidgets" and not is_excused:
                yield f"{node.lineno}: imports widgets"
            if node.module == "PySide6" and "QtWidgets" in names:
                yield f"{node.lineno}: imports widgets"


def long_functions(tree: ast.Module) -> Iterator[str]:
    """Finds functions whose code, the docstring left out, fits on no screen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            words = (first.end_lineno or 0) - first.lineno + 1 if has_words else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - words
            if lines > MAX_FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def loose_dataclasses(tree: ast.Module) -> Iterator[str]:
    """Finds dataclasses that can change or grow."""
    for node in ast.walk(tree):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            call = decorator if isinstance(decorator, ast.Call) else None
            if _name(call.func if call else decorator) != "dataclass":
                continue
            given = (
                {k.arg for k in call.keywords if ast.unparse(k.value) == "True"} if call else set()
            )
            if not {"frozen", "slots"} <= given:
                yield f"{decorator.lineno}: a dataclass that is not frozen and slotted"


def poor_comments(text: str) -> Iterator[str]:
    """Finds excuses without code and reason, and things to do without an issue number."""
    explained: set[str] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        above = text.splitlines()[token.start[0] - 2] if token.start[0] > 1 else ""
        is_excuse = re.search(r"noqa|type:\s*ignore", token.string) is not None
        if is_excuse and not _is_explained(token.string, above, explained):
            yield f"{token.start[0]}: an excuse without code or reason"
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)", token.string):
            yield f"{token.start[0]}: something to do without an issue number"


def _is_explained(comment: str, above: str, explained: set[str]) -> bool:
    """Whether an excuse has a reason: on its line, just above it, or earlier for the same code."""
    excuse = EXCUSE.search(comment)
    if excuse is None:
        return False
    codes = excuse["noqa"] or excuse["ignore"]
    if excuse["reason"] or above.lstrip().startswith("#"):
        explained.add(codes)
    return codes in explained


def foreign_places(text: str) -> Iterator[str]:
    """Finds paths of one machine and addresses of package registries."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in (MACHINE_PATHS, REGISTRIES):
            if match := pattern.search(line):
                yield f"{number}: {match[0]}"


def loose_requirements(text: str) -> Iterator[str]:
    """Finds what makes a requirement file less than a lock: no version, no hash, an address."""
    for entry in text.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        if re.search(r"://|^\s*-", entry):
            yield f"an option or address: {entry[:60]}"
        elif not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}\b", entry):
            yield f"not pinned with a hash: {entry[:60]}"


def _imports(tree: ast.Module, package: str) -> bool:
    return any(
        (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package)
        or (
            isinstance(node, ast.Import)
            and any(a.name.split(".")[0] == package for a in node.names)
        )
        for node in ast.walk(tree)
    )


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yields the names that imports bind, and whether they look like modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                yield name, name.islower()


def _calls_by_class(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.Call]]:
    owned = [
        (node, call)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    ]
    yield from owned
    seen = {call for _, call in owned}
    yield from ((None, n) for n in ast.walk(tree) if isinstance(n, ast.Call) and n not in seen)


def _is_undecorated(owner: ast.ClassDef | None, method: str) -> bool:
    for node in owner.body if owner else ():
        if isinstance(node, ast.FunctionDef) and node.name == method:
            names = {_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
            return "Slot" not in names
    return False


def _is_broad(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(_is_broad(element) for element in kind.elts)
    return kind is None or _name(kind) in BROAD


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
