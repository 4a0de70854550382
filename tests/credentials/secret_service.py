"""A real Secret Service (gnome-keyring) on a private D-Bus, in a home of its own."""

import os
import shutil
import subprocess
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
_LIMIT_S = 10.0

# No service directories: nothing can be started on demand, so no prompt can show, as on a server.
_BUS_CONFIGURATION = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing_programs() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


class SecretService:
    """A bus and, after `unlock`, a keyring service on it; both are children of the test."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = ExitStack()
        self._keyring: subprocess.Popen[bytes] | None = None
        self.address = f"unix:path={home / 'bus'}"

    def __enter__(self) -> Self:
        configuration = self._home / "bus.conf"
        configuration.write_text(_BUS_CONFIGURATION.format(socket=self._home / "bus"))
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"]
        bus = self._start(command, stdin=subprocess.DEVNULL)
        assert bus.stdout is not None
        assert bus.stdout.readline().startswith(b"unix:"), "the bus did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def unlock(self, password: str) -> None:
        """Starts the keyring service with a password, which is the right one the first time."""
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        self._keyring = self._start(command, stdin=subprocess.PIPE)
        assert self._keyring.stdin is not None
        self._keyring.stdin.write(password.encode())
        self._keyring.stdin.close()
        self._wait_for_name()

    def stop_keyring(self) -> None:
        """Ends the keyring service; the bus stays."""
        assert self._keyring is not None
        _stop(self._keyring)

    def _start(self, command: list[str], *, stdin: int) -> subprocess.Popen[bytes]:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(self._home),
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }
        child = subprocess.Popen(
            command, env=environment, stdin=stdin, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._stack.callback(_stop, child)
        return child

    def _wait_for_name(self) -> None:
        """Returns when the service answers to its name on the bus."""
        # Of Linux only, like all of this; the module is imported elsewhere too. Untyped upstream.
        from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import (  # type: ignore[import-untyped]
            Proxy,
            open_dbus_connection,
        )

        assert self._keyring is not None
        deadline_s = time.monotonic() + _LIMIT_S
        with closing(open_dbus_connection(self.address)) as connection:
            bus = Proxy(message_bus, connection)
            while not bus.NameHasOwner("org.freedesktop.secrets")[0]:
                assert self._keyring.poll() is None, "the keyring service ended"
                assert time.monotonic() < deadline_s, "the keyring service did not start"


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_LIMIT_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None and not stream.closed:
            stream.close()
