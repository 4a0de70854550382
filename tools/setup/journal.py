"""Tells whoever waits what is going on, and keeps the details in a file without addresses."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*://(?:[^/\s@]*@)?([^/\s:'\")]*)[^\s'\")]*", re.IGNORECASE
)
_HOST = re.compile(r"(host=|resolve |[Hh]ost |connect to )(['\"]?)[\w.-]*[\w](?::\d+)?\2")
_PLACE = re.compile(r"^(Looking in \w+:|Processing ).*/(?=[^/]*$)")


class TroubleError(Exception):
    """The setup cannot go on. Its text is one line for whoever waits: what is wrong, what helps."""


class Journal:
    """One line per stage on the terminal, everything else in a log file."""

    def __init__(self, path: Path, *, keep_open: Sequence[int] = ()) -> None:
        """Starts the log over.

        Args:
            path: the log file.
            keep_open: file descriptors that every program run holds on to as long as it lives.
        """
        self.path = path
        self._keep_open = tuple(keep_open)
        self._hosts: set[str] = set()
        path.write_text("", encoding="utf-8")

    @contextlib.contextmanager
    def stage(self, text: str) -> Iterator[None]:
        """Prints the text, and how long it took once it is done."""
        started_s = time.monotonic()
        print(f"{text} ...", end="", flush=True)
        try:
            yield
        except BaseException:
            print(flush=True)
            raise
        print(f" done ({time.monotonic() - started_s:.0f} s)", flush=True)

    def run(
        self,
        command: Sequence[str],
        *,
        env: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        """Runs a program, its words going to the log.

        Args:
            command: the program and its arguments.
            env: what to add to the environment.

        Returns:
            Its exit status, and what it wrote, addresses taken out.
        """
        with self.path.open("a", encoding="utf-8") as log:
            log.write(f"\n$ {self._redacted(' '.join(command))}\n")
            with subprocess.Popen(
                command,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                pass_fds=self._keep_open if sys.platform != "win32" else (),
            ) as child:
                words = "".join(self._noted(child.stdout, log))
            return child.returncode, words

    def _noted(self, stream: IO[str] | None, log: IO[str]) -> Iterator[str]:
        for line in stream or ():
            clean = self._redacted(line)
            log.write(clean)
            log.flush()
            yield clean

    def _redacted(self, line: str) -> str:
        """Takes addresses out: they may hold a password, and the log may be passed on."""
        self._hosts.update(host for host in _ADDRESS.findall(line) if host)
        line = _ADDRESS.sub("<address>", _PLACE.sub(r"\1 <place>/", line))
        for host in self._hosts:
            line = line.replace(host, "<host>")
        return _HOST.sub(r"\1<host>", line)
