"""How a mistake on the command line ends."""

import argparse
import sys
from typing import NoReturn

USAGE_EXIT = 64
"""For a mistake on the command line (EX_USAGE of sysexits.h): 0 to 3 are verdicts of `check`."""


class Parser(argparse.ArgumentParser):
    """Ends with a code of its own after a mistake, so that no script takes it for a verdict."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and ends the program."""
        self.print_usage(sys.stderr)
        self.exit(USAGE_EXIT, f"{self.prog}: {message}\n")
