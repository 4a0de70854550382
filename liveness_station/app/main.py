"""The program's entry: environment first, then the command that was asked for."""

import argparse
import logging
import sys

from liveness_station.app import arguments as command_line
from liveness_station.app.environment import prepare_process
from liveness_station.app.output import heedless_output

UNFORESEEN_EXIT = 70
"""For a bug (EX_SOFTWARE of sysexits.h): 0 to 4 are outcomes of `check`."""


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit code."""
    arguments = command_line.parse(argv)
    prepare_process()
    try:
        with heedless_output():
            return _run(arguments)
    except Exception as error:  # noqa: BLE001 - the outermost frame, reported as the hook does
        # What would end in sys.excepthook, but with an exit code that `check` uses for SPOOF.
        sys.excepthook(type(error), error, error.__traceback__)
        logging.shutdown()
        return UNFORESEEN_EXIT


def _run(arguments: argparse.Namespace) -> int:
    """Imports only what the command needs: a window takes half a second, `--help` none."""
    match arguments.command:
        case "check" | "evaluate":
            return _judge_files(arguments)
        case "serve":
            from liveness_station.app import serve

            return serve.run(arguments)
        case "decoder":
            from liveness_station.app import decoder

            return decoder.run()
        case "cameras" | "people":
            return _tend_lists(arguments)
        case "credentials":
            from liveness_station.app import keyring_command

            return keyring_command.run(arguments)
        case "erase" | "history" | "hold" | "ledger" | "pictures" | "retention":
            return _tend_record(arguments)
        case "settings":
            from liveness_station.app import settings_command

            return settings_command.run(arguments)
        case "doctor":
            from liveness_station.app import doctor

            return doctor.run(arguments)
        case "demo":
            from liveness_station.app import demonstration

            return demonstration.run(arguments)
        case "simulate":
            from liveness_station.app import simulate

            return simulate.run(arguments)
        case _:
            from liveness_station.app import window

            return window.run(arguments)


def _judge_files(arguments: argparse.Namespace) -> int:
    if arguments.command == "evaluate":
        from liveness_station.app import evaluate

        return evaluate.run(arguments)
    from liveness_station.app import check

    return check.run(arguments)


def _tend_lists(arguments: argparse.Namespace) -> int:
    if arguments.command == "people":
        from liveness_station.app import people_command

        return people_command.run(arguments)
    from liveness_station.app import cameras

    return cameras.run(arguments)


def _tend_record(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "history":
            from liveness_station.app import history

            return history.run(arguments)
        case "ledger":
            from liveness_station.app import ledger

            return ledger.run(arguments)
        case "pictures":
            from liveness_station.app import pictures

            return pictures.run(arguments)
        case "erase":
            from liveness_station.app import erase

            return erase.run(arguments)
        case _:
            from liveness_station.app import retention

            return retention.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
