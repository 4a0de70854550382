"""Makes a page of what the guest's tests measured."""

import xml.etree.ElementTree as ET
from pathlib import Path

_HEAD = """\
# A real kernel's cameras

Written by `python -m tools.camera_vm check FOLDER --write`, in the guest that
[tools/camera_vm](../../tools/camera_vm/README.md) starts: Debian's kernel {version}, its test
driver `vivid`, and `v4l2loopback`. Times are the program's own. {processor}

Wanted: a loss is seen within 2 s, the picture is back within 5 s of the replug, ten times.
{passed} cases passed, {known} failed as they are known to, in {taken_s:.0f} s.

| case | measured |
|---|---|
"""
_EMULATED = """\
The processor was
emulated: about ten times slower than a real one, and slower still where the computer does other
work."""
_REAL = """\
The processor was
a real one (KVM)."""


def results(report: Path, folder: Path, *, has_kvm: bool) -> str:
    """Returns a page in Markdown.

    Args:
        report: what pytest wrote in the guest, in the form of JUnit.
        folder: where the machine lies.
        has_kvm: whether the guest ran on the real processor.
    """
    # The guest is ours, and the file is younger than its boot.
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - written by our own run
    cases = [] if suite is None else suite.findall("testcase")
    known = sum(case.find("skipped") is not None for case in cases)
    head = _HEAD.format(
        version=(folder / "version").read_text(encoding="utf-8"),
        processor=_REAL if has_kvm else _EMULATED,
        passed=len(cases) - known,
        known=known,
        taken_s=sum(float(case.get("time", "0")) for case in cases),
    )
    return head + "".join(_row(case) for case in cases)


def _row(case: ET.Element) -> str:
    name = case.get("name", "").removeprefix("test_").replace("_", " ")
    said = [f"{one.get('name')}: {one.get('value')}" for one in case.iter("property")]
    known = case.find("skipped")
    if known is not None:
        said = [f"**fails as it is known to:** {known.get('message', '')}"]
    measured = "; ".join(said)
    return f"| {name} | {measured} |\n" if measured else f"| {name} | |\n"
