"""Boots the machine, runs one command in it and returns that command's exit code."""

import os
import re
import subprocess
import sys
from pathlib import Path

_TERMINAL_CODES = re.compile(r"\x1bc|\x1b\[[0-9;?]*[a-zA-Z]|\r")
_NOT_RUN = 125
"""The exit code where the machine did not come as far as the command."""

_GUEST_INIT = """\
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export HOME=/out LANG=C.UTF-8
mkdir -p /lib/modules/{version}
mount --bind {modules} /lib/modules/{version}
ip link set lo up
hostname camera-vm
( cd /out && {command} )
echo $? > /out/exit_code
sync
echo o > /proc/sysrq-trigger
while :; do :; done
"""


def run(folder: Path, share: Path, command: str, *, limit_s: int) -> int:
    """Runs a shell command as root in the guest; its output appears on this one's.

    Args:
        folder: where `build` left the machine.
        share: the folder that the guest sees as `/out` and may write.
        command: one line for the guest's shell; starts in `/out`.
        limit_s: after so many seconds the machine is switched off.
    """
    version = (folder / "version").read_text(encoding="utf-8")
    modules = folder / "kernel" / "lib" / "modules" / version
    share.mkdir(parents=True, exist_ok=True)
    exit_code = share / "exit_code"
    exit_code.unlink(missing_ok=True)
    init = _GUEST_INIT.format(version=version, modules=modules, command=command)
    (share / "guest-init").write_text(init, encoding="utf-8")
    _boot(_qemu(folder, share), limit_s)
    return int(exit_code.read_text(encoding="utf-8")) if exit_code.exists() else _NOT_RUN


def has_kvm() -> bool:
    """Tells whether the real processor was asked for."""
    return os.environ.get("KVM") == "1"


def _boot(command: list[str], limit_s: int) -> None:
    with subprocess.Popen(
        ["timeout", str(limit_s), *command],  # noqa: S607 - found wherever coreutils lie
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as machine:
        for line in machine.stdout or ():
            sys.stdout.write(_TERMINAL_CODES.sub("", line))
            sys.stdout.flush()


def _qemu(folder: Path, share: Path) -> list[str]:
    processor = ("kvm", "-cpu", "host") if has_kvm() else ("tcg", "-cpu", "max")
    return [
        "qemu-system-x86_64",
        *("-accel", *processor),
        *("-M", "q35", "-smp", "2", "-m", "2048"),
        *("-nodefaults", "-no-user-config", "-nographic", "-no-reboot", "-serial", "stdio"),
        *("-kernel", str(folder / "vmlinuz"), "-initrd", str(folder / "initrd.gz")),
        *("-append", "console=ttyS0 quiet loglevel=3 panic=-1"),
        *("-fsdev", "local,id=h,path=/,security_model=none,readonly=on,multidevs=remap"),
        *("-device", "virtio-9p-pci,fsdev=h,mount_tag=host"),
        *("-fsdev", f"local,id=o,path={share},security_model=none"),
        *("-device", "virtio-9p-pci,fsdev=o,mount_tag=out"),
    ]
