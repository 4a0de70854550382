"""The program's own log: bounded, UTF-8, for its owner's eyes, without faces or secrets."""

import logging
import logging.handlers
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

_MAX_BYTES = 1_000_000
_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s %(message)s"
_log = logging.getLogger(__name__)


def open_log(folder: Path, name: str) -> None:
    """Sends the log to `<folder>/<name>.log`; without a writable folder there is none."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / f"{name}.log", maxBytes=_MAX_BYTES, backupCount=_FILES - 1, encoding="utf-8"
        )
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    if os.name == "posix":
        (folder / f"{name}.log").chmod(0o600)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)


def install_hooks() -> None:
    """Has every unforeseen error of every thread logged, and said once on standard error."""
    sys.excepthook = _on_error
    threading.excepthook = _on_thread_error
    sys.unraisablehook = _on_unraisable


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.critical("unforeseen error", exc_info=(kind, error, trace))
    if sys.stderr is not None:
        print(f"liveness-station: unforeseen error ({kind.__name__}); see the log", file=sys.stderr)


def _on_thread_error(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        _on_error(told.exc_type, told.exc_value, told.exc_traceback)


def _on_unraisable(told: "sys.UnraisableHookArgs") -> None:
    # Without the object: how it describes itself is not known.
    if told.exc_value is not None:
        _on_error(told.exc_type, told.exc_value, told.exc_traceback)
