"""The setup: what it finds, what it says, and (on request) the whole of it in a fresh clone."""

import ast
import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import bootstrap
from tools.setup import command, environment, packages, system_packages
from tools.setup.environment import Environment
from tools.setup.journal import Journal, TroubleError

ROOT = Path(__file__).resolve().parents[2]
# Before the test's home hides pip's own settings; without what would lead back to this checkout.
OWN_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
PROJECT = '[build-system]\n[project]\nname = "x"\n[tool.hatch]\n'


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """An environment that looks whole, of level `run`."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("a==1\n")
    (tmp_path / "requirements" / "check.txt").write_text("a==1\nb==2\n")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    whole = Environment(tmp_path)
    whole.python.parent.mkdir(parents=True)
    whole.python.touch()
    whole.stamp("run")
    return whole


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "log")


def test_the_front_door_reads_on_an_old_python() -> None:
    ast.parse((ROOT / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_supported_pythons_are_let_in(version: tuple[int, int]) -> None:
    assert bootstrap.python_trouble(version, []) == ""


@pytest.mark.parametrize(
    ("version", "words"),
    [((3, 6), "needs Python 3.11 or newer (found 3.6)"), ((3, 15), "3.14 or older (found 3.15)")],
)
def test_other_pythons_are_told_in_one_line(version: tuple[int, int], words: str) -> None:
    line = bootstrap.python_trouble(version, ["python3.12"])
    assert words in line
    assert "start this with python3.12" in line
    assert "\n" not in line


def test_a_whole_environment_is_fit_for_its_level_and_below(made: Environment) -> None:
    assert made.is_fit("run")
    assert not made.is_fit("check")
    made.stamp("check")
    assert made.is_fit("run")
    assert made.is_fit("check")


@pytest.mark.parametrize("name", ["requirements/run.txt", "pyproject.toml"])
def test_changed_requirements_make_it_unfit(made: Environment, name: str) -> None:
    path = made.root / name
    path.write_text(path.read_text().replace("1", "2").replace('"x"', '"y"'))
    assert made.level() is None


def test_settings_of_tools_do_not_make_it_unfit(made: Environment) -> None:
    (made.root / "pyproject.toml").write_text(PROJECT + "[tool.ruff]\nline-length = 1\n")
    assert made.is_fit("run")


def test_a_moved_folder_makes_it_unfit(made: Environment) -> None:
    moved = made.root.parent / "moved"
    made.root.rename(moved)
    assert Environment(moved).level() is None


def test_another_python_makes_it_unfit(made: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert made.level() is None


@pytest.mark.parametrize("missing", ["python", "stamp"])
def test_a_half_made_environment_is_unfit(made: Environment, missing: str) -> None:
    (made.python if missing == "python" else made.folder / environment.STAMP).unlink()
    assert made.level() is None


def test_a_full_disk_is_named_before_anything_is_fetched(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = system_packages.Missing(vital=(), useful=())
    full = SimpleNamespace(free=5)
    monkeypatch.setattr(system_packages, "missing_here", lambda **_: nothing)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(TroubleError, match=r"too full: 0\.6 GB are needed"):
        environment.ensure(made, "check")


def test_a_folder_that_cannot_be_made_is_named_in_one_line(made: Environment) -> None:
    shutil.rmtree(made.folder)
    made.folder.write_text("in the way")
    with pytest.raises(TroubleError, match="File exists") as caught:
        environment.ensure(made, "run")
    assert "\n" not in str(caught.value)


def test_a_second_setup_waits_for_the_first(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tools.setup import environment as e\n"
        "with e._locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    start = [sys.executable, "-c", code, str(tmp_path / "lock")]
    with contextlib.ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(start, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
            for _ in range(2)
        ]
        lines = [first_line(process) for process in both]
        assert sorted(lines)[1] == "held"
        assert "waiting for it" in sorted(lines)[0]
        both[lines.index("held")].communicate(b"")
        waiting = both[1 - lines.index("held")]
        assert first_line(waiting) == "held"
        waiting.communicate(b"")


def first_line(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout
    return process.stdout.readline().decode().strip()


def probes(*, lacks: frozenset[str]) -> system_packages.Probes:
    return system_packages.Probes(
        has_library=lambda name: name not in lacks, has_program=lambda name: name not in lacks
    )


@pytest.mark.parametrize(
    ("is_for_checks", "has_screen", "vital", "useful"),
    [
        (False, False, ("libgl1",), ()),
        (False, True, ("libgl1",), ("libxcb-cursor0",)),
        (True, False, ("libgl1",), ("libxcb-cursor0", "xvfb")),
    ],
)
def test_what_a_system_lacks_depends_on_what_is_wanted(
    *, is_for_checks: bool, has_screen: bool, vital: tuple[str, ...], useful: tuple[str, ...]
) -> None:
    lacking = probes(lacks=frozenset({"libGL.so.1", "libxcb-cursor.so.0", "Xvfb"}))
    missing = system_packages.find_missing(
        lacking, is_for_checks=is_for_checks, has_screen=has_screen
    )
    assert missing == system_packages.Missing(vital=vital, useful=useful)


def test_a_complete_system_lacks_nothing() -> None:
    complete = probes(lacks=frozenset())
    assert not system_packages.find_missing(complete, is_for_checks=True, has_screen=True)


def test_without_a_vital_library_nothing_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TroubleError, match="libgl1") as caught:
        system_packages.complain(system_packages.Missing(vital=("libgl1",), useful=("xvfb",)))
    assert "\n" not in str(caught.value)
    system_packages.complain(system_packages.Missing(vital=(), useful=("xvfb",)))
    assert "xvfb" in capsys.readouterr().out


def test_other_systems_are_told_the_names_of_the_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages, "is_debian", lambda: False)
    assert system_packages.advice(["libgl1", "xvfb"]) == "install what holds libGL.so.1, xvfb"


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("ERROR: Could not install ... [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "hash mismatch"),
        ("ERROR: Could not install: [Errno 13] Permission denied: 'x'", "no permission"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for anyio",
            "no network",
        ),
        ("ERROR: No matching distribution found for PySide6-Essentials", "no build"),
        ("something nobody foresaw", "pip failed"),
    ],
)
def test_the_cause_is_found_in_pips_words(words: str, cause: str) -> None:
    assert cause in packages.cause_of(words)


@pytest.mark.parametrize(
    "line",
    [
        "Looking in indexes: https://someone:hushhush@index.example/simple",
        "connection broken by 'HTTPSConnectionPool(host='index.example', port=443)",
        "Could not fetch URL https://index.example/simple/anyio/: no answer",
        "Could not resolve 'index.example'",
        "Processing /somewhere/hushhush/anyio-1.whl",
    ],
)
def test_the_log_holds_no_address(journal: Journal, tmp_path: Path, line: str) -> None:
    (tmp_path / "said").write_text(line)
    code = "import sys; print(open(sys.argv[1]).read())"
    status, words = journal.run([sys.executable, "-c", code, str(tmp_path / "said")])
    assert status == 0
    for text in (words, journal.path.read_text()):
        assert "index.example" not in text
        assert "hushhush" not in text


def test_a_stage_that_fails_ends_its_line(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TroubleError), journal.stage("Trying"):
        raise TroubleError("no")
    assert capsys.readouterr().out == "Trying ...\n"


def test_an_unknown_command_is_told_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["walk"]) == command.USAGE_STATUS
    assert "bootstrap.py run" in capsys.readouterr().err


@pytest.mark.skipif(
    "STATION_FRESH_CLONE" not in OWN_ENVIRONMENT,
    reason="minutes and a network: set STATION_FRESH_CLONE=1",
)
@pytest.mark.timeout(900)
def test_a_fresh_clone_sets_itself_up_and_again_after_a_move(tmp_path: Path) -> None:
    def setup(folder: Path) -> float:
        started_s = time.monotonic()
        start = [sys.executable, "bootstrap.py", "setup"]
        subprocess.run(start, cwd=folder, env=OWN_ENVIRONMENT, check=True)
        return time.monotonic() - started_s

    clone, moved = tmp_path / "clone", tmp_path / "moved"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    setup(clone)
    assert setup(clone) < 1
    clone.rename(moved)
    setup(moved)
    proof = [str(Environment(moved).python), "-P", "-c", "import liveness_station as s; print(s)"]
    said = subprocess.run(proof, env=OWN_ENVIRONMENT, capture_output=True, text=True, check=True)
    assert str(moved) in said.stdout
