"""The manners of the house (its style), held by the syntax tree. Each guard must find a sinner."""

import ast
import hashlib
import importlib.metadata
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import manners

# What catches what nobody expected, beside the hooks of the process and of the threads.
TOP_LEVEL_HOOKS: frozenset[str] = frozenset({"liveness_station/app/main.py"})
PURE_ROOMS = ("contract", "domain", "session")


def breaches(
    folder: Path, find: Callable[[ast.Module], Iterator[str]], *, excused: Iterable[str] = ()
) -> list[str]:
    """Lists what a finder finds under a folder, excused files left out."""
    return [
        f"{path.relative_to(manners.ROOT).as_posix()}:{breach}"
        for path in manners.sources(folder)
        if not path.relative_to(manners.PACKAGE.parent).as_posix().startswith(tuple(excused))
        for breach in find(ast.parse(path.read_text(encoding="utf-8")))
    ]


def refuse(breaches: Iterable[str]) -> None:
    """Fails with one line for each breach."""
    lines = list(breaches)
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def found(find: Callable[[ast.Module], Iterator[str]], text: str) -> list[str]:
    return list(find(ast.parse(text)))


def test_signals_are_connected_to_bound_decorated_slots() -> None:
    refuse(breaches(manners.PACKAGE, manners.bad_connections))


@pytest.mark.parametrize(
    "target", ["lambda: 1", "partial(f, 1)", "print", "module.function", "self._on_moved"]
)
def test_a_bad_connection_is_found(target: str) -> None:
    text = f"""
import module
from PySide6.QtCore import QObject
class Room(QObject):
    def __init__(self):
        self.moved.connect({target})
    def _on_moved(self): ...
"""
    assert len(found(manners.bad_connections, text)) == 1


def test_a_good_connection_is_let_be() -> None:
    text = """
from PySide6.QtCore import QObject, Slot
class Room(QObject):
    def __init__(self, other):
        self.moved.connect(self._on_moved)
        self.moved.connect(other.moved)
    @Slot(int)
    def _on_moved(self): ...
"""
    assert found(manners.bad_connections, text) == []


def test_nothing_catches_everything() -> None:
    refuse(breaches(manners.PACKAGE, manners.broad_catches, excused=TOP_LEVEL_HOOKS))


@pytest.mark.parametrize(
    "text",
    [
        "try: f()\nexcept: pass",
        "try: f()\nexcept Exception: pass",
        "try: f()\nexcept Exception:\n  g()\n  raise",
        "try: f()\nexcept BaseException: raise OSError",
        "try: f()\nexcept (OSError, BaseException) as error: pass",
        "with contextlib.suppress(Exception): f()",
    ],
)
def test_a_broad_catch_is_found(text: str) -> None:
    assert len(found(manners.broad_catches, text)) == 1


def test_tidying_up_is_let_be() -> None:
    assert not found(manners.broad_catches, "try: f()\nexcept BaseException:\n  g()\n  raise")


def test_only_app_looks_the_application_up() -> None:
    rooms = ("liveness_station/app/",)
    refuse(breaches(manners.PACKAGE, manners.application_lookups, excused=rooms))


@pytest.mark.parametrize("text", ["QtWidgets.QApplication.instance()", "qApp.quit()"])
def test_a_lookup_of_the_application_is_found(text: str) -> None:
    assert len(found(manners.application_lookups, text)) == 1


@pytest.mark.parametrize("is_app", [False, True])
def test_widgets_live_in_ui(is_app: bool) -> None:
    def find(tree: ast.Module) -> Iterator[str]:
        return manners.widget_imports(tree, is_application_allowed=is_app)

    folder = manners.PACKAGE / "app" if is_app else manners.PACKAGE
    excused = () if is_app else ("liveness_station/ui/", "liveness_station/app/")
    refuse(breaches(folder, find, excused=excused))


@pytest.mark.parametrize(
    "text",
    [
        "import PySide6.QtWidgets",
        "from PySide6 import QtWidgets",
        "from PySide6.QtWidgets import QApplication, QLabel",
    ],
)
def test_an_import_of_widgets_is_found(text: str) -> None:
    tree = ast.parse(text)
    assert list(manners.widget_imports(tree, is_application_allowed=True))


def test_the_domain_cannot_be_changed_behind_ones_back() -> None:
    for room in PURE_ROOMS:
        refuse(breaches(manners.PACKAGE / room, manners.loose_dataclasses))


@pytest.mark.parametrize("decorator", ["dataclass", "dataclass(frozen=True)", "d.dataclass()"])
def test_a_loose_dataclass_is_found(decorator: str) -> None:
    assert found(manners.loose_dataclasses, f"@{decorator}\nclass A: ...")
    assert not found(manners.loose_dataclasses, "@dataclass(frozen=True, slots=True)\nclass A: ...")


@pytest.mark.parametrize("folder", manners.MAX_LINES)
def test_a_file_fits_on_a_few_screens(folder: str) -> None:
    refuse(
        f"{path.relative_to(manners.ROOT).as_posix()}: {lines} lines"
        for path in manners.sources(manners.ROOT / folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > manners.MAX_LINES[folder]
    )


def test_a_function_fits_on_a_screen() -> None:
    for folder in ("liveness_station", "tools"):
        refuse(breaches(manners.ROOT / folder, manners.long_functions))


def test_a_long_function_is_found() -> None:
    body = "    x = 1\n" * manners.MAX_FUNCTION_LINES
    assert found(manners.long_functions, f"def f():\n{body}")
    assert not found(manners.long_functions, f'def f():\n    """a\n{body}"""\n    return 1')


def test_excuses_have_a_code_and_a_reason() -> None:
    folders = ("liveness_station", "tests", "tools", "benchmarks")
    paths = [path for folder in folders for path in manners.sources(manners.ROOT / folder)]
    poor = [
        f"{path.relative_to(manners.ROOT).as_posix()}:{breach}"
        for path in [*paths, manners.ROOT / "bootstrap.py"]
        for breach in manners.poor_comments(path.read_text(encoding="utf-8"))
    ]
    refuse(poor)


@pytest.mark.parametrize(
    "comment", ["noqa", "noqa: F401", "type: ignore", "type: ignore[misc]", "TODO later", "XXX"]
)
def test_a_poor_comment_is_found(comment: str) -> None:
    assert len(list(manners.poor_comments(f"x = 1  # {comment}\n"))) == 1


def test_one_reason_serves_all_later_lines_of_its_kind() -> None:
    late, explained = "import a  # noqa: E402\n", "import a  # noqa: E402 - after the setting\n"
    assert len(list(manners.poor_comments(late + explained + late))) == 1
    assert not list(manners.poor_comments("# After the setting.\n" + late + late))


@pytest.mark.parametrize(
    "comment",
    ["noqa: S101 - the test wants it", "type: ignore[misc]  # stubs lack it", "TODO see #12"],
)
def test_a_good_comment_is_let_be(comment: str) -> None:
    assert list(manners.poor_comments(f"x = 1  # {comment}\n")) == []


def test_the_project_names_no_machine_and_no_registry() -> None:
    places = [
        f"{path.relative_to(manners.ROOT).as_posix()}:{place}"
        for path in manners.texts(manners.ROOT)
        if manners.GUEST_SCRIPTS not in path.parents
        for place in manners.foreign_places(path.read_text(encoding="utf-8"))
    ]
    refuse(places)


@pytest.mark.parametrize(
    "text",
    ["see {}work/main", "'{}root/.venv'", "in {}home/someone", "https:{}{}files.pyp" + "i.org/x"],
)
def test_a_place_of_one_machine_is_found(text: str) -> None:
    assert list(manners.foreign_places(text.format("/", "/")))


@pytest.mark.parametrize("path", sorted((manners.ROOT / "requirements").glob("*.txt")), ids=str)
def test_requirements_are_locked(path: Path) -> None:
    refuse(manners.loose_requirements(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://example.com/simple",
        "thing==1.0",
        "thing>=1.0 \\\n    --hash=sha256:" + "0" * 64,
        "thing @ https://example.com/thing.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_a_loose_requirement_is_found(text: str) -> None:
    assert len(list(manners.loose_requirements(text))) == 1


def test_one_opencv_is_installed() -> None:
    # Two of them share one folder and overwrite each other.
    names = [distribution.name for distribution in importlib.metadata.distributions()]
    assert len({name.lower() for name in names if name.lower().startswith("opencv")}) == 1


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_bundled_files_are_the_ones_described(folder: str) -> None:
    place = manners.ROOT / "resources" / folder
    origin = (place / "ORIGIN.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", origin, re.MULTILINE))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.iterdir()
        if path.name != "ORIGIN.md"
    }
    assert described == there
