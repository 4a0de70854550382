"""No branch of the verdict goes untested: plain tests alone take each of them both ways."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = (
    "tests/domain/test_decide.py",
    "tests/domain/test_review.py",
    "tests/domain/test_fusion.py",
    "tests/domain/test_decide_gateway.py",
    "tests/domain/test_faults_p.py",
    "tests/domain/test_streaks.py",
    "tests/domain/test_values.py",
    "tests/contract/test_gateway.py",
    "tests/contract/test_replies.py",
    "tests/contract/test_retry_after.py",
    "tests/contract/test_strict_json.py",
)
MODULES = (
    "domain/decide.py",
    "domain/exchanges.py",
    "domain/fusion.py",
    "domain/gateways.py",
    "domain/policies.py",
    "domain/streaks.py",
    "domain/verdicts.py",
    "contract/gateway.py",
    "contract/replies.py",
    "contract/retry_after.py",
    "contract/strict_json.py",
)


def covered(folder: Path, modules: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    settings = folder / "coverage.ini"
    files = "\n  ".join(f"liveness_station/{module}" for module in modules)
    settings.write_text(
        f"[run]\nbranch = true\ninclude =\n  {files}\n[report]\nfail_under = 100\n", "utf-8"
    )
    options = ("-q", "-p", "no:cacheprovider", "--cov", f"--cov-config={settings}")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--cov-report=term-missing", *TESTS],
        cwd=ROOT,
        env={**os.environ, "COVERAGE_FILE": str(folder / "coverage")},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_every_branch_of_the_verdict_is_taken(tmp_path: Path) -> None:
    done = covered(tmp_path, MODULES)
    assert done.returncode == 0, done.stdout
    assert all(module in done.stdout for module in MODULES), done.stdout
