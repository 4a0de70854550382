"""Builds the machine: a kernel from its Debian package, a start image, one more camera module."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

_MODULES = ("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay")
"""What is needed to see this computer's root folder; every other module lies in there."""

# Switches from the start image to this computer's root under a layer in memory.
_INIT = """\
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read module; do insmod "/modules/$module" || echo "no $module"; done < /modules/order
host_options=trans=virtio,version=9p2000.L,msize=512000
mount -t 9p -o "$host_options,ro,cache=loose" host /host || exec sh
mount -t tmpfs -o size=70% layer /layer
mkdir /layer/upper /layer/work
mount -t overlay -o lowerdir=/host,upperdir=/layer/upper,workdir=/layer/work root /whole || exec sh
mkdir -p /whole/out
mount -t 9p -o "$host_options" out /whole/out
for place in dev proc sys; do mount --move "/$place" "/whole/$place"; done
mkdir -p /whole/dev/shm /whole/dev/pts
mount -t tmpfs run /whole/run
mount -t tmpfs shm /whole/dev/shm
mount -t devpts pts /whole/dev/pts
exec switch_root /whole /bin/sh /out/guest-init
"""


def build(folder: Path) -> None:
    """Makes `vmlinuz`, `initrd.gz`, `version` and the tree `kernel` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    version = _kernel_version()
    kernel = folder / "kernel"
    modules = kernel / "lib" / "modules" / version
    if not modules.is_dir():
        _unpack([f"linux-image-{version}"], kernel)
    if not (modules / "extra" / "v4l2loopback.ko").exists():
        _build_loopback(folder, modules, version)
    _run(["depmod", "-b", str(kernel), version])
    shutil.copy(kernel / "boot" / f"vmlinuz-{version}", folder / "vmlinuz")
    _pack_start_image(folder, kernel, version)
    (folder / "version").write_text(version, encoding="utf-8")


def _kernel_version() -> str:
    return _dependencies("linux-image-amd64")[0].removeprefix("linux-image-")


def _dependencies(package: str) -> list[str]:
    """Returns the kernel's packages that a package depends on."""
    listing = _run(["apt-cache", "depends", "--important", package])
    words = [line.split() for line in listing.splitlines()]
    return [pair[1] for pair in words if pair[0] == "Depends:" and pair[1].startswith("linux-")]


def _unpack(packages: list[str], target: Path) -> None:
    """Downloads packages and lays their files out in a folder; nothing is installed."""
    target.mkdir(parents=True, exist_ok=True)
    _run(["apt-get", "download", "-q", *packages], cwd=target)
    for package in target.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(package), str(target)])
        package.unlink()


def _pack_start_image(folder: Path, kernel: Path, version: str) -> None:
    image = folder / "image"
    shutil.rmtree(image, ignore_errors=True)
    for name in ("bin", "dev", "proc", "sys", "host", "layer", "whole", "modules"):
        (image / name).mkdir(parents=True)
    shutil.copy("/bin/busybox", image / "bin" / "busybox")
    files = _modules_in_order(kernel, version)
    for file in files:
        shutil.copy(file, image / "modules")
    order = "".join(f"{file.name}\n" for file in files)
    (image / "modules" / "order").write_text(order, encoding="utf-8")
    init = image / "init"
    init.write_text(_INIT, encoding="utf-8")
    init.chmod(0o755)
    names = "\n".join(str(path.relative_to(image)) for path in sorted(image.rglob("*")))
    packed = subprocess.run(
        ["cpio", "-o", "-H", "newc", "--quiet"],  # noqa: S607 - a tool for whoever calls it
        input=names.encode(),
        stdout=subprocess.PIPE,
        cwd=image,
        check=True,
    )
    (folder / "initrd.gz").write_bytes(gzip.compress(packed.stdout, 1))


def _modules_in_order(kernel: Path, version: str) -> list[Path]:
    """Returns the modules' files, each after those that it needs."""
    files: dict[Path, None] = {}
    for module in _MODULES:
        command = ["modprobe", "-d", str(kernel), "-S", version, "--show-depends", module]
        for line in _run(command).splitlines():
            if line.startswith("insmod "):
                files[Path(line.split()[1])] = None
    return list(files)


def _build_loopback(folder: Path, modules: Path, version: str) -> None:
    """Compiles v4l2loopback against the kernel's headers, both unpacked side by side."""
    headers = folder / "headers"
    package = f"linux-headers-{version}"
    _unpack(["v4l2loopback-dkms", package, *_dependencies(package)], headers)
    tree = headers / "usr" / "src" / package
    _relocate(tree, headers)
    source = next((headers / "usr" / "src").glob("v4l2loopback-*"))
    _run(["make", "-s", "-C", str(tree), f"M={source}", "modules"])
    (modules / "extra").mkdir(exist_ok=True)
    shutil.copy(source / "v4l2loopback.ko", modules / "extra")


def _relocate(tree: Path, headers: Path) -> None:
    """Turns the header tree's absolute paths towards where it was unpacked."""
    for makefile in [*tree.rglob("Makefile"), *tree.rglob("Makefile.include")]:
        text = makefile.read_text(encoding="utf-8", errors="surrogateescape")
        for place in ("/usr/src/linux", "/usr/lib/linux"):
            moved = f"{headers}{place}"
            text = text.replace(moved, place).replace(place, moved)
        makefile.write_text(text, encoding="utf-8", errors="surrogateescape")
    for name in ("scripts", "tools"):
        link = tree / name
        if link.is_symlink():
            aim = os.path.normpath(tree / link.readlink())
            link.unlink()
            link.symlink_to(aim if aim.startswith(str(headers)) else f"{headers}{aim}")


def _run(command: list[str], *, cwd: Path | None = None) -> str:
    result = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, text=True, check=True)
    return result.stdout
